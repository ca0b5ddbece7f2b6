import type { Hold } from '../../deidentify/change.ts';
import type { FingerprintDepth, Job } from '../contracts/deidentify.protocol.ts';
import {
  cancelled,
  type DeidentifiedOutcome,
  type FileOutcome,
  type HeldOutcome,
  type OutputPath,
  type SkippedOutcome,
} from '../contracts/file-outcome.ts';
import type { Pool, Urgency } from '../contracts/pool.ts';
import { comparePaths, withFingerprint } from './output-path.ts';

/** A file that is to be put out. */
export type Contender = { readonly id: number; readonly job: Job; readonly outcome: DeidentifiedOutcome };

/**
 * Gives each file a path of its own; those that want a path which nobody else wants keep it, and are not read. Outputs that
 * want one path are told apart by fingerprints: the one with the least keeps the path, the others have theirs behind the name,
 * which is the same for every order, batch and program (docs/adr/0008). Of equal outputs that of the first input path stays, and the
 * others are skipped as copies. Outputs that differ although their fingerprints do not are held: one of them must not go.
 * @param contenders their outcomes with the path that the header alone gives
 * @param taken paths that are somebody else's
 * @returns outcomes by id, of files whose outcome is another now
 */
export async function settlePaths(
  pool: Pick<Pool, 'fingerprint'>,
  contenders: readonly Contender[],
  taken: ReadonlySet<OutputPath>,
  signal: AbortSignal,
  urgency?: () => Urgency,
): Promise<ReadonlyMap<number, FileOutcome>> {
  const settled = new Map<number, FileOutcome>();
  const groups = groupBy(contenders, ({ outcome }) => outcome.outputPath);
  const crowded = [...groups].filter(([path, members]) => members.length > 1 || taken.has(path));
  if (crowded.length === 0) return settled;

  /** Fingerprints by id; what cannot be read again has another outcome from here on. */
  async function look(depth: FingerprintDepth, files: readonly Contender[]): Promise<ReadonlyMap<number, string>> {
    const texts = new Map<number, string>();
    const jobs = files.map(({ job }) => job);
    for await (const { job, result } of pool.fingerprint(depth, jobs, signal, urgency)) {
      if (result.kind === 'fingerprint') texts.set(job.input.id, result.text);
      else settled.set(job.input.id, result.outcome);
    }
    for (const { id } of files) if (!texts.has(id) && !settled.has(id)) settled.set(id, cancelled);
    return texts;
  }

  const members = crowded.flatMap(([, files]) => files);
  const fingerprints = await look('beginning', members);
  const alike = crowded.flatMap(([, files]) => sameFingerprint(files, fingerprints).filter(({ length }) => length > 1));
  const hashes = alike.length === 0 ? new Map<number, string>() : await look('whole', alike.flat());
  for (const [path, files] of crowded) settleGroup(path, sameFingerprint(files, fingerprints));
  return settled;

  function settleGroup(path: OutputPath, kinds: readonly (readonly Contender[])[]): void {
    for (const [at, kind] of kinds.entries()) {
      const own = fingerprints.get(kind[0]!.id)!;
      const outputPath = at === 0 && !taken.has(path) ? path : withFingerprint(path, own);
      settleKind(kind.length === 1 ? kind : kind.filter(({ id }) => hashes.has(id)), outputPath);
    }
  }

  /** Files of one path and one fingerprint. */
  function settleKind(kind: readonly Contender[], outputPath: OutputPath): void {
    const isOneOutput = kind.length === 1 || new Set(kind.map(({ id }) => hashes.get(id))).size === 1;
    for (const [at, { id, outcome }] of [...kind].sort(byInputPath).entries()) {
      if (!isOneOutput) settled.set(id, heldAsSameInstance(outcome, outputPath));
      else if (at > 0) settled.set(id, copy);
      else if (outcome.outputPath !== outputPath) settled.set(id, { ...outcome, outputPath });
    }
  }
}

/** The order of adding is another one in each program; it tells apart what has the same path. */
function byInputPath({ job: { input } }: Contender, { job: { input: other } }: Contender): number {
  return comparePaths(input.path, other.path) || input.id - other.id;
}

/** Files in groups of one fingerprint, the least first; files without one are in none. */
function sameFingerprint(files: readonly Contender[], fingerprints: ReadonlyMap<number, string>) {
  const known = files.filter(({ id }) => fingerprints.has(id));
  const groups = [...groupBy(known, ({ id }) => fingerprints.get(id)!)];
  return groups.sort(([one], [other]) => comparePaths(one, other)).map(([, members]) => members);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

export const copy: SkippedOutcome = {
  kind: 'skipped',
  code: 'copy',
  reason: 'Another file of the batch gives the same output, byte by byte. It is put out once.',
};

const sameInstance: Hold = {
  kind: 'same-instance',
  reason:
    'Another file has the same SOP Instance UID (0008,0018), header and beginning of the pixels, and other bytes further on. Leave out all of them but the right one.',
  isReleasable: false,
};

/** The outcome of a file that cannot be told by name from another one. */
export function heldAsSameInstance(
  { fragments: _, ...processed }: DeidentifiedOutcome,
  outputPath: OutputPath,
  hold: Hold = sameInstance,
): HeldOutcome {
  return { ...processed, kind: 'held', outputPath, holds: [hold] };
}
