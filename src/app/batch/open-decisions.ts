import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import { withoutStatement } from '../../pipeline/batch/without-statement.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { FoundDecisions } from '../../report/decisions/find-decisions.ts';
import type { BatchAction } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import type { BlankingDecision, BoxDraft, Redaction } from './boxes.ts';
import { ownRectangles } from './boxes.ts';
import { decisionsOf, type FileDecisions, setDecisions, withValue } from './file-decisions.ts';
import { leaveOut } from './reduce-left-out.ts';

/**
 * Takes in decisions that were saved: what they name is as they have it, what they do not name stays as it is. Boxes by device alone
 * change no file.
 */
export function openDecisions(state: BatchState, { entries, devices }: Opening): BatchState {
  const boxes = { ...state.boxes, devices };
  if (entries.length === 0) return { ...state, boxes };
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const before = state.files.filter(({ id }) => byId.has(id));
  const boxed = withBoxes({ ...state, boxes }, before, byId);
  const decided = boxed.files.flatMap((file) => {
    const found = byId.get(file.id);
    if (found === undefined) return [];
    const own = decisionsOf(file);
    return [
      {
        ...own,
        // What was said here of the image was said without the boxes that come with the decisions.
        release: found.release ?? (found.boxes === null ? own.release : withoutStatement(own.release)),
        values: found.values.reduce(withValue, own.values),
        document: documentOf(found, own),
      },
    ];
  });
  const leaving = entries.flatMap(({ id, isLeftOut }) => (isLeftOut ? [id] : []));
  const next = setDecisions(boxed, decided);
  return leaving.length === 0 ? next : leaveOut(next, leaving);
}

/** Pictures are not in the file of decisions, and who has drawn pages here has no document any more. */
function documentOf(found: FoundDecisions, own: FileDecisions): FileDecisions['document'] {
  return own.document?.kind === 'pages' || found.document?.kind === 'pages'
    ? own.document
    : (found.document ?? own.document);
}

/** The boxes of one decision in one series are one decision of the page, so that they can be taken back. */
function withBoxes(
  state: BatchState,
  files: readonly BatchFile[],
  byId: ReadonlyMap<number, FoundDecisions>,
): BatchState {
  const made = new Map<unknown, Map<string, Opened>>();
  for (const file of files) {
    const boxes = byId.get(file.id)?.boxes ?? null;
    if (boxes === null || file.scan.kind !== 'dicom') continue;
    const series = seriesKeyOf(file.scan.summary);
    const bySeries = made.get(boxes) ?? new Map<string, Opened>();
    made.set(boxes, bySeries);
    const { redaction, ...decided } = boxes;
    const decision = bySeries.get(series) ?? {
      series,
      ...decided,
      draft: draftOf(redaction),
      before: new Map<number, Redaction | null>(),
    };
    bySeries.set(series, decision);
    decision.before.set(file.id, file.redaction ?? null);
  }
  const decisions = [...made.values()].flatMap((bySeries) => [...bySeries.values()]);
  if (decisions.length === 0) return state;
  const withRedaction = state.files.map((file) => {
    const boxes = byId.get(file.id)?.boxes ?? null;
    return boxes === null || file.scan.kind !== 'dicom' ? file : { ...file, redaction: boxes.redaction };
  });
  return {
    ...state,
    files: withRedaction,
    boxes: { ...state.boxes, decisions: [...state.boxes.decisions, ...decisions] },
  };
}

type Opening = Omit<Extract<BatchAction, { readonly kind: 'decisions-opened' }>, 'kind'>;
type Opened = Omit<BlankingDecision, 'before'> & { readonly before: Map<number, Redaction | null> };

function draftOf(redaction: Redaction): BoxDraft {
  const boxes = ownRectangles({ redaction }).map((rectangle, id) => ({ id, rectangle, isTicked: true }));
  return { boxes, base: [] };
}
