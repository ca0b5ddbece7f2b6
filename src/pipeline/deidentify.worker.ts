import * as Comlink from 'comlink';
import type { DeidentifyWorker, ProduceResult } from './deidentify.protocol.ts';
import { deidentifyFile } from './deidentify-file.ts';
import { createEngine, type Engine } from './engine.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { FailedOutcome } from './file-outcome.ts';
import type { InputFile } from './input-file.ts';
import { inspectFile } from './inspect-file.ts';
import { isNetworkBlocked, type ProbeScope } from './network-probe.ts';
import { packRows } from './packed-rows.ts';
import { produceFile } from './produce-file.ts';
import { readAhead } from './read-ahead.ts';
import { type FirstBytes, firstBytesOf, smallFileBytes, wholeFileBytes } from './read-header.ts';
import { scanFile } from './scan-file.ts';
import { surveyFile } from './survey-file.ts';
import { createSurveyTally } from './survey-tally.ts';
import { unexpected } from './unexpected.ts';
import type { WorkerTick } from './worker-tick.ts';

let engine: Engine | null = null;
let currentPath = '';
let lastTickMs = Number.NEGATIVE_INFINITY;

/** Signs of life; more often than this they would only cost. */
const tickEveryMs = 100;

/** Files under way in one message: while one waits for bytes that nobody foresaw, another is worked on. */
const filesAtOnce = 4;

const worker: DeidentifyWorker = {
  init: async (settings) => {
    engine = createEngine(settings, tickWhenDue);
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
      wholeFileBytes,
      produceFile,
      (job, failure) => refuse(job.input.id, failure),
    );
    return Comlink.transfer([...results], buffersOf(results));
  },
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
        // The rows are made before any is counted: a file that cannot be read to its end is unread.
        if (rows === null) tally.addUnread();
        else tally.addFile(job.input.id, [...rows]);
      },
      () => tally.addUnread(),
    );
    return tally.toSurvey();
  },
  probeNetworkIsBlocked: () => isNetworkBlocked(self as unknown as ProbeScope),
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

function buffersOf(results: readonly ProduceResult[]): Transferable[] {
  const bytes = results.flatMap((result) => (result.kind === 'produced' ? result.parts : []));
  return bytes.flatMap((part) => (part.kind === 'bytes' ? [part.bytes.buffer as ArrayBuffer] : []));
}

function tickWhenDue(): void {
  const nowMs = performance.now();
  if (nowMs - lastTickMs < tickEveryMs) return;
  lastTickMs = nowMs;
  const message: WorkerTick = { kind: 'tick', path: currentPath };
  self.postMessage(message);
}

Comlink.expose(worker);
