import { mountApp } from './app/mount-app.tsx';
import type { AppServices } from './app/services.ts';
import { machineBudget, readBudgetChoice } from './app/ui/budget-choice.ts';
import { VERSION } from './app/ui/version.ts';
import { createScriptWorker } from './create-script-worker.ts';
import folderWorkerUrl from './destinations/folder.worker.ts?worker&url';
import { createDatabaseJournal } from './destinations/journal-database.ts';
import type { DirectoryPicker } from './destinations/pick-folder.ts';
import { webLocks } from './destinations/run-lock.ts';
import { createFolderSaving } from './destinations/save-folder.ts';
import { cleanStaging, grantedBytes } from './destinations/staging.ts';
import { openStudyZips } from './destinations/study-zips.ts';
import { originsOf } from './destinations/upload/deployment.ts';
import { createUploads } from './destinations/upload/open-upload.ts';
import { readPageDeployment } from './destinations/upload/page-deployment.ts';
import type { SaveFilePicker } from './destinations/zip.ts';
import { openZip } from './destinations/zip.ts';
import zipWorkerUrl from './destinations/zip.worker.ts?worker&url';
import deidentifyWorkerUrl from './pipeline/deidentify.worker.ts?worker&url';
import type { FolderSaving } from './pipeline/folder-saving.ts';
import imageWorkerUrl from './pipeline/image.worker.ts?worker&url';
import { createImageService } from './pipeline/image-service.ts';
import { poolBudget } from './pipeline/pool-budget.ts';
import { createWorkerPool } from './pipeline/worker-pool.ts';
import { registerServiceWorker } from './register-service-worker.ts';
import { buildReceipt } from './report/build-receipt.ts';
import { buildRecords } from './report/build-records.ts';
import { hashProfile } from './report/profile-json.ts';
import { sourceFromFiles } from './sources/chosen-files.ts';
import { sourceFromDrop } from './sources/dropped-files.ts';
import { sampleSource } from './sources/sample-study.ts';
import { streamBundle } from './stream-bundle.ts';

const PROJECT_KEY_BYTES = 32;

/** The composition root: the only file that knows workers, storage, chance, the clock and the page. */
function createServices(): AppServices {
  const pool = createWorkerPool({
    createWorker: () => createScriptWorker(deidentifyWorkerUrl, 'de-identify'),
    budget: poolBudget(machineBudget(), readBudgetChoice()),
  });
  const deployment = readPageDeployment(document);
  const recordsContext = () => ({
    pool,
    createdAt: new Date().toISOString().slice(0, 16).replace('T', ' '),
    product: `Nescio ${VERSION}`,
    streamBundle,
  });
  return {
    pool,
    images: createImageService(() => createScriptWorker(imageWorkerUrl, 'images')),
    sources: { fromDrop: sourceFromDrop, fromFiles: sourceFromFiles, sample: sampleSource },
    openZip: (suggestedName) =>
      openZip(suggestedName, {
        createWorker: createZipWorker,
        showSaveFilePicker: findSaveFilePicker(),
      }),
    destinations: deployment.destinations,
    ...createUploads(originsOf(deployment.destinations)),
    openStudyZips: () =>
      openStudyZips({ createWorker: createZipWorker, showDirectoryPicker: findDirectoryPicker(), dayIso }),
    folders: createFolders(),
    stagingSpace: async () => (findSaveFilePicker() === null ? grantedBytes() : null),
    buildRecords: (request) => buildRecords(request, recordsContext()),
    buildReceipt: (request) => buildReceipt(request, recordsContext()),
    download,
    createProjectKey: () => crypto.getRandomValues(new Uint8Array(PROJECT_KEY_BYTES)),
    hashProfile: async (profile) => hashProfile(profile),
  };
}

function createFolders(): FolderSaving | null {
  const showDirectoryPicker = findDirectoryPicker();
  if (showDirectoryPicker === null) return null;
  return createFolderSaving({
    createWorker: () => createScriptWorker(folderWorkerUrl, 'folder'),
    showDirectoryPicker,
    journal: createDatabaseJournal(),
    locks: webLocks,
    now: Date.now,
    dayIso,
  });
}

function createZipWorker(): Worker {
  return createScriptWorker(zipWorkerUrl, 'zip');
}

/** YYYY-MM-DD where the person is. */
function dayIso(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
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
