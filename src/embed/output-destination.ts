import { deliveryPieces } from '../pipeline/delivery-pieces.ts';
import type { Destination } from '../pipeline/destination.ts';
import type { DeidentifiedOutcome } from '../pipeline/file-outcome.ts';
import { newIdentifiers } from '../pipeline/new-identifiers.ts';
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
      const pieces = [...deliveryPieces({ input, file })];
      await hand(input.id, {
        kind: 'deidentified',
        inputPath: input.path,
        outputPath: path,
        // Date 0: when a file was made is nobody's business, and equal bytes shall make equal files.
        file: new File(pieces, path.split('/').at(-1)!, { type: 'application/dicom', lastModified: 0 }),
        identifiers: newIdentifiers(identity),
        findings: findings.map(({ code, message }) => ({ code, message })),
      });
      return { kind: 'written' };
    },
    close: async () => null,
    abort: async () => undefined,
  };
}
