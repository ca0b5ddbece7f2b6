import { describe, expect, it } from 'vitest';
import { response } from '../../testing/fake-upload.ts';
import type { Answer, RequestDescription } from '../upload/upload-protocol.ts';
import { endpointTokens } from './endpoint-tokens.ts';

const url = 'https://portal.example/token';

async function ask(answer: Answer) {
  const requests: RequestDescription[] = [];
  const { renew } = endpointTokens(url, async (request) => {
    requests.push(request);
    return answer;
  });
  return { answer: await renew(), requests };
}

describe('an endpoint that gives tokens', () => {
  it('is asked with the cookies of its server, and nothing else', async () => {
    const { answer, requests } = await ask(response(200, '{"access_token":"abc.def","expires_in":300}'));
    expect(answer).toEqual({ kind: 'token', token: 'abc.def', livesMs: 300_000 });
    expect(requests).toMatchObject([
      { method: 'GET', url, withCredentials: true, body: null, headers: { Accept: 'application/json' } },
    ]);
  });

  it('may leave out how long the token lives', async () => {
    expect((await ask(response(200, '{"access_token":"abc"}'))).answer).toMatchObject({ livesMs: null });
  });

  it.each([
    ['nobody signed in there', response(401)],
    ['a person who may not', response(403)],
    ['a page that is not there', response(404)],
    ['a page of another kind', response(200, '<html>Sign in</html>')],
    ['no token', response(200, '{"expires_in":300}')],
    ['a token that no header can hold', response(200, '{"access_token":"a\\nb"}')],
  ])('refuses: %s', async (_, answer) => {
    expect((await ask(answer)).answer).toEqual({ kind: 'refused' });
  });

  it.each([
    ['no answer', { kind: 'unreachable' } as const],
    ['a fault', response(500)],
    ['a proxy without its server', response(502)],
    ['too many requests', response(429)],
  ])('is away: %s', async (_, answer) => {
    expect((await ask(answer)).answer).toEqual({ kind: 'away' });
  });
});
