import type { PresetId, Profile } from '../profile/profile.ts';
import { createBatches } from './batches.ts';
import type { ExecutorOptions } from './executor-options.ts';
import type { Input } from './input.ts';
import { sourceOf } from './input-source.ts';
import { openPool } from './open-pool.ts';
import type { Outcome } from './outcome.ts';
import { describePin, readPinnedProfile } from './pinned-profile.ts';
import { checkedKey } from './project-key.ts';
import { readPatientTable } from './read-patient-table.ts';

export type DeidentifierOptions = ExecutorOptions & {
  /** A preset's name, a profile, or the JSON of one. */
  readonly profile: PresetId | Profile | string;
  /** SHA-256 that the profile must have, as `profile.json` of a run states it. Any other profile is refused. */
  readonly profileSha256?: string;
  /** 32 secret bytes, the same for a whole project: same key, same pseudonyms. `createProjectKey` makes one. */
  readonly key: Uint8Array;
  /** CSV of new patient IDs, for profiles with the scheme `lookup`. */
  readonly patientTable?: string | Uint8Array;
  /** Ends every batch: inputs without an outcome become skipped, code `cancelled`. */
  readonly signal?: AbortSignal;
};

/** De-identifies batches under one profile and key. Batches run one after the other. */
export type Deidentifier = {
  /** The profile in force. Give `sha256` back as `profileSha256` to pin it. */
  readonly profile: { readonly name: string; readonly sha256: string };
  /** Yields one outcome for each input (each member of a zip is an input), held and failed ones first. */
  readonly process: (inputs: Iterable<Input> | AsyncIterable<Input>) => AsyncGenerator<Outcome>;
  /** Ends the workers. */
  readonly close: () => void;
};

/**
 * Makes a de-identifier. Nothing is read, started or asked before the first `process`. It needs no DOM.
 * @throws TypeError when the profile, the key or the table cannot be used
 */
export function createDeidentifier(options: DeidentifierOptions): Deidentifier {
  const profile = readPinnedProfile(options.profile, options.profileSha256);
  const rows = readPatientTable(options.patientTable, profile);
  const projectKey = checkedKey(options.key);
  const signal = options.signal ?? new AbortController().signal;
  const batches = createBatches({ profile, projectKey, rows, openPool: () => openPool(options) });
  return {
    profile: describePin(profile),
    process: async function* (inputs) {
      const batch = await batches.decide(sourceOf(inputs), signal);
      yield* batch.deliver(signal);
    },
    close: batches.close,
  };
}
