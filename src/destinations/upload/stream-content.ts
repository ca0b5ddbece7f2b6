import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';

/** What a file says about itself, whoever has it. */
export type StreamContent = {
  /** Media Storage SOP Instance UID (0002,0003); empty where there is no File Meta Information. */
  readonly sopInstanceUid: string;
  /** SHA-256 of Transfer Syntax UID and data set, in hexadecimal digits. */
  readonly hash: string;
};

/** Preamble, DICM and the element (0002,0000) that says how long the rest of the group is (PS3.10 7.1). */
export const prefixBytes = 144;
const mostMetaBytes = 64 * 1024;

/**
 * Reads a Part 10 file to its end and hashes its content without File Meta Information, which servers write anew: two files
 * with the same hash are the same data set in the same transfer syntax. Holds one piece and the meta group, never the file.
 * @throws what reading the pieces throws
 */
export async function readContent(chunks: AsyncIterable<Uint8Array>): Promise<StreamContent> {
  const hash = sha256.create();
  let head: Uint8Array | null = new Uint8Array();
  let meta: FileMeta = { endBytes: 0, sopClassUid: '', sopInstanceUid: '', transferSyntaxUid: '' };
  const begin = (bytes: Uint8Array) => {
    meta = readMeta(bytes);
    hash.update(new TextEncoder().encode(`${meta.transferSyntaxUid}\0`)).update(bytes.subarray(meta.endBytes));
    head = null;
  };
  for await (const chunk of chunks) {
    if (head === null) hash.update(chunk);
    else {
      head = concatBytes(head, chunk);
      if (head.length >= prefixBytes && head.length >= metaEnd(head)) begin(head);
    }
  }
  if (head !== null) begin(head);
  return { sopInstanceUid: meta.sopInstanceUid, hash: bytesToHex(hash.digest()) };
}

type FileMeta = {
  readonly endBytes: number;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
};

/** @returns where the data set begins; 0 when there is no meta group of a sensible length */
export function metaEnd(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPart10 =
    bytes.length >= prefixBytes && view.getUint32(128) === 0x4449434d && view.getUint32(132) === 0x02000000;
  const length = isPart10 ? view.getUint32(140, true) : mostMetaBytes + 1;
  return length > mostMetaBytes ? 0 : prefixBytes + length;
}

/** What File Meta Information says, of bytes that hold all of it; '' for what it does not say. */
export function readMeta(bytes: Uint8Array): FileMeta {
  const endBytes = Math.min(metaEnd(bytes), bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Map<number, string>();
  // Explicit VR Little Endian (PS3.10 7.1); OB, UN and the like have a length of four bytes behind two that are reserved.
  for (let at = prefixBytes; at + 8 <= endBytes; ) {
    const vr = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5));
    const isLong = vr === 'OB' || vr === 'UN' || vr === 'UT' || vr === 'UC' || vr === 'UR';
    if (isLong && at + 12 > endBytes) break;
    const length = isLong ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
    const start = at + (isLong ? 12 : 8);
    if (view.getUint16(at, true) === 2 && vr === 'UI') {
      const text = String.fromCharCode(...bytes.subarray(start, Math.min(start + Math.min(length, 64), endBytes)));
      values.set(view.getUint16(at + 2, true), text.replace(/[\0 ]+$/, ''));
    }
    at = start + length;
  }
  const [sopClassUid = '', sopInstanceUid = '', transferSyntaxUid = ''] = [0x0002, 0x0003, 0x0010].map((element) =>
    values.get(element),
  );
  return { endBytes, sopClassUid, sopInstanceUid, transferSyntaxUid };
}
