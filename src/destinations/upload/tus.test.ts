import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../pipeline/contracts/upload.ts';
import { response, uploadItem } from '../../testing/fake-upload.ts';
import { createTusProtocol } from './tus.ts';
import type { Answer, RequestDescription } from './upload-protocol.ts';

const signal = new AbortController().signal;
const url = 'https://tus.example/files/';
const created = response(201, '', { Location: '/files/7' });
const at = (offset: number, length = 10) =>
  response(204, '', { 'Upload-Offset': `${offset}`, 'Upload-Length': `${length}` });

function tus(answers: readonly Answer[], credentials: Credentials = { kind: 'bearer', token: 'secret' }) {
  const requests: RequestDescription[] = [];
  const protocol = createTusProtocol({
    url,
    credentials,
    sendRequest: async (request) => {
      requests.push(request);
      return answers[requests.length - 1]!;
    },
    now: () => 0,
  });
  const send = (item = uploadItem(1), onProgress: (sentBytes: number) => void = () => undefined) =>
    protocol.send([item], onProgress, signal, signal);
  return { requests, send, protocol };
}

const stored = { kind: 'answered', statuses: [{ kind: 'stored' }] };

describe('tus', () => {
  it('creates an upload that is named by its new path, and sends the bytes', async () => {
    const { send, requests } = tus([created, at(10)]);
    expect(await send()).toEqual(stored);
    expect(requests.map(({ method, url: to }) => `${method} ${to}`)).toEqual([
      `POST ${url}`,
      'PATCH https://tus.example/files/7',
    ]);
    const { headers } = requests[0]!;
    expect(headers['Tus-Resumable']).toBe('1.0.0');
    expect(headers['Upload-Length']).toBe('10');
    const metadata = Object.fromEntries(headers['Upload-Metadata']!.split(',').map((pair) => pair.split(' ')));
    expect(Object.keys(metadata).sort()).toEqual(['filename', 'filetype']);
    expect(atob(metadata.filename)).toBe('N-1/S-1/1/1.dcm');
    expect(new Uint8Array(await requests[1]!.body!.arrayBuffer())).toEqual(new Uint8Array(10).fill(1));
    expect(requests[1]?.headers['Authorization']).toBe('Bearer secret');
  });

  it.each([
    ['cookie', true],
    ['none', false],
  ] as const)('sends cookies only where they are the sign-in: %s', async (kind, withCredentials) => {
    const { send, requests } = tus([created, at(10)], { kind });
    await send();
    expect(requests.map((request) => request.withCredentials)).toEqual([withCredentials, withCredentials]);
  });

  it('goes on where the server says that it stopped', async () => {
    const { send, requests } = tus([created, { kind: 'unreachable' }, at(4), at(10)]);
    expect(await send()).toMatchObject({ kind: 'again', code: 'unreachable' });
    expect(await send()).toEqual(stored);
    expect(requests.slice(2).map(({ method }) => method)).toEqual(['HEAD', 'PATCH']);
    expect(requests[3]?.headers['Upload-Offset']).toBe('4');
    expect(requests[3]?.body?.size).toBe(6);
  });

  it('sends one file at a time, in pieces of 24 MB, and says how far it is', async () => {
    const piece = 24 * 1024 * 1024;
    const { send, requests, protocol } = tus([created, at(piece), at(piece + 9)]);
    const sent: number[] = [];
    expect(await send(uploadItem(1, piece + 9), (bytes) => sent.push(bytes))).toEqual(stored);
    expect(requests.map(({ body }) => body?.size ?? 0)).toEqual([0, piece, 9]);
    expect(requests[2]?.headers['Upload-Offset']).toBe(`${piece}`);
    for (const request of requests.slice(1)) request.onProgress(5);
    expect(sent.slice(-2)).toEqual([5, piece + 5]);
    expect(protocol.limits).toEqual({ items: 1, sizeBytes: Number.POSITIVE_INFINITY, inFlight: 3 });
    expect(protocol.groupOf(uploadItem(1))).toBe(protocol.groupOf(uploadItem(2, 10, '2.25.9')));
  });

  it('does not go on with the upload of another file, nor with one that is whole', async () => {
    const { send, requests } = tus([created, { kind: 'unreachable' }, created, at(10), created, at(10)]);
    await send();
    expect(await send(uploadItem(2))).toEqual(stored);
    expect(await send(uploadItem(2))).toEqual(stored);
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'POST', 'PATCH', 'POST', 'PATCH']);
  });

  it.each([409, 423])('asks again where the server stands after %i, and begins no other upload', async (status) => {
    const { send, requests } = tus([created, response(status), at(0), at(10)]);
    expect(await send()).toMatchObject({ kind: 'again', cause: 'trouble', code: 'server-error', retryAfterMs: null });
    expect(await send()).toEqual(stored);
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'HEAD', 'PATCH']);
  });

  it.each([409, 410, 423])('takes %i for an answer about the file where no upload has begun', async (status) => {
    const { send, requests } = tus([response(status)]);
    expect(await send()).toMatchObject({ kind: 'answered', statuses: [{ kind: 'refused', code: 'rejected' }] });
    expect(requests).toHaveLength(1);
  });

  it('takes an answer about the sign-in for that also in the middle of an upload', async () => {
    expect(await tus([created, response(401)]).send()).toMatchObject({ kind: 'stop', code: 'unauthorised' });
    expect(await tus([created, response(400)]).send()).toMatchObject({ statuses: [{ kind: 'refused' }] });
  });

  it.each([404, 410])('begins again when the server has lost the upload: %i', async (status) => {
    const { send, requests } = tus([created, response(status), created, at(10)]);
    expect((await send()).kind).toBe('again');
    expect(await send()).toEqual(stored);
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'POST', 'PATCH']);
  });

  it('sends nothing to another server, whatever the answer names', async () => {
    const { send, requests } = tus([response(201, '', { Location: 'https://other.example/files/7' })]);
    expect(await send()).toMatchObject({ kind: 'stop', code: 'rejected' });
    expect(requests).toHaveLength(1);
  });

  it.each([
    [401, { kind: 'stop', code: 'unauthorised' }],
    [403, { kind: 'stop', code: 'forbidden' }],
    [404, { kind: 'stop' }],
    [413, { statuses: [{ kind: 'refused', code: 'too-large' }] }],
    [400, { statuses: [{ kind: 'refused', code: 'rejected' }] }],
    [503, { kind: 'again' }],
  ])('knows what to do after %i', async (status, result) => {
    expect(await tus([response(status)]).send()).toMatchObject(result);
  });

  it('stops when it is cancelled', async () => {
    expect(await tus([{ kind: 'aborted' }]).send()).toEqual({ kind: 'aborted' });
  });
});
