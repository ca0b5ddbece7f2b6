import { latin1Text } from './ascii-text.ts';
import { type ByteStore, isLoaded, load } from './byte-store.ts';
import { type DicomError, dicomError } from './dicom-error.ts';
import { type ElementHeader, headerMode, isVrAt, readElementHeader, readUint32 } from './element-header.ts';
import type { FileMeta, Irregularity } from './indexed-dataset.ts';
import { joinBytes } from './join-bytes.ts';
import type { Reading } from './reading.ts';
import { formatTag, groupOf, type Tag } from './tag.ts';
import { hasLongHeader, type Vr } from './vr.ts';

/** File Meta Information that was read, and where the data set begins behind it. */
export type ReadFileMeta = {
  readonly kind: 'file-meta';
  readonly meta: FileMeta;
  readonly datasetOffsetBytes: number;
  readonly irregularities: readonly Irregularity[];
};

/** What an output says about itself: the mandatory elements of PS3.10 7.1 and our own implementation, nothing else. */
export type NewFileMeta = {
  readonly mediaStorageSopClassUid: string;
  readonly mediaStorageSopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly implementationClassUid: string;
  /** At most 16 characters (SH). */
  readonly implementationVersionName: string;
};

const groupLength: Tag = 0x00020000;
const mediaStorageSopClassUid: Tag = 0x00020002;
const mediaStorageSopInstanceUid: Tag = 0x00020003;
const transferSyntaxUid: Tag = 0x00020010;
const wantedTags = new Set([groupLength, mediaStorageSopClassUid, mediaStorageSopInstanceUid, transferSyntaxUid]);
const longestUidBytes = 64;

/**
 * Reads group 0002 from its first element on. The group length is not trusted: the group ends where the next element
 * is of another group, which is right also when the length is wrong or missing.
 * @returns `truncated` or `malformed` when an element of the group does not fit the file.
 */
export function* readFileMeta(store: ByteStore, offsetBytes: number): Reading<ReadFileMeta | DicomError> {
  const header: ElementHeader = { tag: 0, vr: 0, headerBytes: 0, valueBytes: 0 };
  const values = new Map<Tag, Uint8Array>();
  let statedEnd = -1;
  let position = offsetBytes;
  while (yield* readMetaHeader(store, position, header)) {
    const { tag, valueBytes } = header;
    const valueOffset = position + header.headerBytes;
    const end = valueOffset + valueBytes;
    if (end > store.sizeBytes) return cutShort(tag, position);
    if (wantedTags.has(tag)) {
      if (valueBytes > longestUidBytes * 2) return notAUid(tag, position);
      if (!(yield* load(store, position, end - position))) return cutShort(tag, position);
      values.set(tag, store.bytes.slice(valueOffset - store.offsetBytes, end - store.offsetBytes));
    }
    if (tag === groupLength) statedEnd = end;
    position = end;
  }
  const stated = values.get(groupLength);
  if (stated?.length === 4) statedEnd += readUint32(stated, 0, true);
  return {
    kind: 'file-meta',
    meta: {
      mediaStorageSopClassUid: asText(values.get(mediaStorageSopClassUid)),
      mediaStorageSopInstanceUid: asText(values.get(mediaStorageSopInstanceUid)),
      transferSyntaxUid: asText(values.get(transferSyntaxUid)),
    },
    datasetOffsetBytes: position,
    irregularities: statedEnd === position || position === offsetBytes ? [] : [wrongGroupLength],
  };
}

/** Encodes File Meta Information, always Explicit VR Little Endian, group length first (PS3.10 7.1). */
export function encodeFileMeta(meta: NewFileMeta): Uint8Array {
  const body = joinBytes([
    encodeMetaElement(0x00020001, 'OB', Uint8Array.of(0, 1)),
    encodeMetaElement(mediaStorageSopClassUid, 'UI', padded(meta.mediaStorageSopClassUid, 0)),
    encodeMetaElement(mediaStorageSopInstanceUid, 'UI', padded(meta.mediaStorageSopInstanceUid, 0)),
    encodeMetaElement(transferSyntaxUid, 'UI', padded(meta.transferSyntaxUid, 0)),
    encodeMetaElement(0x00020012, 'UI', padded(meta.implementationClassUid, 0)),
    encodeMetaElement(0x00020013, 'SH', padded(meta.implementationVersionName, 0x20)),
  ]);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, body.length, true);
  return joinBytes([encodeMetaElement(groupLength, 'UL', length), body]);
}

const wrongGroupLength: Irregularity = {
  code: 'meta-group-length',
  message: 'The length of the File Meta Information is missing or wrong; the output has a new one.',
};

/** @returns false where the group ends: another group, or bytes that are no element. */
function* readMetaHeader(store: ByteStore, position: number, header: ElementHeader): Reading<boolean> {
  const wanted = Math.min(12, store.sizeBytes - position);
  if (wanted < 8) return false;
  if (!isLoaded(store, position, position + wanted) && !(yield* load(store, position, wanted))) return false;
  const at = position - store.offsetBytes;
  // A deflated data set may begin with the bytes of group 0002 by chance, but not with a VR as well.
  if (!isVrAt(store.bytes, at + 4)) return false;
  const isHeader = readElementHeader(store.bytes, at, headerMode.explicitVr | headerMode.littleEndian, header);
  return isHeader && groupOf(header.tag) === 2;
}

function asText(bytes: Uint8Array = new Uint8Array(0)): string {
  return latin1Text(bytes, 0, bytes.length)
    .replace(/[\0 ]+$/, '')
    .trimStart();
}

function padded(text: string, pad: number): Uint8Array {
  const bytes = new Uint8Array(text.length + (text.length % 2)).fill(pad);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

function encodeMetaElement(tag: Tag, vr: Vr, value: Uint8Array): Uint8Array {
  const headerBytes = hasLongHeader(vr) ? 12 : 8;
  const bytes = new Uint8Array(headerBytes + value.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  bytes[4] = vr.charCodeAt(0);
  bytes[5] = vr.charCodeAt(1);
  if (headerBytes === 12) view.setUint32(8, value.length, true);
  else view.setUint16(6, value.length, true);
  bytes.set(value, headerBytes);
  return bytes;
}

function cutShort(tag: Tag, offsetBytes: number): DicomError {
  return dicomError(
    'truncated',
    `Cannot read ${formatTag(tag)} of the File Meta Information at byte ${offsetBytes}: its value runs past the end. The file is cut short; export it again.`,
    { tag, offsetBytes },
  );
}

function notAUid(tag: Tag, offsetBytes: number): DicomError {
  return dicomError(
    'malformed',
    `Cannot read ${formatTag(tag)} of the File Meta Information at byte ${offsetBytes}: its length is not possible. Export the file again.`,
    { tag, offsetBytes },
  );
}
