import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mostMsFor, mostTextBytes, openRequest, sendRequest } from './send-request.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
  for (const server of servers) server.close();
});

/** Answers as told, and keeps what came. */
async function serve(
  answer: (url: string) => { readonly status: number; readonly location?: string; readonly body?: string },
) {
  const received: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push(`${request.method} ${request.url} ${body}`.trim());
      const { status, location, body: text = '' } = answer(request.url ?? '');
      response.writeHead(status, location === undefined ? {} : { Location: location }).end(text);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { received, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const request = (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body: string | null, signal = never) => ({
  method,
  url,
  headers: {},
  body: body === null ? null : new Blob([body]),
  withCredentials: false,
  onProgress: () => undefined,
  signal,
});
const never = new AbortController().signal;

describe('a request', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`is not sent on to where a server points with ${status}, neither on another origin nor on its own`, async () => {
      const other = await serve(() => ({ status: 200, body: 'stored' }));
      for (const location of [`${other.origin}/take`, '/elsewhere']) {
        const first = await serve((url) => (url === '/studies' ? { status, location } : { status: 200 }));
        for (const method of ['POST', 'PUT', 'PATCH'] as const) {
          const answer = await sendRequest(request(method, `${first.origin}/studies`, 'a patient’s image'));
          expect(answer).toEqual({ kind: 'unreachable' });
        }
        // A sign-in page behind a redirect is no answer of the server either.
        expect(await sendRequest(request('GET', `${first.origin}/studies`, null))).toEqual({ kind: 'unreachable' });
        expect(first.received.filter((line) => line.includes('/elsewhere'))).toEqual([]);
        expect(first.received).toHaveLength(4);
      }
      expect(other.received).toEqual([]);
    });
  }

  it('tells status, headers, text and that its body has gone', async () => {
    const { origin, received } = await serve(() => ({ status: 409, body: 'né' }));
    let sent = 0;
    const answer = await sendRequest({
      ...request('POST', `${origin}/x`, '12345'),
      onProgress: (bytes) => {
        sent = bytes;
      },
    });
    expect(answer).toMatchObject({ kind: 'response', status: 409, text: 'né' });
    expect(sent).toBe(5);
    expect(received).toEqual(['POST /x 12345']);
  });

  it('tells a server that is not there, an address that is none, and a cancel', async () => {
    expect(await sendRequest(request('GET', 'http://127.0.0.1:1/', null))).toEqual({ kind: 'unreachable' });
    expect(await sendRequest(request('GET', 'http://', null))).toEqual({ kind: 'unreachable' });
    const cancel = new AbortController();
    const { origin } = await serve(() => {
      cancel.abort();
      return { status: 200 };
    });
    expect(await sendRequest(request('POST', origin, 'x', cancel.signal))).toEqual({ kind: 'aborted' });
    expect(await sendRequest(request('POST', origin, 'x', cancel.signal))).toEqual({ kind: 'aborted' });
  });

  it('gives a large answer in pieces, and cuts a text that has no end', async () => {
    const { origin } = await serve(() => ({ status: 200, body: 'x'.repeat(20 * 1024 * 1024) }));
    const open = await openRequest(request('GET', origin, null));
    if (open.kind !== 'response') throw new Error(open.kind);
    let bytes = 0;
    for await (const chunk of open.chunks) bytes += chunk.length;
    expect(bytes).toBe(20 * 1024 * 1024);
    const text = await sendRequest(request('GET', origin, null));
    expect(text.kind === 'response' && text.text.length).toBeLessThanOrEqual(16 * 1024 * 1024);
  });
});

