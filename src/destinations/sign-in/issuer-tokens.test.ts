import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type StandInIssuer, startStandInIssuer } from '../../../e2e/support/stand-in-issuer.ts';
import { createGate } from '../../testing/gate.ts';
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
function tokens(origin = issuer.origin, change = (address: string) => address, close = () => {}) {
  let go: (url: string) => void = () => undefined;
  let went: Promise<string>;
  return issuerTokens(
    { kind: 'oidc', issuer: origin, clientId: 'nescio', scope: 'openid' },
    {
      redirectUri,
      openWindow: () => {
        went = new Promise((resolve) => {
          go = resolve;
        });
        return { goTo: go, close };
      },
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

it('renews nothing with what it was given for another person before', async () => {
  const source = tokens();
  await source.ask!(signal);
  expect(source.renewsAlone()).toBe(true);
  issuer.givesRefreshTokens(false);
  expect(await source.ask!(signal)).toMatchObject({ kind: 'token' });
  expect(source.renewsAlone()).toBe(false);
  issuer.givesRefreshTokens(true);
  const { refresh } = issuer.given();
  expect(await source.renew()).toEqual({ kind: 'refused' });
  expect(issuer.given().refresh).toBe(refresh);
});

it('renews with the same as before where the issuer gives no other for that', async () => {
  const source = tokens();
  await source.ask!(signal);
  issuer.givesRefreshTokens(false);
  expect(await source.renew()).toMatchObject({ kind: 'token' });
  expect(source.renewsAlone()).toBe(true);
  issuer.givesRefreshTokens(true);
});

it('keeps nothing of a renewal that ends after another person has signed in', async () => {
  const source = tokens();
  await source.ask!(signal);
  const gate = createGate();
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (address: string, options?: RequestInit) => {
    const answer = await fetch(address, options);
    if (String(options?.body).includes('grant_type=refresh_token')) await gate.isOpen;
    return answer;
  });
  const renewing = source.renew();
  issuer.givesRefreshTokens(false);
  await source.ask!(signal);
  gate.open();
  await renewing;
  vi.stubGlobal('fetch', fetch);
  issuer.givesRefreshTokens(true);
  expect(source.renewsAlone()).toBe(false);
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

it('is cancelled at once, and closes its window, while the issuer does not answer', async () => {
  const silent = await startSilentServer();
  const close = vi.fn();
  const source = tokens(silent.origin, undefined, close);
  const cancel = new AbortController();
  const asking = source.ask!(cancel.signal);
  await silent.isAsked;
  cancel.abort();
  expect(await asking).toEqual({ kind: 'cancelled' });
  expect(close).toHaveBeenCalledTimes(1);
  silent.stop();
});

it('is away, and closes its window, where its own script cannot be loaded, and works once it can', async () => {
  vi.doMock('oidc-client-ts', () => {
    throw new Error('The network is off.');
  });
  const close = vi.fn();
  const source = tokens(undefined, undefined, close);
  expect(await source.ask!(signal)).toEqual({ kind: 'away' });
  expect(close).toHaveBeenCalledTimes(1);
  vi.doUnmock('oidc-client-ts');
  expect(await source.ask!(signal)).toMatchObject({ kind: 'token' });
});

/** Takes connections and says nothing. */
async function startSilentServer() {
  let ask = () => {};
  const isAsked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const server = createServer(() => ask());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${port}`, isAsked, stop };
}
