import { foldText } from '../../residual/fold-text.ts';
import { isKnownWord } from '../known-words.ts';
import { isNameBesideName, isNameToo } from '../name-words.ts';
import { isTitleCase, type Word } from '../split-words.ts';

/** A family name with its particle, written together with two capitals: `DelVecchio`, `VanHorn`. */
const familyName =
  /^(?:Mac|Mc|De|Van|Von|Le|La|Du|Di|Del|Della|Dal|Dalla|Fitz|San|Santa|Saint|Ter|Ten|Bin|Abu)(?<family>\p{Lu}\p{Ll}{2,})$/u;
/** Diseases that are written so. */
const notFamilies: ReadonlySet<string> = new Set('debakey lefort dequervain latarjet'.split(' '));

/** A vehicle or a room behind a word that it is written together with: `MammoVan`, `OncoTruck`. */
const vehicleByCapital =
  /^\p{L}*\p{Ll}(?:Van|Bus|Buss|Bussen|Truck|Trailer|Lorry|Coach|Wagon|Bil|Bilen|Camion|Room|Rm|Suite|Bunker|Clinic|Klinik|Clinica|Hospital|Center|Centre|Centrum|Zentrum|Hub|Praxis)\p{N}{0,2}$/u;
const vehicle =
  /^(?:mammo|scan|screen|screening|breast|brust|brest|bryst|lung|lungen|lunge|dexa|dxa|mri?|mrt|ct|pet|petct|xray|rontgen|tand|zahn|dental|eye|augen|vet|heart|herz|health|onco|echo)(?:van|bus|buss|bussen|truck|trailer|mobil|mobiel|car|wagon|bil)\p{N}{0,2}$/u;
/** A machine or the room it stands in, and its number: `Linac4`. */
const numbered =
  /^(?:linac|clinac|lina|bunker|vault|gantry|van|bus|truck|lorry|trailer|wagon|camion|konsole|console|kanon|beschleuniger|accelerateur)\p{N}{1,2}$/u;

/** Whether a word written together is the name of a family, a vehicle, or a machine with its number, whatever its parts mean. */
export function isGluedName(text: string): boolean {
  const folded = foldText(text);
  const family = familyName.exec(text)?.groups?.['family'];
  if (family !== undefined) return !notFamilies.has(folded) && !isWordOnly(foldText(family));
  return vehicleByCapital.test(text) || vehicle.test(folded) || numbered.test(folded);
}

/** `DelRec`, `DeNoise`: nobody is called so. */
function isWordOnly(word: string): boolean {
  return isKnownWord(word) && !isNameToo(word) && !families.has(word);
}
const families: ReadonlySet<string> = new Set(
  'vecchio nero luca angelo gado rio mar bosco prete nardo croce grosso'.split(' '),
);

/** Names of series are no longer. */
const longestName = 64;

/** `t1_vibe_Tan_tardif`: a word that is a family name too, the only one with a capital between underscores. */
export function isNameBetweenUnderscores(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (
    word === undefined ||
    text.length > longestName ||
    !isTitleCase(word.text) ||
    !isNameBesideName(foldText(word.text))
  )
    return false;
  if (text.charAt(word.start - 1) !== '_' && text.charAt(word.end) !== '_') return false;
  return /^[\p{Ll}\p{N}_.-]*$/u.test(text.slice(0, word.start) + text.slice(word.end)) && words.length > 2;
}

/** Abbreviations of a part of the body or of staff that hospitals are called by as well, folded. */
const hospitals: ReadonlySet<string> = new Set('rpa pah chu uch smc aph hcl rvi amc emc rah pow'.split(' '));
const ofVessels = /^\s(?:arter|stent|sten|embol|thromb|press|size|aneur|dilat|\p{N}|diam|flow|branch|hypopl|\?)/iu;

/** `RPA transplant workup`: at the beginning of a text, before a word with small letters that is not of a vessel. */
export function isHospitalFirst(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || word.start > 0 || !/^\p{Lu}{3}$/u.test(word.text)) return false;
  if (!hospitals.has(foldText(word.text))) return false;
  const after = text.slice(word.end);
  return /^\s\p{L}{2}/u.test(after) && !ofVessels.test(after);
}

const numberedDevice = /^(?:ct|mri?|mrt|irm|xr|dr|us|pet|mg|rf)\p{N}$/u;
const numberedRoom = /^(?:rm|room|bay|suite|scanner|saal|raum|salle|sala|kamer|rum|stue)\p{N}{1,2}$/u;

/** `MRI2_BAY3_knee`: a device with its number, joined to the room with its own. */
export function isDeviceBesideRoom(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !numberedDevice.test(foldText(word.text))) return false;
  const isRoom = (beside: Word | undefined, gap: string) =>
    beside !== undefined && /^[_-]$/.test(gap) && numberedRoom.test(foldText(beside.text));
  const [before, after] = [words[at - 1], words[at + 1]];
  return isRoom(after, text.slice(word.end, after?.start)) || isRoom(before, text.slice(before?.end ?? 0, word.start));
}
