import { jobOf } from '../../../pipeline/batch/job-of.ts';
import { seriesKeyOf } from '../../../pipeline/batch/series-key.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { BatchStore } from '../../batch/batch-store.ts';
import type { AppServices } from '../services.ts';

/** Private creators of a batch, as far as files were looked at. */
export type FoundCreators = { readonly creators: ReadonlySet<string>; readonly looked: number };

/** More series than this are not looked at for a hint. */
const mostFiles = 60;

/** Looks at one file of each series, at every depth. Nothing is kept, and an answer is not made twice for the same files. */
export function createCreatorFinder(store: BatchStore, { pool }: Pick<AppServices, 'pool'>) {
  let last: { readonly files: readonly BatchFile[]; readonly found: Promise<FoundCreators> } | null = null;

  async function look(files: readonly BatchFile[]): Promise<FoundCreators> {
    const creators = new Set<string>();
    let looked = 0;
    for (const file of onePerSeries(files)) {
      const job = jobOf(file);
      const view = job === null ? null : await pool.inspect(job, new AbortController().signal).catch(() => null);
      if (view?.kind !== 'inspected') continue;
      looked += 1;
      for (const { tag, before, isPrivate } of view.rows) {
        if (isPrivate && /^\([0-9A-F]{4},00[1-9A-F][0-9A-F]\)$/i.test(tag)) creators.add((before ?? '').trim());
      }
    }
    return { creators, looked };
  }

  return {
    findCreators: (): Promise<FoundCreators> => {
      const { files } = store.getState();
      if (last?.files.length !== files.length || last.files[0]?.scan !== files[0]?.scan) {
        last = { files, found: look(files) };
      }
      return last.found;
    },
  };
}

function onePerSeries(files: readonly BatchFile[]): readonly BatchFile[] {
  const first = new Map<string, BatchFile>();
  for (const file of files) {
    if (file.scan.kind !== 'dicom') continue;
    const key = seriesKeyOf(file.scan.summary);
    if (!first.has(key) && first.size < mostFiles) first.set(key, file);
  }
  return [...first.values()];
}
