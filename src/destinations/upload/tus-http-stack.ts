import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import type { Answer, RequestDescription, SendRequest } from './upload-protocol.ts';

/** Lets `tus-js-client` speak through the page's own requests, to one origin. `sent` hears each answer. */
export function tusHttpStack(options: {
  readonly sendRequest: SendRequest;
  readonly withCredentials: boolean;
  readonly origin: string;
  readonly sent: (answer: Answer) => void;
  readonly signal: AbortSignal;
}): HttpStack {
  function createRequest(method: string, url: string): HttpRequest {
    const headers: Record<string, string> = {};
    const ends = new AbortController();
    let onProgress: (sentBytes: number) => void = () => undefined;

    async function send(body: unknown): Promise<HttpResponse> {
      const answer = await ask(body instanceof Blob ? body : null);
      options.sent(answer);
      if (answer.kind !== 'response') throw new Error('No answer.');
      return {
        getStatus: () => answer.status,
        getHeader: (name) => answer.header(name) ?? undefined,
        getBody: () => answer.text,
        getUnderlyingObject: () => null,
      };
    }

    async function ask(body: Blob | null): Promise<Answer> {
      // A server may name any address for an upload; files go to the origin on the button and to no other.
      if (new URL(url).origin !== options.origin) return { kind: 'unreachable' };
      return options.sendRequest({
        method: method as RequestDescription['method'],
        url,
        headers,
        body,
        withCredentials: options.withCredentials,
        onProgress: (sentBytes) => onProgress(sentBytes),
        signal: AbortSignal.any([options.signal, ends.signal]),
      });
    }

    return {
      getMethod: () => method,
      getURL: () => url,
      setHeader: (name, value) => {
        headers[name] = value;
      },
      getHeader: (name) => headers[name],
      setProgressHandler: (handler) => {
        onProgress = handler;
      },
      send,
      abort: async () => ends.abort(),
      getUnderlyingObject: () => null,
    };
  }
  return { createRequest, getName: () => 'nescio' };
}
