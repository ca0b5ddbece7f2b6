import type { Writable } from 'node:stream';
import type { DecideProgress } from '../../embed/batches.ts';
import { readPatientTable } from '../../embed/read-patient-table.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { cancelled } from '../../pipeline/contracts/file-outcome.ts';
import type { UploadPause } from '../../pipeline/contracts/upload.ts';
import { holdsImage } from '../../text-search/found-text.ts';
import { exitStatus, usageError } from '../exit-status.ts';
import { countOutcomes, describeOutcomes, type OutcomeCounts, outcomesOf } from '../file-lines.ts';
import { createFileLog, type FileLog, noFileLog } from '../file-log.ts';
import { readInputFile } from '../settings/read-input-file.ts';
import type { SearchOptions } from '../settings/search-option.ts';
import { describeRate, type Speech } from '../speech.ts';

/** How a command that looks at files says what became of them. */
export type LogOptions = {
  readonly log: 'json' | 'text' | 'none';
  readonly logPaths?: true;
  readonly allowHeld?: true;
};

/** The table of patients that an option names. @throws CommandError when it cannot be used */
export function readTable(named: string | undefined, profile: Parameters<typeof readPatientTable>[1]) {
  if (named !== undefined && profile.patients.kind !== 'lookup') throw usageError(noTableWanted);
  try {
    return readPatientTable(named === undefined ? undefined : readInputFile(named, 'table of patients'), profile);
  } catch (error) {
    throw error instanceof TypeError ? usageError(error.message) : error;
  }
}

export function openLog({ log, logPaths }: LogOptions, stream: Writable): FileLog {
  return log === 'json' ? createFileLog(stream, logPaths === true) : noFileLog;
}

/** Logs the files that do not go out. */
export function logSettled(files: readonly BatchFile[], log: FileLog): void {
  for (const file of files) {
    const outcome = file.outcome ?? cancelled;
    if (outcome.kind !== 'deidentified') log.add(file, outcome, '', null);
  }
}

/** Logs all files, where none is written. */
export function logDecided(files: readonly BatchFile[], log: FileLog): void {
  logSettled(files, log);
  // No output has been written, and without a key its path would tell nothing.
  for (const file of files) if (file.outcome?.kind === 'deidentified') log.add(file, file.outcome, '', null);
}

export function tellProgress({ progress }: Speech): (at: DecideProgress) => void {
  const startMs = performance.now();
  return ({ phase, done, total }) => {
    const seconds = (performance.now() - startMs) / 1000;
    switch (phase) {
      case 'reading':
        return progress(`${done} of ${total} files found were looked at`);
      case 'deciding':
        return progress(`${done} of ${total} decided, ${describeRate(done, total, seconds)}`);
      case 'searching':
        return progress(`${done} of ${total} images searched for text`);
    }
  };
}

/** Says that a server is waited for: not for each try, but once in five minutes at most. */
export function tellPause({ say }: Pick<Speech, 'say'>): (pause: UploadPause | null) => void {
  let saidMs = Number.NEGATIVE_INFINITY;
  return (pause) => {
    const nowMs = performance.now();
    if (pause === null || nowMs - saidMs < pauseSaidEveryMs) return;
    saidMs = nowMs;
    say(`${pauses[pause.why]} Trying again${pause.why === 'trouble' ? '.' : `: ${howLong}`}`);
  };
}

const pauseSaidEveryMs = 300_000;
const pauses: Readonly<Record<UploadPause['why'], string>> = {
  trouble: 'The server answers that it cannot take files now.',
  unavailable: 'What answers in place of the server says that it is away (502, 503 or 504).',
  'no-answer': 'The server does not answer.',
  'no-sign-in': 'Nobody gives a sign-in now.',
};
const howLong = 'some 20 seconds, or half an hour where it has answered before.';

/** Says what the search came to: images that it could not look at leave, too. */
export function tellSearch(
  files: readonly BatchFile[],
  { log, search }: LogOptions & SearchOptions,
  { say }: Speech,
): void {
  if (search !== 'none' && log !== 'none') say(describeSearch(files));
}

/** How many files the search for text has come to, and how many it could not look at. */
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

/** Says what became of all files. @returns the exit status */
export function conclude(files: readonly BatchFile[], options: LogOptions, { say }: Speech): number {
  const counts = countOutcomes(outcomesOf(files));
  if (options.log !== 'none') {
    if (options.log === 'text') for (const text of describeOutcomes(outcomesOf(files))) say(text);
    const { deidentified, held, skipped, failed } = counts;
    say(`${deidentified} de-identified, ${held} held, ${skipped} skipped, ${failed} failed.`);
  }
  return statusOf(counts, options.allowHeld === true);
}

function statusOf({ held, failed }: OutcomeCounts, allowsHeld: boolean): number {
  if (failed > 0) return exitStatus.failed;
  return held > 0 && !allowsHeld ? exitStatus.held : exitStatus.done;
}

const noTableWanted =
  'This profile takes no new patient IDs from a table, so --patients would do nothing. Give a profile with the scheme lookup.';
