import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../pipeline/contracts/upload.ts';
import { response, uploadItem } from '../../testing/fake-upload.ts';
import { createPresignedProtocol, partBytes } from './presigned.ts';
import type { UploadItem } from './upload-item.ts';
import type { Answer, OpenAnswer, OpenRequest, RequestDescription } from './upload-protocol.ts';

const signal = new AbortController().signal;
const bucket = 'https://bucket.example';
const link = response(200, JSON.stringify({ url: `${bucket}/1?sig=x`, headers: { 'x-a': 'b', bad: 1 } }));
const largeItem: UploadItem = { ...uploadItem(1), body: new Blob([new Uint8Array(partBytes + 5)]) };
const parts = response(
  200,
  JSON.stringify({ uploadId: 'u1', parts: [{ url: `${bucket}/p1` }, { url: `${bucket}/p2` }] }),
);
const partOk = (etag: string) => response(200, '', { etag });

/** What is at a path already, by the link that reads it. */
function kept(content: Uint8Array | null): OpenRequest {
  return async ({ url }): Promise<OpenAnswer> => {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      if (content !== null && url.startsWith(bucket)) yield content;
    }
    const status = content === null ? 403 : 200;
    return { kind: 'response', status, header: () => null, chunks: chunks(), discard: () => undefined };
  };
}

function presigned(
  answers: readonly Answer[],
  openRequest = kept(null),
  credentials: Credentials = { kind: 'bearer', token: 'secret' },
) {
  const requests: RequestDescription[] = [];
  const sent: number[] = [];
  const protocol = createPresignedProtocol({
    url: 'https://portal.example/links',
    credentials,
    origins: ['https://portal.example', bucket],
    sendRequest: async (request) => {
      requests.push(request);
      return answers[requests.length - 1]!;
    },
    openRequest,
    now: () => 0,
  });
  const send = (item = uploadItem(1)) => protocol.send([item], (bytes) => sent.push(bytes), signal, signal);
  return { requests, sent, send };
}

const textOf = (request: RequestDescription) => request.body!.text();

