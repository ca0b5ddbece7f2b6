import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** What converters would miss in a batch. `message` says what, which programs, and which option keeps it. */
export type CountedNeeds = {
  /** Files that wait because their slices would be taken apart wrongly. */
  readonly held: number;
  /** Files that go out, or wait for another reason, and lose something. */
  readonly lost: number;
  /** The most files first. */
  readonly lines: readonly { readonly message: string; readonly files: number }[];
};

/** Counts what the plan says of files that nobody has left out. */
export function countNeeds(files: readonly BatchFile[]): CountedNeeds {
  const lines = new Map<string, number>();
  let held = 0;
  let lost = 0;
  for (const { outcome } of files) {
    if (outcome?.kind !== 'deidentified' && outcome?.kind !== 'held') continue;
    const holds = outcome.kind === 'held' ? outcome.holds.filter(({ kind }) => kind === 'geometry-change') : [];
    const findings = outcome.findings.filter(({ code }) => code === 'needed-by-converters');
    const messages = new Set([...holds.map(({ reason }) => reason), ...findings.map(({ message }) => message)]);
    for (const message of messages) lines.set(message, (lines.get(message) ?? 0) + 1);
    if (holds.length > 0) held += 1;
    else if (findings.length > 0) lost += 1;
  }
  return {
    held,
    lost,
    lines: [...lines].map(([message, count]) => ({ message, files: count })).sort((a, b) => b.files - a.files),
  };
}
