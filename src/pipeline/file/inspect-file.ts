import type { Change } from '../../deidentify/change.ts';
import { lookUpAttribute } from '../../dicom/data-dictionary.ts';
import { attributePath, privateCreatorOf } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { formatTag, isPrivate, isPrivateCreator } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { displayText } from '../../dicom/value-text.ts';
import type { DiffRow, Inspection, Job } from '../contracts/deidentify.protocol.ts';
import type { Engine } from '../contracts/engine.ts';
import type { FailedOutcome, SkippedOutcome } from '../contracts/file-outcome.ts';
import { type FirstBytes, smallFileBytes } from '../reading/read-header.ts';
import { planFile } from './plan-file.ts';

/** All that becomes of one file, element by element, for the page and the records. */
export async function inspectFile(
  job: Job,
  engine: Engine,
  ahead: FirstBytes = null,
): Promise<Inspection | FailedOutcome | SkippedOutcome> {
  const plan = await planFile(job, engine, smallFileBytes, ahead);
  if (plan.kind !== 'planned') return plan;
  const { dataset, deidentified, outputPath, findings, holds } = plan;
  const rows = diffRows(dataset, deidentified.changes);
  const { textMark } = deidentified;
  return { kind: 'inspected', rows, outputPath, findings, holds, ...(textMark !== null && { textMark }) };
}

/** One row a change, in the order of the output: added elements stand where their tag belongs. */
export function diffRows(dataset: IndexedDataset, changes: readonly Change[]): readonly DiffRow[] {
  const added = changes.filter(({ element }) => element < 0).sort((a, b) => a.tag - b.tag);
  const rows: DiffRow[] = [];
  let next = 0;
  for (const change of changes) {
    if (change.element < 0) continue;
    if (dataset.elements.depths[change.element] === 0) {
      for (; next < added.length && added[next]!.tag < change.tag; next++) rows.push(addedRow(added[next]!));
    }
    rows.push(elementRow(dataset, change));
  }
  for (; next < added.length; next++) rows.push(addedRow(added[next]!));
  return rows;
}

function elementRow(dataset: IndexedDataset, change: Change): DiffRow {
  const { element, effect, words } = change;
  const before = displayText(dataset, element);
  // A cleaned text of which nothing went is shown whole, as one that was changed is.
  const kept = words === undefined ? before : readText(dataset, element).join('\\');
  return {
    ...shownChange(change),
    path: attributePath(dataset, element),
    name: elementName(dataset, element),
    depth: (dataset.elements.depths[element] ?? 0) / 2,
    before,
    after: effect === 'kept' ? kept : change.after,
  };
}

function addedRow(change: Change): DiffRow {
  const name = lookUpAttribute(change.tag)?.name ?? formatTag(change.tag);
  return { ...shownChange(change), path: formatTag(change.tag), name, depth: 0, before: null, after: change.after };
}

function shownChange({ tag, vr, action, effect, reason, words }: Change) {
  const shown = { tag: formatTag(tag), vr, isPrivate: isPrivate(tag), action, effect, reason };
  return words ? { ...shown, words } : shown;
}

/** The keyword's long form, or the creator of a private element. */
export function elementName(dataset: IndexedDataset, element: number): string {
  const tag = dataset.elements.tags[element]!;
  if (!isPrivate(tag)) return lookUpAttribute(tag)?.name ?? 'Unknown attribute';
  if (isPrivateCreator(tag)) return 'Private Creator';
  const creator = privateCreatorOf(dataset, element);
  return creator === '' ? 'Private attribute' : `Private attribute · ${creator}`;
}
