import type { Destination } from '../pipeline/contracts/destination.ts';
import type { DeidentifiedOutcome } from '../pipeline/contracts/file-outcome.ts';
import { deliveryPieces } from '../pipeline/output/delivery-pieces.ts';
import { type Deidentified, deidentifiedOutcome } from './to-outcome.ts';

/** Hands each finished file to the caller; the next one is made when it was taken. */
export function outputDestination(
  outcomeOf: (id: number) => DeidentifiedOutcome,
  hand: (id: number, outcome: Deidentified, crc32: number | null) => Promise<unknown>,
): Destination<null> {
  return {
    write: async ({ path, input, file }) => {
      const pieces = await deliveryPieces({ input, file });
      if (pieces === null) return { kind: 'input-unreadable', message: unreadableOutput };
      await hand(input.id, deidentifiedOutcome(input.path, path, outcomeOf(input.id), pieces), file.crc32);
      return { kind: 'written' };
    },
    close: async () => null,
    abort: async () => undefined,
  };
}

export const unreadableOutput = 'The file changed, was moved, or cannot be read any more since it was given.';
