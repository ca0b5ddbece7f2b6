import { gzipTrailerBytes, readGzipHeader } from '../pipeline/archive/gzip-header.ts';
import { gzipRatioLimits } from '../pipeline/archive/inflate-gzip.ts';
import { readGzip } from '../pipeline/archive/read-gzip.ts';
import { readTarHeader, tarBlockBytes } from '../pipeline/archive/tar-header.ts';
import type { InputBytes, InputFileBytes } from '../pipeline/contracts/input-bytes.ts';
import type { InputContent } from '../pipeline/contracts/input-file.ts';
import type { SourceItem } from '../pipeline/contracts/source.ts';
import { leaveOutMember } from './archive-member.ts';
import { listTarGzip } from './list-tar-gzip.ts';
import { failedItem } from './settled-item.ts';
import { zipMemberPath } from './zip-member-path.ts';

/** Enough for a header with a name, and for the first block of what it holds. */
const firstBytes = 64 * 1024;

/**
 * Lists a gzip file: the members of the tar in it, or the one file that it is. Of one file only its beginning and its end
 * are read; the worker inflates it.
 */
export async function* listGzip(
  archive: InputFileBytes,
  archivePath: string,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const head = new Uint8Array(await archive.slice(0, firstBytes).arrayBuffer());
  const header = readGzipHeader(head);
  if (header === null || header === 'cut') {
    yield failedItem(archivePath, 'archive-unreadable', 'This is not a whole gzip file. Copy or export it again.');
    return;
  }
  const block = await firstBlock(archive);
  if (readTarHeader(block) !== null || (isTarName(archivePath) && block.every((byte) => byte === 0))) {
    yield* listTarGzip(archive, archivePath, signal);
    return;
  }
  yield await singleItem(archive, archivePath, header.name);
}

function isTarName(path: string): boolean {
  return /\.(?:tar\.gz|tgz|taz)$/i.test(path);
}

/** What the packed bytes begin with; shorter where they hold less, or are damaged. */
async function firstBlock(archive: InputBytes): Promise<Uint8Array> {
  const block = new Uint8Array(tarBlockBytes);
  let filled = 0;
  const limits = { ...gzipRatioLimits, sizeBytes: 2 ** 31, stretchBytes: 0 };
  for await (const { bytes } of readGzip(archive, limits)) {
    const part = bytes.subarray(0, tarBlockBytes - filled);
    block.set(part, filled);
    filled += part.length;
    if (filled === tarBlockBytes) break;
  }
  return block.subarray(0, filled);
}

async function singleItem(archive: InputBytes, archivePath: string, storedName: string): Promise<SourceItem> {
  const fileName = archivePath.slice(archivePath.lastIndexOf('/') + 1);
  const path = zipMemberPath(archivePath, storedName || fileName.replace(/\.gz$/i, ''), 1);
  const leftOut = leaveOutMember(path);
  if (leftOut !== null) return leftOut;
  const end = new DataView(await archive.slice(-gzipTrailerBytes).arrayBuffer());
  if (end.byteLength < gzipTrailerBytes) {
    return failedItem(path, 'archive-unreadable', 'The archive ends too early. Copy or export it again.');
  }
  const inflatedSizeBytes = Math.min(end.getUint32(4, true), mostPlausibleBytes(archive.size));
  const content: InputContent = { kind: 'gzip', blob: archive, inflatedSizeBytes, crc32: end.getUint32(0, true) };
  return { kind: 'file', path, open: async () => content };
}

/** A file that was cut ends with anything, and must not be taken for one of 4 GB. */
function mostPlausibleBytes(packedBytes: number): number {
  return Math.max(gzipRatioLimits.ratioFromBytes, packedBytes * gzipRatioLimits.ratio);
}
