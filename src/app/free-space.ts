import type { BatchFile } from '../pipeline/run-batch.ts';
import { sumSizeBytes } from './outcomes.ts';
import type { AppServices } from './services.ts';

/** What an output may have more than its input, with its two ZIP headers: new attributes, longer values, long paths. */
const MORE_BYTES_A_FILE = 2048;
/** What an archive has besides its files. */
const ARCHIVE_BYTES = 64 * 1024;

/** Bytes that an archive of these files takes at most, within what the sizes of the inputs tell. */
export function archiveNeedBytes(files: readonly BatchFile[]): number {
  return sumSizeBytes(files) + files.length * MORE_BYTES_A_FILE + ARCHIVE_BYTES;
}

/** @returns what is needed and granted when it is not enough; null when it is, or when nobody can know. */
export async function roomProblem(services: Pick<AppServices, 'stagingSpace'>, files: readonly BatchFile[]) {
  const freeBytes = await services.stagingSpace();
  const needBytes = archiveNeedBytes(files);
  return freeBytes !== null && needBytes > freeBytes ? { needBytes, freeBytes } : null;
}
