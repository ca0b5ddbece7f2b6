import type { NewIdentifiers } from '../../pipeline/contracts/upload.ts';
import type { BatchLimits, SendResult, UploadProtocol } from './upload-protocol.ts';

/** What a host page is told of a file besides its bytes: nothing of the input. */
export type CustomFile = NewIdentifiers & { readonly outputPath: string; readonly sha256: string };

/** Takes one file and settles when it is safe. A rejection is a fault that may pass; `refused` is final. */
export type TakeFile = (
  file: File,
  about: CustomFile,
  signal: AbortSignal,
) => Promise<undefined | { readonly refused: string }>;

const customLimits: BatchLimits = { items: 1, sizeBytes: Number.POSITIVE_INFINITY, inFlight: 2 };

/** Files go to a function of the host page, which knows where they belong. Retries are the queue's. */
export function createCustomProtocol(take: TakeFile): UploadProtocol {
  return {
    limits: customLimits,
    groupOf: () => '',
    send: async (items, onProgress, signal): Promise<SendResult> => {
      const { body, outputPath, identifiers, sha256 } = items[0]!;
      const name = outputPath.slice(outputPath.lastIndexOf('/') + 1);
      // Date 0: the time at which a file was made stays private.
      const file = new File([body], name, { type: 'application/dicom', lastModified: 0 });
      try {
        const answer = await take(file, { ...identifiers, outputPath, sha256 }, signal);
        if (answer !== undefined) {
          return { kind: 'answered', statuses: [{ kind: 'refused', code: 'rejected', reason: answer.refused }] };
        }
        onProgress(body.size);
        return { kind: 'answered', statuses: [{ kind: 'stored' }] };
      } catch {
        if (signal.aborted) return { kind: 'aborted' };
        const reason = 'The host page could not take it.';
        return { kind: 'again', cause: 'trouble', retryAfterMs: null, code: 'server-error', reason };
      }
    },
  };
}
