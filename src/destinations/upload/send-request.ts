import type { Answer, OpenAnswer, OpenRequest, SendRequest } from './upload-protocol.ts';

/** A server that says nothing for so long is not going to. */
const silenceMs = 120_000;

/** The slowest line that an upload is given time for, in bytes a millisecond: 32 KB a second. */
const slowestRate = 32;

/** What is not over by then, in milliseconds, is too slow: the line, or who speaks a little now and then. */
export const mostMsFor = (bytes: number): number => silenceMs + bytes / slowestRate;

/** Answers in text are lists and short messages; what goes on longer is cut, and then nothing can be read from it. */
export const mostTextBytes = 16 * 1024 * 1024;

/**
 * Sends a request and gives the answer as soon as its head is there. A redirect is an error and never followed: the server
 * that was named on the button gets the bytes, or nobody does, and no page that answers elsewhere is taken for a receipt.
 * Never throws; reading `chunks` does when the connection breaks.
 */
export const openRequest: OpenRequest = async ({ method, url, headers, body, withCredentials, signal }) => {
  const silence = new AbortController();
  const giveUp = () => silence.abort();
  // How much of a body has gone nobody tells, so a large one is given the time that a slow line takes for it.
  const timer = setTimeout(giveUp, mostMsFor(body?.size ?? 0));
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      credentials: withCredentials ? 'include' : 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    return {
      kind: 'response',
      status: response.status,
      header: (name) => response.headers.get(name),
      chunks: chunksOf(response.body, giveUp),
      discard: () => void response.body?.cancel().catch(() => undefined),
    };
  } catch {
    // The platform does not say why: refused connection, CORS, TLS, redirect, or a bad address or header.
    return signal.aborted ? { kind: 'aborted' } : { kind: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
};

/** Sends a request and reads its whole answer as text. Never throws. */
export const sendRequest: SendRequest = async ({ onProgress, ...request }) => {
  const answer = await openRequest(request);
  if (answer.kind !== 'response') return answer;
  onProgress(request.body?.size ?? 0);
  const text = await textOf(answer).catch(() => null);
  if (text === null) return request.signal.aborted ? { kind: 'aborted' } : { kind: 'unreachable' };
  const { status, header } = answer;
  return { kind: 'response', status, header, text } satisfies Answer;
};

async function* chunksOf(body: ReadableStream<Uint8Array> | null, giveUp: () => void): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    while (true) {
      timer = setTimeout(giveUp, silenceMs);
      const { done, value } = await reader.read();
      clearTimeout(timer);
      if (done) return;
      yield value;
    }
  } finally {
    clearTimeout(timer);
    void reader.cancel().catch(() => undefined);
  }
}

async function textOf({ chunks }: Extract<OpenAnswer, { readonly kind: 'response' }>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > mostTextBytes) return text;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
