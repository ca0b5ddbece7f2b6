import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { allStored, scriptedProtocol } from '../../testing/fake-upload.ts';
import { items, stoppedTime, upload, uploadByClock } from '../../testing/upload-by-queue.ts';
import { mostAttempts } from './retry-delay.ts';
import { patienceMs } from './upload-pause.ts';
import type { SendResult } from './upload-protocol.ts';

const again: SendResult = {
  kind: 'again',
  cause: 'trouble',
  retryAfterMs: null,
  code: 'server-error',
  reason: 'The server is busy.',
};
const away: SendResult = { ...again, cause: 'away', code: 'unreachable' };

describe('a server that is away', () => {
  it('waits ten minutes for a server that was there before, with all that it sends, and loses nothing', async () => {
    let asked = 0;
    const time = stoppedTime();
    const script = scriptedProtocol(
      (sent) => {
        asked += 1;
        const isAway = asked > 40 && time.now() < 600_000;
        return isAway ? away : allStored(sent);
      },
      { items: 3, sizeBytes: 100, inFlight: 2 },
    );
    const result = await uploadByClock(items(250), script, time);
    expect(new Set(result.statuses)).toEqual(new Set(['stored']));
    expect(result.lines).toHaveLength(250);
    // What is asked while it is away, by both requests that were under way: 1, 2, 4 … seconds, then every two minutes.
    expect(script.requests.length - Math.ceil(250 / 3)).toBeLessThanOrEqual(2 * 12);
    expect(result.pauses[0]).toEqual({ why: 'no-answer', nextTryAtMs: 1000 });
    expect(result.pauses.at(-1)).toBeNull();
  });

  it('starts nothing new while it waits', async () => {
    const script = scriptedProtocol((sent, number) => (number === 2 ? away : allStored(sent)), {
      items: 1,
      sizeBytes: 100,
      inFlight: 1,
    });
    const { requests, pauses } = await upload(items(4), script);
    expect(requests).toEqual([[0], [1], [1], [2], [3]]);
    expect(pauses).toEqual([{ why: 'no-answer', nextTryAtMs: 1000 }, null]);
  });

  it('gives up a server that stays away for half an hour, and one that never answered after five tries', async () => {
    const gone = scriptedProtocol((sent, number) => (number === 1 ? allStored(sent) : away));
    const { clock, statuses } = await uploadByClock(items(30), gone);
    expect(statuses.filter((status) => status === 'stored')).toHaveLength(3);
    expect(statuses.filter((status) => status === 'not-sent unreachable')).toHaveLength(27);
    expect(clock.now()).toBeGreaterThan(patienceMs);
    const never = await uploadByClock(
      items(3),
      scriptedProtocol(() => away),
    );
    expect(never.statuses).toEqual(Array(3).fill('not-sent unreachable'));
    expect(never.clock.now()).toBeLessThan(60_000);
  });

  it('gives up files that only trouble the server, though it was away before', async () => {
    const script = scriptedProtocol((sent, number) => (number === 1 ? allStored(sent) : number < 8 ? away : again), {
      items: 3,
      sizeBytes: 100,
      inFlight: 1,
    });
    const { statuses, requests } = await uploadByClock(items(6), script);
    expect(statuses).toEqual([...Array(3).fill('stored'), ...Array(3).fill('not-sent server-error')]);
    // The halves of three, 2 and 1, once each and a file alone twice: 1 + 2 + 2 + 2.
    expect(requests).toHaveLength(1 + 6 + mostAttempts + 7);
  });

  it('gives up files that break each connection while others are answered', async () => {
    readAndHashAtOnce();
    const time = stoppedTime();
    const script = scriptedProtocol(
      async (sent) => {
        if (sent.some(({ id }) => id === 0)) return away;
        await time.sleep(400);
        return allStored(sent);
      },
      { items: 1, sizeBytes: 100, inFlight: 2 },
    );
    const { statuses, requests } = await uploadByClock(items(40), script, time);
    expect(statuses).toEqual(['not-sent unreachable', ...Array(39).fill('stored')]);
    expect(requests.filter(([id]) => id === 0).length).toBeLessThanOrEqual(mostAttempts + 1);
  });
});

/**
 * A file that broke its connection is read again. That takes real time, in which the clock of the test would go on: on a busy
 * machine all others would be answered before the second try, and nothing would tell this file from a server that is away.
 */
function readAndHashAtOnce(): void {
  const spies = [vi.spyOn(Blob.prototype, 'arrayBuffer'), vi.spyOn(crypto.subtle, 'digest')];
  for (const spy of spies) spy.mockResolvedValue(new ArrayBuffer(32));
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
}
