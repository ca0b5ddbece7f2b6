import type { AppServices } from './app/intents/services.ts';
import { mountApp } from './app/shell/mount-app.tsx';
import { machineBudget, readBudgetChoice } from './app/ui/budget-choice.ts';
import { lazyScript } from './app/ui/controls/lazy-view.tsx';
import { rememberedProfile } from './app/ui/remembered-profile.ts';
import { VERSION } from './app/ui/version.ts';
import { createScriptWorker } from './create-script-worker.ts';
import folderWorkerUrl from './destinations/folder.worker.ts?worker&url';
import { createDatabaseJournal } from './destinations/journal-database.ts';
import { createMemoryRoom, memoryRoomBytes } from './destinations/memory-room.ts';
import type { DirectoryPicker } from './destinations/pick-folder.ts';
import { webLocks } from './destinations/run-lock.ts';
import type { FolderDependencies } from './destinations/save-folder.ts';
import { stagingRoom } from './destinations/staging-room.ts';
import { openStudyZips } from './destinations/study-zips.ts';
import { originsOf } from './destinations/upload/deployment.ts';
import { createUploads } from './destinations/upload/open-upload.ts';
import { readPageDeployment } from './destinations/upload/page-deployment.ts';
import type { SaveFilePicker } from './destinations/zip.ts';
import { openZip } from './destinations/zip.ts';
import zipWorkerUrl from './destinations/zip.worker.ts?worker&url';
import type { FolderSaving } from './pipeline/contracts/folder-saving.ts';
import imageWorkerUrl from './pipeline/image/image.worker.ts?worker&url';
import { createImageService } from './pipeline/image/image-service.ts';
import deidentifyWorkerUrl from './pipeline/pool/deidentify.worker.ts?worker&url';
import { poolBudget } from './pipeline/pool/pool-budget.ts';
import { createWorkerPool } from './pipeline/pool/worker-pool.ts';
import { cleanStaging, removeStagingFile } from './pipeline/staging/staging-folders.ts';
import textWorkerUrl from './pipeline/text/page-text.worker.ts?worker&url';
import { createTextService } from './pipeline/text/text-service.ts';
import { registerServiceWorker } from './register-service-worker.ts';
import { hashProfile } from './report/profile-json.ts';
import { sourceFromFiles } from './sources/chosen-files.ts';
import { sourceFromDrop } from './sources/dropped-files.ts';
import { sampleSource } from './sources/sample-study.ts';

const PROJECT_KEY_BYTES = 32;

// It comes with the views, so that archives can be opened without a network.
lazyScript(() => import('./sources/list-archive.ts'));

// Nothing of the records is needed before somebody saves them.
const bundleScript = lazyScript(() => import('./stream-bundle.ts'));
const recordsScript = lazyScript(() => import('./report/build-records.ts'));
const receiptScript = lazyScript(() => import('./report/build-receipt.ts'));

/** The composition root: the only file that knows workers, storage, chance, the clock and the page. */
function createServices(): AppServices {
  const pool = createWorkerPool({
    createWorker: () => createScriptWorker(deidentifyWorkerUrl, 'de-identify'),
    budget: poolBudget(machineBudget(), readBudgetChoice()),
    staging: { remove: removeStagingFile },
  });
  const texts = createTextService(() => createScriptWorker(textWorkerUrl, 'texts'));
  const deployment = readPageDeployment(document);
  const memory = createMemoryRoom(memoryRoomBytes);
  const recordsContext = async () => ({
    pool,
    createdAt: new Date().toISOString().slice(0, 16).replace('T', ' '),
    product: `Nescio ${VERSION}`,
    streamBundle: (await bundleScript()).streamBundle,
  });
  return {
    pool,
    images: createImageService(() => createScriptWorker(imageWorkerUrl, 'images')),
    texts,
    tileTexts: texts,
    drawPages: async (...given) => (await import('./draw-pages.ts')).drawPages(...given),
    sources: { fromDrop: sourceFromDrop, fromFiles: sourceFromFiles, sample: sampleSource },
    openZip: (suggestedName) =>
      openZip(suggestedName, {
        createWorker: createZipWorker,
        showSaveFilePicker: findSaveFilePicker(),
        memory,
      }),
    destinations: deployment.destinations,
    ...createUploads(originsOf(deployment.destinations), {
      journal: createDatabaseJournal('nescio-upload-journal'),
      locks: webLocks,
      now: Date.now,
      ownRuns: new Set(),
      openWindow,
    }),
    openStudyZips: () =>
      openStudyZips({ createWorker: createZipWorker, showDirectoryPicker: findDirectoryPicker(), dayIso, memory }),
    folders: createFolders(),
    stagingRoom: async () => (findSaveFilePicker() === null ? stagingRoom(memory) : null),
    buildRecords: async (request) => (await recordsScript()).buildRecords(request, await recordsContext()),
    buildReceipt: async (request) => (await receiptScript()).buildReceipt(request, await recordsContext()),
    download,
    createProjectKey: () => crypto.getRandomValues(new Uint8Array(PROJECT_KEY_BYTES)),
    profileMemory: rememberedProfile,
    hashProfile: async (profile) => hashProfile(profile),
  };
}

function createFolders(): FolderSaving | null {
  const showDirectoryPicker = findDirectoryPicker();
  if (showDirectoryPicker === null) return null;
  const dependencies: FolderDependencies = {
    createWorker: () => createScriptWorker(folderWorkerUrl, 'folder'),
    showDirectoryPicker,
    journal: createDatabaseJournal('nescio-journal'),
    locks: webLocks,
    now: Date.now,
    dayIso,
  };
  const saving = lazyScript(async () =>
    (await import('./destinations/save-folder.ts')).createFolderSaving(dependencies),
  );
  return {
    open: async (...given) => (await saving()).open(...given),
    listUnfinished: async () => (await saving()).listUnfinished(),
    compare: async (...given) => (await saving()).compare(...given),
    permit: async (...given) => (await saving()).permit(...given),
    resume: async (...given) => (await saving()).resume(...given),
    discard: async (...given) => (await saving()).discard(...given),
  };
}

function createZipWorker(): Worker {
  return createScriptWorker(zipWorkerUrl, 'zip');
}

/** YYYY-MM-DD where the person is. */
function dayIso(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A window for the sign-in at an issuer. Null when the browser blocks it, or the policy, which allows it where an issuer is named. */
function openWindow() {
  const opened = window.open('', '_blank', 'popup,width=520,height=720');
  return opened && { goTo: (url: string) => opened.location.replace(url), close: () => opened.close() };
}

/** An ordinary download. The link lives long enough for the browser to take the file over. */
function download(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Chromium has it; Firefox and Safari do not (File System Access, WICG). */
function findSaveFilePicker(): SaveFilePicker | null {
  const { showSaveFilePicker } = window as { showSaveFilePicker?: SaveFilePicker };
  return showSaveFilePicker === undefined ? null : showSaveFilePicker.bind(window);
}

function findDirectoryPicker(): DirectoryPicker | null {
  const { showDirectoryPicker } = window as { showDirectoryPicker?: DirectoryPicker };
  return showDirectoryPicker === undefined ? null : showDirectoryPicker.bind(window);
}

const root = document.getElementById('root');
if (root !== null) {
  // What tabs that are gone have left; a failure is left for the next start.
  cleanStaging().catch(() => undefined);
  void registerServiceWorker();
  mountApp(root, createServices(), location.search);
}
