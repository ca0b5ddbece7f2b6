import * as Comlink from 'comlink';
import { fewAtOnce } from '../concurrency/few-at-once.ts';
import type {
  DeidentifyWorker,
  FingerprintResult,
  Job,
  MadeFile,
  ProduceResult,
} from '../contracts/deidentify.protocol.ts';
import { createEngine, type Engine } from '../contracts/engine.ts';
import { type FailedOutcome, unexpected } from '../contracts/file-outcome.ts';
import type { InputFile } from '../contracts/input-file.ts';
import type { NetworkAnswer } from '../contracts/network-answer.ts';
import type { Staging } from '../contracts/staging.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { fingerprintFile } from '../file/fingerprint-file.ts';
import { inspectFile } from '../file/inspect-file.ts';
import { makeFile } from '../file/make-file.ts';
import { packRows } from '../file/packed-rows.ts';
import { produceFile, savedWholeBytes } from '../file/produce-file.ts';
import { scanFile } from '../file/scan-file.ts';
import { readAhead } from '../reading/read-ahead.ts';
import { type FirstBytes, firstBytesOf, smallFileBytes, wholeFileBytes } from '../reading/read-header.ts';
import { surveyFile } from '../survey/survey-file.ts';
import { createSurveyTally } from '../survey/survey-tally.ts';
import type { WorkerTick } from './worker-tick.ts';

/** The least time between two signs of life. More of them would cost time and say nothing new. */
const tickEveryMs = 100;

/** Files of one message that are worked on side by side: while one waits for more bytes, another goes on. */
const filesAtOnce = 4;

/** What a worker's thread gives the work in it. */
export type WorkerDoor = {
  readonly post: (tick: WorkerTick) => void;
  readonly probeNetwork: () => Promise<NetworkAnswer>;
  readonly staging: Staging;
};

/** What a worker does, whatever kind of thread it runs in. */
export function createWorkerService(door: WorkerDoor): DeidentifyWorker {
  let engine: Engine | null = null;
  let currentPath = '';
  let lastTickMs = Number.NEGATIVE_INFINITY;

  return {
    init: async (settings) => {
      engine = createEngine(settings, tickWhenDue, undefined, door.staging);
    },
    scan: (inputs) =>
      eachOf(
        inputs,
        (input) => input,
        smallFileBytes,
        scanFile,
        (_, failure) => failure,
      ),
    deidentify: (jobs) =>
      eachOf(
        jobs,
        (job) => job.input,
        smallFileBytes,
        deidentifyFile,
        (_, failure) => failure,
      ),
    produce: async (jobs) => {
      const refuse = (id: number, outcome: FailedOutcome): ProduceResult => ({ kind: 'refused', id, outcome });
      const results = await eachOf(
        jobs,
        (job) => job.input,
        Math.min(...jobs.map(savedWholeBytes)),
        produceFile,
        (job, failure) => refuse(job.input.id, failure),
      );
      return Comlink.transfer([...results], buffersOf(results));
    },
    make: async (jobs) => {
      const results = await eachOf<Job, MadeFile>(
        jobs,
        (job) => job.input,
        wholeFileBytes,
        makeFile,
        (_, look) => ({ kind: 'settled', look }),
      );
      const files = results.flatMap((result) => (result.kind === 'made' ? [result.file] : []));
      return Comlink.transfer([...results], buffersOf(files));
    },
    fingerprint: (depth, jobs) =>
      eachOf<Job, FingerprintResult>(
        jobs,
        (job) => job.input,
        smallFileBytes,
        (job, inForce, ahead) => fingerprintFile(depth, job, inForce, ahead),
        (_, outcome) => ({ kind: 'refused', outcome }),
      ),
    inspect: async (job) => {
      const [result] = await eachOf(
        [job],
        ({ input }) => input,
        smallFileBytes,
        inspectFile,
        (_, failure) => failure,
      );
      return result!.kind === 'inspected' ? { ...result!, rows: packRows(result!.rows) } : result!;
    },
    survey: async (kind, jobs) => {
      const tally = createSurveyTally();
      await eachOf(
        jobs,
        (job) => job.input,
        smallFileBytes,
        async (job, inForce, ahead) => {
          const rows = await surveyFile(kind, job, inForce, ahead);
          // First all rows are made, then they are counted, so that a file that breaks off in the middle counts as unread.
          if (rows === null) tally.addUnread();
          else tally.addFile(job.input.id, [...rows]);
        },
        () => tally.addUnread(),
      );
      return tally.toSurvey();
    },
    probeNetwork: door.probeNetwork,
  };

  /**
   * Works on files, begun in order, their first bytes read together; of files up to `wholeBytes` that is all of them. A
   * throw is a bug, but one file's bug: the others still get their result.
   */
  async function eachOf<Item, Result>(
    items: readonly Item[],
    fileOf: (item: Item) => InputFile,
    wholeBytes: number,
    work: (item: Item, engine: Engine, ahead: FirstBytes) => Promise<Result>,
    failed: (item: Item, failure: FailedOutcome) => Result,
  ): Promise<readonly Result[]> {
    const inForce = engine;
    if (inForce === null) throw new Error('The worker has not been given its settings.');
    const firstBytes = readAhead(
      items.map((item) => fileOf(item).content),
      (content) => firstBytesOf(content, wholeBytes, inForce.firstWindow),
    );
    return fewAtOnce(items, filesAtOnce, async (item, at) => {
      currentPath = fileOf(item).path;
      tickWhenDue();
      try {
        return await work(item, inForce, await firstBytes(at));
      } catch {
        // The thrown text may quote a value, so it goes no further.
        return failed(item, unexpected);
      }
    });
  }

  function tickWhenDue(): void {
    const nowMs = performance.now();
    if (nowMs - lastTickMs < tickEveryMs) return;
    lastTickMs = nowMs;
    door.post({ kind: 'tick', path: currentPath });
  }
}

function buffersOf(results: readonly ProduceResult[]): Transferable[] {
  const bytes = results.flatMap((result) => (result.kind === 'produced' ? result.parts : []));
  return bytes.flatMap((part) => (part.kind === 'bytes' ? [part.bytes.buffer as ArrayBuffer] : []));
}
