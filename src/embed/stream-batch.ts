import { pseudonymsOf } from '../deidentify/pseudonym.ts';
import { streamFiles } from '../pipeline/batch/stream-files.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { Pool } from '../pipeline/contracts/pool.ts';
import type { Source } from '../pipeline/contracts/source.ts';
import { deliveryPieces } from '../pipeline/output/delivery-pieces.ts';
import { decisionsByUid, findDecisions, withDecisions } from '../report/decisions/find-decisions.ts';
import type { SavedDecisions } from '../report/decisions/saved-decisions.ts';
import { type BoxDecision, boxesFor, withBoxes } from './box-decisions.ts';
import type { Outcome } from './outcome.ts';
import { unreadableOutput } from './output-destination.ts';
import type { Rendezvous } from './rendezvous.ts';
import { deidentifiedOutcome, settledOutcome } from './to-outcome.ts';

export type StreamSettings = {
  readonly projectKey: Uint8Array;
  readonly boxes: readonly BoxDecision[];
  readonly decisions: SavedDecisions | null;
};

/**
 * Hands out each file's outcome before much more is read. Files that saved decisions name come last, all together: a decision does
 * not hold where another file has the same UID, and that is not known before.
 */
export async function streamBatch(
  pool: Pool,
  source: Source,
  { projectKey, boxes, decisions }: StreamSettings,
  signal: AbortSignal,
  out: Rendezvous<Outcome>,
): Promise<void> {
  const isNamed = decisions === null ? () => false : namedBy(decisions, projectKey);
  const boxed = boxesFor(boxes, projectKey);
  const isDecided = decisions !== null || boxes.length > 0;
  await streamFiles(
    pool,
    source,
    signal,
    async (file) => {
      if (file.kind === 'settled') return out.put(settledOutcome(file.path, file.outcome));
      const { input, outcome } = file;
      const pieces = await deliveryPieces(file);
      const changed = { kind: 'failed', code: 'changed-on-disk', reason: unreadableOutput } as const;
      if (pieces === null) return out.put(settledOutcome(input.path, changed));
      return out.put(deidentifiedOutcome(input.path, outcome.outputPath, outcome, pieces));
    },
    isDecided
      ? {
          decide: (file) => (isNamed(file) ? null : boxed(file)),
          decideAside: async (files) => {
            const found = await findDecisions(files, decisions!, projectKey);
            return withBoxes(withDecisions(files, found), boxes, projectKey);
          },
        }
      : null,
  );
}

/** Whether decisions say anything about a file, by the UID that the key gives it or that it keeps. */
function namedBy(decisions: SavedDecisions, projectKey: Uint8Array): (file: BatchFile) => boolean {
  const named = decisionsByUid(decisions);
  const { newUid } = pseudonymsOf(projectKey);
  return ({ scan }) => {
    const uid = scan.kind === 'dicom' ? scan.summary.sopInstanceUid : '';
    return uid !== '' && (named.has(newUid(uid)) || named.has(uid));
  };
}
