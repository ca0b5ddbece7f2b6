import { openRequest, sendRequest } from '../../destinations/upload/send-request.ts';
import { signInHeaders } from '../../destinations/upload/sign-in.ts';
import type { OpenRequest, SendRequest } from '../../destinations/upload/upload-protocol.ts';
import type { SignIn } from '../settings/sign-in-file.ts';

type Requests = { readonly sendRequest: SendRequest; readonly openRequest: OpenRequest };
type Headers = Readonly<Record<string, string>>;
type Answered = { readonly kind: 'response'; readonly status: number } | { readonly kind: string };

/**
 * Requests that carry the sign-in of a file. When the server does not take it (401), the file is read again, and the request goes
 * out once more where another sign-in is in it by now: tokens end while a long run goes on.
 */
export function signedRequests(signIn: SignIn | null): Requests {
  if (signIn === null) return { sendRequest, openRequest };
  const read = signIn;
  let current = signInHeaders(signIn());

  /** @returns null when the file has nothing better than what was refused */
  function after(refused: Headers): Headers | null {
    try {
      // Another request may have read it already.
      if (isSame(current, refused)) current = signInHeaders(read());
    } catch {
      return null;
    }
    return isSame(current, refused) ? null : current;
  }

  async function ask<Request extends { readonly headers: Headers }, Answer extends Answered>(
    request: Request,
    send: (request: Request) => Promise<Answer>,
    discard: (answer: Answer) => void,
  ): Promise<Answer> {
    const first = current;
    const answer = await send({ ...request, headers: { ...request.headers, ...first } });
    if (!('status' in answer) || answer.status !== 401) return answer;
    const renewed = after(first);
    if (renewed === null) return answer;
    discard(answer);
    return send({ ...request, headers: { ...request.headers, ...renewed } });
  }

  return {
    sendRequest: (request) => ask(request, sendRequest, () => undefined),
    openRequest: (request) =>
      ask(request, openRequest, (answer) => {
        if (answer.kind === 'response') answer.discard();
      }),
  };
}

function isSame(one: Headers, other: Headers): boolean {
  return one['Authorization'] === other['Authorization'];
}
