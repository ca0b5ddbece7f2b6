import { issuedToken } from '../upload/sign-in.ts';
import type { NoSignIn, OpenRequest, RequestDescription, SendRequest } from '../upload/upload-protocol.ts';
import type { Given, TokenKeeper } from './token-keeper.ts';

type Signable = Pick<RequestDescription, 'method' | 'url' | 'headers' | 'signal'>;
type Answered = { readonly kind: 'response'; readonly status: number } | { readonly kind: string };
type Missing = NoSignIn | { readonly kind: 'aborted' };

/**
 * Requests that carry the token of the moment: it is renewed before it ends and when the server does not take it (401). Then the same
 * request goes out again with the new one, so that no protocol and no file hears of it. Requests without `issuedToken` are passed on.
 * @param address of the target of all these requests: no other origin is shown a token, whatever an answer names as the next place
 * @param waits they wait until the person has signed in again
 */
export function signRequests(
  plain: { readonly sendRequest: SendRequest; readonly openRequest: OpenRequest },
  keeper: TokenKeeper,
  { address, waits }: { readonly address: string; readonly waits: boolean },
): typeof plain {
  const { origin } = new URL(address);

  /** @returns whether the request goes out again with another token */
  function goesAgain({ method }: Signable, token: string, tries: number): boolean {
    if (method !== 'GET') return keeper.rejected(token, true) === 'again';
    // A server that never lets this page look costs one token at most, and no person a sign-in.
    const isBlind = keeper.blindAt.has(address) || tries > 1 || keeper.rejected(token, false) === 'final';
    if (isBlind) keeper.blindAt.add(address);
    return !isBlind;
  }

  async function ask<Request extends Signable, Answer extends Answered>(
    request: Request,
    send: (request: Request) => Promise<Answer>,
    discard: (answer: Answer) => void,
  ): Promise<Answer | Missing> {
    if (request.headers['Authorization'] !== issuedToken) return send(request);
    if (!isAt(origin, request.url)) return { kind: 'no-sign-in', mayPass: false };
    for (let tries = 1; ; tries++) {
      const given = await keeper.token(waits, request.signal);
      if (given.kind !== 'token') return missing(given);
      const headers = { ...request.headers, Authorization: `Bearer ${given.token}` };
      const answer = await send({ ...request, headers });
      const isRefused = 'status' in answer && answer.status === 401;
      if (!isRefused && answer.kind === 'response') keeper.accepted(given.token);
      if (!isRefused || !goesAgain(request, given.token, tries)) return answer;
      discard(answer);
    }
  }

  return {
    sendRequest: (request) => ask(request, plain.sendRequest, () => undefined),
    openRequest: (request) =>
      ask(request, plain.openRequest, (answer) => {
        if (answer.kind === 'response') answer.discard();
      }),
  };
}

function isAt(origin: string, url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin;
}

function missing(given: Exclude<Given, { readonly kind: 'token' }>): Missing {
  if (given.kind === 'aborted') return given;
  return { kind: 'no-sign-in', mayPass: given.kind === 'away' || given.hasGiven };
}
