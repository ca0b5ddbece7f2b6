import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { DecidedBatch, DecideProgress } from '../../embed/batches.ts';
import { saveBatch } from '../../pipeline/batch/run-batch.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { sizeBytesOf } from '../../pipeline/contracts/input-file.ts';
import { summariesOf } from '../../pipeline/patients/patients-for.ts';
import { patientTableCsv } from '../../report/patient-table-csv.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { describeFailure } from '../output/describe-failure.ts';
import { openTarOutput } from '../output/tar-output.ts';
import { writePrivately } from '../output/write-privately.ts';
import type { ProgramContext } from '../program-context.ts';
import { memoryOf, poolBudgetFor } from '../settings/machine-options.ts';
import { thisMachine } from '../settings/search-option.ts';
import { createSpeech } from '../speech.ts';
import type { CheckOptions } from './check.ts';
import { describeCost } from './describe-cost.ts';
import { lookAt, stopped, writeDetected } from './look.ts';
import { conclude, describeSearch, logDecided, openLog } from './telling.ts';

/** Outputs that are made, and thrown away, to see what writing costs. */
const mostSampled = 64;

/**
 * `nescio check --detect IN...`: what a run on many machines needs before it begins. It searches for text, and writes into a new folder the
 * decisions, a table of patients where one is asked for, and what the run will cost, which it prints as well. @returns the exit status of `check`
 */
export async function plan(inputs: readonly string[], options: CheckOptions, context: ProgramContext): Promise<number> {
  const { streams, signal } = context;
  const { out, patients, patientTable } = options;
  if (out === undefined) throw usageError('--detect writes a plan: name a new folder for it by --out.');
  const search = options.search === 'none' ? 'all' : options.search;
  // What cannot be is refused before hours are spent.
  const { workers: threads } = poolBudgetFor(options, thisMachine());
  makeFolder(out);
  const speech = createSpeech(streams);
  const meter = createMeter();
  const asked = { ...options, search, needsKey: true, onProgress: meter.note } as const;
  return lookAt(inputs, asked, patientTable ?? null, context, speech, async (look) => {
    const { decided, rows } = look;
    const { files } = decided;
    const { lookSeconds, searchSeconds } = meter.looked();
    logDecided(files, openLog(options, streams.err));
    // What took hours is kept, though the command be stopped while it measures.
    writeDetected(path.join(out, 'decisions.json'), look);
    const outputs = files.filter(({ outcome }) => outcome?.kind === 'deidentified');
    const sample = everyNth(outputs);
    speech.progress('Seeing what writing costs');
    const [sampleFiles, sampleSeconds] = await meter.timed(() => writeNowhere(decided, sample, signal));
    if (signal.aborted) throw stopped();
    const summaries = summariesOf(files);
    const cost = describeCost({
      files: files.length,
      bytes: files.reduce((sum, { content }) => sum + (content === null ? 0 : sizeBytesOf(content)), 0),
      outputs: outputs.length,
      lookSeconds,
      searchSeconds,
      sampleFiles,
      sampleSeconds,
      threads,
      memoryMegabytes: memoryOf(threads),
    });
    const patientCount = new Set(summaries.map(({ patientKey }) => patientKey)).size;
    const text = `${[`Patients: ${patientCount}`, describeSearch(files), ...cost].join('\n')}\n`;
    if (patients === true) writePrivately(path.join(out, 'patients.csv'), patientTableCsv(summaries, rows));
    writePrivately(path.join(out, 'plan.txt'), text);
    streams.out.write(text);
    return conclude(files, options, speech);
  });
}

/** What it holds says where names stand in images, and names patients. */
function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true, mode: 0o700 });
    if (readdirSync(out).length === 0) return;
  } catch (error) {
    throw new CommandError(describeFailure(error, '--out').message);
  }
  throw usageError('The folder of --out is not empty. Name a folder that is new or empty.');
}

/** From all over the list, as one study is not like another. */
function everyNth(files: readonly BatchFile[]): readonly BatchFile[] {
  const step = Math.max(1, Math.ceil(files.length / mostSampled));
  return files.filter((_, n) => n % step === 0);
}

/** @returns how many were made */
async function writeNowhere({ use }: DecidedBatch, files: readonly BatchFile[], signal: AbortSignal): Promise<number> {
  let made = 0;
  const note = () => {
    made += 1;
  };
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const nothing = () => undefined;
  await use((pool) => saveBatch(pool, openTarOutput(nowhere, note), files, nothing, signal));
  return made;
}

/** Measures the processor time of all threads of this process. */
function createMeter() {
  const start = cpuSeconds();
  let decided = start;
  return {
    note: ({ phase }: DecideProgress): void => {
      if (phase !== 'searching') decided = cpuSeconds();
    },
    looked: () => ({ lookSeconds: decided - start, searchSeconds: cpuSeconds() - decided }),
    timed: async <Result>(work: () => Promise<Result>) => {
      const before = cpuSeconds();
      return [await work(), cpuSeconds() - before] as const;
    },
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
