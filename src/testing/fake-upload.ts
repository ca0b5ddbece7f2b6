import type { UploadItem } from '../destinations/upload/upload-item.ts';
import type { Answer, SendResult, UploadProtocol } from '../destinations/upload/upload-protocol.ts';
import type { UploadSurroundings } from '../destinations/upload/upload-queue.ts';
import type { ReceiptLine } from '../pipeline/contracts/upload.ts';

export function uploadItem(id: number, sizeBytes = 10, study = '2.25.1'): UploadItem {
  return {
    id,
    identifiers: {
      patientId: 'N-1',
      studyInstanceUid: study,
      seriesInstanceUid: `${study}.1`,
      sopInstanceUid: `2.25.100.${id}`,
    },
    outputPath: `N-1/S-1/1/${id}.dcm`,
    body: new Blob([new Uint8Array(sizeBytes).fill(id)]),
    sha256: `${id}`,
  };
}

/** Nobody waits: sleeps are written down and end at once. */
export function stillSurroundings(): UploadSurroundings & { readonly sleptMs: number[] } {
  const sleptMs: number[] = [];
  return {
    sleptMs,
    now: () => 0,
    random: () => 0,
    sleep: async (ms) => void sleptMs.push(ms),
    whenOnline: async () => undefined,
  };
}

/** A protocol that answers as told; `requests` lists the ids that each request carried. */
export function scriptedProtocol(
  answer: (items: readonly UploadItem[], number: number) => SendResult | Promise<SendResult>,
  limits = { items: 3, sizeBytes: 100, inFlight: 2 },
) {
  const requests: (readonly number[])[] = [];
  const protocol: UploadProtocol = {
    limits,
    groupOf: ({ identifiers }) => identifiers.studyInstanceUid,
    send: async (items, onProgress) => {
      requests.push(items.map(({ id }) => id));
      const number = requests.length;
      onProgress(items.reduce((sum, { body }) => sum + body.size, 0));
      return answer(items, number);
    },
  };
  return { protocol, requests };
}

export const allStored = (items: readonly UploadItem[]): SendResult => ({
  kind: 'answered',
  statuses: items.map(() => ({ kind: 'stored' })),
});

/** Lines in order of id, short. */
export function statusesOf(lines: readonly ReceiptLine[]): readonly string[] {
  return [...lines]
    .sort((one, other) => one.id - other.id)
    .map(({ status }) => ('code' in status ? `${status.kind} ${status.code}` : status.kind));
}

export function response(status: number, text = '', headers: Readonly<Record<string, string>> = {}): Answer {
  return { kind: 'response', status, text, header: (name) => headers[name] ?? null };
}
