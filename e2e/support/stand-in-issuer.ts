import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { freePort } from './free-port.ts';

/**
 * A stand-in for an OpenID provider (OpenID Connect Core 1.0, RFC 7636) and for an endpoint that gives tokens to who has its cookie. It
 * is ours and no provider of the world: it checks PKCE, state of codes, client and address, and signs nothing.
 */
export type StandInIssuer = {
  readonly origin: string;
  /** Tokens that a server is to accept now. */
  readonly isGood: (authorization: string | null) => boolean;
  /** Every token that was given is worth nothing from now on. */
  readonly expire: () => void;
  /** From now on it renews nothing; a person has to sign in. */
  readonly forgetSessions: () => void;
  /** False: from now on it gives no refresh tokens, so that nothing is renewed without a person. */
  readonly givesRefreshTokens: (does: boolean) => void;
  /** What the next person does in its window; `deny`: presses the button that refuses. */
  readonly person: (does: 'accept' | 'deny' | 'wait') => void;
  /** `down`: cuts every connection. `signed-out`: the endpoint refuses. */
  readonly state: (next: 'up' | 'down' | 'signed-out') => void;
  /** Every secret that was given: codes, and tokens of all kinds. */
  readonly secrets: () => readonly string[];
  /** How often a token was given, by what for. */
  readonly given: () => Readonly<Record<'code' | 'refresh' | 'endpoint', number>>;
  /** Requests that were wrong, in words: none is expected. */
  readonly faults: () => readonly string[];
  readonly stop: () => Promise<void>;
};

type Code = { readonly challenge: string; readonly redirectUri: string; readonly nonce: string | null };

export async function startStandInIssuer(clientId: string): Promise<StandInIssuer> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const codes = new Map<string, Code>();
  const refreshTokens = new Set<string>();
  const faults: string[] = [];
  const given = { code: 0, refresh: 0, endpoint: 0 };
  const secrets: string[] = [];
  let hasRefreshTokens = true;
  let good = new Set<string>();
  let person: 'accept' | 'deny' | 'wait' = 'accept';
  let state: 'up' | 'down' | 'signed-out' = 'up';

  const random = () => {
    const secret = randomBytes(16).toString('base64url');
    secrets.push(secret);
    return secret;
  };

  function newToken(why: keyof typeof given): string {
    const token = random();
    good.add(token);
    given[why] += 1;
    return token;
  }

  function authorize(url: URL, response: ServerResponse): void {
    const of = (name: string) => url.searchParams.get(name) ?? '';
    if (of('response_type') !== 'code' || of('code_challenge_method') !== 'S256' || of('code_challenge') === '') {
      faults.push('an authorisation without PKCE');
    }
    if (of('client_id') !== clientId || of('state') === '') faults.push('an authorisation of another client');
    const back = new URL(of('redirect_uri'));
    back.searchParams.set('state', of('state'));
    if (person === 'deny') back.searchParams.set('error', 'access_denied');
    else {
      const code = random();
      codes.set(code, {
        challenge: of('code_challenge'),
        redirectUri: of('redirect_uri'),
        nonce: url.searchParams.get('nonce'),
      });
      back.searchParams.set('code', code);
    }
    // A window of its own, which tells who opened it nothing: real providers do so too.
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Content-Type', 'text/html');
    response.end(
      `<title>Stand-in</title><h1>Stand-in issuer</h1><a id="go" href="${back.href.replaceAll('&', '&amp;')}">Continue</a>`,
    );
  }

  function exchange(form: URLSearchParams): object | null {
    const of = (name: string) => form.get(name) ?? '';
    if (of('client_id') !== clientId) faults.push('a token for another client');
    if (of('grant_type') === 'refresh_token') {
      if (!refreshTokens.delete(of('refresh_token'))) return null;
      return tokens('refresh', null);
    }
    const code = codes.get(of('code'));
    codes.delete(of('code'));
    const challenge = createHash('sha256').update(of('code_verifier')).digest('base64url');
    if (code === undefined || code.challenge !== challenge || code.redirectUri !== of('redirect_uri')) {
      faults.push('a code that is not good, or with another verifier or address');
      return null;
    }
    return tokens('code', code.nonce);
  }

  function tokens(why: 'code' | 'refresh', nonce: string | null): object {
    const refreshToken = random();
    if (hasRefreshTokens) refreshTokens.add(refreshToken);
    const nowS = Math.floor(Date.now() / 1000);
    const claims = {
      iss: origin,
      aud: clientId,
      sub: 'person',
      iat: nowS,
      exp: nowS + 3600,
      ...(nonce ? { nonce } : {}),
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return {
      access_token: newToken(why),
      token_type: 'Bearer',
      expires_in: 3600,
      ...(hasRefreshTokens ? { refresh_token: refreshToken } : {}),
      id_token: `${part({ alg: 'RS256' })}.${part(claims)}.${random()}`,
      scope: 'openid',
    };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (state === 'down') {
      request.socket.destroy();
      return;
    }
    const url = new URL(request.url ?? '/', origin);
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Allow-Headers', 'accept, content-type');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const json = (value: object | null, status = value === null ? 400 : 200) =>
      void response
        .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
        .end(JSON.stringify(value ?? { error: 'invalid_grant' }));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json({
          issuer: origin,
          authorization_endpoint: `${origin}/authorize`,
          token_endpoint: `${origin}/token`,
        });
      case '/authorize':
        return authorize(url, response);
      case '/token': {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        return json(exchange(new URLSearchParams(Buffer.concat(chunks).toString())));
      }
      case '/login':
        response.setHeader('Set-Cookie', 'session=1; Path=/; HttpOnly');
        return void response.end('Signed in.');
      case '/token-of-session':
        if (state === 'signed-out' || !(request.headers.cookie ?? '').includes('session=1')) return json({}, 401);
        return json({ access_token: newToken('endpoint'), expires_in: 3600 });
      default:
        return void response.writeHead(404).end();
    }
  }

  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin,
    isGood: (authorization) => good.has(authorization?.replace(/^Bearer /, '') ?? ''),
    expire: () => {
      good = new Set();
    },
    forgetSessions: () => refreshTokens.clear(),
    givesRefreshTokens: (does) => {
      hasRefreshTokens = does;
    },
    person: (does) => {
      person = does;
    },
    state: (next) => {
      state = next;
    },
    secrets: () => secrets,
    given: () => given,
    faults: () => faults,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
