import { type Concept, plainMeaning } from './content-item.ts';

const persons =
  'physicians?|doctors?|radiologists?|technologists?|technicians?|radiographers?|sonographers?|operators?|nurses?|surgeons?|' +
  'cardiologists?|pathologists?|clinicians?|practitioners?|consultants?|authors?|observers?|readers?|transcriptionists?|verifiers?|' +
  'referrers?|requesters?|mother|father|parents?|spouse|husband|wife|guardian|next of kin|employer|' +
  'arzt|arztin|radiologe|radiologin|untersucher|uberweiser|zuweiser|einweiser|befunder|befundersteller|' +
  'medecins?|radiologue|medicos?|medica|radiologos?|tecnicos?|medici|radiologo|arts|radioloog|lakare|laege|lege|laakari|lekarz|lekar|hekim|' +
  'врач|рентгенолог|医師|医生|技師|의사';
const places =
  'hospitals?|clinics?|institutions?|institutes?|organi[sz]ations?|departments?|facility|facilities|ward|room|bed|address|city|town|street|' +
  'zip|postal|postcode|country|residence|krankenhaus|klinik|abteilung|station|adresse|anschrift|hopital|clinique|service|hospitalier|' +
  'direccion|endereco|indirizzo|ospedale|reparto|ziekenhuis|afdeling|adres|sjukhus|sykehus|szpital|больница|адрес';
const contacts =
  'phone|telephone|telefon|telefono|fax|e ?mail|pager|url|web ?site|social security|ssn|mrn|passport|insurance|policy|accession';
const births = 'birth|born|dob|geboren|geburtsdatum|naissance|nacimiento|nascita|nascimento|geboortedatum|fodelsedatum';
/** Written without spaces: part of a longer word. */
const unspaced = '医師|医生|技師|의사|病院|医院|住所|地址|병원|生年月日|電話|전화|电话';
const owners =
  'patients?|patienten|paciente|paziente|subjects?|person|case|visit|encounter|admission|account|order|requisition|request|record|file|chart|hospital|medical record|study';
const naming = 'name|names|id|ids|identifier|identification|number|no|nr|initials|label';

/** Words that name somebody, a place, a way to reach them or a number that stands for them. */
const somebodyOrPlace = new RegExp(
  `(?<!\\p{L})(?:${persons}|${places}|${contacts}|${births})(?!\\p{L})|${unspaced}`,
  'u',
);
const ownNaming = new RegExp(`(?<!\\p{L})(?:${owners})(?: (?:s|of|the|der|des|del|de))* (?:${naming})(?!\\p{L})`, 'u');
const bareNames =
  /^(?:(?:first|last|middle|family|given|maiden|full|nick|pet) ?)?(?:name|names|surname|initials|nachname|vorname|familienname|nom|prenom|nombre|apellidos?|nome|cognome|naam|achternaam|namn|navn|nazwisko|imie|имя|фамилия|氏名|姓名|이름)$/u;
/** What somebody says: sentences, not names. */
const sayings =
  /(?<!\p{L})(?:comments?|impressions?|findings?|history|notes?|reports?|summary|conclusions?|recommendations?|questions?|descriptions?|instructions?|opinions?|diagnos[ie]s|reasons?|temperature|type|role|mode|method|software|course|stay)(?!\p{L})/u;

/**
 * True when the meaning of a concept says that its value names a person, a hospital, an address or a number of a patient:
 * `Referring Physician`, `Observer Organization Name`, `Adresse`. Words of imaging in such a value may be a name.
 */
export function namesSomebody({ meaning }: Pick<Concept, 'meaning'>): boolean {
  const text = plainMeaning(meaning);
  if (bareNames.test(text) || ownNaming.test(text)) return true;
  return somebodyOrPlace.test(text) && !sayings.test(text);
}
