import { deliveryPieces } from '../../pipeline/delivery-pieces.ts';
import type { Delivery, DeliveryResult, Destination } from '../../pipeline/destination.ts';
import type { NewIdentifiers, ReceiptLine, UploadEnd } from '../../pipeline/upload.ts';
import { hashBlob } from './hash-blob.ts';
import type { UploadProtocol } from './upload-protocol.ts';
import { createUploadQueue, type UploadSurroundings } from './upload-queue.ts';

/** What a server has already said of a file of the same batch that it has; null when nothing. */
type Acknowledged = (id: number) => ReceiptLine | null;

export type UploadOptions = {
  readonly protocol: UploadProtocol;
  readonly surroundings: UploadSurroundings;
  /** New identifiers of a file of the batch. */
  readonly identifiersOf: (id: number) => NewIdentifiers;
  /** Files that the server has: they are sent again only when their bytes are others now. */
  readonly acknowledged: Acknowledged;
  readonly onSettled: (line: ReceiptLine) => void;
  readonly onSent: (bytes: number) => void;
};

/** Sends each file to a server. Nothing is undone by `abort`: what the server has acknowledged it keeps. */
export function uploadDestination(options: UploadOptions): Destination<UploadEnd> {
  const { onSettled, onSent } = options;
  const queue = createUploadQueue(options.protocol, options.surroundings, { onSettled, onSent });

  async function write(delivery: Delivery): Promise<DeliveryResult> {
    const { id } = delivery.input;
    const body = bodyOf(delivery);
    const before = options.acknowledged(id);
    const hash = queue.stopped() === null ? await hashBlob(body).catch(() => null) : (before?.sha256 ?? '');
    if (hash === null) return { kind: 'input-unreadable', message: changed };
    // A decision since then may have changed the file under the same UID.
    if (before !== null && before.sha256 === hash) {
      onSettled(before);
      return { kind: 'written' };
    }
    await queue.add({ id, identifiers: options.identifiersOf(id), outputPath: delivery.path, body, sha256: hash });
    return { kind: 'written' };
  }

  return {
    write,
    close: async () => {
      await queue.finish();
      return { kind: 'uploaded', stoppedBy: queue.stopped()?.reason ?? null };
    },
    abort: queue.abort,
  };
}

/** It has no name. */
function bodyOf(delivery: Delivery): Blob {
  return new Blob([...deliveryPieces(delivery)], { type: 'application/dicom' });
}

const changed = 'The file changed or was moved while it was read. Add it again.';
