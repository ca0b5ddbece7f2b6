import type { Writable } from 'node:stream';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { FileOutcome } from '../pipeline/contracts/file-outcome.ts';
import { codeOf } from './file-lines.ts';

/** One JSON object a file, as docs/command-line.md lists its members. */
export type FileLog = {
  /** @param sizeBytes of the output; null where there is none */
  readonly add: (file: BatchFile, outcome: FileOutcome, output: string, sizeBytes: number | null) => void;
};

/** @param hasPaths whether the input's path, which may identify a patient, is named */
export function createFileLog(stream: Writable, hasPaths: boolean): FileLog {
  const startMs = performance.now();
  return {
    add: (file, outcome, output, bytes) => {
      const entry = {
        line: file.id + 1,
        outcome: outcome.kind,
        ...codeOf(outcome),
        output,
        bytes,
        seconds: Math.round(performance.now() - startMs) / 1000,
        ...(hasPaths && { input: file.path }),
      };
      stream.write(`${JSON.stringify(entry)}\n`);
    },
  };
}

export const noFileLog: FileLog = { add: () => undefined };
