import type { ItemStatus, ReceiptLine, UploadFailureCode, UploadPause } from '../../pipeline/contracts/upload.ts';
import { hashBlob } from './hash-blob.ts';
import { mostAttempts } from './retry-delay.ts';
import type { UploadItem } from './upload-item.ts';
import { createSharedPause, type Passing } from './upload-pause.ts';
import type { SendResult, UploadProtocol } from './upload-protocol.ts';

/** Time, chance and the network's state, from outside. */
export type UploadSurroundings = {
  readonly now: () => number;
  readonly random: () => number;
  /** Settles early when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Settles at once while the browser says it is online, else when it is again or the signal aborts. */
  readonly whenOnline: (signal: AbortSignal) => Promise<void>;
};

export type UploadEvents = {
  /** A file has its final status; once for each file. */
  readonly onSettled: (line: ReceiptLine) => void;
  /** Bytes handed to the network since the last call; negative when a request has to be sent again. */
  readonly onSent: (bytes: number) => void;
  /** Sending waits, or goes on. */
  readonly onPaused: (pause: UploadPause | null) => void;
};

/** Sends items in batches, a few at a time, until each has a status. */
export type UploadQueue = {
  /** Settles when there is room for the next item. */
  readonly add: (item: UploadItem) => Promise<void>;
  /** Sends what is left and settles when every item has its status. */
  readonly finish: () => Promise<void>;
  /** Items under way and all that come later are not sent. Settles when no request is under way. */
  readonly abort: () => Promise<void>;
  /** The same, but files that are being sent are sent to their end, and have the status that comes of it where no further question is needed. */
  readonly leave: () => Promise<void>;
  /** Why nothing more is sent; null while sending goes on. */
  readonly stopped: () => { readonly code: UploadFailureCode; readonly reason: string } | null;
};

/** Heads of files that wait are in memory, so their number has an end. */
const mostGathered = 2000;

/**
 * `faults`: tries that failed though the server was there. `answersBefore`: how often it had answered at the last failed try; one
 * that answers others, and not this, is there.
 */
type Batch = {
  readonly items: readonly UploadItem[];
  readonly attempts: number;
  readonly faults: number;
  readonly answersBefore: number | null;
  readonly isAlone: boolean;
  /** Of a part of a batch that the server could not take as a whole. */
  readonly search: Search | null;
};

/** The search for the files that a server cannot take: those alone that are given up, and whether others went through. */
type Search = { hasAnswer: boolean; readonly givenUp: (() => void)[] };

/** So many files alone that are given up, and none that goes through: the server takes nothing. */
const mostGivenUp = 4;

