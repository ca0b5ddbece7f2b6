import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type StandInIssuer, startStandInIssuer } from '../../../e2e/support/stand-in-issuer.ts';
import { issuerTokens } from './issuer-tokens.ts';

let issuer: StandInIssuer;
beforeAll(async () => {
  // The client asks the window for its own origin.
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('location', { origin: 'https://nescio.example.org' });
  issuer = await startStandInIssuer('nescio');
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await issuer.stop();
});

const redirectUri = 'https://nescio.example.org/signed-in.html';

/** Sign-in by a person who goes where the window leads. */
function tokens(origin = issuer.origin, change = (address: string) => address) {
  let go: (url: string) => void = () => undefined;
  const went = new Promise<string>((resolve) => {
    go = resolve;
  });
  return issuerTokens(
    { kind: 'oidc', issuer: origin, clientId: 'nescio', scope: 'openid' },
    {
      redirectUri,
      openWindow: () => ({ goTo: go, close: () => undefined }),
      returned: async () => {
        const page = await (await fetch(await went)).text();
        return change(/id="go" href="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&'));
      },
    },
  );
}

const { signal } = new AbortController();

it('signs in by the code flow with PKCE, and renews with what the issuer gave for that, each time anew', async () => {
  const source = tokens();
  const first = await source.ask!(signal);
  expect(first).toEqual({ kind: 'token', token: expect.any(String), livesMs: 3_600_000 });
  for (let at = 0; at < 2; at++) expect(await source.renew()).toMatchObject({ kind: 'token' });
  expect(issuer.given()).toMatchObject({ code: 1, refresh: 2 });
  expect(issuer.faults()).toEqual([]);
  issuer.forgetSessions();
  expect(await source.renew()).toEqual({ kind: 'refused' });
  expect(await source.renew(), 'nothing is left to renew with').toEqual({ kind: 'refused' });
});

it('is refused where the person or the issuer says no, and away where nobody answers', async () => {
  issuer.person('deny');
  expect(await tokens().ask!(signal)).toEqual({ kind: 'refused' });
  issuer.person('accept');
  issuer.state('down');
  expect(await tokens().ask!(signal)).toEqual({ kind: 'away' });
  issuer.state('up');
});

it('takes no answer with a state that is not its own, and no issuer of another name', async () => {
  const { code } = issuer.given();
  const foreign = tokens(issuer.origin, (address) => address.replace(/state=[^&]*/, 'state=another'));
  expect(await foreign.ask!(signal)).not.toMatchObject({ kind: 'token' });
  expect(await tokens(issuer.origin.replace('127.0.0.1', 'localhost')).ask!(signal)).toEqual({ kind: 'refused' });
  expect(issuer.given().code).toBe(code);
});

it('says that the browser blocked the window, and asks nobody', async () => {
  const source = issuerTokens(
    { kind: 'oidc', issuer: 'https://nobody.example', clientId: 'a', scope: 'openid' },
    { redirectUri, openWindow: () => null, returned: async () => null },
  );
  expect(await source.ask!(signal)).toEqual({ kind: 'blocked' });
});
