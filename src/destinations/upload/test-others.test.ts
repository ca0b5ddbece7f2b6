import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TestLine, UploadTarget } from '../../pipeline/contracts/upload.ts';
import { response } from '../../testing/fake-upload.ts';
import { describeStatus, testReach } from './test-connection.ts';
import { testPresigned, testTus, testXnat } from './test-others.ts';
import { testStow } from './test-stow.ts';
import type { Answer, RequestDescription } from './upload-protocol.ts';

const signal = new AbortController().signal;
const target: UploadTarget = {
  kind: 'xnat',
  url: 'https://server.example/base',
  credentials: { kind: 'bearer', token: 'secret' },
  project: 'P1',
};

function scripted(answers: readonly Answer[], answersAtAll = false, redirects = false) {
  const requests: Omit<RequestDescription, 'onProgress' | 'signal'>[] = [];
  const surroundings = {
    sendRequest: async (request: RequestDescription) => {
      requests.push(request);
      return answers[requests.length - 1]!;
    },
    now: () => 0,
    isSecurePage: true,
    answersAtAll: async () => answersAtAll,
    redirects: async () => redirects,
  };
  return { requests, surroundings };
}

async function tones(lines: AsyncIterable<TestLine>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { tone } of lines) found.push(tone);
  return found;
}

async function textsOf(lines: AsyncIterable<TestLine>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { text } of lines) found.push(text);
  return found;
}

