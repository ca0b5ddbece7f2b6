/** Words that tell that a name stands beside them, in eighteen languages. */

/** Titles, folded. `dr`, `mr` and `mrs` are modalities as well and have a test of their own. */
export const titles: ReadonlySet<string> = new Set(
  (
    'sn drs dra dre sr doctor docteur doktor doc prof profa professor mrs ms miss mister nurse herr herrn frau fru frk fraulein hr mme mlle ' +
    'madame monsieur sra srta srª senor senora sig sigra signor signora dott dottssa dottoressa dssa mevr mevrouw mw dhr pan pani mudr ' +
    'sayin bay bayan uzm doc schwester sister oa oberarzt chefarzt ass enf enfermeira enfermera pr др доктор проф врач пан пані ' +
    'fr hrn frl kollege kollegin collega kollega primar dozent yrd asist hemsire ylilaakari overlege overlakare overlaege mgr bc lic ' +
    'meneer heer juffrouw froken herra rouva neiti slecna hanim dona ' +
    'suor oberarztin overlakare zuw exmo exma ilmo dna avv inz lek gospodin gospozha господин госпожа медсестра δρ κος κα κυρια κυριος'
  ).split(' '),
);
/** Go on with a title, as in `Prof. Dr. med. Klein`. */
export const betweenTitles: ReadonlySet<string> = new Set(
  'ra ssa na med dent phil habil univ rer nat priv doz pd'.split(' '),
);
/** Titles that need their point or capital, as they are short words too. */
export const shortTitles: ReadonlySet<string> = new Set('sn fr m mw hr pr sr p d ms oa doc ass bay pan'.split(' '));
export const modalities: ReadonlySet<string> = new Set(['dr', 'mr', 'mrs']);

/** Who an animal or a patient is in the care of, folded. Most are other words too. */
const caring =
  'owner carer caregiver guardian interpreter translator escort nok besitzer besitzerin proprietaire proprietario propietario eigenaar agare ejer eier omistaja wlasciciel majitel владелец sahibi';

/** Words that lead to a name in eighteen languages, folded. */
export const leadIns: ReadonlySet<string> = new Set(
  (
    'ref refd referrer referring referred req requested requesting attn attention attending per by tech technologist technician ' +
    'radiographer sonographer operator physician consultant resident fellow pat patient pt name seen read dictated signed reported ' +
    'performed ordered cc rad op radiologist nurse admin surgeon phys md contact rn ' +
    'zuweiser uberwiesen uberweiser einweiser arzt arztin mtra mta von durch gez untersucher ' +
    'initials initial dict typed chk chkd chez ' +
    'par manip medecin prescripteur adresse demandeur patiente docteur ' +
    'por medico tecnico paciente solicitado solicitante informado ' +
    'da inviato medico richiedente paziente tsrm ' +
    'pelo pela solicitante tecnica ' +
    'door laborant aanvrager verwijzer patiënt patient arts radioloog ' +
    'af henvist henviser lage fra av remiss remittent lakare lege lahettaja laakari hoitaja radiograf ' +
    'lekarz kierujacy technik pacjent zlecajacy lekar pacient hekim hasta teknisyen isteyen ' +
    'solicita zlecil zlecila zleca indikoval indikovala befundet aanvraag laborantka technolog chiamare avvisare llamar avisar appeler prevenir bellen ringa anrufen τεχνολογος ασθενης ιατρος νοσηλευτρια ' +
    `${caring} ` +
    'врач лаборант пациент пациентка направил направление рентгенолаборант'
  ).split(' '),
);
export const ledByColonOnly: ReadonlySet<string> = new Set(
  `pat patient pt name tech operator rad read contact ${caring}`.split(' '),
);

/** Who did something is often two or three letters: `tech AB`. */
export const ledToInitials: ReadonlySet<string> = new Set(
  'chk chkd initials initial dict typed tech technologist operator op rad radiographer by read signed dictated mta mtra manip mdr'.split(
    ' ',
  ),
);
/** Those behind which they may be small letters anywhere: `initials bw`. */
export const ledToSmall: ReadonlySet<string> = new Set('initials dict typed'.split(' '));

