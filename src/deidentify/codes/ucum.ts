import { isSafeWord } from '../clean-text/safe-words.ts';
import { foldText } from '../residual/fold-text.ts';

/**
 * True for an expression in units of UCUM, as far as imaging needs them: atoms with prefixes and exponents, joined by points,
 * slashes and brackets. What stands in braces is free text in UCUM; here it has to be words of imaging.
 */
export function isUcumUnit(code: string): boolean {
  if (code.length > longest) return false;
  const annotations = code.match(/\{[^{}]*\}/g) ?? [];
  if (!annotations.every(isAnnotation)) return false;
  const bare = code.replace(/\{[^{}]*\}/g, '{}');
  return bare.split(/[./()]/).every((part) => part === '' || part === '{}' || unit.test(part)) && /[^./()]/.test(bare);
}

const longest = 64;

const prefix = '(?:da|[YZEPTGMkhdcmunpfazy]|[KMGT]i)';
const metric =
  '(?:m\\[Hg\\]|m\\[H2O\\]|mol|rad|Ohm|Cel|kat|cal|bar|osm|lm|lx|Wb|Hz|Pa|Bq|Gy|Sv|eV|Ci|cd|sr|st|eq|By|bit|Bd|Np|Mx|Oe|Lmb|ar|[mgsKCNJWAVFSTHlLutUBPGR])';
const plain = "(?:%|min|wk|mo|deg|gon|diop|ppm|ppb|dyn|erg|AU|pc|RAD|REM|[hdab]|'{1,2}|[aw]_j|mo_[jsg]|a_[jgt])";
const bracketed =
  "\\[(?:100|arb'U|hnsf'U|wood'U|PRU|Ch|mi_i|ft_i|in_i|yd_i|lb_av|oz_av|degF|degR|iU|IU|pH|ppm|ppb|ppth|pptr|psi|diop|p'diop|CFU|PFU|HPF|LPF|USP'U|MET|pi|c|g|k)\\]";
const unit = new RegExp(
  `^(?:\\{\\})?(?:10[*^]?[+-]?\\d{1,2}|\\d{1,3}|\\d{0,3}(?:\\[100\\])?(?:${prefix}?${metric}|${plain}|${bracketed})(?:[+-]?\\d{1,2})?)(?:\\{\\})?$`,
);

const knownAnnotations: ReadonlySet<string> = new Set(
  'suvbw suvlbm suvbsa suvibw james128 janma wetweight propcounts hu h.u. h.b. dl counts ratio'.split(' '),
);

function isAnnotation(text: string): boolean {
  const words = foldText(text.slice(1, -1)).split(/[^a-z0-9.:]+/);
  return words.every(
    (word) => word === '' || /^\d{1,3}(?::\d{1,3})?$/.test(word) || knownAnnotations.has(word) || isSafeWord(word),
  );
}
