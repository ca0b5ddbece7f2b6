import { foldText } from '../../residual/fold-text.ts';
import type { Word } from '../split-words.ts';

/** Short terms, each with what stands right before it: elsewhere they may be initials or a subject. */
const behind: readonly { readonly term: RegExp; readonly before: RegExp }[] = [
  // s KL, bez KL: contrast medium in Czech and Slovak
  { term: /^KL$/, before: /^(?:s|so|bez|po|pred|iv|podani|podanim)$/ },
  // Т2 ВИ: weighted image in Russian
  { term: /^ВИ$/, before: /^[tт][12]$/u },
  // F + O: face and oblique in French
  { term: /^O$/, before: /^f$/ },
  // genou G: left in French
  {
    term: /^G$/,
    before:
      /^(?:genou|hanche|epaule|cheville|poignet|coude|main|pied|rein|sein|poumon|jambe|cuisse|bras|lobe|oeil|orbite|femur|tibia|uretere|meat|ovaire|testicule|rotule|clavicule|scapula|pouce|doigt|carotide|parotide|axillaire|poplitee|femorale|[sl][1-5]|m[is]|orteil|calcaneum|talon|tympan|oreille|molaire|renal|renale|basal|basale|pulmonaire)$/,
  },
  // X선: radiograph in Korean
  { term: /^선$/, before: /^x$/ },
];
/** Parts of liver and lungs that segments are of. */
const ofSegments =
  /segm|сегм|(?<!\p{L})(?:liver|lungs?|leber|lungen?|foie|poumons?|fegato|polmon[ei]|hígado|pulm[oó]n|fígado|pulmão|lever|longen?)(?!\p{L})|hepat|печен|л[её]гк/iu;

/** What French sizes are of. */
const ofFrenchSize =
  /^\s?(?:[a-z]{0,12}\s)?(?:catheter|sheath|drain|tube|stent|jj|pigtail|foley|picc|introducer|guide|nephrostomy|dialysis|line)s?(?!\p{L})/iu;
/** What stands before its size. */
const ofDevices =
  /^(?:nephrostomy|nephrostomies|sheath|catheter|drain|drainage|stent|tube|pigtail|introducer|radial|femoral|brachial|foley|picc|perm|port)$/i;
const highestFrench = 34;
/** `V20 < 35%`, `D95 > 95%`, `D2cc`: what a dose or a volume is compared with, in a text of a plan. */
const compared = /^\s?(?:cc|Gy|%)?\s?[<>=≤≥]{1,2}\s?\d/;

/** `5F catheter`, `12 Fr drain`: not the age of a woman, nor a title. */
function isFrenchSize(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at]!;
  if (/^\d{1,2}Fr?$/.test(word.text) && ofDevices.test(words[at - 1]?.text ?? '')) return true;
  if (!ofFrenchSize.test(text.slice(word.end))) return false;
  if (/^\dF$/.test(word.text)) return true;
  const number = word.text === 'Fr' ? words[at - 1]?.text : /^(\d{1,2})Fr$/.exec(word.text)?.[1];
  return number !== undefined && /^\d{1,2}$/.test(number) && Number(number) <= highestFrench;
}

/** Whether a short word, unknown by itself, is a term by what stands beside it. */
export function isShortTerm(text: string, words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (word === undefined) return false;
  // Α/α: radiograph in Greek
  if (/^[Αα]$/u.test(word.text)) return /(?<!\p{L})[Αα]\/[Αα](?!\p{L})/u.test(text);
  if (/^S(?:[6-9]|10)$/.test(word.text)) return ofSegments.test(text);
  if (/^[VD]\d{1,3}(?:cc|Gy)?$/.test(word.text)) return compared.test(text.slice(word.end));
  // C2D15, `Ki-67`
  if (/^C\d{1,2}D\d{1,2}$/.test(word.text)) return true;
  if (word.text === 'Ki') return text.slice(word.end).startsWith('-67');
  if (isFrenchSize(text, words, at)) return true;
  if (before === undefined || !/^[\s.-]{0,2}$|^\s?\+\s?$/.test(text.slice(before.end, word.start))) return false;
  const folded = foldText(before.text);
  return behind.some(({ term, before: beside }) => term.test(word.text) && beside.test(folded));
}
