import type { Remote } from 'comlink';
import type { BatchLimit } from '../concurrency/batches.ts';
import type { DeidentifyWorker, Job } from '../contracts/deidentify.protocol.ts';
import type { InputFile } from '../contracts/input-file.ts';
import type { Urgency } from '../contracts/pool.ts';
import type { Survey, SurveyKind } from '../contracts/survey.ts';
import type { BatchKind } from './batch-kinds.ts';
import { poolFailure } from './pool-failure.ts';
import type { SlotReply } from './worker-slot.ts';

type Ask<Item, Reply> = (batch: readonly Item[]) => Promise<SlotReply<Reply>>;

/** How a pass sends its items to the workers. `collect` makes results of a batch's reply, and may ask again for parts. */
export type Sending<Item, Reply, Result> = {
  readonly limit: BatchLimit;
  readonly isOrdered: boolean;
  readonly urgency: () => Urgency;
  readonly fileOf: (item: Item) => InputFile;
  readonly call: (remote: Remote<DeidentifyWorker>, batch: readonly Item[]) => Promise<Reply>;
  readonly collect: (batch: readonly Item[], ask: Ask<Item, Reply>, signal: AbortSignal) => Promise<readonly Result[]>;
};

type ItemResult<Item, Result> = { readonly item: Item; readonly result: Result };

/** How a pass with one result per item is sent. @param urgency if other work may overtake it, its messages are short */
export function itemSending<Item, Result>(
  kind: BatchKind<Item, Result>,
  urgency: (() => Urgency) | null = null,
): Sending<Item, readonly Result[], ItemResult<Item, Result>> {
  return {
    ...kind,
    limit: urgency === null ? kind.limit : { ...kind.limit, count: shortBatch.count },
    urgency: urgency ?? (() => 'usual'),
    call: async (remote, batch) => {
      const results = await kind.call(remote, batch);
      checkLength(results.length, batch.length);
      return results;
    },
    collect: (batch, ask, signal) =>
      askTwice(batch, ask, signal, {
        ofReply: (items, results) => items.map((item, at) => ({ item, result: results[at]! })),
        ofLost: (item, reply) => ({ item, result: kind.failed(item, poolFailure(reply)) }),
      }),
  };
}

/** Short, so that a click on a file does not wait behind one. */
const shortBatch: BatchLimit = { firstCount: 8, count: 16, sizeBytes: 64 * 1024 * 1024 };

/** How a survey is sent: each message has one result, and goes only when no other task waits. */
export function surveySending(kind: SurveyKind): Sending<Job, Survey, Survey> {
  return {
    limit: shortBatch,
    isOrdered: false,
    urgency: () => 'idle',
    fileOf: (job) => job.input,
    call: async (remote, jobs) => {
      const survey = (await remote.survey(kind, jobs)) as Survey;
      checkLength(survey.files + survey.unread, jobs.length);
      return survey;
    },
    collect: (jobs, ask, signal) =>
      askTwice(jobs, ask, signal, {
        ofReply: (_, survey) => [survey],
        ofLost: () => ({ attributes: [], files: 0, unread: 1 }),
      }),
  };
}

/** A lost batch is tried once more, file by file, so that only the file that ends its worker fails. */
async function askTwice<Item, Reply, Result>(
  batch: readonly Item[],
  ask: Ask<Item, Reply>,
  signal: AbortSignal,
  make: {
    readonly ofReply: (items: readonly Item[], reply: Reply) => readonly Result[];
    readonly ofLost: (item: Item, reply: Exclude<SlotReply<Reply>['kind'], 'done'>) => Result;
  },
): Promise<readonly Result[]> {
  const first = await ask(batch);
  if (first.kind === 'done') return make.ofReply(batch, first.result);
  const again = batch.map(async (item) => {
    if (signal.aborted) return [];
    const reply = await ask([item]);
    if (reply.kind === 'done') return make.ofReply([item], reply.result);
    return signal.aborted ? [] : [make.ofLost(item, reply.kind)];
  });
  return (await Promise.all(again)).flat();
}

function checkLength(length: number, expected: number): void {
  if (length !== expected) throw new Error('A worker gave another number of results than it was given files.');
}
