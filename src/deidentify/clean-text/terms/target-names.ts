import { foldText } from '../../residual/fold-text.ts';
import type { Word } from '../split-words.ts';

const target = /^z?i?[GCPI]TV/;

/** Two or three capitals that mean something in the name of a target volume: parts of the body, sides, doses, images, phases. */
const meaning: ReadonlySet<string> = new Set(
  (
    'mip avg ave itv ptv ctv gtv prv lad lca rca lcx svc ivc sma smv cbd ln lns lnd sv svs pb pz tz hr ir lr mr sib srs srt ct cta mri irm tdm tep pet us dwi adc flr fdg ' +
    'low med hd ld vhd md int imn imc scv scl icv ax axl lul lll rul rml rll lt rt li re dx sx bil ant pos sup inf lat mid lft rgt bot npx opx hpx lar ctr opt fb bh di ' +
    'exp ee ei ph fu ad adj pre op brs cw cwl bst bed tb cn cns csf ic ca cx par res rec met mts hn brn cer spn ver oss bon pel abd tho gi gu neo new old mod all sum tot ' +
    'max min std ext iso gy kv mv tu tum rx ref fin ap pa si ii iii iv vi vii tra sag cor kmt nat pv art dyn tof ir se te ti'
  ).split(' '),
);

/** `CTVp_AMB_relu`: who drew a target volume stands in its name as capitals, which may be an abbreviation elsewhere. */
export function isPlanner(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || at === 0 || !/^\p{Lu}{2,3}$/u.test(word.text) || !target.test(text)) return false;
  if (text.charAt(word.start - 1) !== '_' || !/^(?:_|$)/.test(text.slice(word.end))) return false;
  return !meaning.has(foldText(word.text));
}

/** `GTVn_4R`: a station of lymph nodes of the chest, with its side. Elsewhere it may be a room. */
export function isStation(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || at === 0 || !target.test(text) || !/^(?:[2-9]|1[0-4])[RL]$/.test(word.text)) return false;
  return /[_ -]/.test(text.charAt(word.start - 1));
}
