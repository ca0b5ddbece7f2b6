import { describe, expect, it } from 'vitest';
import type { ReceiptLine } from '../../pipeline/contracts/upload.ts';
import { dicomwebServer } from '../../testing/dicomweb-server.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { response, stillSurroundings } from '../../testing/fake-upload.ts';
import { part10 } from '../../testing/part10.ts';
import { scriptedTokens } from '../../testing/scripted-tokens.ts';
import { createStowHoldings } from '../upload/stow-holdings.ts';
import { createStowProtocol } from '../upload/stow-rs.ts';
import type { UploadItem } from '../upload/upload-item.ts';
import type { RequestDescription } from '../upload/upload-protocol.ts';
import { createUploadQueue } from '../upload/upload-queue.ts';
import { signRequests } from './sign-requests.ts';
import { createTokenKeeper, type TokenKeeper } from './token-keeper.ts';

const files = 500;
const url = 'https://pacs.example/dicom-web/studies';
const credentials = { kind: 'issued', source: { kind: 'endpoint', url: 'https://portal.example/token' } } as const;

function item(id: number): UploadItem {
  const uid = `2.25.${id}`;
  return {
    id,
    identifiers: { patientId: 'N-1', studyInstanceUid: '2.25.10', seriesInstanceUid: '2.25.20', sopInstanceUid: uid },
    outputPath: `N-1/S/E/${id}.dcm`,
    body: new Blob([part10({ uid, dataset: `content of ${id}` })]),
    sha256: `${id}`,
  };
}