export function createUploadQueue(
  protocol: UploadProtocol,
  surroundings: UploadSurroundings,
  events: UploadEvents,
): UploadQueue {
  const { limits } = protocol;
  const [waits, requests] = [new AbortController(), new AbortController()];
  const pause = createSharedPause(surroundings, waits.signal, events.onPaused);
  let stop: ReturnType<UploadQueue['stopped']> = null;
  /** What waits for company, by group. */
  const gathered = new Map<string, { items: UploadItem[]; sizeBytes: number }>();
  let gatheredCount = 0;
  const underWay = new Set<Promise<void>>();

  async function add(item: UploadItem): Promise<void> {
    if (stop !== null) return settle(item, notSent(stop), 0);
    const group = protocol.groupOf(item);
    const before = gathered.get(group);
    const isFull = before !== undefined && before.sizeBytes + item.body.size > limits.sizeBytes;
    if (isFull || before?.items.length === limits.items) await dispatch(group);
    const { items, sizeBytes } = gathered.get(group) ?? { items: [], sizeBytes: 0 };
    items.push(item);
    gathered.set(group, { items, sizeBytes: sizeBytes + item.body.size });
    gatheredCount += 1;
    // Many groups at once, each far from full: the one that waits longest goes.
    if (gatheredCount > mostGathered) await dispatch([...gathered.keys()][0]!);
  }

  /** Starts a request with what was gathered of a group, as soon as fewer than `inFlight` are under way. */
  async function dispatch(group: string): Promise<void> {
    const { items } = gathered.get(group)!;
    gathered.delete(group);
    gatheredCount -= items.length;
    while (underWay.size >= limits.inFlight) await Promise.race(underWay);
    const job: Promise<void> = work({ ...fresh, items }).finally(() => underWay.delete(job));
    underWay.add(job);
  }

  async function work(batch: Batch): Promise<void> {
    await pause.over();
    if (stop === null) await surroundings.whenOnline(waits.signal);
    if (stop !== null) return settleAll(batch, notSent(stop));
    const attempts = batch.attempts + 1;
    let sentBytes = 0;
    const onProgress = (total: number) => {
      events.onSent(total - sentBytes);
      sentBytes = total;
    };
    // Nobody waits for a request while others are gathered, so what it throws would end the whole program.
    const sent = protocol.send(batch.items, onProgress, requests.signal, waits.signal);
    const result = await sent.catch(() => unexpected);
    return take(result, { ...batch, attempts }, sentBytes);
  }

  async function take(result: SendResult, batch: Batch, sentBytes: number): Promise<void> {
    switch (result.kind) {
      case 'answered':
        pause.answered();
        if (batch.search !== null) batch.search.hasAnswer = true;
        return takeStatuses(result.statuses, batch);
      case 'aborted':
        events.onSent(-sentBytes);
        return settleAll(batch, notSent(stop ?? cancelledStop));
      case 'stop':
        events.onSent(-sentBytes);
        stop ??= { code: result.code, reason: result.reason };
        return settleAll(batch, notSent(stop));
      case 'split':
        pause.answered();
        events.onSent(-sentBytes);
        return halve(batch);
      case 'again':
        if (result.cause === 'trouble') pause.answered();
        events.onSent(-sentBytes);
        return tryAgain(result, counted(batch, result));
    }
  }

  function counted(batch: Batch, { cause }: Passing): Batch {
    const answersOthers = batch.answersBefore !== null && batch.answersBefore !== pause.answers();
    const isFault = cause === 'trouble' || answersOthers;
    return { ...batch, faults: batch.faults + (isFault ? 1 : 0), answersBefore: pause.answers() };
  }

  /** What is the fault of these files is given up after a few tries; for a server that was there before, all wait. */
  async function tryAgain(result: Passing, batch: Batch): Promise<void> {
    const items = result.code === 'unreachable' ? await settleUnreadable(batch) : batch.items;
    if (items.length === 0) return;
    const standing = result.cause === 'away' ? pause.standing() : 'there';
    if (standing === 'given-up') stop ??= { code: result.code, reason: result.reason };
    const tries = standing === 'unknown' ? batch.attempts : batch.faults;
    if (stop !== null) return settleAll({ ...batch, items }, notSent(stop));
    if (tries >= mostAttempts && standing !== 'unknown') return findCulprits({ ...batch, items }, result);
    if (tries >= mostAttempts) return settleAll({ ...batch, items }, notSent(result));
    await pause.take(result, batch.search === null ? batch.attempts : batch.faults);
    return work({ ...batch, items });
  }

  /**
   * One file may be what the server cannot take, and the others of its request have to go. So the halves are tried, once each, and a file
   * alone once more after a while. Those that are given up have their status behind the others.
   */
  async function findCulprits(batch: Batch, result: Passing): Promise<void> {
    const giveUp = (items: readonly UploadItem[]) => settleAll({ ...batch, items }, notSent(stop ?? result));
    const { items } = batch;
    if (items.length === 1) {
      if (batch.search === null) giveUp(items);
      else batch.search.givenUp.push(() => giveUp(items));
      return;
    }
    const search = batch.search ?? { hasAnswer: false, givenUp: [] };
    for (const half of halvesOf(items)) {
      const isHopeless = !search.hasAnswer && search.givenUp.length >= mostGivenUp;
      if (isHopeless) search.givenUp.push(() => giveUp(half));
      else await work({ ...batch, items: half, search, faults: mostAttempts - (half.length === 1 ? 2 : 1) });
    }
    if (batch.search === null) for (const settleLast of search.givenUp) settleLast();
  }

  /** A browser reports a broken connection and a changed file alike, so each file is read again. @returns those that can be read */
  async function settleUnreadable({ items, attempts }: Batch): Promise<readonly UploadItem[]> {
    const readable: UploadItem[] = [];
    for (const item of items) {
      if (await isReadable(item)) readable.push(item);
      else settle(item, inputChanged, attempts);
    }
    return readable;
  }

  async function halve(batch: Batch): Promise<void> {
    for (const items of halvesOf(batch.items)) await work({ ...batch, items, attempts: 0, faults: 0 });
  }

  async function takeStatuses(statuses: readonly (ItemStatus | 'retry-alone')[], batch: Batch): Promise<void> {
    const alone: UploadItem[] = [];
    for (const [at, item] of batch.items.entries()) {
      const status = statuses[at] ?? 'retry-alone';
      if (status !== 'retry-alone') settle(item, status, batch.attempts);
      else if (batch.isAlone) settle(item, notListed, batch.attempts);
      else alone.push(item);
    }
    for (const item of alone) await work({ ...batch, items: [item], isAlone: true });
  }

  function settleAll({ items, attempts }: Batch, status: ItemStatus): void {
    for (const item of items) settle(item, status, attempts);
  }

  function settle({ id, identifiers, body, sha256 }: UploadItem, status: ItemStatus, attempts: number): void {
    const { sopInstanceUid } = identifiers;
    const settledAt = attempts === 0 ? null : new Date(surroundings.now()).toISOString();
    events.onSettled({ id, sopInstanceUid, sizeBytes: body.size, sha256, status, settledAt, attempts });
  }

  async function finish(): Promise<void> {
    for (const group of [...gathered.keys()]) await dispatch(group);
    while (underWay.size > 0) await Promise.race(underWay);
  }

  async function leave(): Promise<void> {
    stop ??= cancelledStop;
    waits.abort();
    await finish();
  }

  return {
    add,
    finish,
    abort: async () => {
      stop ??= cancelledStop;
      requests.abort();
      await leave();
    },
    leave,
    stopped: () => stop,
  };
}

const fresh: Omit<Batch, 'items'> = { attempts: 0, faults: 0, answersBefore: null, isAlone: false, search: null };

function halvesOf(items: readonly UploadItem[]): readonly (readonly UploadItem[])[] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

function notSent({ code, reason }: { readonly code: UploadFailureCode; readonly reason: string }): ItemStatus {
  return { kind: 'not-sent', code, reason };
}

/** Reads all of it: any part may be of a file on disk. */
function isReadable({ body }: UploadItem): Promise<boolean> {
  return hashBlob(body).then(
    () => true,
    () => false,
  );
}

const inputChanged: ItemStatus = {
  kind: 'not-sent',
  code: 'input-changed',
  reason: 'The file changed or was moved while it was sent. Add it again.',
};

const unexpected: SendResult = {
  kind: 'stop',
  code: 'rejected',
  reason:
    'Sending ended for an unexpected reason, an error of this program. The server may have files whose answer was not read.',
};

const cancelledStop = {
  code: 'cancelled',
  reason: 'The upload was cancelled before this file was acknowledged.',
} as const;

const notListed: ItemStatus = {
  kind: 'refused',
  code: 'not-listed',
  reason: 'The server answered without saying what became of this file. Look for it on the server.',
};
