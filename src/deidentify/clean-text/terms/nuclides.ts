import { foldText } from '../../residual/fold-text.ts';
import type { Word } from '../split-words.ts';

/** Mass numbers of the nuclides of imaging and therapy, by element, folded. */
const masses: Readonly<Record<string, string>> = {
  ac: '225',
  at: '211',
  au: '198',
  ba: '133',
  bi: '212 213',
  br: '75 76 77',
  c: '11 14',
  co: '57 58 60',
  cr: '51',
  cs: '137',
  cu: '60 61 62 64 67',
  er: '169',
  fe: '52 59',
  ga: '66 67 68',
  gd: '153',
  ge: '68',
  ho: '166',
  i: '120 122 123 124 125 131',
  in: '111 113m',
  ir: '192',
  kr: '81m 85',
  lu: '177 177m',
  mn: '52',
  mo: '99',
  n: '13',
  na: '22',
  o: '15',
  p: '32 33',
  pb: '203 212',
  pd: '103',
  ra: '223 224 226',
  rb: '82',
  re: '186 188',
  ru: '106',
  sc: '43 44 47',
  sm: '153',
  sn: '117m',
  sr: '82 85 89 90',
  tb: '149 152 155 161',
  tc: '94m 99 99m',
  th: '227',
  tl: '201',
  xe: '127 133',
  y: '86 90',
  yb: '169',
  zr: '89',
};
const massesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(masses).map(([element, list]) => [element, new Set(list.split(' '))]),
);

/** What is labelled with a nuclide: one of these beside it tells it from a name or initials with a number. Folded. */
const labelled: ReadonlySet<string> = new Set(
  (
    'fdg fet dopa fdopa flt fes naf psma dcfpyl fch fmiso fapi florbetapir florbetaben flutemetamol choline fluciclovine pib methionine acetate ammonia water ' +
    'dotatate dotatoc dotanoc dota mdp hdp hmpao ecd mag3 dtpa dmsa mibi sestamibi tetrofosmin maa pertechnetate mebrofenin hida tilmanocept mibg ioflupane ' +
    'octreotide pentetreotide oxine wbc leukocyte leukozyten exametazime sirt citrate chloride chlorid chlorure'
  ).split(' '),
);
/** Examinations say it of an element that nobody is called by: `Rb 82 stress`, but not `Mo 99 stress`. Folded. */
const examinations: ReadonlySet<string> = new Set(
  'spect pet scintigraphy szintigraphie scintigraphie scintigrafia gammagrafia stress rest perfusion ventilation'.split(
    ' ',
  ),
);
const ofExaminations: ReadonlySet<string> = new Set('c cu ga i in kr n o rb tc tl xe y zr'.split(' '));

/**
 * Whether a word is the element or the mass number of a nuclide: `Lu-177`, `Tc-99m`, `177-Lu`, `Rb 82 stress`. With a space between them
 * it has to have its `m` or the name of a tracer beside it, as it may be initials and a number.
 */
export function isOfNuclide(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || word.text.length > 4) return false;
  return /^\d/.test(word.text)
    ? isNuclide(text, words, at - 1, at) || isNuclide(text, words, at + 1, at)
    : isNuclide(text, words, at, at + 1) || isNuclide(text, words, at, at - 1);
}

function isNuclide(text: string, words: readonly Word[], elementAt: number, massAt: number): boolean {
  const [element, mass] = [words[elementAt], words[massAt]];
  if (element === undefined || mass === undefined || !/^\d{2,3}m?$/.test(mass.text)) return false;
  if (!massesOf.get(foldText(element.text))?.has(mass.text)) return false;
  const [first, second] = elementAt < massAt ? [element, mass] : [mass, element];
  const gap = text.slice(first.end, second.start);
  if (gap === '-' || gap === '_') return true;
  if (gap !== ' ' || !/^\p{Lu}\p{Ll}?$/u.test(element.text)) return false;
  const beside = [Math.min(elementAt, massAt) - 1, Math.max(elementAt, massAt) + 1].map((at) =>
    foldText(words[at]?.text ?? ''),
  );
  if (mass.text.endsWith('m') || beside.some((one) => labelled.has(one))) return true;
  return ofExaminations.has(foldText(element.text)) && beside.some((one) => examinations.has(one));
}
