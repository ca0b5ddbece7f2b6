import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Credentials } from '../../pipeline/contracts/upload.ts';
import { response, uploadItem } from '../../testing/fake-upload.ts';
import { createStowHoldings } from './stow-holdings.ts';
import type { OpenRequest, RequestDescription, SendRequest } from './upload-protocol.ts';

const signal = new AbortController().signal;
const item = uploadItem(1);
const { sopInstanceUid } = item.identifiers;
const listOf = (uids: readonly string[]) =>
  response(200, JSON.stringify(uids.map((uid) => ({ '00080018': { Value: [uid] } }))));

function holdingsOf(
  sendRequest: SendRequest,
  openRequest: OpenRequest = async () => ({ kind: 'unreachable' }),
  credentials: Credentials = { kind: 'none' },
) {
  return createStowHoldings({
    url: 'https://pacs.example/studies//',
    credentials,
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

  it('is not listed on and on where each page has one more', async () => {
    let pages = 0;
    const holdings = holdingsOf(async () => listOf([`2.25.${++pages}`]));
    expect(await holdings.before(item, signal)).toEqual({ kind: 'unknown' });
    expect(pages).toBe(200);
  });

  it('is unknown where the server answers otherwise than with a list', async () => {
    const holdings = holdingsOf(async () => ({ ...listOf([]), status: 206 }));
    expect(await holdings.before(item, signal)).toEqual({ kind: 'unknown' });
  });

  it.each(['studyInstanceUid', 'seriesInstanceUid', 'sopInstanceUid'] as const)(
    'is not asked about a file without a %s',
    async (name) => {
      const requests: RequestDescription[] = [];
      const holdings = holdingsOf(async (request) => {
        requests.push(request);
        return listOf([]);
      });
      const nameless = { ...item, identifiers: { ...item.identifiers, [name]: '' } };
      expect(await holdings.before(nameless, signal)).toEqual({ kind: 'unknown' });
      expect(requests).toEqual([]);
    },
  );

  it.each([
    ['cookie', true],
    ['none', false],
  ] as const)('is asked with the sign-in %s', async (kind, withCredentials) => {
    const requests: Omit<RequestDescription, 'onProgress'>[] = [];
    const holdings = holdingsOf(
      async (request) => {
        requests.push(request);
        return listOf(requests.length === 1 ? [sopInstanceUid] : []);
      },
      async (request) => {
        requests.push(request);
        return { kind: 'unreachable' };
      },
      { kind },
    );
    expect(await holdings.before(item, signal)).toEqual({ kind: 'unknown' });
    const instances = 'https://pacs.example/studies/2.25.1/series/2.25.1.1/instances';
    expect(requests.map(({ url, headers, ...rest }) => [url, headers['Accept'], rest.withCredentials])).toEqual([
      [`${instances}?limit=1000&offset=0`, 'application/dicom+json', withCredentials],
      [`${instances}?limit=1000&offset=1`, 'application/dicom+json', withCredentials],
      [
        `${instances}/${sopInstanceUid}`,
        'multipart/related; type="application/dicom"; transfer-syntax=*',
        withCredentials,
      ],
    ]);
  });

  it.each([
    [404, 1],
    [503, 2],
  ])('is not retrieved again after a refusal that will not pass: %i', async (status, expected) => {
    let retrieved = 0;
    const holdings = holdingsOf(
      async () => listOf([]),
      async () => {
        retrieved += 1;
        return {
          kind: 'response',
          status,
          header: () => null,
          chunks: (async function* () {})(),
          discard: () => undefined,
        };
      },
    );
    expect(await holdings.now(item, signal)).toEqual({ kind: 'unknown' });
    expect(await holdings.now(item, signal)).toEqual({ kind: 'unknown' });
    expect(retrieved).toBe(expected);
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
