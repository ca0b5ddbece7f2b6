import { foldText } from '../../residual/fold-text.ts';
import { isWeakWord } from '../beside/weak-words.ts';
import { isNameToo } from '../name-words.ts';
import { isTitleCase, type Word } from '../split-words.ts';

const target = /^z?i?[GCPI]TV/;

/** Two or three capitals that mean something in the name of a target volume: parts of the body, sides, doses, images, phases. */
const meaning: ReadonlySet<string> = new Set(
  (
    'hn sc rp ht wb mip avg ave itv ptv ctv gtv prv lad lca rca lcx svc ivc sma smv cbd ln lns lnd sv svs pb pz tz hr ir lr mr sib srs srt ct cta mri irm tdm tep pet us dwi adc flr fdg ' +
    'low med hd ld vhd md int imn imc scv scl icv ax axl lul lll rul rml rll lt rt li re dx sx bil ant pos sup inf lat mid lft rgt bot npx opx hpx lar ctr opt fb bh di ' +
    'exp ee ei ph fu ad adj pre op brs cw cwl bst bed tb cn cns csf ic ca cx par res rec met mts hn brn cer spn ver oss bon pel abd tho gi gu neo new old mod all sum tot ' +
    'max min std ext iso gy kv mv tu tum rx ref fin ap pa si ii iii iv vi vii tra sag cor kmt nat pv art dyn tof ir se te ti'
  ).split(' '),
);

/** What is said of a contour and not of the body: the letters beside one are of who drew or read it. */
const ofReading: ReadonlySet<string> = new Set(
  'edit edited edits relu check checked chk rev review reviewed approved appr draft drawn contoured by mod modified copy ok final'.split(
    ' ',
  ),
);
/** A side, a level or a dose: what stands before one is a part of the body. */
const ofPart = /^_(?:L|R|LT|RT|Lt|Rt|[Ll]eft|[Rr]ight|L[1-5]|[2-8]\d[024568]0|\d\dGy)(?![\p{L}\p{N}])/u;

/**
 * `CTVp_AMB_relu`, `GTV HK edit`: who drew a target volume stands in its name as capitals, which may be an abbreviation elsewhere. Before a
 * side or a dose they are a part of the body.
 */
export function isPlanner(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || at === 0 || !/^\p{Lu}{2,3}$/u.test(word.text) || !target.test(text)) return false;
  if (meaning.has(foldText(word.text))) return false;
  const isRead = [words[at - 1], words[at + 1]].some((beside) => ofReading.has(foldText(beside?.text ?? '')));
  if (isRead && /[_ -]/.test(text.charAt(word.start - 1))) return true;
  const after = text.slice(word.end);
  return text.charAt(word.start - 1) === '_' && /^(?:_|$)/.test(after) && !ofPart.test(after);
}

/** `GTVn_4R`: a station of lymph nodes of the chest, with its side. Elsewhere it may be a room. */
export function isStation(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || at === 0 || !target.test(text) || !/^(?:[2-9]|1[0-4])[RL]$/.test(word.text)) return false;
  return /[_ -]/.test(text.charAt(word.start - 1));
}

/** `Plan1_Tan_LungR`: a word that is a family name too, between underscores in the name of a plan. */
export function isPlanOf(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || at === 0 || !isTitleCase(word.text) || !/(?<!\p{L})plan\p{N}{0,2}_/iu.test(text))
    return false;
  const isJoined = text.charAt(word.start - 1) === '_' && /^(?:_|$)/.test(text.slice(word.end));
  const folded = foldText(word.text);
  return isJoined && isNameToo(folded) && isWeakWord(folded, true);
}
