import type { Edit } from '../dicom/edit.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { Change, Finding, Hold } from './change.ts';
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
  /** Decisions about single elements that cannot be carried out. */
  readonly holds: Hold[];
  readonly marked: Set<number>;
  /** Parts of the image are written over, and what stands beside it has to follow. */
  readonly isBlanked: boolean;
};

const markReason = 'Nescio · says what was done';
const olderMarkReason = 'Nescio · older mark';

/** The first mark of an older run is written over; a second one of the same tag goes. */
export function replaceMark(dataset: IndexedDataset, element: number, mark: Mark, plan: Plan): void {
  const vr = writtenVr(dataset, element);
  const isWritable = mark.value !== null && vr === mark.vr && !plan.marked.has(mark.tag);
  if (mark.value === null || !isWritable) {
    plan.edits.push({ kind: 'remove', element });
    plan.changes.push(changeOfOlder(element, mark.tag, vr));
    return;
  }
  plan.marked.add(mark.tag);
  plan.edits.push({ kind: 'replace', element, value: mark.value });
  plan.changes.push(changeOfMark(element, mark));
}

function changeOfMark(element: number, { tag, vr, after }: Mark): Change {
  return { element, tag, vr, action: '+', reason: markReason, effect: 'replaced', after };
}

function changeOfOlder(element: number, tag: Tag, vr: Vr): Change {
  return { element, tag, vr, action: 'X', reason: olderMarkReason, effect: 'removed', after: null };
}

/** Other marks in the places of those that were written before it was known what stays in the file. */
export function exchangeMarks(plan: Plan, marks: readonly Mark[]): Plan {
  for (const mark of marks) {
    const at = plan.changes.findIndex(
      ({ element, tag, reason }) => element >= 0 && tag === mark.tag && reason === markReason,
    );
    const written = plan.changes[at];
    if (written === undefined) continue;
    const { element, vr } = written;
    const edit = plan.edits.findIndex((one) => one.kind !== 'insert' && one.element === element);
    plan.edits[edit] =
      mark.value === null ? { kind: 'remove', element } : { kind: 'replace', element, value: mark.value };
    plan.changes[at] = mark.value === null ? changeOfOlder(element, mark.tag, vr) : changeOfMark(element, mark);
  }
  return { ...plan, marks: byTag(marks) };
}

export function byTag(marks: readonly Mark[]): Plan['marks'] {
  return new Map(marks.map((mark) => [mark.tag, mark]));
}

/** The marks that no older one made room for. */
export function insertMarks({ marks, marked, edits, changes }: Plan): void {
  for (const { tag, vr, value, after } of marks.values()) {
    if (value === null || marked.has(tag)) continue;
    edits.push({ kind: 'insert', tag, vr, value });
    changes.push({ element: -1, tag, vr, action: '+', reason: markReason, effect: 'added', after });
  }
}
