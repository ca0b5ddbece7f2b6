import type { TestLine } from '../../pipeline/contracts/upload.ts';
import { failure } from './test-line.ts';
import type { Answer, RequestDescription, SendRequest } from './upload-protocol.ts';

/** What a test needs of the page besides requests. */
export type TestSurroundings = {
  readonly sendRequest: SendRequest;
  readonly now: () => number;
  /** True when the page itself came over a protected connection, so that an unprotected one is refused by the browser. */
  readonly isSecurePage: boolean;
  /** Asks without reading the answer, which needs no leave of the server: true when anything answered at all. */
  readonly answersAtAll: (url: string, signal: AbortSignal) => Promise<boolean>;
  /** Whether the server sends the request, without its body, on to another address. */
  readonly redirects: (request: TestRequest, signal: AbortSignal) => Promise<boolean>;
};

export type TestRequest = Omit<RequestDescription, 'onProgress' | 'signal'>;

/**
 * Tells why a server cannot be reached apart, as well as a browser lets anybody: it says the same of CORS, a closed port and a
 * certificate. @returns the answer to the request when there was one
 */
export async function* testReach(
  request: TestRequest,
  surroundings: TestSurroundings,
  signal: AbortSignal,
): AsyncGenerator<TestLine, Extract<Answer, { kind: 'response' }> | null> {
  const { protocol, host, hostname } = new URL(request.url);
  if (surroundings.isSecurePage && protocol === 'http:' && !isLoopback(hostname)) {
    yield failure('This page came over HTTPS, and browsers then refuse unprotected servers. Use an https:// address.');
    return null;
  }
  const startedMs = surroundings.now();
  const answer = await surroundings.sendRequest({ ...request, onProgress: () => undefined, signal });
  const took = `${Math.round(surroundings.now() - startedMs)} ms`;
  if (answer.kind === 'response') {
    yield { tone: 'ok', text: `Reached ${host}, and it lets this page in`, detail: took };
    return answer;
  }
  if (answer.kind === 'aborted') return null;
  if (answer.kind === 'no-sign-in') {
    yield failure('No sign-in was given for this server. See Sign-in, then test again.');
    return null;
  }
  if (await surroundings.redirects(request, signal)) {
    yield failure(
      `${host} sends requests for this address on to another one (a redirect), which this page never follows. Type the address that ` +
        'it leads to; a missing or an extra / at the end is the usual reason.',
    );
  } else if (await surroundings.answersAtAll(request.url, signal)) {
    yield failure(
      `${host} answers, but does not let pages of this address send to it (CORS). Its operator must allow this page’s origin, ` +
        'the method POST and the headers Authorization and Content-Type.',
    );
  } else {
    yield failure(
      `${host} did not answer: wrong address, server or network down, or a certificate that this browser does not trust. Open ` +
        'the address in another tab to see which.',
    );
  }
  return null;
}

/** What a status says of address and sign-in, where it says it in all protocols alike; null: the protocol knows. */
export function describeStatus(status: number): TestLine | null {
  const detail = `${status}`;
  if (status === 401) return { tone: 'failure', text: 'The sign-in was not accepted. Check it.', detail };
  if (status === 403) return { tone: 'failure', text: 'This sign-in may not store files here.', detail };
  if (status === 404 || status === 405) {
    return { tone: 'failure', text: 'The server knows nothing at this address. Check the path.', detail };
  }
  if (status >= 500) return { tone: 'failure', text: 'The server has a fault of its own. Try again later.', detail };
  return null;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
