import type { Destination } from '../../pipeline/contracts/destination.ts';
import type { TestLine, UploadEnd, UploadTarget } from '../../pipeline/contracts/upload.ts';
import { failure } from './test-line.ts';
import type { UploadBatch } from './upload-engine.ts';
import { listUnfinishedUploads, type UploadJournalDependencies } from './upload-journal.ts';

/** Lazy: a page that uploads nothing, which most are, does not load it. */
const loadEngine = () => import('./upload-engine.ts');

/**
 * What the page needs for uploads, within one deployment.
 * @param origins servers that the deployment names: links and tests may lead to these
 */
export function createUploads(origins: readonly string[], dependencies: UploadJournalDependencies) {
  return {
    openUpload: (target: UploadTarget, batch: UploadBatch): Destination<UploadEnd> =>
      whenOpened(
        loadEngine().then(({ openUploadDestination }) => openUploadDestination(target, batch, origins, dependencies)),
      ),

    /** Uploads that were broken off, for the page to say so. */
    uploadJournal: {
      listUnfinished: (projectKey: Uint8Array) => listUnfinishedUploads(dependencies, projectKey),
      discard: (id: string) => dependencies.journal.discard(id),
    },

    async *testConnection(target: UploadTarget, signal: AbortSignal): AsyncGenerator<TestLine> {
      const engine = await loadEngine().catch(() => null);
      if (engine === null) yield failure(notLoaded);
      else yield* engine.testTarget(target, origins, signal);
    },
  };
}

/** A destination that is still being loaded. When that fails nothing was sent, and that is said. */
function whenOpened(opening: Promise<Destination<UploadEnd>>): Destination<UploadEnd> {
  const opened = opening.catch(() => null);
  const broken = { kind: 'internal', message: notLoaded } as const;
  return {
    write: async (delivery) => (await opened)?.write(delivery) ?? broken,
    close: async () => (await opened)?.close() ?? broken,
    abort: async () => (await opened)?.abort(),
  };
}

const notLoaded = 'A part of this page could not be loaded, so nothing was sent. Check the network, then try again.';