/** An upload of 500 files in requests of 10 to a server that takes the tokens that `isGood` takes. */
function setUp(isIssuer: boolean, isGood: (token: string, stored: number) => boolean) {
  const server = dicomwebServer({ existing: 'refuses' });
  const script = scriptedTokens(isIssuer);
  const keeper = createTokenKeeper(script.source, () => 0);
  const seen: (readonly [method: string, token: string, isTaken: boolean])[] = [];
  let stored = 0;
  const isTaken = ({ method, headers }: Pick<RequestDescription, 'method' | 'headers'>) => {
    const token = headers['Authorization']?.replace('Bearer ', '') ?? '';
    const taken = isGood(token, stored);
    seen.push([method, token, taken]);
    if (taken && method === 'POST') stored += 10;
    return taken;
  };
  const requests = signRequests(
    {
      sendRequest: async (request) => (isTaken(request) ? server.sendRequest(request) : response(401)),
      openRequest: async (request) =>
        isTaken(request)
          ? server.openRequest(request)
          : { kind: 'response', status: 401, header: () => null, chunks: nothing(), discard: () => undefined },
    },
    keeper,
    { address: url, waits: true },
  );
  const basics = { url, credentials, ...requests, now: () => 0 };
  const limits = { items: 10, sizeBytes: 1e6, inFlight: 2 };
  const protocol = createStowProtocol({ ...basics, limits, holdings: createStowHoldings(basics) });
  const lines: ReceiptLine[] = [];
  const queue = createUploadQueue(protocol, stillSurroundings(), {
    onSettled: (line) => lines.push(line),
    onSent: () => undefined,
    onPaused: () => undefined,
  });
  const run = async () => {
    for (let id = 0; id < files; id++) await queue.add(item(id));
    await queue.finish();
  };
  const counted = () => {
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    const by = (kind: string) => lines.filter(({ status }) => !('note' in status) && status.kind === kind).length;
    return { stored: by('stored'), notSent: by('not-sent') };
  };
  return { ...script, server, keeper, seen, queue, run, lines, counted };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

describe('an upload whose token ends after 250 of 500 files', () => {
  it('goes on with a new one from an endpoint: each file once, and nobody is asked', async () => {
    const { run, counted, server, counts, seen } = setUp(
      false,
      (token, stored) => token === (stored < 250 ? 't-1' : 't-2'),
    );
    await run();
    expect(counted()).toEqual({ stored: files, notSent: 0 });
    expect(counts).toEqual({ renewed: 2, asked: 0 });
    expect(server.posted(), 'what was refused was not stored').toBe(files / 10);
    const refused = seen.filter(([, , isTaken]) => !isTaken);
    expect(refused.every(([method, token]) => method === 'POST' && token === 't-1')).toBe(true);
    expect(refused.length).toBeLessThanOrEqual(2);
  });

  it('waits for the person where the issuer renews nothing, and goes on by itself once they have signed in', async () => {
    const { run, counted, keeper, answers, counts, lines, server } = setUp(
      true,
      (token, stored) => token === (stored < 250 ? 't-1' : 't-2'),
    );
    keeper.signIn();
    await keeper.token(true, new AbortController().signal);
    answers('refused');
    const running = run();
    await eventually(() => expect(lines).toHaveLength(250));
    await eventually(() => expect(counts.renewed).toBe(1));
    answers('token');
    keeper.signIn();
    await running;
    expect(counted()).toEqual({ stored: files, notSent: 0 });
    expect(server.posted()).toBe(files / 10);
    expect(counts).toEqual({ renewed: 1, asked: 2 });
  });

  it('can be cancelled while it waits: what the server has is stored, the rest is not sent', async () => {
    const { run, counted, keeper, answers, queue, lines } = setUp(true, (_, stored) => stored < 250);
    keeper.signIn();
    await keeper.token(true, new AbortController().signal);
    answers('refused');
    const running = run();
    await eventually(() => expect(lines).toHaveLength(250));
    await queue.abort();
    await running;
    expect(counted()).toEqual({ stored: 250, notSent: 250 });
  });
});

describe('a request that carries a token that is given', () => {
  it('is not sent while there is none, and says whether there may be one later', async () => {
    const { answers, run, counted, seen, counts } = setUp(false, () => true);
    answers('refused');
    await run();
    expect(seen).toEqual([]);
    expect(counted()).toEqual({ stored: 0, notSent: files });
    expect(counts.renewed, 'nothing will be better by itself').toBeLessThanOrEqual(4);
  });

  it('ends the upload when the server takes no token of an endpoint', async () => {
    const { run, lines, seen } = setUp(false, () => false);
    await run();
    expect(lines.every(({ status }) => status.kind === 'not-sent' && status.code === 'unauthorised')).toBe(true);
    expect(seen.length).toBeLessThan(10);
  });

  /** An upload to a server that answers 401 to whoever looks, and takes what is sent. */
  function toBlindServer(keeper: TokenKeeper, address = url) {
    const looks: (string | undefined)[] = [];
    const { sendRequest } = signRequests(
      {
        sendRequest: async ({ method, headers }) => {
          if (method === 'GET') looks.push(headers['Authorization']);
          return response(method === 'GET' ? 401 : 200);
        },
        openRequest: async () => ({ kind: 'unreachable' }),
      },
      keeper,
      { address, waits: true },
    );
    const ask = (method: 'GET' | 'POST') =>
      sendRequest({
        method,
        url: address,
        headers: { Authorization: 'Bearer {issued}' },
        body: null,
        withCredentials: false,
        onProgress: () => undefined,
        signal: new AbortController().signal,
      });
    const upload = async () => {
      for (let at = 0; at < 5; at++) {
        expect(await ask('GET')).toMatchObject({ status: 401 });
        expect(await ask('POST')).toMatchObject({ status: 200 });
      }
    };
    return { upload, looks };
  }

  it('costs one new token when the server never lets the page look, in all uploads to its address', async () => {
    const { keeper, counts } = setUp(false, () => true);
    const first = toBlindServer(keeper);
    await first.upload();
    expect(first.looks).toHaveLength(6);
    const second = toBlindServer(keeper);
    await second.upload();
    expect(second.looks).toHaveLength(5);
    expect(counts.renewed).toBe(2);
    await toBlindServer(keeper, 'https://another.example/studies').upload();
    expect(counts.renewed, 'of another server nothing is known').toBe(3);
  });

  it('costs no sign-in when the server never lets the page look and the issuer renews nothing', async () => {
    const { keeper, counts, renewsNothing } = setUp(true, () => true);
    renewsNothing();
    keeper.signIn();
    for (let at = 0; at < 2; at++) await toBlindServer(keeper).upload();
    expect(counts).toEqual({ renewed: 0, asked: 1 });
  });

  it('looks with a new token again once another person has signed in', async () => {
    const { keeper, counts } = setUp(true, () => true);
    keeper.signIn();
    await toBlindServer(keeper).upload();
    expect(counts.renewed).toBe(1);
    keeper.signIn();
    await turnsOfTheLoop();
    await toBlindServer(keeper).upload();
    expect(counts).toEqual({ renewed: 2, asked: 2 });
  });

  it('never shows a server what stands for the token, and leaves requests without it alone', async () => {
    const { keeper } = setUp(false, () => true);
    const headers: (string | undefined)[] = [];
    const { sendRequest } = signRequests(
      {
        sendRequest: async (request) => {
          headers.push(request.headers['Authorization']);
          return response(200);
        },
        openRequest: async () => ({ kind: 'unreachable' }),
      },
      keeper,
      { address: url, waits: true },
    );
    const request = { method: 'PUT', url, body: null, withCredentials: false, onProgress: () => undefined } as const;
    const { signal } = new AbortController();
    await sendRequest({ ...request, headers: { Authorization: 'Bearer {issued}' }, signal });
    await sendRequest({ ...request, headers: {}, signal });
    await sendRequest({ ...request, headers: { Authorization: 'AWS4 of a link' }, signal });
    expect(headers).toEqual(['Bearer t-1', undefined, 'AWS4 of a link']);
    const asked = { ...request, headers: { Authorization: 'Bearer {issued}' }, signal };
    for (const elsewhere of ['https://pacs.example:8443/studies', 'http://pacs.example/studies', '/studies']) {
      expect(await sendRequest({ ...asked, url: elsewhere })).toEqual({ kind: 'no-sign-in', mayPass: false });
    }
    expect(headers, 'nothing goes to another origin').toHaveLength(3);
  });
});
