import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeWorker } from '../../testing/fake-workers.ts';
import type { InputContent } from '../contracts/input-file.ts';
import type { PagesWorker } from '../contracts/pages.protocol.ts';
import { createPagesService, pageTimes } from './create-pages-service.ts';

const content: InputContent = { kind: 'plain', blob: new Blob(['x']), lastModifiedMs: 0 };
const opened = { kind: 'opened', pages: 2, rows: 1, columns: 2 } as const;
const honest: PagesWorker = {
  open: async () => opened,
  draw: async (page) => ({ kind: 'drawn', samples: new Uint8Array(6).fill(page) }),
  head: async () => ({ kind: 'head', bytes: Uint8Array.of(9) }),
};
const never = () => new Promise<never>(() => undefined);

function drawing(contract: Partial<PagesWorker>, signal = new AbortController().signal, roomBytes = 12) {
  const worker = fakeWorker({ ...honest, ...contract });
  const places: string[] = [];
  const result = createPagesService(() => worker)(content, roomBytes, signal, (page, of) =>
    places.push(`${page}/${of}`),
  );
  return { worker, places, result };
}

afterEach(() => vi.useRealTimers());

describe('the drawing of a document', () => {
  it('gives its header and its pages in order, and ends its worker', async () => {
    const { worker, places, result } = drawing({});
    const drawn = await result;
    if (drawn.kind !== 'drawn') throw new Error(drawn.code);
    const bytes = new Uint8Array(await drawn.content.blob.arrayBuffer());
    expect([...bytes]).toEqual([9, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
    expect(places).toEqual(['1/2', '2/2']);
    expect(worker.isTerminated()).toBe(true);
  });

  it('says what the worker says of a document that cannot be drawn', async () => {
    const encrypted = { kind: 'problem', code: 'encrypted', page: 0 } as const;
    const { worker, result } = drawing({ open: async () => encrypted });
    expect(await result).toEqual(encrypted);
    expect(worker.isTerminated()).toBe(true);
  });

  it('begins with nothing where its pictures have no room', async () => {
    const { worker, places, result } = drawing({}, undefined, 11);
    expect(await result).toEqual({ kind: 'problem', code: 'no-room', page: 0 });
    expect(places).toEqual([]);
    expect(worker.isTerminated()).toBe(true);
  });

  it.each([
    ['opening', { open: never }, pageTimes.openMs, 0],
    ['a page', { draw: never }, pageTimes.pageMs, 1],
  ] as const)('ends in time where %s takes too long', async (_, contract, limitMs, page) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { worker, places, result } = drawing(contract);
    while (page > 0 && places.length === 0) await new Promise((next) => setImmediate(next));
    vi.advanceTimersByTime(limitMs);
    expect(await result).toEqual({ kind: 'problem', code: 'too-slow', page });
    expect(worker.isTerminated()).toBe(true);
  });

  it('ends at once when it is cancelled', async () => {
    const stop = new AbortController();
    const { worker, result } = drawing({ open: never }, stop.signal);
    stop.abort();
    expect(await result).toMatchObject({ code: 'cancelled' });
    expect(worker.isTerminated()).toBe(true);
  });

  it('is told of a worker that died, and of a script that did not come, without what was thrown', async () => {
    const dead = drawing({ draw: never });
    while (dead.places.length === 0) await new Promise((next) => setImmediate(next));
    dead.worker.die();
    expect(await dead.result).toEqual({ kind: 'problem', code: 'page-broken', page: 1 });
    const fails = async () => {
      throw new Error('Doe^Jane');
    };
    expect(await drawing({ open: fails }).result).toEqual({ kind: 'problem', code: 'not-loaded', page: 0 });
  });
});
