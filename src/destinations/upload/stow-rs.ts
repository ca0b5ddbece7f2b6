import type { Credentials, ItemStatus } from '../../pipeline/contracts/upload.ts';
import { hashContent } from './hash-content.ts';
import { multipartRelated, randomBoundary } from './multipart.ts';
import { readAnswer } from './read-answer.ts';
import { signInHeaders } from './sign-in.ts';
import type { Holding, StowHoldings } from './stow-holdings.ts';
import { duplicateInstance, parseStowResponse, statusOf } from './stow-response.ts';
import { createUploadClaims } from './upload-claims.ts';
import type { UploadItem } from './upload-item.ts';
import type { Answer, BatchLimits, SendRequest, SendResult, UploadProtocol } from './upload-protocol.ts';

export type StowOptions = {
  /** Address of the studies resource, as `https://pacs.example.org/dicom-web/studies`. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly limits: BatchLimits;
  readonly sendRequest: SendRequest;
  readonly holdings: StowHoldings;
  readonly now: () => number;
};

/** Near the floor of time, little to send again, and under the 100 MB that many proxies stop at. */
export const stowLimits: BatchLimits = { items: 40, sizeBytes: 24 * 1024 * 1024, inFlight: 2 };

type Status = ItemStatus | 'retry-alone';

/**
 * DICOMweb STOW-RS (PS3.18 10.5). A server's status says little of single files: Orthanc answers 400 for a batch in which one
 * file is bad and stores the others. So each file is looked up in the answer by its SOP Instance UID, whatever the status,
 * and one that is not mentioned is asked about once more alone.
 *
 * Nor does the answer say what a server did that had something under a UID before: some keep it, some replace it, and both
 * acknowledge. So what is there is looked at before, and what was there under a UID is read again after.
 */
export function createStowProtocol(options: StowOptions): UploadProtocol {
  const { holdings } = options;
  const claims = createUploadClaims();
  /** UIDs of requests that had no answer: a server may have stored them, and call them duplicates the next time. */
  const unanswered = new Set<string>();

  async function send(
    items: readonly UploadItem[],
    onProgress: (sentBytes: number) => void,
    signal: AbortSignal,
    leaving: AbortSignal,
  ): Promise<SendResult> {
    const looking = AbortSignal.any([signal, leaving]);
    const taken = await claims.take(items);
    const statuses = new Map<UploadItem, Status>();
    const before = new Map<UploadItem, Holding>();
    holdings.askAgain();
    let result: SendResult | null = null;
    try {
      for (const item of items) {
        const claim = taken.get(item);
        if (claim === 'wait') statuses.set(item, 'retry-alone');
        else if (claim === 'rival') statuses.set(item, rival);
        else if (claim === 'copy') statuses.set(item, { kind: 'already-there' });
        else if (await isThere(item, before, looking)) statuses.set(item, { kind: 'already-there' });
      }
      const rest = items.filter((item) => !statuses.has(item));
      if (rest.length > 0) result = await post(rest, statuses, before, onProgress, signal, looking);
    } finally {
      // Whatever happened: other requests may wait for these.
      claims.release(items, (item) => {
        const status = result === null ? statuses.get(item) : undefined;
        return typeof status === 'object' && (status.kind === 'stored' || status.kind === 'already-there');
      });
    }
    if (result !== null) return result;
    onProgress(items.reduce((sum, { body }) => sum + body.size, 0));
    return { kind: 'answered', statuses: items.map((item) => statuses.get(item) ?? 'retry-alone') };
  }

  /** Looks at what the server has, notes it, and says whether it is this file. */
  async function isThere(item: UploadItem, before: Map<UploadItem, Holding>, signal: AbortSignal): Promise<boolean> {
    const holding = await holdings.before(item, signal);
    before.set(item, holding);
    return holding.kind === 'content' && holding.hash === (await hashContent(item));
  }

  /** @returns null when each item has its status, else what ended the request */
  async function post(
    items: readonly UploadItem[],
    statuses: Map<UploadItem, Status>,
    before: ReadonlyMap<UploadItem, Holding>,
    onProgress: (sentBytes: number) => void,
    signal: AbortSignal,
    looking: AbortSignal,
  ): Promise<SendResult | null> {
    // What was not looked at is not sent.
    if (looking.aborted) return { kind: 'aborted' };
    const bodies = items.map((item) => item.body);
    const { contentType, body } = multipartRelated(bodies, 'application/dicom', randomBoundary());
    const answer = await options.sendRequest({
      method: 'POST',
      url: options.url,
      headers: { ...signInHeaders(options.credentials), 'Content-Type': contentType, Accept: 'application/dicom+json' },
      body,
      withCredentials: options.credentials.kind === 'cookie',
      onProgress,
      signal,
    });
    const common = readAnswer(answer, items.length, options.now());
    if (common?.kind === 'again') for (const { identifiers } of items) unanswered.add(identifiers.sopInstanceUid);
    if (common !== null && common.kind !== 'answered') return common;
    const lists = parseStowResponse(textOf(answer)) ?? nothingListed;
    for (const item of items) {
      const { sopInstanceUid } = item.identifiers;
      const said = common?.statuses[0] ?? statusOf(sopInstanceUid, lists) ?? 'retry-alone';
      const isDuplicate = lists.failed.get(sopInstanceUid) === duplicateInstance;
      statuses.set(item, await settle(item, said, isDuplicate, before.get(item), looking));
    }
    return null;
  }

  /** What an acknowledged file became where something was there before, or where nobody knows. */
  async function settle(
    item: UploadItem,
    said: Status,
    isDuplicate: boolean,
    before: Holding | undefined,
    looking: AbortSignal,
  ): Promise<Status> {
    const isStored = typeof said === 'object' && said.kind === 'stored';
    if (!isStored && !isDuplicate) return said;
    if (isStored && before?.kind === 'nothing') return said;
    const after = await holdings.now(item, looking);
    const isForeign = isDuplicate && !unanswered.has(item.identifiers.sopInstanceUid);
    if (after.kind !== 'content') return unread(isForeign ? said : null, before, looking);
    if (after.hash !== (await hashContent(item))) return differs;
    return isForeign ? { kind: 'already-there' } : { kind: 'stored' };
  }

  return { limits: options.limits, groupOf: () => '', send };
}

/** What became of a file that the server does not show. @param said what it says of a file that is not of this upload; else null */
function unread(said: Status | null, before: Holding | undefined, looking: AbortSignal): Status {
  if (looking.aborted) return notCompared;
  if (said !== null) return said;
  return before?.kind === 'content' ? differs : { kind: 'stored', note: 'not-compared' };
}

const textOf = (answer: Answer) => (answer.kind === 'response' ? answer.text : '');
const nothingListed = { stored: new Set<string>(), failed: new Map<string, number>() };

const notCompared: ItemStatus = {
  kind: 'not-sent',
  code: 'cancelled',
  reason: 'The upload was cancelled before it was known what the server has under the UIDs of this file.',
};

const differs: ItemStatus = {
  kind: 'differs',
  reason: 'The server has other content under the UIDs of this file and has kept it. Compare them on the server.',
};

const rival: ItemStatus = {
  kind: 'differs',
  reason:
    'Another file of this upload has the same UIDs and other content, and the server has that one. Leave one of them out.',
};
