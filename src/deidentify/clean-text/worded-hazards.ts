const colours = 'red|blue|green|gold|silver|yellow|orange|white|black|purple|gr[ea]y|pink|bronze|teal';
const compass =
  'north|south|east|west|nord|süd|ost|norte|sur|este|oeste|est|ovest|ouest|oost|noord|zuid|øst|syd|öst|väst';
const beds = 'bed|bett|lit|cama|letto|leito|säng|seng|łóżko|lůžko';

/** Days stand behind these in a comparison: `prior 1/9`, `compared to CT 3/9`. */
const compared =
  'compared\\s(?:to|with)|comparison(?:\\swith)?|compare|prior|previous|prev|last|old|from|vs|versus|vergl|vergleich|vorunters\\p{L}*|previo|précédent|precedente|vorige|tidligere|tidigare';
const modalities = 'ct|mrt?|mri|xr|cxr|us|pet|tc|tac|irm|rx|tdm|rtg|scan|film|study';

/** Behind a number that is no age: a decimal, a part, a unit. */
const noMeasure = String.raw`(?!\p{N}|[.,/:-]\p{N}|\s?(?:mm|cm|m|ml|°|x|deg\p{L}{0,4}|grad\p{L}{0,2}|stopni\p{L}{0,2}|stup\p{L}{0,4}|views?|projekc\p{L}{0,2}|s|ms|kvp?|m[ve]v?|kev|mev|ma|mas|mah|mgy|hz|%)(?!\p{L}))`;

/** What the patterns below need: most texts have none of it. */
export const wordedHints =
  /north|south|east|west|nord|süd|ost|norte|sur|est|noord|zuid|øst|syd|öst|väst|links|rechts|window|door|fenster|tür|fen[eê]tre|port|ventana|puerta|finestra|janela|dörr|vind|dør|okno|drzwi|side|arm|team|firm|pod|zone|unit|ward|bay|wing|twin|triplet|zwilling|jum|gem|gêm|tweeling|tvilling|route|rte|hwy|highway|interstate|exit|auto|rijks|street|road|lane|avenue|rue|calle|rua|avenida|pla[zc]|piazza|viale|ul\.|ulica|ул|\/\d|(?<!\p{L})(?:lat|on|off|along|near|via|auf|sur|en|sulla|op|på|years|yrs|anni|años|anos|ans|år|jaar|лет|yaş)(?!\p{L})|turn|will\sbe|wird|wurde|fyll|fyld|cumpl|compi|wordt|skończ|kończ|исполн|täytt|player|coach|pro|champion|driver|rider|courier|delivery|col|gen|cdr|maj|cohort|kohort|coort|instructor|retired|former|as\s|occupation|beruf|comme|como|come|als|som|jako|leito|st[ae]y/iu;

