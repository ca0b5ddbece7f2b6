import { areAllSeen, isAnySeen, type SeenCounts } from '../../../dicom/seen-counts.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { PurposeId } from '../../../profile/purposes/purposes.ts';
import type { BoxScope } from '../../../report/decisions/saved-decisions.ts';
import { seenStrings } from '../../ui/strings/seen.ts';
import { strings } from '../../ui/strings.ts';
import type { BoxDraft } from '../boxes.ts';
import { countImages } from '../derived/count-images.ts';
import { decisionsOf, type FileBody } from '../file-decisions.ts';
import type { Release, Signature } from '../outcomes.ts';
import type { Decision, DecisionAct, Verdict } from './decide-state.ts';
import { type ValueChoice, valueDecisions } from './decide-values.ts';
import { nothingIdentifying } from './nothing-identifying.ts';
import type { WaitingEntry } from './waiting-entries.ts';

/** What is decided about an entry, and how it is put into force. */
export type MadeDecision = { readonly decision: Decision; readonly act: DecisionAct };

/** What every decision is about: the files of the entry in its scope, and what was seen of them. */
export type DecisionSubject = Signature & {
  readonly entry: WaitingEntry;
  readonly files: readonly BatchFile[];
  readonly seen: SeenCounts;
};

/**
 * @param note why, over a text that was found to name the patient
 * @returns null where nothing was seen: of images that nobody looked at nobody can say anything
 */
export function sayNothingIdentifying(subject: DecisionSubject, note: string | null = null): MadeDecision | null {
  const { files, seen } = subject;
  if (!isAnySeen(seen)) return null;
  const verdict = { kind: 'nothing-identifying', isAllSeen: areAllSeen(seen), images: countImages(files) } as const;
  const act = {
    kind: 'released',
    ids: idsOf(files),
    release: { ...nothingIdentifying(seen, note), ...signatureOf(subject) },
  } as const;
  return { decision: decisionOf(subject, verdict), act };
}

export function leaveFilesOut(subject: DecisionSubject): MadeDecision {
  const { files } = subject;
  const act = { kind: 'left-out', ids: idsOf(files) } as const;
  return { decision: decisionOf(subject, { kind: 'left-out', files: files.length }), act };
}

/** @param note why, in the person's words */
export function letFilesThrough(subject: DecisionSubject, note: string): MadeDecision {
  const { files } = subject;
  const release: Release = {
    reason: note,
    pixels: { kind: 'unstated' },
    ...signatureOf(subject),
    shown: strings.release.shown,
  };
  const act = { kind: 'released', ids: idsOf(files), release } as const;
  return { decision: decisionOf(subject, { kind: 'let-through', files: files.length }), act };
}

/** @param batch all files: the same value is decided wherever it waits */
export function decideValue(subject: DecisionSubject, batch: readonly BatchFile[], choice: ValueChoice): MadeDecision {
  const { entry, files } = subject;
  const { value } = entry;
  const entries =
    value === null ? [] : valueDecisions(value.likeness === null ? files : batch, value, choice, signatureOf(subject));
  const verdict = { kind: 'value', choice: choice.kind, files: entries.length } as const;
  return { decision: decisionOf(subject, verdict), act: { kind: 'files-decided', entries } };
}

/** A blank page takes the place of documents, whose own bytes never leave. */
export function blankDocuments(subject: DecisionSubject): MadeDecision {
  const { files } = subject;
  const entries = files.map((file) => ({
    ...decisionsOf(file),
    document: { kind: 'blank-page', ...signatureOf(subject) } as const,
  }));
  const decision = decisionOf(subject, { kind: 'blank-page', files: files.length });
  return { decision, act: { kind: 'files-decided', entries } };
}

/** A document, and the pictures of its pages that take its place. */
export type DrawnFile = { readonly file: BatchFile; readonly body: FileBody; readonly pages: number };

/** Pictures take the place of documents. What was said of the document is not said of them: they wait to be looked at. */
export function drawDocuments(subject: DecisionSubject, drawn: readonly DrawnFile[]): MadeDecision {
  const entries = drawn.map(({ file, body }) => ({
    ...decisionsOf(file),
    release: null,
    document: { kind: 'pages', ...signatureOf(subject) } as const,
    body,
  }));
  const pages = drawn.reduce((sum, one) => sum + one.pages, 0);
  const decision = decisionOf(subject, { kind: 'pages', files: drawn.length, pages });
  return { decision, act: { kind: 'files-decided', entries } };
}

/** Geometry that the profile would lose is kept by a purpose: for the whole batch. */
export function switchPurpose(subject: DecisionSubject, to: PurposeId): MadeDecision {
  return { decision: decisionOf(subject, { kind: 'purpose-switched', to }), act: { kind: 'purpose-switched', to } };
}

/** How boxes have to do with the device: where else they are proposed, and whether they were proposed so themselves. */
type OfDevice = { readonly placedIn: number; readonly isFromDevice: boolean };

/** @param after what was seen of which files with these boxes blanked: only that can be claimed of the result */
export function blankBoxes(
  subject: DecisionSubject,
  after: { readonly ids: readonly number[]; readonly seen: SeenCounts },
  boxes: { readonly draft: BoxDraft; readonly scope: BoxScope; readonly ids: readonly number[] },
  { placedIn, isFromDevice }: OfDevice = { placedIn: 0, isFromDevice: false },
): MadeDecision {
  const { entry, seen } = subject;
  const ticked = boxes.draft.boxes.filter(({ isTicked }) => isTicked).length;
  const act = {
    kind: 'boxes-applied',
    series: entry.seriesKey,
    ...boxes,
    ...signatureOf(subject),
    shown: `${seenStrings.recordBlanked(seen, after.seen)}${isFromDevice ? seenStrings.fromDevice : ''}`,
    after,
  } as const;
  return { decision: decisionOf(subject, { kind: 'blanked', boxes: ticked, images: after.seen.of, placedIn }), act };
}

function decisionOf(subject: DecisionSubject, verdict: Verdict): Decision {
  const { key, seriesKey, title, reason } = subject.entry;
  return { entry: key, series: seriesKey, title, reason, verdict, seen: subject.seen, ...signatureOf(subject) };
}

function signatureOf({ atIso, by }: DecisionSubject): Signature {
  return by === undefined ? { atIso } : { atIso, by };
}

function idsOf(files: readonly BatchFile[]): readonly number[] {
  return files.map(({ id }) => id);
}
