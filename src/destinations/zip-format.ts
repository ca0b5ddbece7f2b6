/**
 * Records of the ZIP format (PKWARE APPNOTE 6.3.10), STORE only. CRC and sizes stand in the local header and there is
 * no data descriptor: `java.util.zip.ZipInputStream`, which archives behind many upload forms use, refuses stored
 * entries that have one.
 */
export type ZipEntry = {
  readonly nameBytes: Uint8Array;
  readonly sizeBytes: number;
  readonly crc32: number;
  /** Of the local header, from the start of the archive. */
  readonly offsetBytes: number;
};

/** Where the CRC stands in a local header, for patching once it is known (APPNOTE 4.3.7). */
export const crcOffsetInLocalHeader = 14;

/** Longest name that the 16-bit length field can say (APPNOTE 4.4.10). */
export const longestNameBytes = 0xffff;

const max16 = 0xffff;
const max32 = 0xffff_ffff;
const versionPlain = 20;
const versionZip64 = 45;
/** Bit 11: the name is UTF-8 (APPNOTE 4.4.4). */
const utf8Flag = 1 << 11;
/** 1980-01-01 00:00, the earliest date of the format: real ones could tell when a scan was made. */
const fixedDate = (1 << 5) | 1;
/** Unix regular file, rw-r--r--: without it some unpackers create files nobody may read. */
const externalAttributes = 0o100644 * 0x10000;
const madeOnUnix = 3 << 8;
const zip64Id = 0x0001;

/** The bytes in front of an entry's content. The CRC may be patched in later at `crcOffsetInLocalHeader`. */
export function localHeader(entry: ZipEntry): Uint8Array<ArrayBuffer> {
  // In the local header both sizes move to the ZIP64 field together (APPNOTE 4.5.3).
  const isLarge = entry.sizeBytes >= max32;
  const size32 = isLarge ? max32 : entry.sizeBytes;
  const record = createRecord(30 + entry.nameBytes.length + (isLarge ? 20 : 0));
  record.u32(0x04034b50).u16(isLarge ? versionZip64 : versionPlain);
  record.u16(utf8Flag).u16(0).u16(0).u16(fixedDate);
  record.u32(entry.crc32).u32(size32).u32(size32);
  record.u16(entry.nameBytes.length).u16(isLarge ? 20 : 0);
  record.raw(entry.nameBytes);
  if (isLarge) record.u16(zip64Id).u16(16).u64(entry.sizeBytes).u64(entry.sizeBytes);
  return record.bytes;
}

/** The entry's line in the central directory (APPNOTE 4.3.12). */
export function centralHeader(entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const isLarge = entry.sizeBytes >= max32;
  const isFar = entry.offsetBytes >= max32;
  const fieldBytes = (isLarge ? 16 : 0) + (isFar ? 8 : 0);
  const extraBytes = fieldBytes > 0 ? fieldBytes + 4 : 0;
  const version = extraBytes > 0 ? versionZip64 : versionPlain;
  const size32 = isLarge ? max32 : entry.sizeBytes;
  const record = createRecord(46 + entry.nameBytes.length + extraBytes);
  record
    .u32(0x02014b50)
    .u16(madeOnUnix | version)
    .u16(version);
  record.u16(utf8Flag).u16(0).u16(0).u16(fixedDate);
  record.u32(entry.crc32).u32(size32).u32(size32);
  record.u16(entry.nameBytes.length).u16(extraBytes).u16(0);
  record.u16(0).u16(0).u32(externalAttributes);
  record.u32(isFar ? max32 : entry.offsetBytes);
  record.raw(entry.nameBytes);
  if (extraBytes > 0) record.u16(zip64Id).u16(fieldBytes);
  if (isLarge) record.u64(entry.sizeBytes).u64(entry.sizeBytes);
  if (isFar) record.u64(entry.offsetBytes);
  return record.bytes;
}

/** The end of the archive: ZIP64 record and locator where a number needs them, then the classic record. */
export function endRecords(entryCount: number, centralOffsetBytes: number, centralSizeBytes: number): Uint8Array {
  const needsZip64 = entryCount >= max16 || centralOffsetBytes >= max32 || centralSizeBytes >= max32;
  const record = createRecord(22 + (needsZip64 ? 56 + 20 : 0));
  if (needsZip64) {
    // ZIP64 end of central directory record (APPNOTE 4.3.14); its size field does not count the first 12 bytes.
    record.u32(0x06064b50).u64(44);
    record
      .u16(madeOnUnix | versionZip64)
      .u16(versionZip64)
      .u32(0)
      .u32(0);
    record.u64(entryCount).u64(entryCount).u64(centralSizeBytes).u64(centralOffsetBytes);
    // ZIP64 locator (APPNOTE 4.3.15): the record above starts where the central directory ends.
    record
      .u32(0x07064b50)
      .u32(0)
      .u64(centralOffsetBytes + centralSizeBytes)
      .u32(1);
  }
  record.u32(0x06054b50).u16(0).u16(0);
  record.u16(Math.min(entryCount, max16)).u16(Math.min(entryCount, max16));
  record.u32(Math.min(centralSizeBytes, max32)).u32(Math.min(centralOffsetBytes, max32)).u16(0);
  return record.bytes;
}

type Record = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly u16: (value: number) => Record;
  readonly u32: (value: number) => Record;
  readonly u64: (value: number) => Record;
  readonly raw: (value: Uint8Array) => Record;
};

function createRecord(sizeBytes: number): Record {
  const bytes = new Uint8Array(sizeBytes);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const record: Record = {
    bytes,
    u16: (value) => {
      view.setUint16(at, value, true);
      at += 2;
      return record;
    },
    u32: (value) => {
      view.setUint32(at, value, true);
      at += 4;
      return record;
    },
    u64: (value) => record.u32(value % 0x1_0000_0000).u32(Math.floor(value / 0x1_0000_0000)),
    raw: (value) => {
      bytes.set(value, at);
      at += value.length;
      return record;
    },
  };
  return record;
}
