import type { Delivery, DeliveryResult, Destination } from '../../pipeline/contracts/destination.ts';
import type { NewIdentifiers, ReceiptLine, UploadEnd, UploadPause } from '../../pipeline/contracts/upload.ts';
import { deliveryPieces } from '../../pipeline/output/delivery-pieces.ts';
import { stopPatienceMs } from '../ask-worker.ts';
import { hashBlob } from './hash-blob.ts';
import type { UploadNotes } from './upload-journal.ts';
import type { UploadProtocol } from './upload-protocol.ts';
import { createUploadQueue, type UploadSurroundings } from './upload-queue.ts';

/** Returns the receipt line of a file that the server has acknowledged before; null if there is none. */
type Acknowledged = (id: number) => ReceiptLine | null;

export type UploadOptions = {
  readonly protocol: UploadProtocol;
  readonly surroundings: UploadSurroundings;
  /** New identifiers of a file of the batch. */
  readonly identifiersOf: (id: number) => NewIdentifiers;
  /** Files that the server has: they are sent again only when their bytes are others now. */
  readonly acknowledged: Acknowledged;
  /** What an earlier session has in its journal of these very bytes; null when nothing. */
  readonly earlier: UploadNotes['earlier'];
  readonly refusal: UploadNotes['refusal'];
  readonly onSettled: (line: ReceiptLine) => void;
  readonly onSent: (bytes: number) => void;
  readonly onPaused: (pause: UploadPause | null) => void;
};

/** Sends each file to a server. `abort` undoes nothing: the server keeps the files that it has acknowledged. */
export function uploadDestination(options: UploadOptions): Destination<UploadEnd> {
  /** After `abort` nothing is told any more: a file that is still being read then counts as not sent. */
  let isOver = false;
  const onSettled: UploadOptions['onSettled'] = (line) => (isOver ? undefined : options.onSettled(line));
  const onSent: UploadOptions['onSent'] = (bytes) => (isOver ? undefined : options.onSent(bytes));
  const onPaused: UploadOptions['onPaused'] = (pause) => (isOver ? undefined : options.onPaused(pause));
  const queue = createUploadQueue(options.protocol, options.surroundings, { onSettled, onSent, onPaused });

  let refusal: Awaited<ReturnType<UploadOptions['refusal']>> = null;

  async function write(delivery: Delivery): Promise<DeliveryResult> {
    const { id } = delivery.input;
    const pieces = await deliveryPieces(delivery);
    if (pieces === null) return { kind: 'input-unreadable', message: changed };
    // It has no name.
    const body = new Blob([...pieces], { type: 'application/dicom' });
    const before = options.acknowledged(id);
    const hash = queue.stopped() === null ? await hashBlob(body).catch(() => null) : (before?.sha256 ?? '');
    if (hash === null) return { kind: 'input-unreadable', message: changed };
    // A decision since then may have changed the file's bytes while its UID stayed.
    if (before !== null && before.sha256 === hash) {
      onSettled(before);
      return { kind: 'written' };
    }
    const earlier = queue.stopped() === null ? await options.earlier(hash) : null;
    if (earlier !== null) {
      const { sopInstanceUid } = options.identifiersOf(id);
      const { status, settledAt, attempts } = earlier;
      onSettled({ id, sopInstanceUid, sizeBytes: body.size, sha256: hash, status, settledAt, attempts });
      return { kind: 'written' };
    }
    await queue.add({ id, identifiers: options.identifiersOf(id), outputPath: delivery.path, body, sha256: hash });
    return { kind: 'written' };
  }

  return {
    takesNothing: async () => {
      refusal = await options.refusal();
      return refusal !== null;
    },
    write,
    close: async () => {
      await queue.finish();
      const stoppedBy = refusal?.reason ?? queue.stopped()?.reason ?? null;
      return { kind: 'uploaded', stoppedBy, brokenOff: refusal?.runId ?? null };
    },
    abort: async () => {
      let patience: ReturnType<typeof setTimeout> | undefined;
      const stuck = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, stopPatienceMs);
      });
      // Every request is told to end; one that does not is not waited for.
      await Promise.race([queue.abort(), stuck]);
      clearTimeout(patience);
      isOver = true;
    },
  };
}

const changed = 'The file changed or was moved while it was read. Add it again.';
