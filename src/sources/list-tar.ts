import { type TarEnd, walkTar } from '../pipeline/archive/walk-tar.ts';
import { type InputBytes, type InputFileBytes, readBytes } from '../pipeline/contracts/input-bytes.ts';
import type { SourceItem } from '../pipeline/contracts/source.ts';
import { tarItem } from './archive-member.ts';
import { failedItem, type SettledItem } from './settled-item.ts';
import { zipLimits } from './zip-limits.ts';
import { zipMemberPath } from './zip-member-path.ts';

/** More headers than any honest tar has: members, folders, and records about them. */
export const tarLimits = { headers: 4 * zipLimits.members, members: zipLimits.members } as const;
export type TarLimits = Readonly<Record<keyof typeof tarLimits, number>>;

/** Headers of small members come together. */
const windowBytes = 64 * 1024;

/**
 * Lists a tar by its headers alone: members become slices of it. A tar that is damaged on the way gives one failed item
 * after those before it.
 */
export async function* listTar(
  archive: InputFileBytes,
  archivePath: string,
  signal: AbortSignal,
  limits: TarLimits = tarLimits,
): AsyncGenerator<SourceItem> {
  const read = windowedReader(archive);
  const walk = walkTar(limits.headers);
  const { lastModified } = archive;
  let members = 0;
  let step = walk.next();
  while (!step.done) {
    if (signal.aborted) return;
    if (step.value.kind === 'read') {
      const bytes = await read(step.value.offsetBytes, step.value.lengthBytes);
      if (bytes === null) {
        yield failedItem(archivePath, 'unreadable', 'The archive could not be read to its end. Add it again.');
        return;
      }
      step = walk.next(bytes);
      continue;
    }
    if (members === limits.members) {
      yield tooMany(archivePath, limits.members);
      return;
    }
    members += 1;
    const { member } = step.value;
    const { offsetBytes, sizeBytes } = member;
    yield tarItem(member, zipMemberPath(archivePath, member.name, members), archive.size, async () => ({
      kind: 'plain',
      blob: archive.slice(offsetBytes, offsetBytes + sizeBytes),
      lastModifiedMs: lastModified,
    }));
    step = walk.next(noBytes);
  }
  const problem = tarProblem(step.value, archivePath, limits);
  if (problem !== null) yield problem;
}

export const noBytes = new Uint8Array(0);

/** What kept a tar from being followed to its end. */
export function tarProblem(end: TarEnd, archivePath: string, limits: TarLimits): SettledItem | null {
  switch (end.kind) {
    case 'end':
      return null;
    case 'too-many':
      return tooMany(archivePath, limits.headers);
    case 'damaged': {
      const found = `The archive is damaged at byte ${end.offsetBytes}: files behind it are missing.`;
      return failedItem(archivePath, 'archive-unreadable', `${found} Copy or export it again.`);
    }
  }
}

export function tooMany(archivePath: string, most: number): SettledItem {
  const found = `The archive holds more than ${most} files.`;
  return failedItem(archivePath, 'archive-limit', `${found} Unpack it with another program and add the folder.`);
}

function windowedReader(archive: InputBytes) {
  let start = 0;
  let window: Uint8Array = noBytes;
  return async (offsetBytes: number, lengthBytes: number): Promise<Uint8Array | null> => {
    const end = Math.min(offsetBytes + lengthBytes, archive.size);
    if (offsetBytes >= archive.size) return noBytes;
    if (offsetBytes < start || end > start + window.length) {
      try {
        window = await readBytes(archive, offsetBytes, Math.max(lengthBytes, windowBytes));
      } catch {
        return null;
      }
      start = offsetBytes;
    }
    return window.subarray(offsetBytes - start, offsetBytes - start + lengthBytes);
  };
}
