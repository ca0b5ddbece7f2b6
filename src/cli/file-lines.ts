import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import { cancelled, type FileOutcome } from '../pipeline/contracts/file-outcome.ts';

/** Code and reason of an outcome, as in `files.csv`; both '' for a file that went out. */
export function codeOf(outcome: FileOutcome): { readonly code: string; readonly reason: string } {
  switch (outcome.kind) {
    case 'deidentified':
      return { code: '', reason: '' };
    case 'held': {
      const kinds = new Set(outcome.holds.map(({ kind }) => kind));
      return { code: [...kinds].join(' '), reason: outcome.holds.map(({ reason }) => reason).join(' ') };
    }
    case 'skipped':
    case 'failed':
      return { code: outcome.code, reason: outcome.reason };
  }
}

export type OutcomeCounts = Readonly<Record<FileOutcome['kind'], number>>;

export function countOutcomes(outcomes: Iterable<FileOutcome>): OutcomeCounts {
  const counts = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}

/** One by one: of very many files not all of them fit into memory. */
export function* outcomesOf(files: Iterable<BatchFile>): Generator<FileOutcome> {
  for (const { outcome } of files) yield outcome ?? cancelled;
}

const linesShown = 10;

/** What was held and what failed, by reason: `held, pixels (lines 3, 17, 20): …`. Files are named by their line alone. */
export function describeOutcomes(outcomes: Iterable<FileOutcome>): readonly string[] {
  const groups = new Map<string, number[]>();
  let line = 0;
  for (const outcome of outcomes) {
    line += 1;
    if (outcome.kind !== 'held' && outcome.kind !== 'failed') continue;
    const { code, reason } = codeOf(outcome);
    const key = JSON.stringify([`${outcome.kind}, ${code}`, reason]);
    const lines = groups.get(key);
    if (lines === undefined) groups.set(key, [line]);
    else lines.push(line);
  }
  const bySize = [...groups].sort(([, one], [, other]) => other.length - one.length);
  return bySize.map(([key, lines]) => {
    const [what, reason] = JSON.parse(key) as readonly [string, string];
    return `${what} (${describeLines(lines)}): ${reason}`;
  });
}

function describeLines(lines: readonly number[]): string {
  const shown = lines.slice(0, linesShown).join(', ');
  const more = lines.length - linesShown;
  return `${lines.length === 1 ? 'line' : 'lines'} ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}