/** Words for a hospital. */
export const hospitals: ReadonlySet<string> = new Set(
  'hospital klinik klinikum krankenhaus praxis hopital clinique clinica policlinico ospedale ziekenhuis sykehus sjukhus sygehus szpital nemocnice infirmary clinic polyclinic sairaala hastanesi'.split(
    ' ',
  ),
);

/** What stands behind the name of who has the degree or licence, as it is written: `White MD`, `Singleton PA-C`. */
export const credentials: ReadonlySet<string> = new Set(
  'MD DO RN NP PA PHD MBBS MBCHB FRCR FRACR FRANZCR FRCS FRCP FACR DNP ARNP APRN CRNA DPM DDS DMD LPN CNM RRA RPA RDMS RVT ARRT BSRT'.split(
    ' ',
  ),
);
/** Who did it stands behind these with `by`, `to` or `with`, folded. */
export const doneWords: ReadonlySet<string> = new Set(
  (
    'exported imported planned contoured drawn segmented outlined processed uploaded printed marked req requested ordered ref refd referred read reported dictated signed performed done scanned reviewed seen sent approved verified ' +
    'entered interpreted supervised taken acquired checked injected obtained transcribed edited authorized cosigned countersigned ' +
    'results result report findings call fax called discussed communicated relayed phoned paged texted given faxed notified spoke spoken conveyed d/w'
  ).split(' '),
);
/** Towns that are words of imaging or of everyday language as well. */
export const placesToo: ReadonlySet<string> = new Set(
  'reading bath nice essen hof halle bury cork wells sale hull rugby deal ware stone barnet bergen singen siegen baden leer wesel nova sion tours lens angles crest mobile orange buffalo phoenix eden salem atlanta bursa como most pila sens stade'.split(
    ' ',
  ),
);
/** Words of imaging that the second part of a place's name is, behind a word that nobody knows: `Cedar Falls`. */
export const placeEndings: ReadonlySet<string> = new Set(
  'base heat fire united community sunrise city town forest county palace villa rovers rangers wanderers sporting union stars kings magic general memorial central station hill house park court lodge grove green field fields meadows wood woods lake lakes river valley heights ridge springs spring beach harbour harbor haven gate square common rock stone dale corner falls point bridge mill island cape crest vista gardens plains crossing junction rapids hat cloud city medicine'.split(
    ' ',
  ),
);
/** Words that the names of places begin with, before a word that nobody knows: `Mount Sinai`. */
export const placeBeginnings: ReadonlySet<string> = new Set(
  (
    'community sunrise stade real sporting union racing royal central inter pine mill sea star shell union spring sand bridge garden orange temple clear mount great grand good big little old new royal red blue black white green gold silver long high low cold rapid iron salt free fort port cape palm ' +
    'bad neue neuer neues alt alte gross klein unter ober hoch les los las cap mont val tres mar nowy nowa stary stara nove novy novi stare ' +
    'старый старая новый новая нижний нижняя верхний верхняя великие великий большой малый'
  ).split(' '),
);
/** Names of places and hospitals that are made of words of imaging alone. */
export const placePairs: ReadonlySet<string> = new Set(
  (
    'medicine hat|red deer|st cloud|high point|high peak|high desert|sacred heart|immaculate heart|red cross|blue cross|blue shield|white plains|iron mountain|' +
    'grand rapids|cold lake|south bend|north bend|great bend|west bend|west point|stony point|stone mountain|royal free|north shore|south shore|west side|' +
    'east side|gold coast|cape cod|little rock|good hope|old mill|new bridge|corpus christi|las palmas|great falls|cross river|long branch|white rock|' +
    'black rock|rock hill|spring hill|green valley|central valley|central coast|la plata|rio negro|el paso'
  ).split('|'),
);
/** Words before a place, folded. */
export const beforePlaces: ReadonlySet<string> = new Set('from in at near aus bei de a da di z из'.split(' '));
/** Words before who or what something comes from, folded: with a capital inside a sentence it is a name. */
export const beforeOrigins: ReadonlySet<string> = new Set('from at near chez fra fran via c/o z iz из от'.split(' '));
