import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** What a run came to, as far as another run under another key is held against it. */
export type FilesBefore = ReadonlyMap<number, { readonly outcome: string; readonly released: ReadonlySet<string> }>;

export function outcomesOf(files: readonly BatchFile[]): FilesBefore {
  return new Map(files.map((file) => [file.id, { outcome: outcomeOf(file), released: releasedOf(file) }]));
}

/**
 * True when as many files came to each kind of outcome; under another key nothing else is expected. Which of several copies goes out
 * follows the key.
 */
export function sameCounts(before: FilesBefore, files: readonly BatchFile[]): boolean {
  const now = outcomesOf(files);
  return now.size === before.size && kinds.every((kind) => countOf(before, kind) === countOf(now, kind));
}

const kinds = ['deidentified', 'held', 'skipped', 'failed'] as const;

function countOf(files: FilesBefore, kind: string): number {
  return [...files.values()].filter(({ outcome }) => outcome === kind).length;
}

/** Returns files whose release would let more through now than when the person gave it. */
export function releasesThatFail(before: FilesBefore, files: readonly BatchFile[]): readonly number[] {
  const failing = files.filter((file) => {
    const known = before.get(file.id)?.released;
    return file.release !== null && [...releasedOf(file)].some((what) => !known?.has(what));
  });
  return failing.map(({ id }) => id);
}

function outcomeOf({ outcome }: BatchFile): string {
  return outcome === null ? '' : outcome.kind;
}

/** What a release let through in a file, by kind and place. */
function releasedOf({ outcome }: BatchFile): ReadonlySet<string> {
  if (outcome === null || !('findings' in outcome)) return new Set();
  const released = outcome.findings.filter(({ code }) => code.startsWith('released-'));
  return new Set(released.map(({ code, path, message }) => `${code} ${path ?? ''} ${message}`));
}
