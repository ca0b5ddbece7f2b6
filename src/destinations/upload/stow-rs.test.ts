import { describe, expect, it } from 'vitest';
import { response, uploadItem } from '../../testing/fake-upload.ts';
import type { StowHoldings } from './stow-holdings.ts';
import { createStowProtocol, stowLimits } from './stow-rs.ts';
import type { Answer, RequestDescription } from './upload-protocol.ts';

const url = 'https://pacs.example/dicom-web/studies';
const sequence = (uids: readonly string[], reason?: number) => ({
  vr: 'SQ',
  Value: uids.map((uid) => ({
    '00081155': { vr: 'UI', Value: [uid] },
    ...(reason === undefined ? {} : { '00081197': { vr: 'US', Value: [reason] } }),
  })),
});
const uid = (id: number) => uploadItem(id).identifiers.sopInstanceUid;
const signal = new AbortController().signal;

/** A server that takes files and shows none. */
const nobodyLooks: StowHoldings = {
  askAgain: () => undefined,
  before: async () => ({ kind: 'unknown' }),
  now: async () => ({ kind: 'unknown' }),
};

function stow(answers: readonly Answer[]) {
  const requests: RequestDescription[] = [];
  const protocol = createStowProtocol({
    url,
    credentials: { kind: 'bearer', token: 'secret' },
    limits: stowLimits,
    sendRequest: async (request) => {
      requests.push(request);
      return answers[requests.length - 1]!;
    },
    holdings: nobodyLooks,
    now: () => 0,
  });
  const send = (...ids: readonly number[]) =>
    protocol.send(
      ids.map((id) => uploadItem(id)),
      () => undefined,
      signal,
      signal,
    );
  return { send, requests };
}

describe('STOW-RS', () => {
  it('sends a multipart body with each file as a part, byte for byte (PS3.18 10.5.2)', async () => {
    const { send, requests } = stow([response(200, JSON.stringify({ '00081199': sequence([uid(1), uid(2)]) }))]);
    await send(1, 2);
    const { headers, body, method } = requests[0]!;
    expect(method).toBe('POST');
    expect(headers['Authorization']).toBe('Bearer secret');
    expect(headers['Accept']).toBe('application/dicom+json');
    const boundary = /^multipart\/related; type="application\/dicom"; boundary=(\S+)$/.exec(
      headers['Content-Type']!,
    )![1]!;
    const text = new TextDecoder('latin1').decode(await body!.arrayBuffer());
    const parts = text.split(`--${boundary}`);
    expect(parts[0]).toBe('');
    expect(parts[3]).toBe('--\r\n');
    for (const id of [1, 2]) {
      expect(parts[id]).toBe(`\r\nContent-Type: application/dicom\r\n\r\n${String.fromCharCode(id).repeat(10)}\r\n`);
    }
  });

  it('names no path and no file in a request', async () => {
    const { send, requests } = stow([response(200, '{}')]);
    await send(1);
    expect(JSON.stringify(requests[0]?.headers)).not.toMatch(/filename|dcm"/);
    expect(requests[0]?.url).toBe(url);
  });

  it.each([200, 202, 400, 409])('looks each file up in the answer, also under status %i', async (status) => {
    const text = JSON.stringify({ '00081199': sequence([uid(1)]), '00081198': sequence([uid(2)], 0xa900) });
    const result = await stow([response(status, text)]).send(1, 2, 3);
    expect(result).toEqual({
      kind: 'answered',
      statuses: [
        { kind: 'stored', note: 'not-compared' },
        expect.objectContaining({ kind: 'refused', code: 'rejected' }),
        'retry-alone',
      ],
    });
  });

  it('takes a duplicate for its own only where an earlier request had no answer', async () => {
    const duplicate = JSON.stringify({ '00081198': sequence([uid(1)], 0x0111) });
    const fresh = stow([response(409, duplicate)]);
    expect(await fresh.send(1)).toMatchObject({ statuses: [{ kind: 'refused' }] });
    const broken = stow([{ kind: 'unreachable' }, response(409, duplicate)]);
    expect((await broken.send(1)).kind).toBe('again');
    expect(await broken.send(1)).toMatchObject({ statuses: [{ kind: 'stored' }] });
  });

  it.each([
    [401, 'stop'],
    [403, 'stop'],
    [404, 'stop'],
    [413, 'split'],
    [429, 'again'],
    [500, 'again'],
    [502, 'again'],
    [503, 'again'],
  ])('knows what to do after %i', async (status, kind) => {
    expect((await stow([response(status)]).send(1, 2)).kind).toBe(kind);
  });

  it('refuses a single file that is too large, and reads Retry-After in seconds and as a date', async () => {
    expect(await stow([response(413)]).send(1)).toMatchObject({ statuses: [{ kind: 'refused', code: 'too-large' }] });
    expect(await stow([response(429, '', { 'retry-after': '12' })]).send(1)).toMatchObject({ retryAfterMs: 12_000 });
    const date = 'Thu, 01 Jan 1970 00:01:00 GMT';
    expect(await stow([response(503, '', { 'retry-after': date })]).send(1)).toMatchObject({ retryAfterMs: 60_000 });
  });

  it('believes nothing that is not the DICOM JSON model', async () => {
    for (const text of ['', '<html>', '[]', '{"00081199":{"Value":"x"}}', 'null', '[[1]]']) {
      expect(await stow([response(200, text)]).send(1)).toEqual({ kind: 'answered', statuses: ['retry-alone'] });
    }
  });
});
