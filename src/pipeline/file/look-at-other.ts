import type { Engine } from '../contracts/engine.ts';
import type { FailedOutcome, OtherLook, SkippedOutcome } from '../contracts/file-outcome.ts';
import type { InputFile } from '../contracts/input-file.ts';
import { listDirectory } from './list-directory.ts';
import { lookForArchive } from './look-for-archive.ts';

/** What a file is that cannot be read as an image: a list of other files, an archive, or what its header says. */
export async function lookAtOther(
  { path, content }: Pick<InputFile, 'path' | 'content'>,
  header: SkippedOutcome | FailedOutcome,
  engine: Engine,
): Promise<OtherLook> {
  // Nothing was known of the file before, so it cannot be said to have changed.
  if (header.kind === 'failed' && header.code === 'changed-on-disk') return unreadable;
  if (header.kind === 'skipped' && header.code === 'dicomdir') return listDirectory(content, header.reason, engine);
  if (header.kind === 'skipped' && header.code === 'not-dicom')
    return lookForArchive(path, content, withHint(path, header), engine);
  return header;
}

/** A patient table that was added with the folder looks as if it had been read. */
function withHint(path: string, header: SkippedOutcome): SkippedOutcome {
  const hint = 'A patient table is not read from among the files: load it as the table of the profile.';
  return /\.(csv|tsv)$/i.test(path) ? { ...header, reason: `${header.reason} ${hint}` } : header;
}

export const unreadable: FailedOutcome = {
  kind: 'failed',
  code: 'unreadable',
  reason: 'The file could not be read. It may have been moved, or the browser may not read it. Add it again.',
};
