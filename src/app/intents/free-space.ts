import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { sumSizeBytes } from '../batch/outcomes.ts';
import type { AppServices, StagingRoom } from './services.ts';

/** What an output may have more than its input, with its two ZIP headers: new attributes, longer values, long paths. */
const MORE_BYTES_A_FILE = 2048;
/** What an archive has besides its files. */
const ARCHIVE_BYTES = 64 * 1024;

/** An upper bound for the size of an archive of these files, from the sizes of the inputs. */
export function archiveNeedBytes(files: readonly BatchFile[]): number {
  return sumSizeBytes(files) + files.length * MORE_BYTES_A_FILE + ARCHIVE_BYTES;
}

/** An archive that does not fit where it would wait for its download. */
export type RoomProblem = { readonly needBytes: number; readonly room: StagingRoom };

/** @returns null if the room is enough or unknown. */
export async function roomProblem(
  services: Pick<AppServices, 'stagingRoom'>,
  files: readonly BatchFile[],
): Promise<RoomProblem | null> {
  const room = await services.stagingRoom();
  const needBytes = archiveNeedBytes(files);
  return room !== null && needBytes > room.freeBytes ? { needBytes, room } : null;
}
