import { attributePath } from '../dicom/dataset-access.ts';
import type { DicomError } from '../dicom/dicom-error.ts';
import type { Edit } from '../dicom/edit.ts';
import type { NewFileMeta } from '../dicom/file-meta.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { standardUidRule } from '../profile/rule-set.ts';
import { act } from './act.ts';
import type { ActionResult, Subject } from './actions/action.ts';
import { applyRelease } from './apply-release.ts';
import { amendBesideBlanked, amended, decideBesideBlanked, insertBesideBlanked } from './beside-blanked.ts';
import { blankedPage, blankPageAt, insertBlankPageType } from './blank-page.ts';
import type { Change, Finding, Hold } from './change.ts';
import { decideCode } from './codes/decide-code.ts';
import type { DeidentifyContext } from './context.ts';
import { lostNeeds } from './converters/lost-needs.ts';
import { type ActionCounts, countActions } from './count-actions.ts';
import { unknownShift } from './dates/date-shift.ts';
import { decideElement } from './decide-element.ts';
import { decideValue } from './decide-value.ts';
import type { Decision } from './decision.ts';
import { createEnclosing, type Surroundings } from './enclosing.ts';
import { findingsOf } from './findings-of.ts';
import { holdsOf } from './holds-of.ts';
import { type Identity, identify } from './identify.ts';
import { lostContent } from './lost-content.ts';
import { markDeidentified } from './mark-deidentified.ts';
import { textsNotRead, textVerdictOf } from './marks/text-verdict.ts';
import { newFileMeta } from './new-file-meta.ts';
import { unlistedPatient } from './new-patient.ts';
import { isBlanked, type PixelVerdict } from './pixel-verdict.ts';
import { byTag, exchangeMarks, insertMarks, type Plan, replaceMark } from './place-marks.ts';
import { renewBlankedUid, renewedUid } from './renew-blanked-uid.ts';
import { type Run, startRun } from './run.ts';
import { decideInsideCleaned, removedItem } from './structured-content/decide-in-content.ts';
import { decideOwnTerm } from './structured-content/own-terms.ts';
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
  /** Of the cleaned texts of a report, for a person's word that they were read; null where there are none. */
  readonly textMark: string | null;
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
  const hasStart = run.studyStart.kind !== 'unknown';
  const marks = markDeidentified(dataset, context.rules, pixels, 'none', hasStart);
  if ('kind' in marks) return marks;
  const begun: Plan = {
    edits: [],
    changes: [],
    findings: [],
    holds: [],
    marks: byTag(marks),
    marked: new Set(),
    isBlanked: isBlanked(pixels),
  };
  const failure = planElements(dataset, run, begun);
  if (failure) return failure;
  const { verdict: texts, mark } = textVerdictOf(dataset, begun.changes, context, holdsOf(dataset, run));
  const ofTexts = texts === 'not-read' ? markDeidentified(dataset, context.rules, pixels, texts, hasStart) : marks;
  if ('kind' in ofTexts) return ofTexts;
  const plan = ofTexts === marks ? begun : exchangeMarks(begun, ofTexts);
  insertMarks(plan);
  if (plan.isBlanked) insertBesideBlanked(plan);
  const untyped = run.blanksPage ? insertBlankPageType(dataset, plan) : null;
  if (untyped) return untyped;
  const { identity, outputPathParts } = identify(dataset, run, plan.changes);
  const meta = newFileMeta(dataset, run, identity.instanceUidNew);
  const patientHolds = [...unlistedPatient(run.newPatient, context.rules.profile.patients), ...unknownShift(run)];
  const needs = lostNeeds(dataset, run, plan.changes);
  const fileHolds = [
    ...holdsOf(dataset, run),
    ...lostContent(dataset, plan.changes),
    ...needs.holds,
    ...patientHolds,
    ...plan.holds,
  ];
  const { holds, findings } = applyRelease(fileHolds, context.release);
  return {
    kind: 'planned',
    edits: plan.edits,
    changes: plan.changes,
    counts: countActions(plan.changes),
    findings: [
      ...findingsOf(dataset, run, pixels),
      ...(texts === 'not-read' ? [textsNotRead] : []),
      ...needs.findings,
      ...plan.findings,
      ...findings,
    ],
    holds,
    // A data set without SOP Instance UID takes the one of its File Meta Information.
    identity: { ...identity, instanceUidNew: meta.mediaStorageSopInstanceUid },
    meta,
    textMark: mark,
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
  const inContext = cleaning ? decideInsideCleaned(cleaning, byRule, subject, run) : byRule;
  const beside = plan.isBlanked ? decideBesideBlanked(subject) : null;
  const byProfile = beside ?? decideOwnTerm(decideCode(inContext, subject, run), subject, run);
  const decided = decideValue(byProfile, subject, run);
  if (decided !== null && 'kind' in decided) plan.holds.push(decided);
  const decision = decided === null || 'kind' in decided ? byProfile : decided;
  const renewed = renewBlankedUid(decision, subject, run);
  const page = run.blanksPage ? blankPageAt(subject) : null;
  const acted = page ?? renewed ?? act(decision.operation, subject, run);
  if (acted.kind === 'error') return acted;
  const result = plan.isBlanked ? amendBesideBlanked(subject, acted, plan) : acted;
  if (result.edit) plan.edits.push(result.edit);
  const told =
    result !== acted ? amended : page !== null ? toldOfPage(acted) : renewed !== null ? renewedUid : decision;
  plan.changes.push(changeOf(dataset, subject, told, result));
  if (result.finding && plan.findings.length < mostFindings) {
    plan.findings.push({ ...result.finding, path: attributePath(dataset, element) });
  }
  return result;
}

function toldOfPage({ effect }: ActionResult): Pick<Decision, 'action' | 'reason'> {
  return effect === 'kept' ? { ...blankedPage, action: 'K' } : blankedPage;
}

/** One value may be wrong in each of thousands of frames. */
const mostFindings = 50;

function changeOf(
  dataset: IndexedDataset,
  subject: Subject,
  decision: Pick<Decision, 'action' | 'reason'>,
  result: ActionResult,
): Change {
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
