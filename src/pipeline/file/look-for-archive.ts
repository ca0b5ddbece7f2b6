import { findArchive } from '../archive/find-archive.ts';
import { nestedArchive } from '../archive/nested-archive.ts';
import type { Engine } from '../contracts/engine.ts';
import type { OtherLook, SkippedOutcome } from '../contracts/file-outcome.ts';
import type { InputContent } from '../contracts/input-file.ts';
import { openInput } from '../reading/open-input.ts';
import { smallFileBytes } from '../reading/read-header.ts';

/** What a file is that is no DICOM: an archive, whatever it is called, or what `notDicom` says. */
export async function lookForArchive(
  path: string,
  content: InputContent,
  notDicom: SkippedOutcome,
  { onProgress }: Pick<Engine, 'onProgress'>,
): Promise<OtherLook> {
  const input = await openInput(content, { wholeBytes: smallFileBytes, ahead: null, onProgress });
  if (input.kind !== 'open') return notDicom;
  const read = async (offsetBytes: number, lengthBytes: number) => {
    const bytes = await input.read({ offsetBytes, lengthBytes });
    return 'kind' in bytes ? null : bytes;
  };
  const found = await findArchive(read, input.sizeBytes, path);
  if (found === null) return notDicom;
  return found.kind === 'named' ? found.outcome : { kind: 'archive', outcome: nestedArchive };
}
