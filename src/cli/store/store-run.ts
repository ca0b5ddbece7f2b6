import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { storeEndpoint } from '../../pipeline/pool/node/store-client.ts';
import { listObjects, type StorePlace } from '../../pipeline/pool/node/store-reading.ts';
import { usageError } from '../exit-status.ts';
import type { OutputRun } from '../output/journalled-run.ts';
import type { RunSettings } from '../output/resume-run.ts';
import { openServerRun } from '../output/server-run.ts';
import { abortLeftUploads } from './store-writer.ts';
import { askedOfStore } from './tell-store-failure.ts';

/** What is hashed to tell this place from others. */
export function nameOfStore({ bucket, prefix }: StorePlace): string {
  return `${storeEndpoint()} s3://${bucket}/${prefix}`;
}

/**
 * Asks a store for what is in OUT, before anything is read, so that credentials that it does not take are told at once.
 * @param mayHold whether something may be there: of this run, or of other shards, which may be on other machines and replace nothing
 * @throws CommandError when the store cannot be asked, or something is there that may not
 */
export async function checkStore(place: StorePlace, mayHold: boolean): Promise<void> {
  const first = await askedOfStore(async () => {
    for await (const page of listObjects(place, 1)) return page;
    return [];
  });
  if (!mayHold && first.length > 0) throw usageError(notEmpty);
}

/** A run whose outputs are in a store. What the journal says is there is looked for, by name and size, in one list of all. */
export async function openStoreRun(
  base: string,
  place: StorePlace,
  resumes: boolean,
  files: readonly BatchFile[],
  settings: RunSettings,
): Promise<OutputRun> {
  const paths = resumes ? outputsOf(files) : none;
  let sizes: Promise<ReadonlyMap<string, number>> | null = null;
  const run = await askedOfStore(() =>
    openServerRun(base, nameOfStore(place), resumes, files, settings, async ({ outputPath, sizeBytes }) => {
      sizes ??= sizesBelow(place, paths);
      return (await sizes).get(outputPath) === sizeBytes;
    }),
  );
  // Those of other shards may be under way. Where it may not be done, nothing but room is lost.
  if (resumes && settings.shard === null) await abortLeftUploads(place, paths).catch(() => undefined);
  return run;
}

/** Paths below OUT that this run puts something under. */
function outputsOf(files: readonly BatchFile[]): ReadonlySet<string> {
  const paths = files.map(({ outcome }) => (outcome?.kind === 'deidentified' ? outcome.outputPath : null));
  return new Set(paths.filter((path) => path !== null));
}

const none: ReadonlySet<string> = new Set();

/** Sizes of the outputs of this run that are there: below OUT there may be many more, of other shards. */
async function sizesBelow(place: StorePlace, paths: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for await (const page of listObjects(place)) {
    for (const { key, sizeBytes } of page) {
      const path = key.slice(place.prefix.length);
      if (paths.has(path)) sizes.set(path, sizeBytes);
    }
  }
  return sizes;
}

const notEmpty = 'OUT is not empty. Name a prefix that is new or empty. --resume goes on with a run that was stopped.';
