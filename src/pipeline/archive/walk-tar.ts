import { readPaxRecords } from './pax-records.ts';
import { readTarHeader, type TarHeader, tarBlockBytes } from './tar-header.ts';

/** A member of a tar. Folders and what describes other members are none. */
export type TarMember = {
  /** As written, UTF-8 where it is, else Latin-1. */
  readonly name: string;
  readonly kind: 'file' | 'link' | 'device' | 'sparse' | 'continued';
  readonly offsetBytes: number;
  readonly sizeBytes: number;
};

export type TarStep =
  /** Asks for bytes; fewer mean the end. Offsets never fall, but by one block that was looked at before. */
  | { readonly kind: 'read'; readonly offsetBytes: number; readonly lengthBytes: number }
  | { readonly kind: 'member'; readonly member: TarMember };

export type TarEnd =
  | { readonly kind: 'end' }
  | { readonly kind: 'damaged'; readonly offsetBytes: number }
  | { readonly kind: 'too-many' };

export type TarWalk = Generator<TarStep, TarEnd, Uint8Array>;

/** Names and records longer than this are none. */
const longestRecordBytes = 1024 * 1024;
/** Writers pad to records of 10 KB, tapes to much more. */
const mostZeroBlocks = 2048;

/** What headers before it say of the next member, or of all that follow. */
type Said = { readonly name?: string; readonly sizeBytes?: number; readonly isSparse?: boolean };

/** Where the walk is, and what it has been told. */
type Place = { at: number; headers: number; readonly most: number; forAll: Said; forNext: Said };

/**
 * Goes through a tar from header to header: v7, ustar, GNU (long names, base 256, old sparse) and pax (records of one
 * member and of all). Data is never asked for, only passed over. Archives that were written one behind the other are
 * followed; what else stands behind the end is not looked at.
 * @param mostHeaders more are refused
 */
export function* walkTar(mostHeaders: number): TarWalk {
  const place: Place = { at: 0, headers: 0, most: mostHeaders, forAll: {}, forNext: {} };
  for (;;) {
    const header = yield* nextHeader(place);
    if ('kind' in header) return header;
    if (recordTypes.includes(header.type)) {
      const isWhole = yield* takeRecord(place, header);
      if (!isWhole) return { kind: 'damaged', offsetBytes: place.at };
      continue;
    }
    if (header.hasMoreSparse) yield* passSparseBlocks(place);
    const said = { ...place.forAll, ...place.forNext };
    place.forNext = {};
    const sizeBytes = yield* dataSize(place, header, said);
    const name = said.name ?? decodeName(header.name);
    const kind = kindOf(header, name, said);
    if (kind !== null) yield { kind: 'member', member: { name, kind, offsetBytes: place.at, sizeBytes } };
    place.at += paddedBytes(sizeBytes);
  }
}

/** The next header, behind zeros too: they end an archive, and another may follow. */
function* nextHeader(place: Place): Generator<TarStep, TarHeader | TarEnd, Uint8Array> {
  for (let zeroBlocks = 0; ; zeroBlocks++) {
    const block = yield* read(place.at, tarBlockBytes);
    if (block.length === 0 || zeroBlocks > mostZeroBlocks) return { kind: 'end' };
    const header = readTarHeader(block);
    if (header === null && !isZero(block)) {
      return zeroBlocks > 0 ? { kind: 'end' } : { kind: 'damaged', offsetBytes: place.at };
    }
    if (header !== null && place.headers++ === place.most) return { kind: 'too-many' };
    place.at += tarBlockBytes;
    if (header !== null) return header;
  }
}

/** Headers about other headers: GNU long names and links, pax records of one member, of Solaris, and of all. */
const recordTypes = 'LKxXg';

/** @returns false when it is cut, or longer than any is. */
function* takeRecord(place: Place, { type, sizeBytes }: TarHeader): Generator<TarStep, boolean, Uint8Array> {
  if (sizeBytes > longestRecordBytes) return false;
  const record = yield* read(place.at, sizeBytes);
  if (record.length < sizeBytes) return false;
  place.at += paddedBytes(sizeBytes);
  if (type === 'g') place.forAll = { ...place.forAll, ...saidBy(type, record) };
  else place.forNext = { ...place.forNext, ...saidBy(type, record) };
  return true;
}

/** Old GNU sparse files: blocks of places, each of which says whether one more follows. */
function* passSparseBlocks(place: Place): Generator<TarStep, void, Uint8Array> {
  for (let hasMore = true; hasMore; ) {
    const block = yield* read(place.at, tarBlockBytes);
    place.at += tarBlockBytes;
    hasMore = block[504] === 1;
  }
}

/** Symbolic links, devices, folders, pipes and volume names. */
const typesWithoutData = '23456V';

function* dataSize(place: Place, { type, sizeBytes }: TarHeader, said: Said): Generator<TarStep, number, Uint8Array> {
  if (typesWithoutData.includes(type)) return 0;
  const stated = said.sizeBytes ?? sizeBytes;
  if (type !== '1' || stated === 0) return stated;
  // Some writers state the size of what a hard link stands for, others give its data again.
  const block = yield* read(place.at, tarBlockBytes);
  return isZero(block) || readTarHeader(block) !== null ? 0 : stated;
}

function isZero(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

function* read(offsetBytes: number, lengthBytes: number): Generator<TarStep, Uint8Array, Uint8Array> {
  const bytes = yield { kind: 'read', offsetBytes, lengthBytes };
  return bytes.subarray(0, lengthBytes);
}

/** @returns null for what is no member of its own. */
function kindOf({ type }: TarHeader, name: string, said: Said): TarMember['kind'] | null {
  if (type === '1' || type === '2') return 'link';
  if (type === '3' || type === '4' || type === '6') return 'device';
  if (type === 'S' || said.isSparse) return 'sparse';
  if (type === 'M') return 'continued';
  // Folders, lists of folders, volume names and access lists.
  if ('5DVNA'.includes(type)) return null;
  return name.endsWith('/') ? null : 'file';
}

function saidBy(type: string, record: Uint8Array): Said {
  if (type === 'K') return {};
  if (type === 'L') {
    const end = record.indexOf(0);
    return { name: decodeName(end < 0 ? record : record.subarray(0, end)) };
  }
  const records = readPaxRecords(record);
  const name = records.get('GNU.sparse.name') ?? records.get('path');
  const size = records.get('size');
  const isSparse = [...records.keys()].some((key) => key.startsWith('GNU.sparse.'));
  return {
    ...(name && { name: decodeName(name) }),
    ...(size && /^\d{1,15}$/.test(decodeName(size)) && { sizeBytes: Number(decodeName(size)) }),
    ...(isSparse && { isSparse }),
  };
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

function paddedBytes(sizeBytes: number): number {
  return Math.ceil(sizeBytes / tarBlockBytes) * tarBlockBytes;
}
