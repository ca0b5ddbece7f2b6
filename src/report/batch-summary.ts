import type { ActionCounts } from '../deidentify/count-actions.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { FileOutcome } from '../pipeline/contracts/file-outcome.ts';
import { createGroups, type FileGroup, type Note, withoutDetails } from './file-groups.ts';
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

/** How many different texts there are. */
export type Distinct = { readonly add: (text: string) => void; readonly count: () => number };

export function distinctInMemory(): Distinct {
  const texts = new Set<string>();
  return { add: (text) => void texts.add(text), count: () => texts.size };
}

/**
 * Counts and groups the outcomes of a batch, file by file.
 * @param createDistinct counts new identifiers; in memory without it
 */
export function summariseBatch(
  files: Iterable<BatchFile>,
  createDistinct: () => Distinct = distinctInMemory,
): BatchSummary {
  const counts = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  const groups = {
    held: createGroups(),
    skipped: createGroups(),
    failed: createGroups(),
    released: createGroups(),
    read: createGroups(),
    findings: createGroups(),
  };
  const actions = { X: 0, Z: 0, D: 0, U: 0, C: 0, K: 0, '+': 0 };
  const [patients, studies, series] = [createDistinct(), createDistinct(), createDistinct()];
  for (const file of files) {
    const { path, release } = file;
    const outcome = outcomeOf(file);
    counts[outcome.kind] += 1;
    switch (outcome.kind) {
      case 'deidentified':
        patients.add(outcome.identity.patientIdNew);
        studies.add(outcome.identity.studyUidNew);
        series.add(outcome.identity.seriesUidNew);
        addActions(actions, outcome.counts);
        groups.findings.add(
          path,
          outcome.findings.map(({ code, message: reason }) => ({ code, reason })),
        );
        if (release) groups[wasReleased(release) ? 'released' : 'read'].add(path, [noteOf(release)]);
        break;
      case 'held':
        groups.held.add(
          path,
          outcome.holds.map(({ kind: code, reason }) => ({ code, reason })),
        );
        break;
      case 'skipped':
      case 'failed':
        groups[outcome.kind].add(path, [outcome]);
    }
  }
  return {
    counts,
    output: { patients: patients.count(), studies: studies.count(), series: series.count() },
    actions,
    held: groups.held.all(),
    skipped: groups.skipped.all(),
    failed: groups.failed.all(),
    released: groups.released.all(),
    read: groups.read.all(),
    findings: groups.findings.all(),
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

function noteOf(release: NonNullable<BatchFile['release']>): Note {
  return { code: saidOfImages(release.pixels), reason: release.reason };
}

function addActions(total: Record<keyof ActionCounts, number>, counts: ActionCounts): void {
  for (const action of Object.keys(total) as (keyof ActionCounts)[]) total[action] += counts[action];
}