describe('an answer', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  /** The next request is answered by these pieces; an error in place of a piece breaks the connection. */
  function answerBy(...pieces: readonly (string | Uint8Array | Error)[]) {
    const left = pieces.map((piece) => (typeof piece === 'string' ? new TextEncoder().encode(piece) : piece));
    const cancelled: unknown[] = [];
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          const piece = left.shift();
          if (piece === undefined) controller.close();
          else if (piece instanceof Error) controller.error(piece);
          else controller.enqueue(piece);
        },
        cancel: (reason) => void cancelled.push(reason),
      },
      { highWaterMark: 0 },
    );
    vi.stubGlobal('fetch', async () => new Response(body, { status: 202, headers: { 'Retry-After': '7' } }));
    return cancelled;
  }
  const get = (signal = never) => sendRequest(request('GET', 'https://server.example/', null, signal));

  it('has its headers, by names in any case, and no others', async () => {
    answerBy('text');
    const answer = await get();
    if (answer.kind !== 'response') throw new Error(answer.kind);
    expect([answer.header('retry-after'), answer.header('RETRY-AFTER'), answer.header('x')]).toEqual(['7', '7', null]);
  });

  it('is read as one text, also where a letter is cut in two', async () => {
    const bytes = new TextEncoder().encode('für');
    answerBy(bytes.subarray(0, 2), bytes.subarray(2));
    expect(await get()).toMatchObject({ status: 202, text: 'für' });
    answerBy(bytes.subarray(0, 2));
    expect(await get(), 'the half of a letter at the end is not passed over').toMatchObject({ text: 'f\ufffd' });
  });

  it('of just 16 MB is whole, and what goes on is cut there', async () => {
    const half = 'x'.repeat(mostTextBytes / 2);
    for (const pieces of [
      [half, half],
      [half, half, 'x'],
    ]) {
      answerBy(...pieces);
      const answer = await get();
      expect(answer.kind === 'response' && answer.text.length).toBe(mostTextBytes);
    }
  });

  it('that breaks off is none, and is a cancel where that was the cause', async () => {
    answerBy('the beginning', new Error('Broken.'));
    expect(await get()).toEqual({ kind: 'unreachable' });
    const cancel = new AbortController();
    answerBy('the beginning', new Error('Broken.'));
    cancel.abort();
    expect(await get(cancel.signal)).toEqual({ kind: 'aborted' });
  });

  it('without a body is empty', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
    expect(await get()).toMatchObject({ status: 204, text: '' });
    const open = await openRequest(request('GET', 'https://server.example/', null));
    if (open.kind !== 'response') throw new Error(open.kind);
    expect(open.discard()).toBeUndefined();
  });

  it('that nobody reads, or not to its end, lets go of the connection', async () => {
    const discarded = answerBy('text');
    const open = await openRequest(request('GET', 'https://server.example/', null));
    if (open.kind !== 'response') throw new Error(open.kind);
    open.discard();
    await vi.waitFor(() => expect(discarded).toHaveLength(1));
    const left = answerBy('one', 'two', 'three');
    const read = await openRequest(request('GET', 'https://server.example/', null));
    if (read.kind !== 'response') throw new Error(read.kind);
    for await (const _ of read.chunks) break;
    await vi.waitFor(() => expect(left).toHaveLength(1));
  });

  it('is waited for two minutes, and longer for a large body', async () => {
    expect([mostMsFor(0), mostMsFor(32_000)]).toEqual([120_000, 121_000]);
    vi.useFakeTimers();
    const asked: AbortSignal[] = [];
    vi.stubGlobal(
      'fetch',
      (_: string, { signal }: { signal: AbortSignal }) =>
        new Promise((__, reject) => {
          asked.push(signal);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const answer = sendRequest(request('POST', 'https://server.example/', 'x'.repeat(32_000)));
    await vi.advanceTimersByTimeAsync(120_999);
    expect(asked[0]?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual({ kind: 'unreachable' });
  });

  it('leaves no clock running', async () => {
    vi.useFakeTimers();
    answerBy('text');
    await get();
    expect(vi.getTimerCount()).toBe(0);
    vi.stubGlobal('fetch', () => Promise.reject(new Error('Refused.')));
    await get();
    answerBy('the beginning', new Error('Broken.'));
    await get();
    expect(vi.getTimerCount()).toBe(0);
  });
});