describe('a connection test', () => {
  it('asks XNAT for a session and for the project, and nothing else', async () => {
    const { requests, surroundings } = scripted([response(200, 'ABC'), response(200, '{}')]);
    expect(await tones(testXnat(target, surroundings, signal))).toEqual(['ok', 'ok', 'ok']);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://server.example/base/data/JSESSION',
      'GET https://server.example/base/data/projects/P1?format=json',
    ]);
  });

  it.each([
    ['a wrong sign-in', [response(401)], ['ok', 'failure']],
    ['a project that is not there', [response(200), response(404)], ['ok', 'ok', 'failure']],
  ])('tells of XNAT: %s', async (_, answers, expected) => {
    expect(await tones(testXnat(target, scripted(answers).surroundings, signal))).toEqual(expected);
  });

  it.each([
    ['a link to a known store', '{"url":"https://store.example/x"}', ['ok', 'ok', 'ok']],
    ['a link to an unknown store', '{"url":"https://other.example/x"}', ['ok', 'ok', 'failure']],
    ['no link', '{}', ['ok', 'failure']],
  ])('asks a broker for one link and uses it for nothing: %s', async (_, text, expected) => {
    const { requests, surroundings } = scripted([response(200, text)]);
    const lines = testPresigned(target, ['https://store.example'], surroundings, signal);
    expect(await tones(lines)).toEqual(expected);
    expect(requests).toHaveLength(1);
  });

  const megabyte = 1024 * 1024;
  const dropped: Answer = { kind: 'unreachable' };
  it.each([
    ['takes all', [400, 400], ['ok', 'ok', 'ok'], 24],
    ['refuses 24 MB', [400, 413, 400], ['ok', 'ok', 'warning'], 8],
    ['breaks off above 1 MB', [400, dropped, dropped, 400], ['ok', 'ok', 'warning'], 1],
    ['refuses 1 MB', [400, 413, 413, 413], ['ok', 'ok', 'failure'], null],
    ['does not take the sign-in', [401], ['ok', 'failure'], null],
    ['is left while a size is tried', [400, { kind: 'aborted' }], ['ok', 'ok'], null],
  ] as const)(
    'finds out how much a STOW-RS server takes, and stores nothing: it %s',
    async (_, answers, expected, most) => {
      const { requests, surroundings } = scripted(
        answers.map((answer) => (typeof answer === 'number' ? response(answer) : answer)),
      );
      const learned: number[] = [];
      const options = { url: target.url, credentials: target.credentials };
      const lines = testStow(options, surroundings, ({ sizeBytes }) => learned.push(sizeBytes / megabyte), signal);
      expect(await tones(lines)).toEqual(expected);
      expect(learned).toEqual(most === null ? [] : [most]);
      expect(requests).toHaveLength(answers.length);
      expect(requests[0]).toMatchObject({ method: 'POST', url: target.url, withCredentials: false });
      expect(requests[0]!.headers).toMatchObject({
        Authorization: 'Bearer secret',
        'Content-Type': 'multipart/related; type="application/dicom"; boundary=nescio-connection-test',
      });
      expect(await requests[0]!.body!.text()).toBe('\r\n--nescio-connection-test--\r\n');
    },
  );

  it('shows a STOW-RS server its own cookies where they are the sign-in', async () => {
    const { requests, surroundings } = scripted([response(401)]);
    await tones(testStow({ url: target.url, credentials: { kind: 'cookie' } }, surroundings, () => undefined, signal));
    expect(requests[0]!.withCredentials).toBe(true);
  });

  it.each([
    [400, ['ok', 'ok']],
    [201, ['ok', 'failure']],
    [404, ['ok', 'failure']],
    [401, ['ok', 'failure']],
  ])('asks a tus server for an upload that it must refuse: %i', async (status, expected) => {
    const { requests, surroundings } = scripted([response(status)]);
    expect(await tones(testTus(target, surroundings, signal))).toEqual(expected);
    expect(requests[0]?.headers).not.toHaveProperty('Upload-Length');
  });

  it.each([
    ['CORS', 'https://server.example/', true, false, /CORS/],
    ['a server that is down', 'https://server.example/', false, false, /did not answer/],
    ['a server on this machine', 'http://localhost/', false, false, /did not answer/],
    ['its address', 'http://127.0.0.1/', false, false, /did not answer/],
    ['its address of IPv6', 'http://[::1]/', false, false, /did not answer/],
    ['a name that looks like it', 'http://a127.example/', false, false, /came over HTTPS/],
    ['mixed content', 'http://server.example/', false, false, /came over HTTPS/],
    ['a redirect', 'https://server.example/', true, true, /redirect/],
  ])('tells %s apart', async (_, url, answersAtAll, redirects, words) => {
    const { requests, surroundings } = scripted([{ kind: 'unreachable' }], answersAtAll, redirects);
    const request = { method: 'GET', url, headers: {}, body: null, withCredentials: false } as const;
    expect(await textsOf(testReach(request, surroundings, signal))).toEqual([expect.stringMatching(words)]);
    expect(requests).toHaveLength(`${words}`.includes('HTTPS') ? 0 : 1);
  });

  it('sends the sign-in with what each protocol asks, and cookies only where they are the sign-in', async () => {
    const cookies = { ...target, credentials: { kind: 'cookie' } } as const;
    const tests = [
      (to: UploadTarget, made: ReturnType<typeof scripted>) => testTus(to, made.surroundings, signal),
      (to: UploadTarget, made: ReturnType<typeof scripted>) => testPresigned(to, [], made.surroundings, signal),
    ];
    for (const test of tests) {
      const [bearer, cookie] = [scripted([response(401)]), scripted([response(401)])];
      await tones(test(target, bearer));
      await tones(test(cookies, cookie));
      expect(bearer.requests[0]).toMatchObject({ withCredentials: false, headers: { Authorization: 'Bearer secret' } });
      expect(cookie.requests[0]?.withCredentials).toBe(true);
      expect(cookie.requests[0]?.headers).not.toHaveProperty('Authorization');
    }
  });

  it('asks a broker for a link as an upload does, about a file of no bytes', async () => {
    const { requests, surroundings } = scripted([response(200, '{"url":"https://store.example/x"}')]);
    await tones(testPresigned(target, [], surroundings, signal));
    const [request] = requests;
    expect(request).toMatchObject({ method: 'POST', url: target.url });
    expect(request?.headers).toMatchObject({ 'Content-Type': 'application/json', Accept: 'application/json' });
    expect(JSON.parse(await request!.body!.text())).toEqual({
      outputPath: 'connection-test.dcm',
      sizeBytes: 0,
      sha256: createHash('sha256').digest('hex'),
    });
  });

  it.each([
    [300, '{"url":"https://store.example/x"}', /gives no link/],
    [500, '{"url":"https://store.example/x"}', /fault of its own/],
    [200, '', /gives no link/],
  ])('takes no link from a broker that answers %i with %j', async (status, text, words) => {
    const { surroundings } = scripted([response(status, text)]);
    const lines = await textsOf(testPresigned(target, ['https://store.example'], surroundings, signal));
    expect(lines.slice(1)).toEqual([expect.stringMatching(words)]);
  });

  it('asks tus in its own version, without a body, so that nothing is made', async () => {
    const { requests, surroundings } = scripted([response(412)]);
    expect(await textsOf(testTus(target, surroundings, signal))).toEqual([
      expect.stringContaining('server.example'),
      'Signed in, tus answers',
    ]);
    expect(requests[0]).toMatchObject({ method: 'POST', url: target.url, body: null });
    expect(requests[0]?.headers['Tus-Resumable']).toBe('1.0.0');
    expect(await tones(testTus(target, scripted([response(300)]).surroundings, signal))).toEqual(['ok', 'ok']);
    expect(await tones(testTus(target, scripted([response(299)]).surroundings, signal))).toEqual(['ok', 'failure']);
  });

  it('asks XNAT about a project by its name as it is, below the address without a last stroke', async () => {
    const { requests, surroundings } = scripted([response(200), response(200)]);
    await tones(testXnat({ ...target, url: `${target.url}//`, project: 'A/B C' }, surroundings, signal));
    expect(requests[1]?.url).toBe('https://server.example/base/data/projects/A%2FB%20C?format=json');
  });

  it('says nothing of an XNAT project where the answer does not come', async () => {
    const { surroundings } = scripted([response(200), { kind: 'unreachable' }]);
    expect(await tones(testXnat(target, surroundings, signal))).toEqual(['ok', 'ok']);
  });

  it('ends where a server cannot be reached, whatever the protocol', async () => {
    const away: Answer = { kind: 'unreachable' };
    for (const test of [
      testXnat(target, scripted([away]).surroundings, signal),
      testTus(target, scripted([away]).surroundings, signal),
      testPresigned(target, [], scripted([away]).surroundings, signal),
    ]) {
      expect(await tones(test)).toEqual(['failure']);
    }
  });

  it('tells how long the server took, in whole milliseconds', async () => {
    const { surroundings } = scripted([response(200)]);
    let ms = 1000;
    const now = () => {
      ms += 12.4;
      return ms;
    };
    const request = { method: 'GET', url: target.url, headers: {}, body: null, withCredentials: false } as const;
    const found: TestLine[] = [];
    for await (const line of testReach(request, { ...surroundings, now }, signal)) found.push(line);
    expect(found).toEqual([{ tone: 'ok', text: expect.stringContaining('server.example'), detail: '12 ms' }]);
  });

  it('lets a page that came unprotected itself ask an unprotected server', async () => {
    const { requests, surroundings } = scripted([response(200)]);
    const url = 'http://server.example/';
    const request = { method: 'GET', url, headers: {}, body: null, withCredentials: false } as const;
    expect(await tones(testReach(request, { ...surroundings, isSecurePage: false }, signal))).toEqual(['ok']);
    expect(requests).toHaveLength(1);
  });

  it('says nothing more where it was left, and asks for a sign-in where none was given', async () => {
    const request = { method: 'GET', url: target.url, headers: {}, body: null, withCredentials: false } as const;
    const linesAfter = (answer: Answer) => tones(testReach(request, scripted([answer]).surroundings, signal));
    expect(await linesAfter({ kind: 'aborted' })).toEqual([]);
    expect(await linesAfter({ kind: 'no-sign-in', mayPass: false })).toEqual(['failure']);
  });

  it.each([
    [401, /not accepted/],
    [403, /may not store/],
    [404, /nothing at this address/],
    [405, /nothing at this address/],
    [500, /fault of its own/],
    [503, /fault of its own/],
    [400, null],
  ])('explains status %i', (status, words) => {
    expect(describeStatus(status)?.text ?? null).toEqual(words === null ? null : expect.stringMatching(words));
  });
});
