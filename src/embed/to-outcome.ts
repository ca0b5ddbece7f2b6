import { cancelled, type DeidentifiedOutcome, type FileOutcome } from '../pipeline/contracts/file-outcome.ts';
import { newIdentifiers } from '../pipeline/patients/new-identifiers.ts';
import type { Outcome } from './outcome.ts';

export type Deidentified = Extract<Outcome, { readonly kind: 'deidentified' }>;

/** An outcome without bytes. */
export function settledOutcome(inputPath: string, outcome: FileOutcome | null): Outcome {
  const settled = outcome ?? cancelled;
  switch (settled.kind) {
    case 'held': {
      const holds = settled.holds.map(({ kind, reason, isReleasable, path }) => ({
        code: kind,
        message: reason,
        isReleasable,
        ...(path !== undefined && { path }),
      }));
      return { kind: 'held', inputPath, reasons: holds.map(({ message }) => message), holds };
    }
    case 'skipped':
    case 'failed':
      return { kind: settled.kind, inputPath, code: settled.code, reason: settled.reason };
    case 'deidentified':
      throw new Error('A de-identified file goes out with its bytes.');
  }
}

/** An outcome with its bytes. */
export function deidentifiedOutcome(
  inputPath: string,
  outputPath: string,
  { identity, findings }: DeidentifiedOutcome,
  pieces: readonly BlobPart[],
): Deidentified {
  return {
    kind: 'deidentified',
    inputPath,
    outputPath,
    // Date 0: the time at which a file was made stays private, and equal bytes make equal files.
    file: new File([...pieces], outputPath.split('/').at(-1)!, { type: 'application/dicom', lastModified: 0 }),
    identifiers: newIdentifiers(identity),
    findings: findings.map(({ code, message }) => ({ code, message })),
  };
}
