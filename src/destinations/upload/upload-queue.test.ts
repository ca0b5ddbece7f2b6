import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReceiptLine } from '../../pipeline/contracts/upload.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { allStored, scriptedProtocol, statusesOf, stillSurroundings, uploadItem } from '../../testing/fake-upload.ts';
import { items, upload } from '../../testing/upload-by-queue.ts';
import { mostAttempts } from './retry-delay.ts';
import type { SendResult } from './upload-protocol.ts';
import { createUploadQueue } from './upload-queue.ts';

const again: SendResult = {
  kind: 'again',
  cause: 'trouble',
  retryAfterMs: null,
  code: 'server-error',
  reason: 'The server is busy.',
};
const stop: SendResult = { kind: 'stop', code: 'unauthorised', reason: 'The sign-in is wrong.' };

describe('a queue of uploads', () => {
  it('fills requests by number, by bytes and by group', async () => {
    const byNumber = await upload(items(7), scriptedProtocol(allStored));
    expect(byNumber.requests.map((ids) => ids.length)).toEqual([3, 3, 1]);
    const large = [uploadItem(0, 60), uploadItem(1, 60), uploadItem(2, 500), uploadItem(3, 10)];
    expect((await upload(large, scriptedProtocol(allStored))).requests).toEqual([[0], [1], [2], [3]]);
    const studies = [uploadItem(0, 1, 'a'), uploadItem(1, 1, 'a'), uploadItem(2, 1, 'b')];
    expect((await upload(studies, scriptedProtocol(allStored))).requests).toEqual([[0, 1], [2]]);
  });

  it('gathers a group that comes in pieces, and keeps no more than 2000 files waiting', async () => {
    const mixed = Array.from({ length: 6 }, (_, id) => uploadItem(id, 1, `${id % 2}`));
    expect((await upload(mixed, scriptedProtocol(allStored))).requests).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
    const script = scriptedProtocol(allStored);
    const queue = createUploadQueue(script.protocol, stillSurroundings(), {
      onSettled: () => undefined,
      onSent: () => undefined,
      onPaused: () => undefined,
    });
    for (let id = 0; id < 2001; id++) await queue.add(uploadItem(id, 1, `${id}`));
    expect(script.requests).toEqual([[0]]);
    await queue.finish();
    expect(script.requests).toHaveLength(2001);
  });

  it('that is left lets requests come to their end, and sends nothing more', async () => {
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const script = scriptedProtocol(async (sent) => answered.then(() => allStored(sent)));
    const lines: ReceiptLine[] = [];
    const queue = createUploadQueue(script.protocol, stillSurroundings(), {
      onSettled: (line) => lines.push(line),
      onSent: () => undefined,
      onPaused: () => undefined,
    });
    for (const item of items(7)) await queue.add(item);
    await eventually(() => expect(script.requests).toHaveLength(2));
    const left = queue.leave();
    answer();
    await left;
    expect(script.requests).toHaveLength(2);
    expect(statusesOf(lines).slice(5)).toEqual(['stored', 'not-sent cancelled']);
  });

  it('has no more requests under way than allowed', async () => {
    let underWay = 0;
    let most = 0;
    const script = scriptedProtocol(async (sent) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await eventually(() => expect(most).toBeGreaterThan(1));
      await turnsOfTheLoop();
      underWay -= 1;
      return allStored(sent);
    });
    await upload(items(20), script);
    expect(most).toBe(2);
  });

  it('sends again after a fault that passes, waiting longer each time, and counts the tries', async () => {
    const script = scriptedProtocol((sent, number) => (number <= 3 ? again : allStored(sent)));
    const { statuses, sleptMs, lines, sentBytes } = await upload(items(1), script);
    expect(statuses).toEqual(['stored']);
    expect(sleptMs).toEqual([1000, 2000, 4000]);
    expect(lines[0]?.attempts).toBe(4);
    expect(sentBytes).toBe(10);
  });

  it('finds the file that the server cannot take, sends the others, and gives up that one behind them', async () => {
    const limits = { items: 40, sizeBytes: 4000, inFlight: 1 };
    for (const bad of [0, 23, 39]) {
      const script = scriptedProtocol((sent) => (sent.some(({ id }) => id === bad) ? again : allStored(sent)), limits);
      const { lines, requests, sleptMs } = await upload(items(40), script);
      const unsent = lines.filter(({ status }) => status.kind !== 'stored');
      expect(unsent.map(({ id, status }) => [id, status])).toEqual([
        [bad, expect.objectContaining({ code: 'server-error' })],
      ]);
      expect(lines.at(-1)?.id).toBe(bad);
      expect(lines).toHaveLength(40);
      // Five tries of all, two of each part on the way to it, and one more of the file alone.
      expect(requests.length).toBeLessThanOrEqual(mostAttempts + 2 * 6 + 1);
      expect(sleptMs).toEqual([1000, 2000, 4000, 8000, 8000]);
    }
  });

  it('finds several files that the server cannot take, side by side or not', async () => {
    const limits = { items: 40, sizeBytes: 4000, inFlight: 1 };
    const bad = new Set([0, 1, 2, 30]);
    const script = scriptedProtocol((sent) => (sent.some(({ id }) => bad.has(id)) ? again : allStored(sent)), limits);
    const { lines } = await upload(items(40), script);
    const unsent = lines.filter(({ status }) => status.kind !== 'stored').map(({ id }) => id);
    expect(new Set(unsent)).toEqual(bad);
    expect(lines).toHaveLength(40);
  });

  it('asks a server that takes nothing for few parts of a request', async () => {
    const limits = { items: 40, sizeBytes: 4000, inFlight: 1 };
    const script = scriptedProtocol(() => again, limits);
    const { lines, requests } = await upload(items(40), script);
    expect(lines.map(({ status }) => status.kind)).toEqual(Array(40).fill('not-sent'));
    expect(requests.length).toBeLessThan(30);
  });

  it('waits as long as the server asks, and no longer than two minutes', async () => {
    const script = scriptedProtocol((sent, number) =>
      number === 1
        ? { ...again, retryAfterMs: 7000 }
        : number === 2
          ? { ...again, retryAfterMs: 9e9 }
          : allStored(sent),
    );
    expect((await upload(items(1), script)).sleptMs).toEqual([7000, 120_000]);
  });

  it('tells a file that changed on disk from a broken connection, and sends the others', async () => {
    const gone = Object.assign(new Blob(['x']), { arrayBuffer: () => Promise.reject(new Error('NotReadable')) });
    const script = scriptedProtocol((sent) =>
      sent.some(({ id }) => id === 1) ? { ...again, cause: 'away', code: 'unreachable' } : allStored(sent),
    );
    const { statuses, requests } = await upload(
      [uploadItem(0), { ...uploadItem(1), body: gone }, uploadItem(2)],
      script,
    );
    expect(requests).toEqual([
      [0, 1, 2],
      [0, 2],
    ]);
    expect(statuses).toEqual(['stored', 'not-sent input-changed', 'stored']);
  });

  it('gives up after five tries and says that the files were not sent', async () => {
    const { statuses, requests } = await upload(
      items(1),
      scriptedProtocol(() => again),
    );
    expect(requests).toHaveLength(mostAttempts);
    expect(statuses).toEqual(['not-sent server-error']);
  });

  it('stops for good where no request would do better, and asks nothing more', async () => {
    const script = scriptedProtocol((sent, number) => (number === 1 ? allStored(sent) : stop), {
      items: 1,
      sizeBytes: 100,
      inFlight: 1,
    });
    const { statuses, requests } = await upload(items(5), script);
    expect(statuses).toEqual(['stored', ...Array(4).fill('not-sent unauthorised')]);
    expect(requests).toHaveLength(2);
  });

  it('settles everything, and asks nothing more, where a request throws', async () => {
    const script = scriptedProtocol((sent, number) => {
      if (number === 1) return allStored(sent);
      throw new TypeError('Cannot convert object to primitive value');
    });
    const { statuses, requests } = await upload(items(12), script);
    expect(statuses).toEqual([...Array(3).fill('stored'), ...Array(9).fill('not-sent rejected')]);
    expect(requests.length).toBeLessThan(4);
  });

  it('halves what is too much for the server', async () => {
    const script = scriptedProtocol((sent) => (sent.length > 1 ? { kind: 'split' } : allStored(sent)));
    const { statuses, requests } = await upload(items(3), script);
    expect(statuses).toEqual(['stored', 'stored', 'stored']);
    expect(requests).toEqual([[0, 1, 2], [0, 1], [0], [1], [2]]);
  });

  it('asks once more, alone, about files that the answer does not mention', async () => {
    const script = scriptedProtocol((sent) => ({
      kind: 'answered',
      statuses: sent.map(({ id }) => (id === 1 || sent.length === 1 ? 'retry-alone' : { kind: 'stored' })),
    }));
    const { statuses, requests } = await upload(items(3), script);
    expect(requests).toEqual([[0, 1, 2], [1]]);
    expect(statuses).toEqual(['stored', 'refused not-listed', 'stored']);
  });

  it('settles everything when aborted, under way or not', async () => {
    const lines: ReceiptLine[] = [];
    let abort: () => void = () => undefined;
    const script = scriptedProtocol(
      () =>
        new Promise<SendResult>((resolve) => {
          abort = () => resolve({ kind: 'aborted' });
        }),
      { items: 1, sizeBytes: 100, inFlight: 1 },
    );
    const queue = createUploadQueue(script.protocol, stillSurroundings(), {
      onSettled: (line) => lines.push(line),
      onSent: () => undefined,
      onPaused: () => undefined,
    });
    await queue.add(uploadItem(0));
    await queue.add(uploadItem(1));
    const ended = queue.abort();
    abort();
    await ended;
    await queue.add(uploadItem(2));
    expect(statusesOf(lines)).toEqual(Array(3).fill('not-sent cancelled'));
  });

  it('settles every file exactly once, whatever a server answers', async () => {
    const answers = fc.constantFrom('stored', 'refused', 'unmentioned', 'again', 'split', 'stop');
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { maxLength: 30 }), fc.nat({ max: 12 }), async (script, count) => {
        const scripted = scriptedProtocol((sent, number): SendResult => {
          switch (script[number - 1]) {
            case 'again':
              return again;
            case 'stop':
              return stop;
            case 'split':
              return sent.length > 1 ? { kind: 'split' } : allStored(sent);
            case 'unmentioned':
              return { kind: 'answered', statuses: sent.map(() => 'retry-alone') };
            case 'refused':
              return {
                kind: 'answered',
                statuses: sent.map(() => ({ kind: 'refused', code: 'rejected', reason: 'No.' })),
              };
            default:
              return allStored(sent);
          }
        });
        const { lines } = await upload(items(count), scripted);
        expect(lines.map(({ id }) => id).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, id) => id));
      }),
      { numRuns: 200 },
    );
  });
});
