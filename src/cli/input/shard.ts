import { createHash } from 'node:crypto';
import type { KnownPatients } from '../../pipeline/patients/patients-for.ts';
import type { Profile } from '../../profile/profile.ts';
import type { SavedDecisions } from '../../report/decisions/saved-decisions.ts';
import { usageError } from '../exit-status.ts';
import { blanksByDefault } from '../settings/blanks-by-default.ts';

/** The part of all inputs that one of several processes takes. */
export type Shard = { readonly index: number; readonly count: number };

/** Reads `i/n`. @returns null when it is none */
export function parseShard(text: string): Shard | null {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return count !== undefined && shard.index < shard.count ? shard : null;
}

export function shardName(shard: Shard | null): string {
  return shard === null ? '' : `${shard.index}/${shard.count}`;
}

/** By a hash of the path, so that the part does not depend on the order, nor on what else is there. */
export function isIn(shard: Shard | null, name: string): boolean {
  if (shard === null) return true;
  return createHash('sha256').update(name).digest().readUInt32BE(0) % shard.count === shard.index;
}

/**
 * Refuses what a shard cannot decide, because it follows from files of other shards.
 * @throws CommandError that says what to take instead
 */
export function checkShardable(profile: Profile, rows: KnownPatients['rows'], decisions: SavedDecisions | null): void {
  if (profile.patients.kind === 'running') throw usageError(noRunningNumbers);
  if (rows.some(({ anchorDate }) => anchorDate !== null)) throw usageError(noAnchorDates);
  const blanks =
    blanksByDefault(profile) || (decisions?.boxes ?? []).length > 0 || (decisions?.documents ?? []).length > 0;
  if (profile.options.includes('retainUids') && blanks) throw usageError(noBlankedReferences);
  if (profile.options.includes('retainRelativeTimes')) throw usageError(noRelativeTimes);
}

const noRunningNumbers =
  'This profile gives patients running numbers, which shards do not know of each other. Take keyed codes or a table of patients.';
const noAnchorDates =
  'The table of patients has anchor dates, which count from the first study of a patient, and a shard may not have it. Leave them out.';
const noRelativeTimes =
  'Times count from the start of their study (retainRelativeTimes), and a shard cannot see whether files of other shards say another start. Take modified dates, or run all files at once.';
const noBlankedReferences =
  'The UIDs are kept and images are blanked, and a shard does not know which images of other shards are blanked. Hold such images, or run all files at once.';