/** Places, roads and days that words beside a number or a name tell. The group `id`, where a pattern has one, is what goes. */
export const wordedPlaces: readonly RegExp[] = [
  // turns 40, wird 80, fyller 50
  new RegExp(
    String.raw`(?<!\p{L}|(?:head|neck|face|chin|leg|foot|arm)\s)(?:turn(?:s|ed|ing)|will\sbe|wird|wurde|fyller|fyllde|fylte|fylder|fyldte|cumple|cumplió|compie|wordt|kończy|skończył\p{L}?|исполн\p{L}+|täyttää|täytti)\s(?:just\s|gerade\s)?(?<id>[1-9]\p{N})${noMeasure}(?!\s?(?:min|sec|sek|w|wks?|weeks?|months?|ssw|wochen|veckor|uger|uker|weken|semanas|[lr][pa]o|left|right)(?!\p{L}))`,
    'giu',
  ),
  // hockey player, tennis coach: the sport is a term as well
  /(?<!\p{L})\p{L}{3,12}[\s-](?:player|coach|champion|instructor|referee)(?!\p{L})/giu,
  /(?<!\p{L})(?:uber|bolt|grab|lyft|amazon|fedex|dhl|ups)\s(?:driver|rider|courier|delivery)(?!\p{L})/giu,
  // Lt Col Briggs: a side and an organ elsewhere
  /(?<!\p{L})(?:Lt|Maj|Brig|Col|Capt|Sgt)\.?\s(?:Col|Gen|Cdr|Cmdr|Maj|Lt)\.?(?=\s\p{Lu}\p{Ll})/gu,
  // study arm B, Cohort 2
  /(?<!\p{L})(?:(?:study|trial|treatment|protocol)\sarm|cohort|kohorte|cohorte|coorte)\s(?<id>[A-H1-9])(?![\p{L}\p{N}.])/giu,
  // retired pilot, works as a photographer, arbeitet als Maler: what follows is a trade, whatever else it means
  /(?<!\p{L})(?:occupation|profession|by\strade|arbeitet\sals|tätig\sals|von\sberuf|beruf|pensionierte[rn]?|travaille\scomme|métier|trabaja\s(?:como|de)|lavora\scome|trabalha\scomo|werkt\sals|beroep|arbetar\ssom|jobber\ssom|arbejder\ssom|pracuje\sjako|zawód|профессия)(?:\s|:\s?)(?:(?:an?|the|un|une|una|um|uma|een|en|ett|et)\s)?(?<id>\p{L}{3,24}(?!\p{L})(?:\s(?:driver|miner|worker|operator|officer|teacher|pilot|diver|printer|painter|surgeon|model|player|singer|dancer|technician)(?!\p{L}))?)/giu,
  /(?<!\p{L})(?:[Rr]etired|[Ww]orks\sas|[Ww]orking\sas|[Ee]mployed\sas|[Jj]ob\sas)\s(?:an?\s)?(?<id>\p{Ll}{3,24}(?!\p{L})(?:\s(?:driver|miner|worker|operator|officer|teacher|pilot|diver|printer|painter|surgeon|model|player|singer|dancer|technician)(?!\p{L}))?)/gu,
  // leito 9 UTI
  /(?<!\p{L})(?:bed|bett|lit|cama|letto|leito|säng|seng|łóżko|lůžko)\s\p{N}{1,3}\s(?<id>(?:UTI|UCI|CTI|ICU|ITU|HDU|CCU|ITS|IPS|réa)(?!\p{L})(?:\s(?:north|south|east|west|nord|süd|ost|norte|sul|sur|este|leste|oeste|est|ouest|ovest)(?!\p{L}))?)/giu,
  // Station Road, High Street
  /(?<!\p{L})(?:\p{Lu}[\p{L}'’.]{1,24}\s){1,2}(?:Street|Road|Lane|Avenue|STREET|ROAD|LANE|AVENUE)(?!\p{L})/gu,
  // rue du Port, calle Mayor
  /(?<!\p{L})(?:[Rr]ue|[Cc]alle|[Aa]venida|[Rr]ua|[Pp]laza|[Pp]iazza|[Vv]iale|[Uu]lica|[Uu]l\.|[Уу]л\.|[Уу]лица)\s(?:(?:de|du|des|del|della|la|las|los|da|do|dos)\s){0,2}\p{Lu}\p{Ll}{1,24}(?!\p{L})(?:,?\s\p{N}{1,4}(?!\p{N}))?/gu,
  // compared to 3/9, prior CT 2/8
  new RegExp(
    String.raw`(?<!\p{L})(?:${compared})\s(?:(?:${modalities})\s)?(?<id>\p{N}{1,2}/\p{N}{1,2})(?!\p{N}|[./]\p{N}|\s?(?:mm|cm|ms|s|%)(?!\p{L}))`,
    'giu',
  ),
  // Station B3 links, ward East, East wing
  new RegExp(
    String.raw`(?<!\p{L})(?:ward|station|tower|unit|floor|level|etage|étage|piso|planta|piano|afdeling|avdelning|reparto)\s(?<id>(?:\p{Lu}?\p{N}{1,2}\p{Lu}?\s)?(?:${compass}|links|rechts))(?!\p{L})`,
    'giu',
  ),
  new RegExp(String.raw`(?<!\p{L})(?:${compass})\s(?:wing|ward|tower|campus|building|block|unit)(?!\p{L})`, 'giu'),
  // bed by window, lit porte
  new RegExp(
    String.raw`(?<!\p{L})(?:${beds})\s(?:by\s|near\s|am\s|an\sder\s|côté\s)?(?<id>window|door|fenster|tür|fenêtre|porte|ventana|puerta|finestra|porta|janela|fönster|dörr|vindue?|dør|okno|drzwi)(?!\p{L})`,
    'giu',
  ),
  /(?<!\p{L})(?:window|door)\s(?:bed|side)(?!\p{L})/giu,
  // Team Blue, gold team
  new RegExp(String.raw`(?<!\p{L})(?:team|firm|pod|unit|ward)\s(?<id>${colours})(?!\p{L})`, 'giu'),
  new RegExp(String.raw`(?<!\p{L})(?:${colours})\s(?:team|firm|pod|ward|bay|wing)(?!\p{L})`, 'giu'),
  // Zone Red, Gold Unit: with capitals, as zones of the prostate and units of blood have colours too
  /(?<!\p{L})(?<!\p{L}[\s-])(?:Zone|ZONE)\s(?<id>(?:Red|Blue|Green|Gold|Silver|Yellow|Orange|Purple|RED|BLUE|GREEN|GOLD|SILVER|YELLOW|ORANGE|PURPLE))(?!\p{L})/gu,
  /(?<!\p{L})(?:Red|Blue|Green|Gold|Silver|Yellow|Orange|Purple)\s(?:Zone|Unit)(?!\p{L})/gu,
  // Arm B: of a trial. `Arm L` and `Arm R` are sides
  /(?<!\p{L})(?:Arm|ARM)\s(?<id>[A-D])(?![\p{L}\p{N}.])/gu,
  // side B: which of two wards
  /(?<!\p{L})side\s(?<id>[A-KM-QS-Z])(?![\p{L}\p{N}.])/giu,
  // twins A and B
  /(?<!\p{L})(?:twins?|triplets?|zwillinge?|jumea\p{L}{1,2}|jumelles?|gemel\p{L}{1,3}|gêmeos?|tweelingen?|tvilling\p{L}{0,3})\s[A-D1-3](?:\s?(?:and|und|et|y|e|en|og|och|&|\+|\/|,)\s?[A-D1-3])*(?![\p{L}\p{N}])/giu,
  // Interstate 80, Route 66, on I-95, auf der A7
  /(?<!\p{L})(?:route|rte|hwy|highway|interstate|exit|autobahn|autoroute|autopista|autov[ií]a|autostrada|rijksweg)\s?(?:\p{Lu}-?)?\p{N}{1,3}(?!\p{N})/giu,
  /(?<!\p{L})(?:(?:on|off|along|near|via)\sthe|auf\sder|sur\sl['’]|en\sla|sulla|op\sde|på)\s?(?<id>(?:(?:I|US|SR)-?\s?\p{N}{1,3}|[ABEMN]-?(?:[5-9]|\p{N}{2,3})))(?![\p{L}\p{N}]|[.,]\p{N})/gu,
  // `on B50`: kernels are B10 to B90
  /(?<!\p{L})(?:on|off|along|near|via|auf)\s(?<id>(?:(?:I|US|SR)-?\s?\p{N}{1,3}|(?!B[1-9]\p{N}(?!\p{N}))[ABEMN]-?(?:[5-9]|\p{N}{2,3})))(?![\p{L}\p{N}]|[.,]\p{N})/gu,
  // lat 63: years in Polish, which no other word has to say. A side is written `LAT`, or has its degrees
  /(?<![\p{L}\p{N}])lat\s(?<id>[1-9]\p{N}{1,2})(?!\p{N}|[.,/:-]\p{N}|\s?(?:[mc]?m|ml|°|[x%]|deg|grad|stop|stup|views?|proj|m?s|[kM][eE]?[vV]p?|m[aA][sS]?|mGy|Hz|HU)(?!\p{Lu}))/gu,
  // años 63: years before their number
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:years|yrs|anni|años|anos|ans|år|jaar|лет|yaş)[\s:]{1,2}(?<id>[1-9]\p{N}{0,2})${noMeasure}`,
    'giu',
  ),
];

/** Read where another word of the text says what they are. */
export const placesBeside: readonly { readonly where: RegExp; readonly pattern: RegExp }[] = [
  {
    // "Trauma Zulu", "Shadow": what somebody is called
    where: /["“„«]/u,
    pattern: /(?<=["“„«])\p{Lu}[\p{L}’-]{1,24}(?:\s\p{Lu}[\p{L}’-]{0,24}){0,2}(?=["“”»])/gu,
  },
  {
    // `LAT 63`, `let 7`: years where a word of Polish or Czech stands in the text, a side elsewhere
    where:
      /[ąćęłńśźżčďěňřšťůž]|(?<!\p{L})(?:guz|nerk|kolan|brzuch|piers|klatk|staw|pacjent|kontrol|podejrz|rezonans|tomograf|badan|bark|biodr|szyj|miednic|krwawien|pani?(?!\p{L})|hlav|bricho|pater|hrudnik|kolen|ramen|ledvin|jatra|jater|pacient)/iu,
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:lat|let)\s(?<id>[1-9]\p{N}{0,2})${noMeasure}`, 'giu'),
  },
  {
    // Riverside Imaging Ctr: what stands behind the name says who, too
    where: /c(?:en)?t(?:e?r|re)(?!\p{L})|group|assoc|partners|network|specialists|institut|services/iu,
    pattern:
      /(?<=\p{Lu}[\p{L}'’]{1,24}\s)(?:(?:Medical|Diagnostic|MEDICAL|DIAGNOSTIC)\s)?(?:Imaging|Radiology|Diagnostics?|Medical|MRI|X-?[Rr]ay|IMAGING|RADIOLOGY|DIAGNOSTICS?|MEDICAL|X-?RAY)\s(?:Ct(?:e?r|re)|Cntr|Cent(?:er|re)|Group|Assoc(?:iates)?|Partners|Network|Specialists|Institute|Services|CT(?:E?R|RE)|CNTR|CENT(?:ER|RE)|GROUP|ASSOC(?:IATES)?|PARTNERS|NETWORK|SPECIALISTS|INSTITUTE|SERVICES)(?!\p{L})/gu,
  },
  {
    // `f/u CT 1/9`: a day beside another examination, a part of a series elsewhere
    where: /(?<!\p{L})(?:f\/?u|follow|prior|prev|compar|comparison|since|previous)(?!\p{L})/iu,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${modalities})\s(?<id>\p{N}{1,2}/(?:[5-9]|1[0-2]))(?![\p{N}\p{L}./]|\sphases?(?!\p{L}))`,
      'giu',
    ),
  },
  {
    // II. Bel, III. interna: which of the wards of a hospital
    where: /(?<!\p{L})I{1,3}V?\./u,
    pattern:
      /(?<![\p{L}\p{N}.])(?:I{1,3}|IV)\.\s?(?:sz\.\s)?(?=(?:[Bb]el|[Ss]eb[eé]|[Cc]hir|[Ii]ntern|[Mm]ed|[Ii]nn\.|[Ii]nnere|[Gg]y[ne]|[Oo]rt|[Tt]rauma|[Nn]euro|[Kk]ardio|[Kk]lini|[Oo]ddz?))/gu,
  },
  {
    // B wing: `L wing` is of a bone
    where: /wing|ward/iu,
    pattern: /(?<![\p{L}\p{N}])[A-KM-QS-Z]\s(?:[Ww]ing|WING|[Ww]ard|WARD)(?!\p{L})/gu,
  },
];

/** Written with any case, though what follows has to have its capital: the first letter alone, or all of them. */
function inAnyCase(phrases: string): string {
  return phrases
    .split('|')
    .flatMap((phrase) => [phrase, phrase.charAt(0).toUpperCase() + phrase.slice(1), phrase.toUpperCase()])
    .join('|');
}

/** Where somebody lives, before a number or a capital. */
const lives = inAnyCase(
  'lives at|lives in|lives on|living at|living in|resides at|resides in|residing at|residing in|home address|address|moved to|' +
    'wohnt in|wohnt im|wohnhaft in|wohnhaft|adresse|anschrift|habite à|habite au|habite|demeurant à|demeurant|domicilié à|domiciliée à|' +
    'vive en|domicilio|domiciliado en|domiciliada en|dirección|abita in|abita a|residente in|residente a|indirizzo|mora na|mora no|mora em|' +
    'reside em|reside en|residente em|endereço|morada|woont in|woont aan|woont|woonachtig|adres|bor på|bor i|bopæl|adress|asuu|osoite|' +
    'mieszka w|mieszka przy|zamieszkały|zamieszkała|zam\\.|bydliště|bytem|bydlí v|adresa|проживает в|проживает на|проживает|прож\\. в|прож\\.|адрес|oturuyor|ikamet|adresi',
);
/** Who somebody works for, before a capital: makers of devices are employers too. */
const works = inAnyCase(
  'works at|works for|works in|works with|working at|working for|worked at|worked for|employed by|employed at|employee of|employee at|' +
    'employer|job at|boss at|retired from|arbeitet bei|arbeitet in|arbeitet im|beschäftigt bei|angestellt bei|arbeitgeber|travaille chez|' +
    'travaille à|employé chez|employée chez|employé à|employeur|ouvrier chez|trabaja en|trabaja para|empleado de|empleada de|lavora in|' +
    'lavora da|lavora alla|lavora presso|dipendente di|dipendente della|datore di lavoro|trabalha na|trabalha no|trabalha em|' +
    'funcionário da|funcionária da|werkt bij|werkt in|werkgever|arbejder hos|arbejder på|ansat hos|ansat i|arbetar på|arbetar hos|' +
    'anställd på|anställd hos|arbetsgivare|jobber hos|jobber på|jobber i|ansatt i|ansatt hos|työnantaja|töissä|pracuje w|pracownik|' +
    'zatrudniony w|zatrudniona w|pracuje v|pracuje u|zaměstnavatel|zaměstnanec|работает в|работает на|сотрудник|место работы|işyeri',
);
/** Where people are cared for, and what they play for or belong to, before a capital. */
const stays = inAnyCase(
  'nursing home|care home|pflegeheim|altenheim|seniorenheim|altersheim|ehpad|maison de retraite|residencia|casa di riposo|casa di cura|' +
    'casa de repouso|lar|verpleeghuis|verzorgingshuis|woonzorgcentrum|plejehjem|äldreboende|sykehjem|hoivakoti|palvelutalo|dom opieki|dps|' +
    'domov|дом престарелых|пансионат|huzurevi|bakımevi|member of|club|verein|spielt bei|spielt für|joue au|joue à|joue pour|juega en|' +
    'gioca nel|gioca nella|gioca in|joga no|joga na|speelt bij|spiller i|spiller for|spelar i|spelar för|pelaa|gra w|hraje za|играет за|oynuyor',
);
/** Schools and what people do there, before a capital. */
const learns = inAnyCase(
  'teacher at|teaches at|student at|pupil at|studies at|attends|plays for|coach at|schüler|grundschule|realschule|gymnasium|kita|kindergarten|' +
    'école|lycée|collège|colegio|escuela|scuola|liceo|escola|colégio|basisschool|skole|skola|koulu|lukio|szkoła|liceum|škola|škole|' +
    'gymnázium|школа|okulu|lisesi',
);
/** What somebody is called, before a capital. */
const called = inAnyCase(
  'goes by|known as|nickname|nicknamed|aka|a\\.k\\.a\\.|alias|be called|called by|genannt|rufname|spitzname|surnommé|surnommée|apodo|' +
    'conocido como|conocida como|detto|detta|soprannome|apelido|conhecido como|conhecida como|bijnaam|roepnaam|kaldet|kaldes|kallas|' +
    'smeknamn|tilltalsnamn|kalles|kutsumanimi|zwany|zwana|zvaný|zvaná|přezdívka|прозвище|прозвищу|lakabı',
);
/** Names of days in full. */
const weekdays =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|' +
  'jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|' +
  'domenica|segunda(?:-feira)?|terça(?:-feira)?|quarta(?:-feira)?|quinta(?:-feira)?|sexta(?:-feira)?|maandag|dinsdag|woensdag|donderdag|' +
  'vrijdag|zaterdag|zondag|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|måndag|tisdag|lördag|söndag|maanantai\\p{L}*|tiistai\\p{L}*|' +
  'keskiviik\\p{L}*|torstai\\p{L}*|perjantai\\p{L}*|lauantai\\p{L}*|sunnuntai\\p{L}*|poniedziałek|wtorek|środ[aęy]|czwartek|piątek|' +
  'sobot[aęuy]|niedziel[aęi]|pondělí|úterý|střed[auy]|čtvrtek|pátek|neděl[ei]|понедельник\\p{L}?|вторник\\p{L}?|сред[ауы]|четверг\\p{L}?|' +
  'пятниц[ауы]|суббот[ауы]|воскресень[ея]|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar';
/** Words for the day before its number. */
const dayWords = 'the|den|dem|der|le|el|il|dia|día|giorno|jour|dne|dnia|d\\.';

/** One to four words with a capital or figures, as a street, a firm or a school is named. */
const named = String.raw`(?:\p{N}{1,5}\p{L}?|\p{Lu}[\p{L}.'’-]{0,30})(?:\s(?:(?:de|du|des|del|della|da|do|das|dos|der|am|an|im|of|the|la|le|van|von|zum|zur)\s){0,2}(?:\p{N}{1,5}\p{L}?|\p{Lu}[\p{L}.'’-]{0,30})){0,4}(?![\p{L}\p{N}])`;

/** What the patterns below need: most texts have none of it. */
export const lifeHints =
  /liv|resid|addres|adres|moved|wohn|anschrift|habit|demeur|domicil|vive|direcci|abita|indirizzo|mora|endere|woon|bor |bopæl|asuu|osoite|mieszk|zam|byd|bytem|прож|адрес|otur|ikamet|work|employ|job|boss|retired|arbe|beschäft|angest|travail|ouvrier|trabaj|empleado|lavor|dipend|datore|trabalh|funcion|werk|ansat|anst|jobber|työ|töissä|praco|pracu|zatrud|zam|работ|сотруд|işyeri|teach|student|pupil|stud|attend|plays|coach|sch|kita|kinderg|cole|coll|lyc|liceo|sk[ou]l|koulu|lukio|szko|lice|škol|gymn|школ|okulu|lise|goes|known|nick|aka|a\.k|alias|called|genannt|name|namn|nimi|surnom|apodo|conocid|dett|sopran|apelid|conhecid|kal|zwan|zvan|přez|прозв|lakab|academy|element|nursing|care\s|rest\s|club|church|ehpad|maison|casa|lar\s|huis|centrum|hjem|boende|hoivakoti|palvelu|dom |dps|domov|дом |пансион|evi|member|verein|spiel|jou|jueg|gioc|jog|speel|spil|spel|pelaa|gra |hraje|играет|oynuyor|universit|praxis|klinik|ärzteh|mvz|heim|zentrum|residen|clini|línica|h[oô]s?pital|maternit|ospedale|résid/iu;

/** Homes, employers, schools and nicknames, whatever the words are that name them. The group `id`, where a pattern has one, is what goes. */
export const lifePlaces: readonly RegExp[] = [
  new RegExp(String.raw`(?<!\p{L})(?:${lives}):?\s(?<id>${named})`, 'gu'),
  new RegExp(String.raw`(?<!\p{L})(?:${works}):?\s(?:the\s|der\s)?(?<id>${named})`, 'gu'),
  new RegExp(String.raw`(?<!\p{L})(?:${stays}):?\s(?:the\s)?(?<id>${named})`, 'gu'),
  new RegExp(String.raw`(?<!\p{L})(?:${learns}):?\s(?:the\s|at\s)?(?<id>${named})`, 'gu'),
  new RegExp(String.raw`(?<!\p{L})(?:${called}):?\s["'“„«]?(?<id>\p{Lu}[\p{L}'’-]{0,30})(?!\p{L})`, 'gu'),
  // Praxis am Markt, clinique du Parc
  /(?<!\p{L})(?:[Pp]raxis|PRAXIS|[Kk]linik(?:um)?|KLINIK(?:UM)?|[ÄA]rztehaus|MVZ|(?:Alten|Pflege|Senioren)(?:heim|zentrum|residenz)|[Cc]lini(?:que|ca)|[Cc]línica|[Hh][ôo]spital|[Hh]ôpital|[Mm]aternité|[Oo]spedale|[Rr]ésidence|[Rr]esidencia|[Rr]esidenza)\s(?:(?:am|an|auf|im|in|zum|zur|der|den|dem|du|des|de|del|della|dei|delle|degli|da|do|das|dos|la|las|los|le|les)\s){1,2}(?<id>\p{Lu}[\p{L}’'-]{1,30})/gu,
  // Lincoln Elementary, Temple University
  /(?<!\p{L})(?:\p{Lu}[\p{L}'’.]{1,30}\s){1,3}(?:Elementary|Nursing\sHome|Care\sHome|Rest\sHome|(?:Rowing|Football|Golf|Tennis|Rugby|Riding|Sports)\sClub|Church|Academy|University|College|Preschool|Daycare|(?:Primary|Middle|High|Grammar|Secondary|Junior)\sSchool)(?!\p{L})/gu,
];

/** Days without a month, and places by a count; for texts with a figure. */
export const dayPatterns: readonly RegExp[] = [
  // mon 14, yesterday 14th: `sat 3` is a saturation
  /(?<!\p{L})(?:mon|tues?|weds?|thurs?|thu|fri|sun|yesterday|today|tomorrow)\s(?:the\s)?(?<id>(?:[12]\p{N}|3[01]|[1-9])(?:st|nd|rd|th)?)(?![\p{L}\p{N}]|[.,:/-]\p{N}|\s?(?:mm|cm|ml|mg|x|%)(?!\p{L}))/giu,
  // 6. LW, 12. Lebenswoche: the age of a child in German
  /(?<![\p{N}.,])\p{N}{1,3}(?:\.\s?(?:LW|LM|LT|LJ)|\.?\s?Lebens(?:woche|monat|jahr|tag)\p{L}{0,2})(?!\p{L})/gu,
  // RADAR-0312, not `OMNIPAQUE-350`: a study and its subject
  /(?<![\p{L}\p{N}-])(?!(?:SERIES|PHASE|IMAGE|SLICE|FRAME|COVID)-)\p{Lu}{5,10}-(?![1-4]\p{N}0(?!\p{N}))\p{N}{3,4}(?![\p{L}\p{N}-])/gu,
  // os 7B: a ward in Finnish. `OS` is an eye, `os 3D` a bone in French
  /(?<![\p{L}\p{N}])os\s(?<id>\p{N}{1,2}[ABCEF])(?![\p{L}\p{N}])/gu,
  // Medicare 2951 64270 1: the last group of it may be one figure
  /(?<!\p{L})(?:medicare|medicaid|IHI|KVNR|carte\svitale|tessera\ssanitaria)[\s.:#]{1,3}(?<id>\p{Lu}?\p{N}[\p{N} /-]{3,24}\p{N})(?![\p{L}\p{N}])/giu,
  // control07: a subject
  /(?<!\p{L})(?:control|ctrl|healthy|pilot)_?(?<id>\p{N}{2,4})(?![\p{L}\p{N}])/giu,
  // 22-03, 22-11: no span goes down
  /(?<![\p{L}\p{N}.,/-])(?:(?:0[1-9]|[12]\p{N}|3[01])-0[1-9]|(?:1[3-9]|2\p{N}|3[01])-1[0-2])(?![\p{L}\p{N}/-]|[.,]\p{N}|\s?(?:mm|cm|ml|ms|s|%|kev|kv)(?!\p{L}))/giu,
  // '19: a year
  /(?<![\p{L}\p{N}])['’]\p{N}{2}(?![\p{L}\p{N}'’])/gu,
  // ГКБ № 31
  /№\s?\p{N}{1,6}/gu,
  // 男45, 45л
  /[男女]\s?(?<id>\p{N}{1,3})(?!\p{N}|[.,]\p{N}|\s?(?:mm|cm|例))/gu,
  /(?<![\p{N}.,])\p{N}{1,3}л\.?(?![\p{L}\p{N}])/gu,
  // 002_S_0413: the letter inside a code
  /(?<=\p{N}{2}[_-])\p{Lu}(?=[_-]\p{N}{3})/gu,
  // Tuesday the 9th, mardi 9
  new RegExp(
    String.raw`(?<!\p{L})(?:${weekdays})[\s,]{1,2}(?:(?:${dayWords})\s)?(?<id>\p{N}{1,2}(?:st|nd|rd|th|º|er)?)(?![\p{L}\p{N}]|[.,:/-]\p{N}|\s?(?:mm|cm|ml|mg|x|%)(?!\p{L}))`,
    'giu',
  ),
  // on the 9th, seit dem 9.
  /(?<!\p{L})(?:on|since|until|seen|from|by|due|dated)\s(?:the\s)?(?<id>\p{N}{1,2}(?:st|nd|rd|th))(?=$|[,;.)]|\s(?:for|to|and|at|with|follow|prior|per|by)(?!\p{L}))/giu,
  /(?<!\p{L})(?:seit\sdem|ab\sdem|vom|am|depuis\sle|le|desde\sel|el\sdía|el|dal|il|sinds\sde|od\sdnia|dnia|ode\sdne|dne)\s(?<id>\p{N}{1,2}\.?)(?=$|[,;)])/giu,
  // 4-4-0-2
  /(?<![\p{L}\p{N}.,-])\p{N}(?:-\p{N}){3,8}(?![\p{L}\p{N}-])/gu,
  // scanner 2, Gerät 3: not `scanner 3T`
  /(?<!\p{L})(?:scanner|console|gerät|appareil|apparecchio|aparelho|toestel|apparat|laite|přístroj|аппарат|cihaz)\s(?<id>(?:(?:CT|MRT?|US|XR|DR|CR|RX|TC|RM|PET|КТ|МРТ)[\s-]?)?\p{N}{1,2})(?![\p{L}\p{N}]|[.,]\p{N}|\s?(?:T|tesla)(?!\p{L}))/giu,
  // 2番ベッド, 2번 침대, ベッド2
  /\p{N}{1,3}\s?(?:番\s?(?:ベッド|ベット|床|室|窓口|ブース)|번\s?(?:침대|베드|병상|방|실|진료실|검사실|자리|환자))/gu,
  /(?:ベッド|ベット|ブース|베드)\s?(?<id>\p{N}{1,3})(?!\p{N})/gu,
];
