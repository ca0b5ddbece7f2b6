import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { isCleanable } from '../../profile/cleanable.ts';
import type { Cleaning } from '../../profile/compiled-profile.ts';
import type { Subject } from '../actions/action.ts';
import { isOfCode } from '../codes/decide-code.ts';
import type { Decision } from '../decision.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import { decideItem } from './decide-item.ts';

/**
 * What becomes of an element inside a sequence that is being cleaned, when its own rule would say otherwise: a value of a
 * content item follows the item (PS3.15 E.3.4), and a text that no rule names is cleaned word by word.
 * @param decision what the rules say of the element by itself
 */
export function decideInsideCleaned(cleaning: Cleaning, decision: Decision, subject: Subject, run: Run): Decision {
  const content = cleaning === 'structured-content' ? decideValue(subject, run) : null;
  if (content) return content;
  if (cleaning === 'graphics' && subject.tag === tags.unformattedTextValue) return clean(graphicText);
  if (decision.action !== 'K' || !isCleanable(subject.vr)) return decision;
  return isOfCode(subject.tag) ? decision : clean('Inside a sequence under C · C');
}

/** @returns the reason when an item inside a sequence that is being cleaned goes whole. */
export function removedItem(cleaning: Cleaning, dataset: IndexedDataset, item: number, run: Run): string | null {
  if (cleaning !== 'structured-content') return null;
  const decided = decideItem(dataset, item, run);
  return decided?.action === 'X' ? decided.reason : null;
}

const graphicText = 'PS3.15 E.3.3 · text of a graphic annotation · C';

/** The attribute that holds the value, by Value Type (PS3.3 C.17.3.2.1); others follow the rules of their attributes. */
const valueTags: Readonly<Partial<Record<string, readonly Tag[]>>> = {
  TEXT: [tagOf(0x0040, 0xa160)],
  CODE: [tagOf(0x0040, 0xa168)],
  // In a sequence of its own in reports, in the item itself in acquisition contexts (PS3.3 10.2).
  NUM: [0xa300, 0xa30a, 0xa161, 0xa162, 0xa163].map((element) => tagOf(0x0040, element)),
};

const allValueTags: ReadonlySet<Tag> = new Set(Object.values(valueTags).flatMap((list) => list ?? []));

function decideValue({ dataset, element, tag }: Subject, run: Run): Decision | null {
  const item = dataset.elements.parents[element] ?? -1;
  if (item < 0 || !allValueTags.has(tag)) return null;
  const decided = decideItem(dataset, item, run);
  if (decided === null || !valueTags[decided.valueType]?.includes(tag)) return null;
  const { action, reason } = decided;
  if (action === 'C') return { action, operation: { action, cleaning: 'structured-content' }, reason };
  return action === 'K' || action === 'D' ? { action, operation: { action }, reason } : null;
}

function clean(reason: string): Decision {
  return { action: 'C', operation: { action: 'C', cleaning: 'descriptors' }, reason };
}
