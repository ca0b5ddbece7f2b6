import { alignOutput } from '../../deidentify/align-output.ts';
import type { Change } from '../../deidentify/change.ts';
import { riskOfValue } from '../../deidentify/remaining/risk-of-value.ts';
import { isTopLevelPixelData } from '../../dicom/dataset-access.ts';
import { elementFlag, type IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { formatTag, isPrivate, type Tag } from '../../dicom/tag.ts';
import { readingVr } from '../../dicom/value-encoding.ts';
import { bytesText, displayText } from '../../dicom/value-text.ts';
import { isText, unpackVr, type Vr } from '../../dicom/vr.ts';
import { elementName } from '../file/inspect-file.ts';
import type { PlannedFile } from '../file/plan-file.ts';
import { cutText, type SurveyedRow } from './survey-tally.ts';

/**
 * Every value that stands in an output: sequences and pixels are none. The values come from the output as it was read
 * again, so that even what no plan foresaw is seen; the plan only tells how they came to stay.
 */
export function* remainingRows(plan: PlannedFile, output: IndexedDataset): Generator<SurveyedRow> {
  const { count, tags, vrs, depths } = output.elements;
  const paths = new Array<string>(count);
  const changeOf = changesByEntry(plan, output);
  for (let entry = 0; entry < count; entry++) {
    const path = pathOf(output, entry, paths);
    paths[entry] = path;
    const value = valueAt(output, entry);
    if (value === null) continue;
    const { action, effect, reason } = changeOf(entry);
    const tag = formatTag(tags[entry]!);
    yield {
      path,
      tag,
      name: elementName(output, entry),
      vr: unpackVr(vrs[entry]!) ?? 'UN',
      depth: depths[entry]! / 2,
      isPrivate: isPrivate(tags[entry]!),
      before: null,
      after: value.text,
      action,
      effect,
      reason,
      risk: riskOfValue({ tag, ...value, action, effect, reason }),
    };
  }
}

const itemTag: Tag = 0xfffee000;

/** A path without item numbers, from that of the entry around it. */
function pathOf({ elements }: IndexedDataset, entry: number, paths: readonly string[]): string {
  const around = elements.parents[entry]! < 0 ? '' : paths[elements.parents[entry]!]!;
  if (elements.tags[entry] === itemTag) return `${around}[]`;
  const tag = formatTag(elements.tags[entry]!);
  return around === '' ? tag : `${around}.${tag}`;
}

/** Longer values of numbers are tables, which no one reads. */
const longestNumbersBytes = 16 * 1024;

function valueAt(output: IndexedDataset, entry: number) {
  const { flags, valueLengths } = output.elements;
  const vr = readingVr(output, entry);
  if (vr === null || vr === 'SQ' || (flags[entry]! & elementFlag.walkedAsSequence) !== 0) return null;
  if (isTopLevelPixelData(output, entry)) return null;
  const lengthBytes = valueLengths[entry]!;
  const isUnread = (flags[entry]! & elementFlag.outside) !== 0 || (!mayBeText(vr) && lengthBytes > longestNumbersBytes);
  const counted = bytesText(lengthBytes);
  const text = isUnread ? counted : cutText(displayText(output, entry));
  if (text === null) return null;
  return { text, vr, isBytes: isUnread || (!isText(vr) && text === counted) };
}

function mayBeText(vr: Vr): boolean {
  return vr === 'UN' || isText(vr);
}

/** What was decided on each entry of an output; what is inside a value that the run wrote shares that value's decision. */
function changesByEntry({ dataset, deidentified }: PlannedFile, output: IndexedDataset): (entry: number) => Change {
  const alignment = alignOutput(dataset, deidentified.edits, output);
  const byElement = new Map<number, Change>();
  const added = new Map<Tag, Change>();
  for (const change of deidentified.changes) {
    if (change.element < 0) added.set(change.tag, change);
    else byElement.set(change.element, change);
  }
  return (entry) => {
    for (let at = entry; alignment !== null && at >= 0; at = output.elements.parents[at]!) {
      const element = alignment.inputOf[at]!;
      const change = element < 0 ? addedAt(at) : byElement.get(element);
      if (change) return change;
    }
    // The self-check holds such a file, so that it has no output to look at.
    throw new Error(`No decision on ${formatTag(output.elements.tags[entry]!)} of the output.`);
  };

  function addedAt(entry: number): Change | undefined {
    return output.elements.depths[entry] === 0 ? added.get(output.elements.tags[entry]!) : undefined;
  }
}
