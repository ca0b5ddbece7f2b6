import { closeSync, openSync, rmSync } from 'node:fs';
import { CommandError, systemCode, usageError } from '../exit-status.ts';
import { describeFailure } from '../output/describe-failure.ts';
import type { ProgramContext } from '../program-context.ts';
import { createSpeech } from '../speech.ts';
import { type LookOptions, lookAt, writeDetected } from './look.ts';
import { conclude, logDecided, openLog, tellSearch } from './telling.ts';

export type DetectOptions = LookOptions & { readonly patients?: string; readonly out: string };

/**
 * `nescio detect IN...`: searches images for text and writes what was found, for runs that do not search. @returns the exit status of
 * `check`
 */
export async function detect(
  inputs: readonly string[],
  options: DetectOptions,
  context: ProgramContext,
): Promise<number> {
  const { out, search } = options;
  if (search === 'none') throw usageError('detect searches: --search is all or likely.');
  checkWritable(out);
  const speech = createSpeech(context.streams);
  return lookAt(inputs, { ...options, needsKey: true }, options.patients, context, speech, async (look) => {
    const { files } = look.decided;
    logDecided(files, openLog(options, context.streams.out));
    writeDetected(out, look);
    tellSearch(files, options, speech);
    return conclude(files, options, speech);
  });
}

/** Before a search of hours. The file goes again at once: it may lie in a folder that is searched. */
function checkWritable(out: string): void {
  try {
    closeSync(openSync(out, 'wx', 0o600));
    rmSync(out);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw usageError('The file of --out is there already. Name another one.');
    throw new CommandError(describeFailure(error, '--out').message);
  }
}
