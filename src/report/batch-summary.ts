import type { ActionCounts } from '../deidentify/count-actions.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { DeidentifiedOutcome, FileOutcome } from '../pipeline/contracts/file-outcome.ts';
import { type FileGroup, groupNotes, type Note, withoutDetails } from './file-groups.ts';
import { outcomeOf } from './outcome-of.ts';
import { saidOfImages } from './said-of-images.ts';
import { wasReleased } from './was-released.ts';

/** What a report tells about a batch. */
export type BatchSummary = {
  readonly counts: Readonly<Record<FileOutcome['kind'], number>>;
  /** What the output holds, counted by new identifiers. */
  readonly output: { readonly patients: number; readonly studies: number; readonly series: number };
  readonly actions: ActionCounts;
  readonly held: readonly FileGroup[];
  readonly skipped: readonly FileGroup[];
  readonly failed: readonly FileGroup[];
  /** Held files that a person released; the reason is that person's. */
  readonly released: readonly FileGroup[];
  /** Reports that were not held and whose texts a person has read. */
  readonly read: readonly FileGroup[];
  /** Findings of the de-identified files. */
  readonly findings: readonly FileGroup[];
};

/** Counts and groups the outcomes of a batch. */
export function summariseBatch(files: readonly BatchFile[]): BatchSummary {
  const settled = files.map((file) => ({ file, outcome: outcomeOf(file) }));
  const counts = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  const notes = { held: [], skipped: [], failed: [], released: [], read: [], findings: [] } as Record<Section, Note[]>;
  const exported: DeidentifiedOutcome[] = [];
  for (const { file, outcome } of settled) {
    counts[outcome.kind] += 1;
    switch (outcome.kind) {
      case 'deidentified':
        exported.push(outcome);
        for (const { code, message } of outcome.findings) notes.findings.push({ file, code, reason: message });
        if (file.release)
          notes[wasReleased(file.release) ? 'released' : 'read'].push({ file, ...noteOf(file.release) });
        break;
      case 'held':
        for (const { kind, reason } of outcome.holds) notes.held.push({ file, code: kind, reason });
        break;
      case 'skipped':
      case 'failed':
        notes[outcome.kind].push({ file, code: outcome.code, reason: outcome.reason });
    }
  }
  return {
    counts,
    output: countOutput(exported),
    actions: addActions(exported),
    held: groupNotes(notes.held),
    skipped: groupNotes(notes.skipped),
    failed: groupNotes(notes.failed),
    released: groupNotes(notes.released),
    read: groupNotes(notes.read),
    findings: groupNotes(notes.findings),
  };
}

/** The same summary without paths, without sentences about single files and without what people typed. */
export function withoutIdentifyingDetails(summary: BatchSummary): BatchSummary {
  return {
    ...summary,
    held: withoutDetails(summary.held),
    skipped: withoutDetails(summary.skipped),
    failed: withoutDetails(summary.failed),
    released: withoutDetails(summary.released),
    read: withoutDetails(summary.read),
    findings: withoutDetails(summary.findings),
  };
}

type Section = 'held' | 'skipped' | 'failed' | 'released' | 'read' | 'findings';

function noteOf(release: NonNullable<BatchFile['release']>): Omit<Note, 'file'> {
  return { code: saidOfImages(release.pixels), reason: release.reason };
}

function countOutput(exported: readonly DeidentifiedOutcome[]): BatchSummary['output'] {
  const count = (pick: (outcome: DeidentifiedOutcome) => string) => new Set(exported.map(pick)).size;
  return {
    patients: count(({ identity }) => identity.patientIdNew),
    studies: count(({ identity }) => identity.studyUidNew),
    series: count(({ identity }) => identity.seriesUidNew),
  };
}

function addActions(exported: readonly DeidentifiedOutcome[]): ActionCounts {
  const total = { X: 0, Z: 0, D: 0, U: 0, C: 0, K: 0, '+': 0 };
  for (const { counts } of exported) {
    for (const action of Object.keys(total) as (keyof ActionCounts)[]) total[action] += counts[action];
  }
  return total;
}
