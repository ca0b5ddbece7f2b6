import { statSync } from 'node:fs';
import { createBatches, type DecidedBatch, type DecideProgress } from '../../embed/batches.ts';
import { createProjectKey } from '../../embed/project-key.ts';
import type { KnownPatients } from '../../pipeline/patients/patients-for.ts';
import type { Profile } from '../../profile/profile.ts';
import { decidedAgain } from '../../report/decisions/decided-by-file.ts';
import { decisionsPieces } from '../../report/decisions/decisions-json.ts';
import { CommandError, exitStatus, usageError } from '../exit-status.ts';
import { sourceFromPaths } from '../input/list-paths.ts';
import { readManifest } from '../input/manifest.ts';
import { writePrivately } from '../output/write-privately.ts';
import { type ProgramContext, poolOpener } from '../program-context.ts';
import { readsServer, signInOfInputs } from '../served/served-sign-in.ts';
import {
  checkDecisions,
  decisionsNeedKey,
  mostDecisionBytes,
  readDecisionsFile,
  tooManyDecisions,
} from '../settings/decisions-option.ts';
import { readKey } from '../settings/key-file.ts';
import type { MachineOptions } from '../settings/machine-options.ts';
import { checkInputs } from '../settings/places.ts';
import { type ProfileOptions, profileOf } from '../settings/profile-option.ts';
import { limitsOf, type SearchOptions, searchOf } from '../settings/search-option.ts';
import type { Speech } from '../speech.ts';
import { type LogOptions, readTable, tellProgress } from './telling.ts';

/** What a command takes that decides about files and writes none. */
export type LookOptions = ProfileOptions &
  LogOptions &
  MachineOptions &
  SearchOptions & {
    readonly key?: string;
    readonly decisions?: string;
    readonly manifest?: string;
    readonly signIn?: string;
    /** Not without a key: what comes of it is of use under that one alone. */
    readonly needsKey?: true;
    readonly onProgress?: (progress: DecideProgress) => void;
  };

export type Look = {
  readonly decided: DecidedBatch;
  readonly rows: KnownPatients['rows'];
  readonly profile: Profile;
  readonly projectKey: Uint8Array;
};

/**
 * Decides about files and lets `work` have the result. No key is needed, because none decides whether a file may go out, but
 * decisions find their files by it.
 * @param table CSV of new patient IDs; null where even a profile that takes them from a table can do without
 */
export async function lookAt<Result>(
  inputs: readonly string[],
  options: LookOptions,
  table: string | undefined | null,
  context: ProgramContext,
  speech: Speech,
  work: (look: Look) => Promise<Result>,
): Promise<Result> {
  const { streams, signal } = context;
  if (inputs.length === 0 && options.manifest === undefined) throw usageError('Name what goes in.');
  checkInputs(inputs);
  const manifest = await readManifest(options.manifest, streams.in);
  const signInFile = signInOfInputs(inputs, manifest, null, options.signIn, context.environment);
  const profile = profileOf(options);
  const rows = table === null ? [] : readTable(table, profile);
  const projectKey = keyFor(options, context);
  const decisions = readDecisionsFile(options.decisions, { profile, projectKey });
  const limits = limitsOf(options, readsServer(inputs, manifest));
  const openPool = poolOpener(context, limits.options);
  const search = searchOf(limits.options, context.workerUrl, false);
  const decidedUnder = table === null && options.needsKey ? withoutTable(profile) : profile;
  const batches = createBatches({ profile: decidedUnder, projectKey, rows, decisions, search, openPool });
  try {
    const source = sourceFromPaths(inputs, null, manifest, { signInFile, mostInstanceBytes: limits.mostInstanceBytes });
    const tell = tellProgress(speech);
    const decided = await batches.decide(source, signal, (progress) => {
      tell(progress);
      options.onProgress?.(progress);
    });
    if (signal.aborted) throw stopped();
    checkDecisions(decisions, decided.found, false, speech.say);
    return await work({ decided, rows, profile, projectKey });
  } catch (error) {
    throw signal.aborted ? stopped() : error;
  } finally {
    batches.close();
  }
}

export function stopped(): CommandError {
  return new CommandError('Stopped.', exitStatus.stopped);
}

/**
 * Writes what was decided about these files and what the search found in them, for runs under the same key and profile.
 * @param file new, for its owner alone
 * @throws CommandError where it cannot be written, or is more than such a run reads: it is there then, and that is said
 */
export function writeDetected(file: string, { decided, profile, projectKey }: Look): void {
  const beside = { ...decidedAgain(decided, { profile, projectKey }), withSearches: true } as const;
  writePrivately(file, decisionsPieces(decided.files, beside));
  if (statSync(file).size > mostDecisionBytes) throw new CommandError(`What was found is written. ${tooManyDecisions}`);
}

/** The table comes later, and until then it would hold every file: what the images show does not depend on it. */
function withoutTable(profile: Profile): Profile {
  return profile.patients.kind === 'lookup' ? { ...profile, patients: { kind: 'keyed', prefix: '' } } : profile;
}

function keyFor({ key, decisions, needsKey }: LookOptions, { environment }: ProgramContext): Uint8Array {
  if (key === undefined && decisions === undefined && needsKey === undefined) return createProjectKey();
  const read = readKey(key, environment);
  if (read === null) throw usageError(decisionsNeedKey);
  return read;
}
