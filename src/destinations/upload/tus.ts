import type { HttpStack, Upload } from 'tus-js-client';
import type { Credentials } from '../../pipeline/contracts/upload.ts';
import { readAnswer } from './read-answer.ts';
import { signInHeaders } from './sign-in.ts';
import { tusHttpStack } from './tus-http-stack.ts';
import type { UploadItem } from './upload-item.ts';
import type { Answer, BatchLimits, SendRequest, SendResult, UploadProtocol } from './upload-protocol.ts';

export type TusOptions = {
  /** Address where uploads are created. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly sendRequest: SendRequest;
  readonly now: () => number;
};

const tusLimits: BatchLimits = { items: 1, sizeBytes: Number.POSITIVE_INFINITY, inFlight: 3 };

/** A file goes in pieces of this size, so that proxies with a limit let it through. */
const chunkBytes = 24 * 1024 * 1024;

/** Loaded on demand, because most pages do not use tus. */
const loadClient = () => import('tus-js-client');

/**
 * tus 1.0, resumable: what broke goes on where the server says it stopped. The server is told the new path and the kind of
 * content, nothing else. Retries are the queue's, requests the page's own.
 */
export function createTusProtocol(options: TusOptions): UploadProtocol {
  const { credentials } = options;
  const { origin } = new URL(options.url);
  /** Where uploads that began are, for going on. */
  const addresses = new Map<number, string>();

  async function send(
    items: readonly UploadItem[],
    onProgress: (sentBytes: number) => void,
    signal: AbortSignal,
  ): Promise<SendResult> {
    const item = items[0]!;
    const client = await loadClient().catch(() => null);
    if (client === null) {
      return { kind: 'again', cause: 'trouble', retryAfterMs: null, code: 'unreachable', reason: noClient };
    }
    let last: Answer | null = null;
    const sent = (answer: Answer) => {
      last = answer;
    };
    const { sendRequest } = options;
    const httpStack = tusHttpStack({
      sendRequest,
      withCredentials: credentials.kind === 'cookie',
      origin,
      sent,
      signal,
    });
    const error = await run(client.Upload, item, httpStack, onProgress);
    if (error === null) {
      addresses.delete(item.id);
      return { kind: 'answered', statuses: [{ kind: 'stored' }] };
    }
    const address = addresses.get(item.id);
    if (address !== undefined && new URL(address).origin !== origin) {
      return { kind: 'stop', code: 'rejected', reason: foreign(new URL(address).host) };
    }
    return last === null ? failed : readFailure(item, last);
  }

  function run(
    Client: typeof Upload,
    { id, body, outputPath }: UploadItem,
    httpStack: HttpStack,
    onProgress: (sentBytes: number) => void,
  ): Promise<Error | null> {
    return new Promise((resolve) => {
      const upload = new Client(body, {
        endpoint: options.url,
        uploadUrl: addresses.get(id) ?? null,
        metadata: { filename: outputPath, filetype: 'application/dicom' },
        headers: { ...signInHeaders(credentials) },
        chunkSize: chunkBytes,
        uploadSize: body.size,
        retryDelays: null,
        storeFingerprintForResuming: false,
        httpStack,
        fileReader: blobReader,
        onUploadUrlAvailable: () => {
          if (upload.url !== null) addresses.set(id, upload.url);
        },
        onProgress,
        onSuccess: () => resolve(null),
        onError: resolve,
      });
      upload.start();
    });
  }

  function readFailure({ id }: UploadItem, answer: Answer): SendResult {
    const status = answer.kind === 'response' ? answer.status : 0;
    // The upload is gone from the server (tus 1.0, Core protocol), or its offset is not what was thought: begin or ask again.
    if (addresses.has(id) && (status === 404 || status === 410 || status === 409 || status === 423)) {
      if (status === 404 || status === 410) addresses.delete(id);
      return { kind: 'again', cause: 'trouble', retryAfterMs: null, code: 'server-error', reason: lost(status) };
    }
    const common = readAnswer(answer, 1, options.now());
    if (common !== null) return common;
    return { kind: 'answered', statuses: [{ kind: 'refused', code: 'rejected', reason: refusal(status) }] };
  }

  return { limits: tusLimits, groupOf: () => '', send };
}

/** Slices stay references: no byte is read here. */
const blobReader = {
  openFile: async (blob: Blob) => ({
    size: blob.size,
    slice: async (start: number, end: number) => ({ value: blob.slice(start, end), done: end >= blob.size }),
    close: () => undefined,
  }),
};

const failed: SendResult = {
  kind: 'answered',
  statuses: [
    { kind: 'not-sent', code: 'server-error', reason: 'This file could not be prepared for tus. Send it again.' },
  ],
};

const noClient = 'A part of this page could not be loaded. Check the network, then send again.';
const foreign = (host: string) => `The server named ${host} for the bytes, to which this page may not send.`;
const refusal = (status: number) => `The server did not take this file (${status}).`;
const lost = (status: number) => `The server lost this upload on the way (${status}). Send again.`;
