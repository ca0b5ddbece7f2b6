import { attributePath } from '../dicom/dataset-access.ts';
import type { DicomError } from '../dicom/dicom-error.ts';
import type { Edit } from '../dicom/edit.ts';
import type { NewFileMeta } from '../dicom/file-meta.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { standardUidRule } from '../profile/rule-set.ts';
import { act } from './act.ts';
import type { ActionResult, Subject } from './actions/action.ts';
import { applyRelease } from './apply-release.ts';
import type { Change, Finding, Hold } from './change.ts';
import type { DeidentifyContext } from './context.ts';
import { type ActionCounts, countActions } from './count-actions.ts';
import { unknownShift } from './dates/date-shift.ts';
import { decideElement } from './decide-element.ts';
import type { Decision } from './decision.ts';
import { createEnclosing, type Surroundings } from './enclosing.ts';
import { findingsOf } from './findings-of.ts';
import { holdsOf } from './holds-of.ts';
import { type Identity, identify } from './identify.ts';
import { markDeidentified } from './mark-deidentified.ts';
import { newFileMeta } from './new-file-meta.ts';
import { unlistedPatient } from './new-patient.ts';
import type { PixelVerdict } from './pixel-verdict.ts';
import { insertMarks, type Plan, replaceMark } from './place-marks.ts';
import { type Run, startRun } from './run.ts';
import { decideInsideCleaned, removedItem } from './structured-content/decide-in-content.ts';
import { subjectAt, writtenVr } from './subject-at.ts';
import { tags } from './tags.ts';

/** Everything that becomes of one file's header. The bytes follow from `edits` and `meta` alone. */
export type Deidentified = {
  readonly kind: 'planned';
  readonly edits: readonly Edit[];
  /** One for each element that is not inside a removed, emptied or wholly replaced sequence; then the added ones. */
  readonly changes: readonly Change[];
  readonly counts: ActionCounts;
  readonly findings: readonly Finding[];
  /** What keeps the file back. Empty of what the person's release covers. */
  readonly holds: readonly Hold[];
  readonly identity: Identity;
  readonly meta: NewFileMeta;
  /** The patient's new ID, then study, series and instance as keyed pseudonyms. */
  readonly outputPathParts: readonly [string, string, string, string];
};

/**
 * Decides what becomes of every element of a file, in one pass and in file order. Pure: the same file, rules, key and
 * release give the same plan on every machine.
 * @returns `cannot-encode` when an element's character set cannot hold its replacement.
 */
export function deidentifyDataset(
  dataset: IndexedDataset,
  context: DeidentifyContext,
  pixels: PixelVerdict,
): Deidentified | DicomError {
  const run = startRun(dataset, context);
  const marks = markDeidentified(dataset, context.rules, pixels);
  if ('kind' in marks) return marks;
  const plan: Plan = {
    edits: [],
    changes: [],
    findings: [],
    marks: new Map(marks.map((mark) => [mark.tag, mark])),
    marked: new Set(),
  };
  const failure = planElements(dataset, run, plan);
  if (failure) return failure;
  insertMarks(plan);
  const { identity, outputPathParts } = identify(dataset, run, plan.changes);
  const meta = newFileMeta(dataset, run, identity.instanceUidNew);
  const patientHolds = [...unlistedPatient(run.newPatient, context.rules.profile.patients), ...unknownShift(run)];
  const { holds, findings } = applyRelease([...holdsOf(dataset, run), ...patientHolds], context.release);
  return {
    kind: 'planned',
    edits: plan.edits,
    changes: plan.changes,
    counts: countActions(plan.changes),
    findings: [...findingsOf(dataset, run, pixels), ...plan.findings, ...findings],
    holds,
    // A data set without SOP Instance UID takes the one of its File Meta Information.
    identity: { ...identity, instanceUidNew: meta.mediaStorageSopInstanceUid },
    meta,
    outputPathParts,
  };
}

function planElements(dataset: IndexedDataset, run: Run, plan: Plan): DicomError | null {
  const { count, tags: allTags, depths, subtreeEnds } = dataset.elements;
  const enclosing = createEnclosing();
  for (let element = 0; element < count; ) {
    const tag = allTags[element]!;
    const end = subtreeEnds[element]!;
    const mark = depths[element] === 0 ? plan.marks.get(tag) : undefined;
    if (tag === tags.item) {
      element = planItem(dataset, element, run, plan, enclosing.at(element)) ? end : element + 1;
    } else if (mark) {
      replaceMark(dataset, element, mark, plan);
      element = end;
    } else {
      const result = planElement(dataset, element, run, plan, enclosing.at(element));
      if (result.kind === 'error') return result;
      enclosing.enter(result, end);
      element = result.entersItems ? element + 1 : end;
    }
  }
  return null;
}

/** @returns true when the item goes whole. */
function planItem(dataset: IndexedDataset, item: number, run: Run, plan: Plan, { cleaning }: Surroundings): boolean {
  const reason = cleaning ? removedItem(cleaning, dataset, item, run) : null;
  if (reason === null) return false;
  plan.edits.push({ kind: 'remove', element: item });
  plan.changes.push({ element: item, tag: tags.item, vr: 'UN', action: 'X', reason, effect: 'removed', after: null });
  return true;
}

function planElement(
  dataset: IndexedDataset,
  element: number,
  run: Run,
  plan: Plan,
  { insideDummy, cleaning }: Surroundings,
): ActionResult | DicomError {
  const subject = subjectAt(dataset, element);
  const byRule = decideElement(subject, run, insideDummy);
  const decision = cleaning ? decideInsideCleaned(cleaning, byRule, subject, run) : byRule;
  const result = act(decision.operation, subject, run);
  if (result.kind === 'error') return result;
  if (result.edit) plan.edits.push(result.edit);
  plan.changes.push(changeOf(dataset, subject, decision, result));
  if (result.finding && plan.findings.length < mostFindings) {
    plan.findings.push({ ...result.finding, path: attributePath(dataset, element) });
  }
  return result;
}

/** One value may be wrong in each of thousands of frames. */
const mostFindings = 50;

function changeOf(dataset: IndexedDataset, subject: Subject, decision: Decision, result: ActionResult): Change {
  const { element, tag, isSequence } = subject;
  const isStandardUid =
    decision.action === 'U' && result.effect === 'kept' && !isSequence && dataset.elements.valueLengths[element] !== 0;
  const change: Change = {
    element,
    tag,
    vr: writtenVr(dataset, element),
    action: isStandardUid ? 'K' : decision.action,
    reason: isStandardUid ? standardUidRule.reason : decision.reason,
    effect: result.effect,
    after: result.after,
  };
  return result.words ? { ...change, words: result.words } : change;
}
