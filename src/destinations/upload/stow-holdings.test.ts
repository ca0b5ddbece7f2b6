import { afterEach, describe, expect, it, vi } from 'vitest';
import { response, uploadItem } from '../../testing/fake-upload.ts';
import { createStowHoldings } from './stow-holdings.ts';
import type { OpenRequest, SendRequest } from './upload-protocol.ts';

const signal = new AbortController().signal;
const item = uploadItem(1);
const { sopInstanceUid } = item.identifiers;
const listOf = (uids: readonly string[]) =>
  response(200, JSON.stringify(uids.map((uid) => ({ '00080018': { Value: [uid] } }))));

function holdingsOf(sendRequest: SendRequest, openRequest: OpenRequest = async () => ({ kind: 'unreachable' })) {
  return createStowHoldings({
    url: 'https://pacs.example/studies',
    credentials: { kind: 'none' },
    sendRequest,
    openRequest,
  });
}

/** Settles when the signal aborts, and not before. */
const aborted = (by: AbortSignal) => new Promise<void>((resolve) => by.addEventListener('abort', () => resolve()));

afterEach(() => vi.useRealTimers());

describe('what a DICOMweb server has', () => {
  it('is not listed on and on where each page has more than was asked for', async () => {
    let pages = 0;
    const holdings = holdingsOf(async () => {
      pages += 1;
      return listOf(Array.from({ length: 70_000 }, (_, at) => `2.25.${pages}.${at}`));
    });
    expect(await holdings.before(item, signal)).toEqual({ kind: 'unknown' });
    expect(pages).toBe(3);
  });

  it('is unknown where a list takes longer than ten minutes, and is asked for again', async () => {
    vi.useFakeTimers();
    let lists = 0;
    const holdings = holdingsOf(async (request) => {
      lists += 1;
      await aborted(request.signal);
      return { kind: 'aborted' };
    });
    const holding = holdings.before(item, signal);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await holding).toEqual({ kind: 'unknown' });
    holdings.askAgain();
    void holdings.before(item, signal);
    expect(lists).toBe(2);
  });

  it('is unknown where an instance comes in drops that have no end', async () => {
    vi.useFakeTimers();
    async function* drops(until: AbortSignal): AsyncGenerator<Uint8Array> {
      while (!until.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 10_000));
        yield Uint8Array.of(0);
      }
      throw new Error('aborted');
    }
    const holdings = holdingsOf(
      async ({ url }) => listOf(url.includes('offset=0') ? [sopInstanceUid] : []),
      async (request) => ({
        kind: 'response',
        status: 200,
        header: () => null,
        chunks: drops(request.signal),
        discard: () => undefined,
      }),
    );
    const holding = holdings.before(item, signal);
    await vi.advanceTimersByTimeAsync(140_000);
    expect(await holding).toEqual({ kind: 'unknown' });
  });
});
