import { issuedToken } from '../upload/sign-in.ts';
import type { NoSignIn, OpenRequest, RequestDescription, SendRequest } from '../upload/upload-protocol.ts';
import type { Given, TokenKeeper } from './token-keeper.ts';

type Signable = Pick<RequestDescription, 'method' | 'headers' | 'signal'>;
type Answered = { readonly kind: 'response'; readonly status: number } | { readonly kind: string };
type Missing = NoSignIn | { readonly kind: 'aborted' };

/**
 * Requests that carry the token of the moment: it is renewed before it ends and when the server does not take it (401). Then the same
 * request goes out again with the new one, so that no protocol and no file hears of it. Requests without `issuedToken` are passed on.
 * @param waits true for requests that wait until the person has signed in again
 */
export function signRequests(
  plain: { readonly sendRequest: SendRequest; readonly openRequest: OpenRequest },
  keeper: TokenKeeper,
  waits: boolean,
): typeof plain {
  /** The server does not let this page look, whatever the token is: then no look costs a token. */
  let isBlind = false;

  /** @returns whether the request goes out again with another token */
  function goesAgain({ method }: Signable, token: string, tries: number): boolean {
    const isLook = method === 'GET';
    if (isLook && (isBlind || tries > 1)) {
      isBlind = true;
      return false;
    }
    return keeper.rejected(token, !isLook) === 'again';
  }

  async function ask<Request extends Signable, Answer extends Answered>(
    request: Request,
    send: (request: Request) => Promise<Answer>,
    discard: (answer: Answer) => void,
  ): Promise<Answer | Missing> {
    if (request.headers['Authorization'] !== issuedToken) return send(request);
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

function missing(given: Exclude<Given, { readonly kind: 'token' }>): Missing {
  if (given.kind === 'aborted') return given;
  return { kind: 'no-sign-in', mayPass: given.kind === 'away' || given.hasGiven };
}
