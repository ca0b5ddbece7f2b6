import { foldText } from '../../residual/fold-text.ts';
import { isCountedBy, isParameterBefore } from '../parameter-names.ts';
import type { Word } from '../split-words.ts';
import { isOfEponym } from '../terms/eponym-forms.ts';
import { isOfValueRatio } from '../terms/value-ratios.ts';

/** Words whose number stands behind them, in the languages of the vocabulary, folded: `grade 2`, `phase 3`, `Th 12`. */
const numberedTerms: ReadonlySet<string> = new Set(
  (
    'wk wks day tag jour dia giorno dag flow round runde rads boost lao rao cran caud cau cra angle hu kvp plan enh edge enhancement noise strength kernel filter iter iteration lut gleason figo asa ecog nyha risser deauville aspects station block level ' +
    'grade grad grado grau grades graad gr stage stadium stadio estadio estadiamento stade st type typ typu tipo tip tyyppi тип phase phasen fase faza faze vaihe faz фаза ' +
    'series serie serien ser serier sarja seria seri серия sequence seq sequenz run acq segment seg segm segmento segments сегмент level lvl step echo view birads rads pirads lirads tirads score ' +
    'dig digit finger toe zeh th l c s d t n m lwk bwk hwk sb sl sk week weeks woche ssw cycle cyclus zyklus dose fraction fx lesion mass nodule node roi gtv ptv ctv itv oar prv part teil vol image images bild im img ' +
    'frame slice cut zone zona plane fov b te tr ti recon rec rek post pre test rest stress ki her her2 flap lead v a p r q x rib mt mc ip pip dip cyl visit visite visita besuch ses session protocol protokoll gfr egfr rippe cote costela costilla costa'
  ).split(' '),
);
/** Nouns that a number before them counts, beside units. */
const countedNouns =
  /^(?:views?|planes?|ebenen?|projekc\p{L}*|proje[kc]\p{L}*|incid\p{L}*|incir\p{L}*|proiez\p{L}*|richtingen|plan\p{L}?|plans?|phas\p{L}*|fas[ei]\p{L}?|faz\p{L}*|grad\p{L}{0,2}|stopni\p{L}?|degrees?|slices?|cuts?|coupes?|schicht\p{L}*|snit|snitt|vessel|level\p{L}?|segment\p{L}*|point|channel|part|gauge|eb|week\p{L}*|wk|wks|days?|months?|hours?|hrs?|h|d|st|nd|rd|th|tesla|t|x|ap|lat|fractions?|fx|echo|weeks|semanas|проекци\p{L}+|фаз\p{L}+|plane|yon|yonlu|方向|相|期|回|회|個|个|arcs?|attempts?|rounds?|root|roots|apical|caries|molars?|類|类|级|級)$/u;
const roman = /^(?:I{1,3}|VI{0,3}|IX)$/;
const longestRoman = 4;
/** `50Gy/20`: what a dose is given in. */
const ofDose = /^\p{N}+(?:[.,]\p{N}+)?c?Gy$/iu;

/**
 * Whether a number of one or two figures, or in Roman letters, says nothing of an image: no unit or noun behind it that it counts, no word
 * before it that is numbered so. In a text that told somebody or a place it may be a ward, a bed or an age.
 */
export function isLooseNumber(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (
    word === undefined ||
    word.text.length > longestRoman ||
    !(/^\p{N}{1,2}$/u.test(word.text) || roman.test(word.text))
  )
    return false;
  if (isOfEponym(text, words, at) || isOfValueRatio(text, word.start, word.end)) return false;
  const [before, after] = [words[at - 1], words[at + 1]];
  const next = after === undefined ? '' : foldText(after.text);
  if (
    after !== undefined &&
    isTight(text.slice(word.end, after.start)) &&
    (isCountedBy(next) || countedNouns.test(next))
  )
    return false;
  if (/^\s?[%°+×*–-]/u.test(text.slice(word.end, word.end + 2))) return false;
  if (before === undefined) return true;
  const name = foldText(before.text);
  const gap = text.slice(before.end, word.start);
  if (!/^[\s._:=#(/+-]{0,2}$/.test(gap)) return true;
  return !(
    isParameterBefore(name) ||
    numberedTerms.has(name) ||
    ofDose.test(before.text) ||
    /\p{N}$/u.test(before.text)
  );
}

function isTight(gap: string): boolean {
  return /^[\s._/-]{0,1}$/.test(gap);
}
