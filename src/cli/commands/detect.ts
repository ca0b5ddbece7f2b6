import { existsSync, writeFileSync } from 'node:fs';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { cancelled } from '../../pipeline/contracts/file-outcome.ts';
import { holdsImage } from '../../text-search/found-text.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { describeFailure } from '../output/describe-failure.ts';
import type { ProgramContext } from '../program-context.ts';
import { createSpeech } from '../speech.ts';
import { detectedDecisions, type LookOptions, lookAt } from './look.ts';
import { conclude, logSettled, openLog } from './telling.ts';

export type DetectOptions = LookOptions & { readonly patients?: string; readonly out: string };

/**
 * `nescio detect IN...`: searches images for text and writes what was found, for runs that do not search. @returns the exit status of
 * `check`
 */
export function detect(inputs: readonly string[], options: DetectOptions, context: ProgramContext): Promise<number> {
  const { out, search } = options;
  if (search === 'none') throw usageError('detect searches: --search is all or likely.');
  if (existsSync(out)) throw usageError('The file of --out is there already. Name another one.');
  const speech = createSpeech(context.streams);
  return lookAt(inputs, { ...options, needsKey: true }, options.patients, context, speech, async (look) => {
    const { files } = look.decided;
    logSettled(files, openLog(options, context.streams.out));
    writePrivately(out, detectedDecisions(look));
    if (options.log !== 'none') speech.say(describeSearch(files));
    return conclude(
      files.map(({ outcome }) => outcome ?? cancelled),
      options,
      speech,
    );
  });
}

/** It says where somebody's name stands in which image. @throws CommandError when it cannot be written, or is there */
export function writePrivately(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new CommandError(`What was found could not be written. ${describeFailure(error).message}`);
  }
}

export function describeSearch(files: readonly BatchFile[]): string {
  let [searched, showing, missed] = [0, 0, 0];
  for (const { search } of files) {
    if (search?.kind === 'not-searched' && search.cause !== 'unlikely') missed += 1;
    if (search?.kind !== 'searched') continue;
    searched += 1;
    if (search.texts.some(holdsImage)) showing += 1;
  }
  return `${searched} files searched for text, ${showing} show some, ${missed} could not be searched.`;
}
