import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openRequest, sendRequest } from './send-request.ts';

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
