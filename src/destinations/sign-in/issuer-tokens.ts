import type { ErrorResponse, OidcClient, RefreshState, SigninResponse } from 'oidc-client-ts';
import type { CredentialSource } from '../../pipeline/contracts/sign-in.ts';
import { isToken, type TokenAnswer, type TokenSource } from './token-source.ts';

/** Loaded by deployments that name an issuer, and by no other. */
const loadClient = () => import('oidc-client-ts');

/** A window that the page has opened. What goes on in it the page cannot see. */
type SignInWindow = { readonly goTo: (url: string) => void; readonly close: () => void };

export type IssuerSurroundings = {
  /** Where the issuer sends the person back to: the file of the build that tells the page. */
  readonly redirectUri: string;
  /** Null when the browser blocks it. */
  readonly openWindow: () => SignInWindow | null;
  /** The address that the issuer has sent the person back to, with this state in it; null when the signal aborts. */
  readonly returned: (state: string, signal: AbortSignal) => Promise<string | null>;
};

type Issuer = Extract<CredentialSource, { readonly kind: 'oidc' }>;

/** Sign-in at an OpenID provider: the code flow with PKCE (RFC 7636). All of it is in memory until the page is left. */
export function issuerTokens(source: Issuer, surroundings: IssuerSurroundings): TokenSource {
  let session: RefreshState | null = null;
  let client: Promise<OidcClient> | null = null;

  function opened(): Promise<OidcClient> {
    client ??= createClient(source, surroundings.redirectUri).catch((fault: unknown) => {
      client = null;
      throw fault;
    });
    return client;
  }

  function keep(response: SigninResponse, before: RefreshState | null): TokenAnswer {
    const { access_token: token, expires_in: seconds } = response;
    session = sessionOf(response, before?.refresh_token);
    if (!isToken(token)) return { kind: 'refused' };
    return { kind: 'token', token, livesMs: seconds === undefined ? null : seconds * 1000 };
  }

  async function ask(signal: AbortSignal) {
    // First of all: a browser lets a click open a window, and nothing that comes later.
    const page = surroundings.openWindow();
    if (page === null) return { kind: 'blocked' } as const;
    const given = signInAt(page, signal).catch(answerOf);
    const answer = await Promise.race([given, cancelledBy(signal)]);
    page.close();
    return answer;
  }

  async function signInAt(page: SignInWindow, signal: AbortSignal): Promise<TokenAnswer | typeof cancelled> {
    const oidc = await opened();
    await checkMetadata(oidc, source.issuer);
    const { url, state } = await oidc.createSigninRequest({});
    if (signal.aborted) return cancelled;
    const returning = surroundings.returned(state.id, signal);
    page.goTo(url);
    const address = await returning;
    if (address === null) return cancelled;
    page.close();
    const response = await oidc.processSigninResponse(address);
    // The next person may be another one: nothing of the session before goes on.
    return signal.aborted ? cancelled : keep(response, null);
  }

  async function renew(): Promise<TokenAnswer> {
    const before = session;
    if (before === null) return { kind: 'refused' };
    try {
      const oidc = await opened();
      // biome-ignore lint/correctness/useHookAtTopLevel: a method of the client, not of React.
      const response = await oidc.useRefreshToken({ state: before });
      // Where somebody has signed in meanwhile, this is of the person before.
      return session === before ? keep(response, before) : { kind: 'away' };
    } catch (fault) {
      const answer = answerOf(fault);
      if (answer.kind === 'refused' && session === before) session = null;
      return answer;
    }
  }

  return { ask, renew, renewsAlone: () => session !== null };
}

const cancelled = { kind: 'cancelled' } as const;

function cancelledBy(signal: AbortSignal): Promise<typeof cancelled> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(cancelled), { once: true }));
}

/** What renews a token; null where the issuer gives nothing for that. An issuer may leave out what has not changed. */
function sessionOf(response: SigninResponse, before: string | undefined): RefreshState | null {
  const { refresh_token = before, id_token, session_state, scope, profile } = response;
  if (refresh_token === undefined) return null;
  const optional = { ...(id_token === undefined ? {} : { id_token }), ...(scope === undefined ? {} : { scope }) };
  return { refresh_token, session_state, profile, ...optional };
}

async function createClient({ issuer, clientId, scope }: Issuer, redirectUri: string): Promise<OidcClient> {
  const { InMemoryWebStorage, OidcClient: Client, WebStorageStateStore } = await loadClient();
  return new Client({
    authority: issuer,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    response_type: 'code',
    loadUserInfo: false,
    requestTimeoutInSeconds: 30,
    // Its own choice would be localStorage.
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  });
}

/** @throws Misnamed when it is not who the deployment names, or the policy of the page would stop what it asks for */
async function checkMetadata({ metadataService }: OidcClient, issuer: string): Promise<void> {
  const metadata = await metadataService.getMetadata();
  const isNamed = metadata.issuer?.replace(/\/$/, '') === issuer;
  const isAsked = new URL(metadata.token_endpoint ?? issuer).origin === new URL(issuer).origin;
  const isPage = /^https?:$/.test(new URL(metadata.authorization_endpoint ?? issuer).protocol);
  if (!isNamed || !isAsked || !isPage) throw new Misnamed();
}

class Misnamed extends Error {}

/** What the issuer refuses has a code (RFC 6749, 4.1.2.1 and 5.2); all else may pass, also that the client is not loaded. */
function answerOf(fault: unknown): TokenAnswer {
  const passing = ['server_error', 'temporarily_unavailable'];
  const isRefusal = isErrorResponse(fault) && !passing.includes(fault.error ?? '');
  return isRefusal || fault instanceof Misnamed ? { kind: 'refused' } : { kind: 'away' };
}

/** By the name that the client gives it: its class is not there before the client is. */
function isErrorResponse(fault: unknown): fault is ErrorResponse {
  return fault instanceof Error && fault.name === 'ErrorResponse';
}
