import type { Edit } from '../dicom/edit.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Change, Finding } from './change.ts';
import type { Mark } from './mark-deidentified.ts';
import { writtenVr } from './subject-at.ts';

/** What is being put together while the elements of a file are decided. */
export type Plan = {
  readonly edits: Edit[];
  readonly changes: Change[];
  /** About single elements. */
  readonly findings: Finding[];
  readonly marks: ReadonlyMap<number, Mark>;
  /** Marks that have found an older one to replace. */
  readonly marked: Set<number>;
};

const markReason = 'Nescio · says what was done';
const olderMarkReason = 'Nescio · older mark';

/** The first mark of an older run is written over; a second one of the same tag goes. */
export function replaceMark(dataset: IndexedDataset, element: number, mark: Mark, plan: Plan): void {
  const vr = writtenVr(dataset, element);
  const isWritable = mark.value !== null && vr === mark.vr && !plan.marked.has(mark.tag);
  if (mark.value === null || !isWritable) {
    plan.edits.push({ kind: 'remove', element });
    plan.changes.push({
      element,
      tag: mark.tag,
      vr,
      action: 'X',
      reason: olderMarkReason,
      effect: 'removed',
      after: null,
    });
    return;
  }
  plan.marked.add(mark.tag);
  plan.edits.push({ kind: 'replace', element, value: mark.value });
  plan.changes.push({
    element,
    tag: mark.tag,
    vr,
    action: '+',
    reason: markReason,
    effect: 'replaced',
    after: mark.after,
  });
}

/** The marks that no older one made room for. */
export function insertMarks({ marks, marked, edits, changes }: Plan): void {
  for (const { tag, vr, value, after } of marks.values()) {
    if (value === null || marked.has(tag)) continue;
    edits.push({ kind: 'insert', tag, vr, value });
    changes.push({ element: -1, tag, vr, action: '+', reason: markReason, effect: 'added', after });
  }
}
