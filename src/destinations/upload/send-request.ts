import type { Answer, RequestDescription, SendRequest } from './upload-protocol.ts';

/** A server that says nothing for so long is not going to: uploads of large files make progress all the time. */
const silenceMs = 120_000;

/**
 * Sends a request with `XMLHttpRequest`, which alone tells how much of a body has been sent (`fetch` does not). Redirects are
 * followed by the browser, and the policy stops them at any other origin. Never throws.
 */
export const sendRequest: SendRequest = (request) =>
  new Promise((resolve) => {
    const { signal } = request;
    if (signal.aborted) return resolve({ kind: 'aborted' });
    const xhr = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout>;
    const rearm = () => {
      clearTimeout(timer);
      timer = setTimeout(() => xhr.abort(), silenceMs);
    };
    const onAbort = () => xhr.abort();
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(answer);
    };
    xhr.upload.onprogress = ({ loaded }) => {
      rearm();
      request.onProgress(Math.min(loaded, request.body?.size ?? 0));
    };
    xhr.onprogress = rearm;
    xhr.onload = () => settle(responseOf(xhr));
    xhr.onerror = () => settle({ kind: 'unreachable' });
    xhr.onabort = () => settle(signal.aborted ? { kind: 'aborted' } : { kind: 'unreachable' });
    try {
      start(xhr, request);
      signal.addEventListener('abort', onAbort, { once: true });
      rearm();
    } catch {
      // An address or header that the platform refuses.
      settle({ kind: 'unreachable' });
    }
  });

function start(xhr: XMLHttpRequest, { method, url, headers, withCredentials, body }: RequestDescription): void {
  xhr.open(method, url);
  xhr.withCredentials = withCredentials;
  for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
  xhr.send(body);
}

function responseOf(xhr: XMLHttpRequest): Answer {
  return {
    kind: 'response',
    status: xhr.status,
    header: (name) => xhr.getResponseHeader(name),
    text: xhr.responseText,
  };
}
