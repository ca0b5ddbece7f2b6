import { implementation } from '../../deidentify/new-file-meta.ts';
import { metaEnd, prefixBytes, readMeta } from '../../destinations/upload/stream-content.ts';
import { encodeFileMeta } from '../../dicom/file-meta.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import { createComparison } from './compare-bytes.ts';
import type { Sight } from './put-out-files.ts';
import type { ReceiptRow } from './receipt-rows.ts';

/** A server may write File Meta Information anew, so a file may be longer than it was put out, by this at most. */
const mostMoreBytes = 64 * 1024;

/**
 * Compares a file as a server gives it with its row. Servers may write File Meta Information anew (PS3.10 7.1), and a receipt has one hash of
 * the whole file; so it is also compared with the File Meta Information in front that this program writes. Then the data set is the same to the
 * byte, and so is its transfer syntax. A file that the server has encoded anew is another one: nothing here tells whether it says the same.
 * Holds one piece and the meta group, never the file.
 * @throws what reading the pieces throws
 */
export async function compareServed(chunks: AsyncIterable<Uint8Array>, row: ReceiptRow): Promise<Sight> {
  const [whole, renewed] = [createComparison(row), createComparison(row)];
  let head: Uint8Array | null = new Uint8Array();
  const begin = (bytes: Uint8Array): void => {
    for (const part of withOwnMeta(bytes)) renewed.add(part);
    head = null;
  };
  for await (const chunk of chunks) {
    whole.add(chunk);
    // A server that never ends is not waited for.
    if (whole.isLonger(mostMoreBytes)) return 'changed';
    if (head === null) renewed.add(chunk);
    else {
      head = joinBytes([head, chunk]);
      if (head.length >= prefixBytes && head.length >= metaEnd(head)) begin(head);
    }
  }
  if (head !== null) begin(head);
  if (whole.isSame()) return 'as-put-out';
  return renewed.isSame() ? 'other-meta' : 'changed';
}

const [preambleBytes, magic] = [128, 'DICM'];

/** The beginning of a file as an output of this program has it, and what follows there. */
function withOwnMeta(bytes: Uint8Array): readonly Uint8Array[] {
  const { endBytes, sopClassUid, sopInstanceUid, transferSyntaxUid } = readMeta(bytes);
  // No group of a sensible length: these are other bytes, whatever is put in front.
  if (endBytes === 0) return [bytes];
  const meta = encodeFileMeta({
    mediaStorageSopClassUid: sopClassUid,
    mediaStorageSopInstanceUid: sopInstanceUid,
    transferSyntaxUid,
    ...implementation,
  });
  return [new Uint8Array(preambleBytes), new TextEncoder().encode(magic), meta, bytes.subarray(endBytes)];
}
