import { createBatches } from '../../embed/batches.ts';
import { createProjectKey } from '../../embed/project-key.ts';
import { cancelled } from '../../pipeline/contracts/file-outcome.ts';
import { CommandError, exitStatus, usageError } from '../exit-status.ts';
import { sourceFromPaths } from '../input/list-paths.ts';
import { readManifest } from '../input/manifest.ts';
import { openPool, type ProgramContext } from '../program-context.ts';
import { checkDecisions, decisionsNeedKey, readDecisionsFile } from '../settings/decisions-option.ts';
import { readKey } from '../settings/key-file.ts';
import { checkInputs } from '../settings/places.ts';
import { type ProfileOptions, profileOf } from '../settings/profile-option.ts';
import { createSpeech } from '../speech.ts';
import { conclude, type LogOptions, logSettled, openLog, readTable, tellProgress } from './telling.ts';

export type CheckOptions = ProfileOptions &
  LogOptions & {
    readonly key?: string;
    readonly patients?: string;
    readonly decisions?: string;
    readonly manifest?: string;
    readonly workers?: number;
  };

/**
 * `nescio check IN...`: what would become of files; nothing is written. No key is needed, because none decides whether a file may
 * go out, but decisions find their files by it. @returns the exit status
 */
export async function check(
  inputs: readonly string[],
  options: CheckOptions,
  context: ProgramContext,
): Promise<number> {
  const { streams, signal } = context;
  const speech = createSpeech(streams);
  checkInputs(inputs);
  const manifest = await readManifest(options.manifest, streams.in);
  const profile = profileOf(options);
  const rows = readTable(options.patients, profile);
  const log = openLog(options, streams.out);
  const decisions = readDecisionsFile(options.decisions);
  const projectKey = keyFor(options, context);
  const batches = createBatches({
    profile,
    projectKey,
    rows,
    decisions,
    openPool: () => openPool(context, options.workers),
  });
  try {
    const { files } = await batches.decide(sourceFromPaths(inputs, null, manifest), signal, tellProgress(speech));
    if (signal.aborted) throw new CommandError('Stopped.', exitStatus.stopped);
    checkDecisions(files, decisions, projectKey, false, speech.say);
    logSettled(files, log);
    // Under the key of this look the output's path would tell nothing.
    for (const file of files) if (file.outcome?.kind === 'deidentified') log.add(file, file.outcome, '', null);
    return conclude(
      files.map(({ outcome }) => outcome ?? cancelled),
      options,
      speech,
    );
  } finally {
    batches.close();
  }
}

function keyFor({ key, decisions }: CheckOptions, { environment }: ProgramContext): Uint8Array {
  if (key === undefined && decisions === undefined) return createProjectKey();
  const read = readKey(key, environment);
  if (read === null) throw usageError(decisionsNeedKey);
  return read;
}
