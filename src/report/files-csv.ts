import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import { csvRow } from './csv.ts';
import { outcomeOf } from './outcome-of.ts';
import { wasReleased } from './was-released.ts';

/**
 * The rows of `files.csv`: one per file added, in the order given. Held, skipped and failed files have no output path: they
 * are in no archive. A file that a person released has code `released` and that person's reason; a report that was not held, and
 * whose texts a person has read, has code `read`.
 */
export function* filesCsv(files: Iterable<BatchFile>): Generator<string> {
  yield csvRow(['input_path', 'output_path', 'outcome', 'code', 'reason']);
  for (const file of files) yield csvRow([file.path, ...outcomeCells(file)]);
}

function outcomeCells(file: BatchFile): readonly string[] {
  const outcome = outcomeOf(file);
  switch (outcome.kind) {
    case 'deidentified':
      return [outcome.outputPath, outcome.kind, codeOf(file), file.release?.reason ?? ''];
    case 'held': {
      const kinds = new Set(outcome.holds.map((hold) => hold.kind));
      return ['', outcome.kind, [...kinds].join(' '), outcome.holds.map((hold) => hold.reason).join(' ')];
    }
    case 'skipped':
    case 'failed':
      return ['', outcome.kind, outcome.code, outcome.reason];
  }
}

function codeOf({ release }: BatchFile): string {
  if (release === null) return '';
  return wasReleased(release) ? 'released' : 'read';
}