describe('presigned links', () => {
  it.each([
    ['cookie', true],
    ['none', false],
  ] as const)(
    'shows cookies to the broker where they are the sign-in, and never to the store: %s',
    async (kind, shown) => {
      const { send, requests } = presigned([link, response(200)], kept(null), { kind });
      await send();
      expect(requests.map(({ withCredentials }) => withCredentials)).toEqual([shown, false]);
    },
  );

  it('tells the broker new path, size and hash, and puts the bytes where it says, without credentials', async () => {
    const { send, requests } = presigned([link, response(200)]);
    expect(await send()).toEqual({ kind: 'answered', statuses: [{ kind: 'stored' }] });
    expect(JSON.parse(await textOf(requests[0]!))).toEqual({
      outputPath: 'N-1/S-1/1/1.dcm',
      sizeBytes: 10,
      sha256: '1',
    });
    expect(requests[0]?.headers['Authorization']).toBe('Bearer secret');
    expect(requests[1]).toMatchObject({ method: 'PUT', url: `${bucket}/1?sig=x`, headers: { 'x-a': 'b' } });
    expect(requests[1]?.headers, 'neither a sign-in nor what is no text').toEqual({ 'x-a': 'b' });
    expect(requests[1]?.body?.size).toBe(10);
  });

  it('sends nothing to a server that the deployment does not name', async () => {
    const { send, requests } = presigned([response(200, '{"url":"https://other.example/x"}')]);
    expect(await send()).toMatchObject({ kind: 'stop', code: 'rejected' });
    expect(requests).toHaveLength(1);
  });

  it('sends large files in parts and gives the broker their tags', async () => {
    const { send, requests } = presigned([parts, partOk('"a"'), partOk('"b"'), response(204)]);
    expect(await send(largeItem)).toMatchObject({ statuses: [{ kind: 'stored' }] });
    expect(JSON.parse(await textOf(requests[0]!))).toMatchObject({ partBytes, parts: 2 });
    expect(requests.slice(1, 3).map(({ body }) => body?.size)).toEqual([partBytes, 5]);
    const tags = [
      { partNumber: 1, etag: '"a"' },
      { partNumber: 2, etag: '"b"' },
    ];
    expect(JSON.parse(await textOf(requests[3]!))).toEqual({ complete: { uploadId: 'u1', parts: tags } });
  });

  it('goes on with the part that broke', async () => {
    const { send, requests } = presigned([parts, partOk('a'), { kind: 'unreachable' }, partOk('b'), response(200)]);
    expect((await send(largeItem)).kind).toBe('again');
    expect(await send(largeItem)).toMatchObject({ statuses: [{ kind: 'stored' }] });
    expect(requests.map(({ url }) => url).filter((url) => url.endsWith('p1'))).toHaveLength(1);
  });

  it('asks for new links when the store refuses one', async () => {
    const { send, requests } = presigned([link, response(403), link, response(200)]);
    expect(await send()).toMatchObject({ kind: 'again', code: 'forbidden' });
    expect(await send()).toMatchObject({ statuses: [{ kind: 'stored' }] });
    expect(requests).toHaveLength(4);
  });

  it.each([
    ['stops when the broker refuses the sign-in', [response(401)], { kind: 'stop', code: 'unauthorised' }],
    ['tries again when the broker is busy', [response(503)], { kind: 'again' }],
    ['tries again when the store is busy', [link, response(500)], { kind: 'again' }],
    ['says that the store refused', [link, response(412)], { statuses: [{ kind: 'refused', code: 'rejected' }] }],
    ['says that a file is too large', [link, response(413)], { statuses: [{ kind: 'refused', code: 'too-large' }] }],
  ])('%s', async (_, answers, result) => {
    expect(await presigned(answers).send()).toMatchObject(result);
  });

  it('believes no answer that is no link', async () => {
    for (const text of [
      '',
      '{}',
      '[]',
      '{"url":3}',
      '{"url":"/x"}',
      '{"url":"https://bucket.example","method":"GET"}',
    ]) {
      expect(await presigned([response(200, text)]).send()).toMatchObject({ statuses: [{ kind: 'refused' }] });
    }
    const few = response(200, JSON.stringify({ uploadId: 'u', parts: [{ url: `${bucket}/p1` }] }));
    expect(await presigned([few]).send(largeItem)).toMatchObject({ statuses: [{ kind: 'refused' }] });
  });

  it.each([
    ['a link without a scheme that is known', { url: 'nowhere' }],
    ['headers that are no object', { url: `${bucket}/1`, headers: 'x-a: b' }],
    ['a method that stores nothing', { url: `${bucket}/1`, method: 'DELETE' }],
  ])('uses no answer with %s', async (_, answer) => {
    const { send, requests } = presigned([response(200, JSON.stringify(answer))]);
    expect(await send()).toMatchObject({ statuses: [{ kind: 'refused', reason: expect.stringContaining('no link') }] });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['without an upload ID', { parts: [{ url: `${bucket}/p1` }, { url: `${bucket}/p2` }] }],
    ['with a part that is no link', { uploadId: 'u', parts: [{ url: `${bucket}/p1` }, 'p2'] }],
    ['with a part that has no address', { uploadId: 'u', parts: [{ url: `${bucket}/p1` }, {}] }],
    ['with more parts than the file has', { uploadId: 'u', parts: [1, 2, 3].map((n) => ({ url: `${bucket}/p${n}` })) }],
  ])('sends no part by an answer %s', async (_, answer) => {
    const { send, requests } = presigned([response(200, JSON.stringify(answer))]);
    expect(await send(largeItem)).toMatchObject({ statuses: [{ kind: 'refused' }] });
    expect(requests).toHaveLength(1);
  });

  it('sends no file in one part by an answer for parts', async () => {
    const answer = { uploadId: 'u', parts: [{ url: `${bucket}/p1` }] };
    expect(await presigned([response(200, JSON.stringify(answer))]).send()).toMatchObject({
      statuses: [{ kind: 'refused' }],
    });
  });

  it('sends by POST where the broker says so, and tells of the bytes of all parts', async () => {
    const posted = presigned([response(200, JSON.stringify({ url: `${bucket}/1`, method: 'POST' })), response(201)]);
    expect(await posted.send()).toMatchObject({ statuses: [{ kind: 'stored' }] });
    expect(posted.requests[1]?.method).toBe('POST');
    const { send, requests, sent } = presigned([parts, partOk('a'), partOk('b'), response(200)]);
    await send(largeItem);
    requests[1]!.onProgress(7);
    requests[2]!.onProgress(3);
    expect(sent).toEqual([7, partBytes + 3]);
  });

  it.each([
    ['refuses what it had acknowledged', response(400), { statuses: [{ kind: 'refused' }] }],
    ['is busy', response(503), { kind: 'again' }],
  ])('calls nothing stored when the broker %s', async (_, completed, result) => {
    const { send, requests } = presigned([parts, partOk('a'), partOk('b'), completed, response(200)]);
    expect(await send(largeItem)).toMatchObject(result);
    if ('kind' in result) {
      expect(await send(largeItem)).toMatchObject({ statuses: [{ kind: 'stored' }] });
      expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
    }
  });

  it('starts a file anew when the store refuses the link of a part', async () => {
    const { send, requests } = presigned([
      parts,
      partOk('a'),
      response(403),
      parts,
      partOk('a'),
      partOk('b'),
      response(200),
    ]);
    expect(await send(largeItem)).toMatchObject({ kind: 'again', code: 'forbidden' });
    expect(await send(largeItem)).toMatchObject({ statuses: [{ kind: 'stored' }] });
    expect(requests.filter(({ url }) => url.endsWith('p1'))).toHaveLength(2);
  });

  it.each([401, 403])(
    'takes %i of a store for a fault of the link, and of the broker for one of the sign-in',
    async (status) => {
      expect(await presigned([link, response(status)]).send()).toMatchObject({
        kind: 'again',
        cause: 'trouble',
        retryAfterMs: null,
      });
      expect(await presigned([response(status)]).send()).toMatchObject({ kind: 'stop' });
    },
  );

  it('does not compare with what a store does not give, or breaks off', async () => {
    const readable = response(200, JSON.stringify({ url: `${bucket}/1`, read: `${bucket}/1?read` }));
    const seen = (open: OpenRequest) => presigned([readable, response(412)], open).send();
    expect(await seen(async () => ({ kind: 'unreachable' }))).toMatchObject({ statuses: [{ kind: 'refused' }] });
    // biome-ignore lint/correctness/useYield: it breaks before the first byte
    async function* breaking(): AsyncGenerator<Uint8Array> {
      throw new Error('Reset.');
    }
    const open = {
      kind: 'response',
      status: 200,
      header: () => null,
      chunks: breaking(),
      discard: () => undefined,
    } as const;
    expect(await seen(async () => open)).toMatchObject({ statuses: [{ kind: 'refused' }] });
  });

  it('takes an address to read that is none for none', async () => {
    const answer = response(200, JSON.stringify({ url: `${bucket}/1`, read: 'nowhere' }));
    expect(await presigned([answer, response(412)]).send()).toMatchObject({ statuses: [{ kind: 'refused' }] });
  });

  it('believes a broker that says what is there already, and sends nothing', async () => {
    const says = (sha256: string) => response(200, JSON.stringify({ stored: { sha256 } }));
    const same = presigned([says('1')]);
    expect(await same.send()).toEqual({ kind: 'answered', statuses: [{ kind: 'already-there' }] });
    expect(same.requests).toHaveLength(1);
    expect(await presigned([says('2')]).send()).toMatchObject({ statuses: [{ kind: 'differs' }] });
    const nonsense = response(200, JSON.stringify({ stored: { sha256: 1 }, url: `${bucket}/1` }));
    expect(await presigned([nonsense, response(200)]).send()).toMatchObject({ statuses: [{ kind: 'stored' }] });
  });

  it('compares with what a store has kept (412) where the broker gives a link to read it', async () => {
    const readable = response(200, JSON.stringify({ url: `${bucket}/1`, read: `${bucket}/1?read` }));
    const own = new Uint8Array(await uploadItem(1).body.arrayBuffer());
    const put = response(412);
    expect(await presigned([readable, put], kept(own)).send()).toMatchObject({ statuses: [{ kind: 'already-there' }] });
    const other = kept(own.map((byte) => byte ^ 1));
    expect(await presigned([readable, put], other).send()).toMatchObject({ statuses: [{ kind: 'differs' }] });
    expect(await presigned([readable, put]).send()).toMatchObject({ statuses: [{ kind: 'refused' }] });
    expect(await presigned([link, put], kept(own)).send()).toMatchObject({ statuses: [{ kind: 'refused' }] });
    const foreign = response(200, JSON.stringify({ url: `${bucket}/1`, read: 'https://other.example/1' }));
    expect(await presigned([foreign, put], kept(own)).send()).toMatchObject({ kind: 'stop' });
  });

  it('stops at a store that hides the tags of parts, and says what it must expose', async () => {
    const { send, requests } = presigned([parts, response(200)]);
    const result = await send(largeItem);
    expect(result).toMatchObject({ kind: 'stop', reason: expect.stringContaining('ETag') });
    expect(requests).toHaveLength(2);
  });
});
