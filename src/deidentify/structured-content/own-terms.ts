import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import type { Subject } from '../actions/action.ts';
import { isKnownWord } from '../clean-text/known-words.ts';
import { isNameFirst } from '../clean-text/name-words.ts';
import type { Decision } from '../decision.ts';
import { foldText, tokensOf } from '../residual/fold-text.ts';
import type { Run } from '../run.ts';

const graphicLayer = tagOf(0x0070, 0x0002);

/** Terms of content items, all that the standard has (PS3.3 C.17.3.2). */
const definedTerms: ReadonlyMap<Tag, ReadonlySet<string>> = new Map([
  [
    tagOf(0x0040, 0xa010),
    new Set([
      ...['CONTAINS', 'HAS PROPERTIES', 'INFERRED FROM', 'SELECTED FROM', 'HAS OBS CONTEXT', 'HAS ACQ CONTEXT'],
      'HAS CONCEPT MOD',
    ]),
  ],
  [tagOf(0x0040, 0xa050), new Set(['SEPARATE', 'CONTINUOUS'])],
]);

/**
 * What becomes of a coded string that anybody can fill in at a report or an annotation, and that no rule names: another term
 * than those of the standard becomes a dummy, and the name of a graphic layer that is not made of words of imaging becomes
 * `LAYER1`, the same in the whole file, as annotations name their layer by it (PS3.3 C.10.7).
 * @param decision what the rules say of the element; this one acts only where they keep it
 */
export function decideOwnTerm(decision: Decision, subject: Subject, run: Run): Decision {
  const terms = definedTerms.get(subject.tag);
  if ((terms === undefined && subject.tag !== graphicLayer) || decision.action !== 'K' || subject.isSequence)
    return decision;
  if (run.context.rules.profile.preset === 'qmenta') return decision;
  const text = readText(subject.dataset, subject.element).join('\\').trim();
  if (text === '') return decision;
  if (terms !== undefined) {
    return terms.has(text)
      ? decision
      : { action: 'D', operation: { action: 'D' }, reason: 'Nescio · no term of the standard · D' };
  }
  const value = layersOf(subject.dataset).get(text) ?? text;
  if (value === text) return decision;
  return { action: 'D', operation: { action: 'replace', value }, reason: 'Nescio · name of a layer · D' };
}

/** A word of imaging that is no name as well, or a short number. */
function isTerm(token: string): boolean {
  return /^\d{1,2}$/.test(token) || (isKnownWord(token) && !isNameFirst(token));
}

const known = new WeakMap<IndexedDataset, ReadonlyMap<string, string>>();

/** The new names of the layers of a file that get one, by number in file order; none that another layer has. */
function layersOf(dataset: IndexedDataset): ReadonlyMap<string, string> {
  const found = known.get(dataset);
  if (found) return found;
  const names = new Set<string>();
  dataset.elements.tags.subarray(0, dataset.elements.count).forEach((tag, element) => {
    if (tag === graphicLayer) names.add(readText(dataset, element).join('\\').trim());
  });
  const renamed = new Map<string, string>();
  let number = 0;
  for (const name of names) {
    if (/^LAYER\d{1,3}$/.test(name) || tokensOf(foldText(name)).every(isTerm)) continue;
    do number++;
    while (names.has(`LAYER${number}`));
    renamed.set(name, `LAYER${number}`);
  }
  known.set(dataset, renamed);
  return renamed;
}
