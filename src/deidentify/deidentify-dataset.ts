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
import { type Decision, decideElement, subjectAt, writtenVr } from './decide-element.ts';
import { findingsOf } from './findings-of.ts';
import { holdsOf } from './holds-of.ts';
import { type Identity, identify } from './identify.ts';
import { markDeidentified } from './mark-deidentified.ts';
import { newFileMeta } from './new-file-meta.ts';
import type { PixelVerdict } from './pixel-verdict.ts';
import { insertMarks, type Plan, replaceMark } from './place-marks.ts';
import { type Run, startRun } from './run.ts';
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
  /** Patient, study, series and instance, as keyed pseudonyms. */
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
  const marks = markDeidentified(dataset, context.rules.profile, pixels);
  if ('kind' in marks) return marks;
  const plan: Plan = {
    edits: [],
    changes: [],
    marks: new Map(marks.map((mark) => [mark.tag, mark])),
    marked: new Set(),
  };
  const failure = planElements(dataset, run, plan);
  if (failure) return failure;
  insertMarks(plan);
  const { identity, outputPathParts } = identify(dataset, run, plan.changes);
  const meta = newFileMeta(dataset, run, identity.instanceUidNew);
  const { holds, findings } = applyRelease(holdsOf(dataset, run), context.release);
  return {
    kind: 'planned',
    edits: plan.edits,
    changes: plan.changes,
    counts: countActions(plan.changes),
    findings: [...findingsOf(dataset, run, pixels), ...findings],
    holds,
    // A data set without SOP Instance UID takes the one of its File Meta Information.
    identity: { ...identity, instanceUidNew: meta.mediaStorageSopInstanceUid },
    meta,
    outputPathParts,
  };
}

function planElements(dataset: IndexedDataset, run: Run, plan: Plan): DicomError | null {
  const { count, tags: allTags, depths, subtreeEnds } = dataset.elements;
  let dummyEnd = 0;
  for (let element = 0; element < count; ) {
    const tag = allTags[element]!;
    const end = subtreeEnds[element]!;
    const mark = depths[element] === 0 ? plan.marks.get(tag) : undefined;
    if (tag === tags.item) {
      element++;
    } else if (mark) {
      replaceMark(dataset, element, mark, plan);
      element = end;
    } else {
      const change = planElement(dataset, element, run, plan, element < dummyEnd);
      if (change.kind === 'error') return change;
      if (change.entersItems && (change.action === 'D' || change.action === 'Z')) dummyEnd = Math.max(dummyEnd, end);
      element = change.entersItems ? element + 1 : end;
    }
  }
  return null;
}

type Planned = { readonly kind: 'planned'; readonly action: Change['action']; readonly entersItems: boolean };

function planElement(
  dataset: IndexedDataset,
  element: number,
  run: Run,
  plan: Plan,
  insideDummy: boolean,
): Planned | DicomError {
  const subject = subjectAt(dataset, element);
  const decision = decideElement(subject, run, insideDummy);
  const result = act(decision.isZeroedByDummy ? 'D' : decision.action, subject, run);
  if (result.kind === 'error') return result;
  if (result.edit) plan.edits.push(result.edit);
  plan.changes.push(changeOf(dataset, subject, decision, result));
  return { kind: 'planned', action: decision.action, entersItems: result.entersItems };
}

function changeOf(dataset: IndexedDataset, subject: Subject, decision: Decision, result: ActionResult): Change {
  const { element, tag, isSequence } = subject;
  const isStandardUid =
    decision.action === 'U' && result.effect === 'kept' && !isSequence && dataset.elements.valueLengths[element] !== 0;
  return {
    element,
    tag,
    vr: writtenVr(dataset, element),
    action: isStandardUid ? 'K' : decision.action,
    reason: isStandardUid ? standardUidRule.reason : decision.reason,
    effect: result.effect,
    after: result.after,
  };
}
