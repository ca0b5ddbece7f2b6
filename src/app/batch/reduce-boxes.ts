import type { SeenCounts } from '../../dicom/seen-counts.ts';
import { withoutStatement } from '../../pipeline/batch/without-statement.ts';
import { heedSearch } from '../../pipeline/text/searchable-files.ts';
import type { BoxScope } from '../../report/decisions/saved-decisions.ts';
import type { BatchState } from './batch-state.ts';
import {
  areSame,
  type BlankingDecision,
  type Box,
  type BoxDraft,
  type Redaction,
  rectanglesUnder,
  redactionOf,
} from './boxes.ts';
import { matesOf } from './derived/files-beside.ts';
import { changeFiles, findFile } from './derived/find-file.ts';
import type { Signature } from './outcomes.ts';
import { afterDecision } from './reduce-decisions.ts';

export type BoxAction =
  /** Null forgets what was drawn and not applied. */
  | { readonly kind: 'boxes-drawn'; readonly series: string; readonly draft: BoxDraft | null }
  | (Signature & {
      readonly kind: 'boxes-applied';
      readonly series: string;
      readonly draft: BoxDraft;
      readonly scope: BoxScope;
      readonly ids: readonly number[];
      readonly shown: string;
      /**
       * What was seen of which of these files with the boxes blanked. Absent: nothing was measured. Others of `ids` may be left
       * out, or copies that nobody looked at: nothing is claimed of them.
       */
      readonly after?: { readonly ids: readonly number[]; readonly seen: SeenCounts };
    })
  | { readonly kind: 'boxes-taken-back'; readonly series: string };

export function reduceBoxes(state: BatchState, action: BoxAction): BatchState {
  switch (action.kind) {
    case 'boxes-drawn':
      return withDraft(state, action.series, action.draft);
    case 'boxes-applied':
      return applyBoxes(state, action);
    case 'boxes-taken-back':
      return takeBack(state, action.series);
  }
}

/**
 * The decision that *Undo* takes back in a series; null when there is none, or when another series has put boxes over copies of
 * its instances since: those go first.
 */
export function lastDecision({ boxes }: Pick<BatchState, 'boxes'>, series: string): BlankingDecision | null {
  const at = boxes.decisions.findLastIndex((decision) => decision.series === series);
  const last = boxes.decisions[at];
  if (last === undefined) return null;
  const isCovered = boxes.decisions
    .slice(at + 1)
    .some(({ before }) => [...before.keys()].some((id) => last.before.has(id)));
  return isCovered ? null : last;
}

/**
 * Files of the same instance are blanked with the one that is named: another copy would leave with what the boxes hide. So
 * are files that are left out, which may come back.
 */
function applyBoxes(state: BatchState, action: Extract<BoxAction, { readonly kind: 'boxes-applied' }>): BatchState {
  const { kind: _, ids, after, ...decided } = action;
  const { series, draft } = decided;
  const measured = new Set(after?.ids);
  const chosen = new Set([...ids, ...matesOf(state.files, ids)]);
  const before = new Map<number, Redaction | null>();
  const wanted = new Map<number, Redaction | null>();
  for (const id of chosen) {
    const file = findFile(state.files, id);
    if (file?.scan.kind !== 'dicom') continue;
    before.set(file.id, file.redaction ?? null);
    wanted.set(file.id, redactionOf(rectanglesUnder(file, draft), measured.has(file.id) ? after?.seen : undefined));
  }
  const decision: BlankingDecision = { ...decided, before };
  const boxes = { ...state.boxes, decisions: [...state.boxes.decisions, decision] };
  return withDraft(withRedactions({ ...state, boxes }, wanted), series, restOf(draft));
}

/** What stays drawn behind an applied draft: nothing, unless a box was not ticked. */
function restOf({ boxes }: BoxDraft): BoxDraft | null {
  const ticked = boxes.filter(({ isTicked }) => isTicked);
  return ticked.length === boxes.length ? null : { boxes, base: ticked.map(({ rectangle }) => rectangle) };
}

/** The files have the boxes that they had before, and what was drawn is there to be drawn on. */
function takeBack(state: BatchState, series: string): BatchState {
  const last = lastDecision(state, series);
  if (last === null) return state;
  const drawn = state.boxes.drafts.get(series)?.boxes ?? last.draft.boxes;
  const boxes = { ...state.boxes, decisions: state.boxes.decisions.filter((decision) => decision !== last) };
  const draft = { boxes: joined(drawn, last.draft.boxes), base: last.draft.base };
  const before = new Map([...last.before].map(([id, redaction]) => [id, redaction && heeded(state, id, redaction)]));
  return withDraft(withRedactions({ ...state, boxes }, before), series, draft);
}

/** Boxes of before, with what the search has come to since. */
function heeded({ files }: BatchState, id: number, redaction: Redaction): Redaction {
  const file = findFile(files, id);
  return (file && heedSearch({ ...file, redaction }).redaction) ?? redaction;
}

/** What has been drawn since stays, with what the decision was about. Boxes of two drafts may have the same number. */
function joined(drawn: readonly Box[], decided: readonly Box[]): readonly Box[] {
  const others = decided.filter(({ rectangle }) => drawn.every((box) => !areSame([box.rectangle], [rectangle])));
  const first = 1 + Math.max(-1, ...drawn.map(({ id }) => id));
  return [...drawn, ...others.map((box, n) => ({ ...box, id: first + n }))];
}

/**
 * Who blanks a part of an image says that it shows something: a statement that it shows nothing is taken back with that, and
 * has to be given anew.
 */
function withRedactions(state: BatchState, wanted: ReadonlyMap<number, Redaction | null>): BatchState {
  const files = changeFiles(state.files, wanted.keys(), (file) => {
    const redaction = wanted.get(file.id);
    if (redaction === undefined) return file;
    const { redaction: _, ...rest } = file;
    const release = withoutStatement(file.release);
    return redaction === null ? { ...rest, release } : { ...rest, release, redaction };
  });
  return afterDecision(state, files, new Set(wanted.keys()));
}

function withDraft(state: BatchState, series: string, draft: BoxDraft | null): BatchState {
  const drafts = new Map(state.boxes.drafts);
  if (draft === null) drafts.delete(series);
  else drafts.set(series, draft);
  return { ...state, boxes: { ...state.boxes, drafts } };
}
