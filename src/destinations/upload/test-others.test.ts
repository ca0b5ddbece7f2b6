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
    const lines: string[] = [];
    for await (const { text } of testReach(request, surroundings, signal)) lines.push(text);
    expect(lines).toEqual([expect.stringMatching(words)]);
    expect(requests).toHaveLength(`${words}`.includes('HTTPS') ? 0 : 1);
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
