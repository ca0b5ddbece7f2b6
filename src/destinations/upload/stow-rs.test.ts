import { describe, expect, it } from 'vitest';
import { response, uploadItem } from '../../testing/fake-upload.ts';
import { hashContent } from './hash-content.ts';
import type { Holding, StowHoldings } from './stow-holdings.ts';
import { createStowProtocol, type StowOptions, stowLimits } from './stow-rs.ts';
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

function stow(
  answers: readonly Answer[],
  { holdings = nobodyLooks, credentials = { kind: 'bearer', token: 'secret' } }: Partial<StowOptions> = {},
) {
  const requests: RequestDescription[] = [];
  const protocol = createStowProtocol({
    url,
    credentials,
    limits: stowLimits,
    sendRequest: async (request) => {
      requests.push(request);
      return answers[requests.length - 1]!;
    },
    holdings,
    now: () => 0,
  });
  const sendUnder = (leaving: AbortSignal, ...ids: readonly number[]) =>
    protocol.send(
      ids.map((id) => uploadItem(id)),
      (sentBytes) => progress.push(sentBytes),
      signal,
      leaving,
    );
  const send = (...ids: readonly number[]) => sendUnder(signal, ...ids);
  const progress: number[] = [];
  return { send, sendUnder, requests, progress };
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

  it('divides the parts by a text that no file can foresee', async () => {
    const { send, requests } = stow([response(200, '{}'), response(200, '{}')]);
    await send(1);
    await send(1);
    const boundaries = requests.map(({ headers }) => headers['Content-Type']!.replace(/.*boundary=/, ''));
    for (const boundary of boundaries) expect(boundary).toMatch(/^nescio-[0-9a-f]{36}$/);
    expect(boundaries[0]).not.toBe(boundaries[1]);
  });

  it.each([
    ['cookie', true],
    ['none', false],
  ] as const)('sends the cookies of the server only where they are the sign-in: %s', async (kind, withCredentials) => {
    const { send, requests } = stow([response(200, '{}')], { credentials: { kind } });
    await send(1);
    expect(requests[0]?.withCredentials).toBe(withCredentials);
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

  it('sends nothing of what it could not look at because the person left', async () => {
    const leaving = new AbortController();
    const holdings: StowHoldings = {
      ...nobodyLooks,
      before: async () => {
        leaving.abort();
        return { kind: 'unknown' };
      },
    };
    const { sendUnder, requests } = stow([response(200, '{}')], { holdings });
    expect(await sendUnder(leaving.signal, 1)).toEqual({ kind: 'aborted' });
    expect(requests).toEqual([]);
  });

  it('sends nothing and is at its end where all files are there', async () => {
    const hash = (await hashContent(uploadItem(1)))!;
    const holdings: StowHoldings = { ...nobodyLooks, before: async () => ({ kind: 'content', hash }) };
    const { send, requests, progress } = stow([], { holdings });
    expect(await send(1)).toEqual({ kind: 'answered', statuses: [{ kind: 'already-there' }] });
    expect(requests).toEqual([]);
    expect(progress).toEqual([10]);
  });

  const stored = { '00081199': sequence([uid(1)]) };
  const duplicate = { '00081198': sequence([uid(1)], 0x0111) };
  const other: Holding = { kind: 'content', hash: 'other' };
  const hidden: Holding = { kind: 'unknown' };
  const absent: Holding = { kind: 'nothing' };
  it.each([
    ['stored, where other content was before', stored, other, hidden, 'differs'],
    ['stored, where nobody knows what was before', stored, hidden, hidden, 'stored'],
    ['stored, where other content is now', stored, hidden, other, 'differs'],
    ['stored, where nothing was before, and not read again', stored, absent, other, 'stored'],
    ['a duplicate that is not shown', duplicate, hidden, hidden, 'refused'],
    ['a duplicate with other content', duplicate, hidden, other, 'differs'],
    ['a duplicate with this content', duplicate, hidden, 'this', 'already-there'],
  ] as const)('compares what the server acknowledges with what it shows: %s', async (_, said, before, now, kind) => {
    const own: Holding = { kind: 'content', hash: (await hashContent(uploadItem(1)))! };
    const holdings = { ...nobodyLooks, before: async () => before, now: async () => (now === 'this' ? own : now) };
    const { send } = stow([response(200, JSON.stringify(said))], { holdings });
    expect(await send(1)).toMatchObject({ statuses: [{ kind }] });
  });

  it('does not say what the server has where the person left before it was compared', async () => {
    const leaving = new AbortController();
    const holdings: StowHoldings = {
      ...nobodyLooks,
      now: async () => {
        leaving.abort();
        return hidden;
      },
    };
    const { sendUnder } = stow([response(200, JSON.stringify(stored))], { holdings });
    expect(await sendUnder(leaving.signal, 1)).toMatchObject({ statuses: [{ kind: 'not-sent', code: 'cancelled' }] });
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
