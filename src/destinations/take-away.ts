import { untilGone } from '../pipeline/staging/until-gone.ts';
import { createFolderWriter, type FolderHandle } from './folder-writer.ts';

/**
 * Removes files that were begun and not finished, Chromium's swap files beside them, and the folders that are empty then.
 * @param paths of files that may be there, in part or not at all
 * @returns those that are still there after many tries
 */
export async function takeAway(root: FolderHandle, paths: readonly string[]): Promise<readonly string[]> {
  let left = paths.flatMap((path) => [`${path}.crswap`, path]);
  if (left.length === 0) return [];
  const removeAll = async (): Promise<void> => {
    left = [...(await createFolderWriter(root).remove(left))];
    if (left.length > 0) throw new Error('Files are locked.');
  };
  await untilGone(removeAll);
  return left.filter((path) => paths.includes(path));
}
