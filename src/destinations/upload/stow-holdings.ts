import type { Credentials } from '../../pipeline/contracts/upload.ts';
import { firstPart } from './multipart-part.ts';
import { passingStatuses } from './read-answer.ts';
import { mostMsFor } from './send-request.ts';
import { signInHeaders } from './sign-in.ts';
import { type AskForList, type Listed, listInstances } from './stow-list.ts';
import { readContent } from './stream-content.ts';
import type { UploadItem } from './upload-item.ts';
import type { OpenRequest, SendRequest } from './upload-protocol.ts';

/** What a server has under the identifiers of a file. */
export type Holding =
  | { readonly kind: 'nothing' }
  /** `hash` as `readContent` makes it. */
  | { readonly kind: 'content'; readonly hash: string }
  /** The server does not let the page look, or the connection broke. */
  | { readonly kind: 'unknown' };

/** Looks at what a DICOMweb server has. Never throws. */
export type StowHoldings = {
  /** Call it before each request: what could not be asked before, because the server was away, is asked then. */
  readonly askAgain: () => void;
  /** Before a file is sent. A series is listed once. */
  readonly before: (item: UploadItem, signal: AbortSignal) => Promise<Holding>;
  /** What is there now, read whole. */
  readonly now: (item: UploadItem, signal: AbortSignal) => Promise<Holding>;
};

/** A list that takes longer is asked for again, before the next request. */
const mostListMs = 600_000;

/**
 * Search (QIDO-RS, PS3.18 10.6) tells which files of a series are there, so that only these are retrieved (WADO-RS, 10.4).
 */
export function createStowHoldings(options: {
  readonly url: string;
  readonly credentials: Credentials;
  readonly sendRequest: SendRequest;
  readonly openRequest: OpenRequest;
}): StowHoldings {
  const base = options.url.replace(/\/+$/, '');
  const series = new Map<string, Promise<Listed>>();
  /** Series that could not be asked about. */
  const unasked = new Set<string>();
  let isReadable = true;

  const request = (url: string, accept: string, signal: AbortSignal) => ({
    method: 'GET' as const,
    url,
    headers: { ...signInHeaders(options.credentials), Accept: accept },
    body: null,
    withCredentials: options.credentials.kind === 'cookie',
    onProgress: () => undefined,
    signal,
  });

  const ask: AskForList = (url, timed) => options.sendRequest(request(url, 'application/dicom+json', timed));

  async function before(item: UploadItem, signal: AbortSignal): Promise<Holding> {
    const address = addressOf(base, item);
    if (address === null) return unknown;
    const listed = series.get(address) ?? within(mostListMs, signal, (timed) => listInstances(ask, address, timed));
    series.set(address, listed);
    const uids = await listed;
    if (uids === 'later') unasked.add(address);
    if (uids === null || uids === 'later') return unknown;
    return uids.has(item.identifiers.sopInstanceUid) ? now(item, signal) : nothing;
  }

  async function now(item: UploadItem, signal: AbortSignal): Promise<Holding> {
    const address = addressOf(base, item);
    if (address === null || !isReadable) return unknown;
    const accept = 'multipart/related; type="application/dicom"; transfer-syntax=*';
    const url = `${address}/${encodeURIComponent(item.identifiers.sopInstanceUid)}`;
    return within(mostMsFor(item.body.size), signal, async (timed) => {
      const answer = await options.openRequest(request(url, accept, timed));
      if (answer.kind !== 'response') return unknown;
      if (answer.status !== 200) {
        answer.discard();
        // A server that does not give what it says it has will not give the next one either, unless the fault may pass.
        isReadable = passingStatuses.has(answer.status);
        return unknown;
      }
      try {
        const { hash } = await readContent(firstPart(answer.header('content-type'), answer.chunks));
        return { kind: 'content', hash };
      } catch {
        return unknown;
      }
    });
  }

  return {
    before,
    now,
    askAgain: () => {
      for (const address of unasked) series.delete(address);
      unasked.clear();
    },
  };
}

/** Work under a signal that also aborts when it takes too long: a server that says a little now and then is not silent. */
async function within<Result>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}

const nothing: Holding = { kind: 'nothing' };
const unknown: Holding = { kind: 'unknown' };

/** Instances resource of the series of a file; null for a file without UIDs, which no server takes. */
function addressOf(base: string, { identifiers }: UploadItem): string | null {
  const { studyInstanceUid, seriesInstanceUid, sopInstanceUid } = identifiers;
  if (studyInstanceUid === '' || seriesInstanceUid === '' || sopInstanceUid === '') return null;
  return `${base}/${encodeURIComponent(studyInstanceUid)}/series/${encodeURIComponent(seriesInstanceUid)}/instances`;
}
