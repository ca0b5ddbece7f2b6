import type { Credentials, ItemStatus } from '../../pipeline/contracts/upload.ts';
import { compareKept, differs } from './presigned-kept.ts';
import { addressesOf, type Link, parseLinks, parseStored, type WholeLinks } from './presigned-links.ts';
import { readAnswer } from './read-answer.ts';
import { signInHeaders } from './sign-in.ts';
import type { UploadItem } from './upload-item.ts';
import type { Answer, BatchLimits, OpenRequest, SendRequest, SendResult, UploadProtocol } from './upload-protocol.ts';

export type PresignedOptions = {
  /** Address of the broker: the project's own service, which knows the bucket and signs links. */
  readonly url: string;
  readonly credentials: Credentials;
  /** Servers that links may point at, as `https://bucket.example.org`. */
  readonly origins: readonly string[];
  readonly sendRequest: SendRequest;
  readonly openRequest: OpenRequest;
  readonly now: () => number;
};

/** A file a request; several at a time, since a link costs a round trip. */
const presignedLimits: BatchLimits = { items: 1, sizeBytes: Number.POSITIVE_INFINITY, inFlight: 4 };

/** Larger files are offered to the broker in parts of this size; a store takes 5 MB to 5 GB a part, and 10,000 parts. */
export const partBytes = 64 * 1024 * 1024;

type Progress = (sentBytes: number) => void;

/** A file that goes in parts, as far as it has come: a fault that passes costs one part, not the file. */
type PartialUpload = { readonly uploadId: string; readonly links: readonly Link[]; readonly etags: string[] };

/**
 * Presigned links (docs/hosting.md has the broker's side): the broker is told new path, size and hash, and answers where the
 * bytes go. Credentials go to the broker alone, never to a link.
 */
export function createPresignedProtocol(options: PresignedOptions): UploadProtocol {
  const partials = new Map<number, PartialUpload>();

  const askBroker = (message: object, signal: AbortSignal) =>
    options.sendRequest({
      method: 'POST',
      url: options.url,
      headers: {
        ...signInHeaders(options.credentials),
        'Content-Type': 'application/json',
        Accept: 'application/json',
      },
      body: new Blob([JSON.stringify(message)]),
      withCredentials: options.credentials.kind === 'cookie',
      onProgress: () => undefined,
      signal,
    });

  const put = ({ method, url, headers }: Link, body: Blob, onProgress: Progress, signal: AbortSignal) =>
    options.sendRequest({ method, url, headers, body, withCredentials: false, onProgress, signal });

  async function send(items: readonly UploadItem[], onProgress: Progress, signal: AbortSignal): Promise<SendResult> {
    const item = items[0]!;
    const begun = partials.get(item.id);
    if (begun !== undefined) return sendParts(item, begun, onProgress, signal);
    const { outputPath, body, sha256 } = item;
    const parts = body.size > partBytes ? { partBytes, parts: Math.ceil(body.size / partBytes) } : {};
    const answer = await askBroker({ outputPath, sizeBytes: body.size, sha256, ...parts }, signal);
    const common = readAnswer(answer, 1, options.now());
    if (common !== null) return common;
    const text = isSuccess(answer) ? answer.text : '';
    const stored = parseStored(text);
    if (stored !== null) return one(stored === sha256 ? { kind: 'already-there' } : differs);
    const links = parseLinks(text, Math.ceil(body.size / partBytes));
    if (links === null) return one(noLink(answer));
    const foreign = addressesOf(links).find((address) => !options.origins.includes(new URL(address).origin));
    if (foreign !== undefined) return { kind: 'stop', code: 'rejected', reason: foreignLink(new URL(foreign).host) };
    if (links.kind === 'whole') return sendWhole(item, links, onProgress, signal);
    const partial = { uploadId: links.uploadId, links: links.links, etags: [] };
    partials.set(item.id, partial);
    return sendParts(item, partial, onProgress, signal);
  }

  async function sendWhole(item: UploadItem, links: WholeLinks, onProgress: Progress, signal: AbortSignal) {
    const answer = await put(links.links[0], item.body, onProgress, signal);
    // The store had something at this path and kept it (If-None-Match, RFC 9110 13.1.2).
    const isKept = answer.kind === 'response' && answer.status === 412;
    if (!isKept) return statusOfPut(answer, options.now());
    return one(await compareKept(item, links.read, options.openRequest, signal));
  }

  async function sendParts(
    { id, body }: UploadItem,
    partial: PartialUpload,
    onProgress: Progress,
    signal: AbortSignal,
  ): Promise<SendResult> {
    const { links, etags, uploadId } = partial;
    for (let at = etags.length; at < links.length; at++) {
      const start = at * partBytes;
      const part = body.slice(start, start + partBytes);
      const answer = await put(links[at]!, part, (sent) => onProgress(start + sent), signal);
      const result = statusOfPut(answer, options.now());
      if (!isStored(result)) {
        // Expired links do not come back to life: the next try starts with new ones.
        if (answer.kind === 'response') partials.delete(id);
        return result;
      }
      const etag = tagOf(answer);
      // Without it the broker cannot put the parts together: nothing more need be sent.
      if (etag === null) return { kind: 'stop', code: 'rejected', reason: noTag };
      etags.push(etag);
    }
    const parts = etags.map((etag, at) => ({ partNumber: at + 1, etag }));
    const completed = await askBroker({ complete: { uploadId, parts } }, signal);
    const common = readAnswer(completed, 1, options.now());
    if (common?.kind === 'again') return common;
    partials.delete(id);
    return common ?? one(isSuccess(completed) ? { kind: 'stored' } : refused(completed));
  }

  return { limits: presignedLimits, groupOf: () => '', send };
}

function statusOfPut(answer: Answer, nowMs: number): SendResult {
  // 401 and 403 of a store speak of the link, not of the person.
  if (answer.kind === 'response' && (answer.status === 401 || answer.status === 403)) {
    return {
      kind: 'again',
      cause: 'trouble',
      retryAfterMs: null,
      code: 'forbidden',
      reason: linkRefused(answer.status),
    };
  }
  return readAnswer(answer, 1, nowMs) ?? one(isSuccess(answer) ? { kind: 'stored' } : refused(answer));
}

const tagOf = (answer: Answer) => (answer.kind === 'response' ? answer.header('etag') : null);

function isStored(result: SendResult): boolean {
  const status = result.kind === 'answered' ? result.statuses[0] : undefined;
  return typeof status === 'object' && status.kind === 'stored';
}

function one(status: ItemStatus): SendResult {
  return { kind: 'answered', statuses: [status] };
}

function isSuccess(answer: Answer): answer is Extract<Answer, { kind: 'response' }> {
  return answer.kind === 'response' && answer.status >= 200 && answer.status < 300;
}

const code = (answer: Answer) => (answer.kind === 'response' ? answer.status : 'no answer');

const refused = (answer: Answer): ItemStatus => ({
  kind: 'refused',
  code: 'rejected',
  reason: `The store did not take this file (${code(answer)}).`,
});

const noTag =
  'The store does not let this page read the header ETag of a part. Its operator must expose it (CORS, docs/hosting.md).';

const noLink = (answer: Answer): ItemStatus => ({
  kind: 'refused',
  code: 'rejected',
  reason: `The server gave no link to upload this file to (${code(answer)}). Ask its operator.`,
});

const linkRefused = (status: number) =>
  `The store refused the link that it was given (${status}). It may have expired; send again.`;

const foreignLink = (host: string) =>
  `The server named ${host}, to which this page may not send. Whoever hosts the page must add it (docs/hosting.md).`;
