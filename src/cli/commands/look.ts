import { createBatches, type DecidedBatch } from '../../embed/batches.ts';
import { createProjectKey } from '../../embed/project-key.ts';
import type { KnownPatients } from '../../pipeline/patients/patients-for.ts';
import { CommandError, exitStatus, usageError } from '../exit-status.ts';
import { sourceFromPaths } from '../input/list-paths.ts';
import { readManifest } from '../input/manifest.ts';
import { type ProgramContext, poolOpener } from '../program-context.ts';
import { checkDecisions, decisionsNeedKey, readDecisionsFile } from '../settings/decisions-option.ts';
import { readKey } from '../settings/key-file.ts';
import type { MachineOptions } from '../settings/machine-options.ts';
import { checkInputs } from '../settings/places.ts';
import { type ProfileOptions, profileOf } from '../settings/profile-option.ts';
import type { Speech } from '../speech.ts';
import { type LogOptions, readTable, tellProgress } from './telling.ts';

/** What a command takes that decides about files and writes none. */
export type LookOptions = ProfileOptions &
  LogOptions &
  MachineOptions & {
    readonly key?: string;
    readonly decisions?: string;
    readonly manifest?: string;
  };

type Look = { readonly decided: DecidedBatch; readonly rows: KnownPatients['rows'] };

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
  const profile = profileOf(options);
  const rows = table === null ? [] : readTable(table, profile);
  const projectKey = keyFor(options, context);
  const decisions = readDecisionsFile(options.decisions, { profile, projectKey });
  const openPool = poolOpener(context, options);
  const batches = createBatches({ profile, projectKey, rows, decisions, openPool });
  try {
    const source = sourceFromPaths(inputs, null, manifest);
    const decided = await batches.decide(source, signal, tellProgress(speech));
    if (signal.aborted) throw new CommandError('Stopped.', exitStatus.stopped);
    checkDecisions(decisions, decided.found, false, speech.say);
    return await work({ decided, rows });
  } catch (error) {
    throw signal.aborted ? new CommandError('Stopped.', exitStatus.stopped) : error;
  } finally {
    batches.close();
  }
}

function keyFor({ key, decisions }: LookOptions, { environment }: ProgramContext): Uint8Array {
  if (key === undefined && decisions === undefined) return createProjectKey();
  const read = readKey(key, environment);
  if (read === null) throw usageError(decisionsNeedKey);
  return read;
}
