import type { OutputPart } from '../dicom/edit.ts';
import { crc32 } from '../pipeline/archive/crc32.ts';
import type { DeliveryFailure, DeliveryResult } from '../pipeline/contracts/destination.ts';
import type { InputBytes } from '../pipeline/contracts/input-bytes.ts';
import { readRange } from '../pipeline/output/read-range.ts';
import { freeBuffer } from '../pipeline/staging/free-buffer.ts';
import type { ByteSink } from './byte-sink.ts';
import { describeWriteError } from './describe-write-error.ts';
import {
  centralHeader,
  crcOffsetInLocalHeader,
  endRecords,
  localHeader,
  longestNameBytes,
  type ZipEntry,
} from './zip-format.ts';

/**
 * One file for the archive. Ranges refer to `input`, which is null where there are none: a reference to a file costs a
 * message between the browser's processes each time it is sent. `crc32` is null when it has to be found while writing.
 */
export type ZipItem = {
  readonly path: string;
  readonly parts: readonly OutputPart[];
  readonly input: InputBytes | null;
  readonly sizeBytes: number;
  readonly crc32: number | null;
};

export type ZipWriter = {
  /** Adds one file. After `input-unreadable` the archive is as if the file had never been given. */
  readonly write: (item: ZipItem) => Promise<DeliveryResult>;
  /** @returns the size of the finished archive in bytes. */
  readonly close: () => Promise<{ readonly kind: 'closed'; readonly sizeBytes: number } | DeliveryFailure>;
};

/** Ranges are copied in windows of this size: memory stays flat whatever the file's size. */
const windowBytes = 4 * 1024 * 1024;

/** Streams stored entries into a sink, ZIP64 where needed. One call at a time. */
export function createZipWriter(sink: ByteSink): ZipWriter {
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  const encoder = new TextEncoder();

  async function write(item: ZipItem): Promise<DeliveryResult> {
    const nameBytes = encoder.encode(item.path);
    if (nameBytes.length === 0 || nameBytes.length > longestNameBytes) return internal('a name is empty or too long');
    if (names.has(item.path)) return internal('two files have the same name');
    const offsetBytes = sink.positionBytes();
    const header = localHeader({ nameBytes, sizeBytes: item.sizeBytes, crc32: item.crc32 ?? 0, offsetBytes });
    try {
      await sink.append(header);
      const content = await writeContent(sink, item);
      if (content === 'input-unreadable') {
        sink.rewind(offsetBytes);
        return inputUnreadable;
      }
      const written = sink.positionBytes() - offsetBytes - header.length;
      if (written !== item.sizeBytes) return internal(`a file announced with ${item.sizeBytes} bytes has ${written}`);
      if (item.crc32 === null) await sink.patch(offsetBytes + crcOffsetInLocalHeader, fourBytes(content));
      entries.push({ nameBytes, sizeBytes: item.sizeBytes, crc32: item.crc32 ?? content, offsetBytes });
      names.add(item.path);
      return item.crc32 === null ? { kind: 'written', crc32: content } : { kind: 'written' };
    } catch (error) {
      return describeWriteError(error);
    }
  }

  async function close(): Promise<{ kind: 'closed'; sizeBytes: number } | DeliveryFailure> {
    try {
      const centralOffsetBytes = sink.positionBytes();
      for (const entry of entries) await sink.append(centralHeader(entry));
      const centralSizeBytes = sink.positionBytes() - centralOffsetBytes;
      await sink.append(endRecords(entries.length, centralOffsetBytes, centralSizeBytes));
      return { kind: 'closed', sizeBytes: await sink.finish() };
    } catch (error) {
      return describeWriteError(error);
    }
  }

  return { write, close };
}

/** @returns the CRC of what was written, when it was asked for. */
async function writeContent(sink: ByteSink, item: ZipItem): Promise<number | 'input-unreadable'> {
  const needsCrc = item.crc32 === null;
  let crc = 0;
  for (const part of item.parts) {
    if (part.kind === 'bytes') {
      await sink.append(part.bytes);
      if (needsCrc) crc = crc32(part.bytes, crc);
      continue;
    }
    for (let at = 0; at < part.lengthBytes; at += windowBytes) {
      const bytes = await readRange(item.input, part, at, Math.min(windowBytes, part.lengthBytes - at));
      if (bytes === null) return 'input-unreadable';
      if (needsCrc) crc = crc32(bytes, crc);
      await sink.append(bytes);
      freeBuffer(bytes);
    }
  }
  return crc;
}

const inputUnreadable: DeliveryFailure = {
  kind: 'input-unreadable',
  message:
    'The file on disk changed, was moved, or cannot be read any more. It is not in the archive. Add it again to include it.',
};

function internal(found: string): DeliveryFailure {
  return { kind: 'internal', message: `The archive could not be written: ${found}. Nothing was saved.` };
}

function fourBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}
