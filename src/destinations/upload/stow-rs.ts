import type { Credentials } from '../../pipeline/upload.ts';
import { multipartRelated, randomBoundary } from './multipart.ts';
import { readAnswer } from './read-answer.ts';
import { signInHeaders } from './sign-in.ts';
import { parseStowResponse, statusOf } from './stow-response.ts';
import type { UploadItem } from './upload-item.ts';
import type { Answer, BatchLimits, SendRequest, SendResult, UploadProtocol } from './upload-protocol.ts';

export type StowOptions = {
  /** Address of the studies resource, as `https://pacs.example.org/dicom-web/studies`. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly limits: BatchLimits;
  readonly sendRequest: SendRequest;
  readonly now: () => number;
};

/** Near the floor of time, little to send again, and under the 100 MB that many proxies stop at. */
export const stowLimits: BatchLimits = { items: 40, sizeBytes: 24 * 1024 * 1024, inFlight: 2 };

/**
 * DICOMweb STOW-RS (PS3.18 10.5). A server's status says little of single files: Orthanc answers 400 for a batch in which one
 * file is bad and stores the others. So each file is looked up in the answer by its SOP Instance UID, whatever the status,
 * and one that is not mentioned is asked about once more alone.
 */
export function createStowProtocol(options: StowOptions): UploadProtocol {
  /** UIDs of requests that had no answer: a server may have stored them. */
  const unanswered = new Set<string>();

  async function send(
    items: readonly UploadItem[],
    onProgress: (sentBytes: number) => void,
    signal: AbortSignal,
  ): Promise<SendResult> {
    const { contentType, body } = multipartRelated(
      items.map((item) => item.body),
      'application/dicom',
      randomBoundary(),
    );
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
    return common ?? { kind: 'answered', statuses: reconcile(items, answer, unanswered) };
  }

  return { limits: options.limits, groupOf: () => '', send };
}

function reconcile(items: readonly UploadItem[], answer: Answer, unanswered: ReadonlySet<string>) {
  const text = answer.kind === 'response' ? answer.text : '';
  const lists = parseStowResponse(text) ?? { stored: new Set<string>(), failed: new Map<string, number>() };
  return items.map(({ identifiers: { sopInstanceUid } }) => {
    return statusOf(sopInstanceUid, lists, unanswered.has(sopInstanceUid)) ?? 'retry-alone';
  });
}
