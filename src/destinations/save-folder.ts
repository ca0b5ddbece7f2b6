import type { Destination } from '../pipeline/destination.ts';
import type { FolderBatch, FolderSave, FolderSaving, ResumeRefusal, SavedFolder } from '../pipeline/folder-saving.ts';
import { createBreather } from '../pipeline/next-task.ts';
import type { WorkerLike } from '../pipeline/worker-connection.ts';
import { type Folder, openFolder } from './folder.ts';
import type { Journal, JournalRun } from './journal.ts';
import { createFileMarks, keyCheck, runChecks } from './journal-marks.ts';
import { type DirectoryPicker, pickNewFolder } from './pick-folder.ts';
import { planResume, type ResumeFile } from './plan-resume.ts';
import { holdRun, isRunHeld } from './run-lock.ts';

export type FolderDependencies = {
  readonly createWorker: () => WorkerLike;
  readonly showDirectoryPicker: DirectoryPicker;
  readonly journal: Journal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The day as YYYY-MM-DD, for the name of the subfolder. */
  readonly dayIso: () => string;
};

/** Saves to folders that the person picks, with a journal. */
export function createFolderSaving(dependencies: FolderDependencies): FolderSaving {
  const { createWorker, showDirectoryPicker, journal, now, dayIso } = dependencies;

  async function open(batch: FolderBatch): Promise<FolderSave | null> {
    const handle = await pickNewFolder(showDirectoryPicker, dayIso());
    if (handle === null) return null;
    const id = crypto.randomUUID();
    const total = batch.files.filter(({ outcome }) => outcome?.kind === 'deidentified').length;
    const release = await holdRun(id);
    await journal.begin({ id, startedAtMs: now(), ...runChecks(batch.identity), total, folder: handle });
    const { destination } = openFolder(handle, createWorker);
    const earlier = { finished: new Map(), taken: [] };
    return folderSave({ id, handle, destination, release: release ?? noLock, batch, earlier });
  }

  async function resume(id: string, batch: FolderBatch) {
    const run = await findRun(id);
    if (run === undefined) return refused('folder-gone');
    // Permission first: the click that asks for it does not last.
    const problem = (await permissionProblem(run.folder)) ?? differenceOf(run, batch.identity);
    if (problem !== null) return refused(problem);
    if (run.patientsCheck !== runChecks(batch.identity).patientsCheck) return refused('other-patients');
    const release = await holdRun(id);
    if (release === null) return refused('in-use');
    const folder = openFolder(run.folder, createWorker);
    try {
      const plan = await planFrom(folder, run, batch);
      if (plan === null) {
        await folder.destination.abort();
        release();
        return refused('other-files');
      }
      const { destination } = folder;
      return folderSave({ id, handle: run.folder, destination, release, batch, earlier: plan });
    } catch (error) {
      await folder.destination.abort();
      release();
      throw error;
    }
  }

  /** @returns null when nothing that was finished comes from this batch. */
  async function planFrom(folder: Folder, run: JournalRun, batch: FolderBatch) {
    const entries = await journal.entries(run.id);
    const paths = entries.map(({ outputPath }) => outputPath);
    const sizes = await folder.sizes(paths);
    const sizeOf = new Map(paths.map((path, at) => [path, sizes[at] ?? null]));
    const files = await resumeFiles(batch);
    const plan = planResume(files, entries, (path) => sizeOf.get(path) ?? null);
    if (entries.length > 0 && plan.foreign.length === entries.length) return null;
    await folder.remove(plan.stale);
    return { finished: plan.finished, taken: plan.foreign };
  }

  function folderSave(parts: {
    readonly id: string;
    readonly handle: FileSystemDirectoryHandle;
    readonly destination: Destination<SavedFolder>;
    readonly release: () => void;
    readonly batch: FolderBatch;
    readonly earlier: FolderSave['earlier'];
  }): FolderSave {
    const { id, handle, release, earlier } = parts;
    return { kind: 'open', id, folderName: handle.name, destination: journalled(parts, journal, release), earlier };
  }

  async function findRun(id: string): Promise<JournalRun | undefined> {
    return (await journal.list()).find((run) => run.id === id);
  }

  return {
    open,
    resume,
    listUnfinished: async () => {
      const runs = [...(await journal.list())].sort((a, b) => b.startedAtMs - a.startedAtMs);
      const found = [];
      for (const { id, folder, total } of runs) {
        if (await isRunHeld(id)) continue;
        found.push({ id, folderName: folder.name, finished: await journal.count(id), total });
      }
      return found;
    },
    compare: async (id, identity) => {
      const run = await findRun(id);
      return run === undefined ? 'folder-gone' : differenceOf(run, identity);
    },
    discard: (id) => journal.discard(id),
  };
}

/** Keeps the journal of what a destination has written, and forgets it when everything is. */
function journalled(
  {
    id,
    destination,
    batch,
  }: { readonly id: string; readonly destination: Destination<SavedFolder>; readonly batch: FolderBatch },
  journal: Journal,
  release: () => void,
): Destination<SavedFolder> {
  const markOf = createFileMarks(batch.identity.projectKey, batch.files);
  const files = new Map(batch.files.map((file) => [file.id, file]));
  return {
    ...destination,
    write: async (delivery) => {
      const result = await destination.write(delivery);
      if (result.kind === 'written') {
        const { sizeBytes, crc32 } = delivery.file;
        const mark = markOf(files.get(delivery.input.id)!);
        journal.record(id, { ...mark, outputPath: delivery.path, sizeBytes, crc32 });
      }
      return result;
    },
    close: async () => {
      const closed = await destination.close();
      if (closed.kind === 'folder') await journal.discard(id);
      release();
      return closed;
    },
    abort: async () => {
      await destination.abort();
      await journal.settled();
      release();
    },
  };
}

async function resumeFiles({ identity, files }: FolderBatch): Promise<readonly ResumeFile[]> {
  const markOf = createFileMarks(identity.projectKey, files);
  const breathe = createBreather();
  const marked: ResumeFile[] = [];
  for (const file of files) {
    marked.push({ id: file.id, mark: markOf(file), isExportable: file.outcome?.kind === 'deidentified' });
    await breathe();
  }
  return marked;
}

function differenceOf(
  run: JournalRun,
  { projectKey, profileHash }: Omit<FolderBatch['identity'], 'patients'>,
): ResumeRefusal | null {
  if (run.keyCheck !== keyCheck(projectKey)) return 'other-key';
  return run.profileHash === profileHash ? null : 'other-profile';
}

type AskableHandle = FileSystemDirectoryHandle & {
  readonly requestPermission?: (options: { mode: 'readwrite' }) => Promise<PermissionState>;
};

async function permissionProblem(folder: AskableHandle): Promise<ResumeRefusal | null> {
  try {
    const permission = await folder.requestPermission?.({ mode: 'readwrite' });
    if (permission === 'denied' || permission === 'prompt') return 'no-permission';
    await folder.keys().next();
    return null;
  } catch {
    return 'folder-gone';
  }
}

function refused(reason: ResumeRefusal): { readonly kind: 'refused'; readonly reason: ResumeRefusal } {
  return { kind: 'refused', reason };
}

const noLock = () => undefined;
