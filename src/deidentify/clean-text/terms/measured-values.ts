import type { Word } from '../split-words.ts';

/** What numbers of three or four digits are the value of, in a laboratory, at the bedside, of a heart, or of particles. */
const quantities =
  'psv|prolactin|prl|d[\\s-]?dimers?|dd|crp|trop\\p{L}?|troponin|bnp|nt-?probnp|b?hcg|psa|cea|afp|ca125|lvedv|lvesv|rvedv|rvesv|edv|esv|e?gfr|plt|platelets|wbc|wcc|creat(?:inine)?|kreatinin|lipase|amylase|ferritin|ldh|ggt|agatston|cac|calcium\\sscore|pva|deb|embospheres?|beads?|day|qrs|pvr|residual|restharn|tracker(?:roi)?|dap|fibroscan.{0,12}cap|t1/2|uh';
const behindQuantity = new RegExp(`(?<!\\p{L})(?:${quantities})\\s?[:=<>~]?\\s?(?:\\p{N}{1,4}[/-])?$`, 'iu');
const longestQuantity = 24;

/** `prolactin 1800`, `PVA 500`: a value behind what was measured. Numbers that look like a year go. */
export function isMeasuredValue(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !/^[1-9]\d{2,3}$/.test(word.text)) return false;
  if (/^(?:19[3-9]|20[0-4])\d$/.test(word.text)) return false;
  // Groups of figures go on with more of a telephone number.
  if (/^[/.-]\p{N}/u.test(text.slice(word.end)) && !/^[/-]\p{N}{2,3}(?![\p{N}/-])/u.test(text.slice(word.end)))
    return false;
  return behindQuantity.test(text.slice(Math.max(0, word.start - longestQuantity), word.start));
}

/** Capitals that are a quantity before its value alone, as they may be initials. */
const shortQuantities: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:PVA|DEB)$/, /^[\s:]{1,2}[1-9]\d{2}(?:-[1-9]\d{2})?(?![\p{N}/.])/u],
  [/^DD$/, /^[\s:]{1,2}[1-9]\d{2,3}(?![\p{N}/.-])/u],
  [/^(?:GCS|TIMI|NIHSS|AHI|EF|MMSE)$/, /^[\s:]{1,2}\d{1,2}(?:\/\d{2})?(?![\p{N}/.-])/u],
];

/** `PVA` of `PVA 500`, `GCS` of `GCS 14`. */
export function isShortQuantity(text: string, word: Word): boolean {
  const after = text.slice(word.end, word.end + longestQuantity);
  return shortQuantities.some(([name, value]) => name.test(word.text) && value.test(after));
}
