import type { Destination } from '../pipeline/contracts/destination.ts';
import type { DeidentifiedOutcome } from '../pipeline/contracts/file-outcome.ts';
import { deliveryPieces } from '../pipeline/file/delivery-pieces.ts';
import { newIdentifiers } from '../pipeline/patients/new-identifiers.ts';
import type { Outcome } from './outcome.ts';

type Deidentified = Extract<Outcome, { readonly kind: 'deidentified' }>;

/** Hands each finished file to the caller; the next one is made when it was taken. */
export function outputDestination(
  outcomeOf: (id: number) => DeidentifiedOutcome,
  hand: (id: number, outcome: Deidentified) => Promise<void>,
): Destination<null> {
  return {
    write: async ({ path, input, file }) => {
      const { identity, findings } = outcomeOf(input.id);
      const pieces = await deliveryPieces({ input, file });
      if (pieces === null) return { kind: 'input-unreadable', message: unreadable };
      await hand(input.id, {
        kind: 'deidentified',
        inputPath: input.path,
        outputPath: path,
        // Date 0: the time at which a file was made stays private, and equal bytes make equal files.
        file: new File([...pieces], path.split('/').at(-1)!, { type: 'application/dicom', lastModified: 0 }),
        identifiers: newIdentifiers(identity),
        findings: findings.map(({ code, message }) => ({ code, message })),
      });
      return { kind: 'written' };
    },
    close: async () => null,
    abort: async () => undefined,
  };
}

const unreadable = 'The file changed, was moved, or cannot be read any more since it was given.';
