import { keyCheck } from '../deidentify/key-mark.ts';
import { createBreather } from '../pipeline/concurrency/next-task.ts';
import type { BatchFile, EarlierSave } from '../pipeline/contracts/batch-file.ts';
import type { WrittenOutput } from '../pipeline/contracts/destination.ts';
import type { FolderBatch, FolderSave, FolderSaving, ResumeRefusal } from '../pipeline/contracts/folder-saving.ts';
import type { Layout } from '../pipeline/layout/layout.ts';
import type { WorkerLike } from '../pipeline/pool/worker-connection.ts';
import { type Folder, openFolder } from './folder.ts';
import type { Journal, JournalEntry, JournalRun } from './journal.ts';
import { createFileMarks, runChecks } from './journal-marks.ts';
import { type JournalledSave, journalled } from './journalled.ts';
import { type DirectoryPicker, pickNewFolder, type RemovableFolder } from './pick-folder.ts';
import { planResume, type ResumeFile, resumeFile } from './plan-resume.ts';
import type { RunLocks } from './run-lock.ts';
import { sweepFolder } from './sweep-folder.ts';

export type FolderDependencies = {
  readonly createWorker: () => WorkerLike;
  readonly showDirectoryPicker: DirectoryPicker;
  readonly journal: Journal;
  readonly locks: RunLocks;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The day as YYYY-MM-DD, for the name of the subfolder. */
  readonly dayIso: () => string;
};

/** Saves to folders that the person picks, with a journal. */
export function createFolderSaving(dependencies: FolderDependencies): FolderSaving {
  const { createWorker, showDirectoryPicker, journal, locks, now, dayIso } = dependencies;
  /** Runs whose folders hold whole files only, as far as this page knows. */
  const swept = new Set<string>();

  async function open(batchOf: () => Promise<FolderBatch | null>, layout: Layout): Promise<FolderSave | null> {
    const handle = await pickNewFolder(showDirectoryPicker, dayIso());
    if (handle === null) return null;
    const batch = await batchOf();
    if (batch === null) {
      await (handle as RemovableFolder).remove?.().catch(() => undefined);
      return null;
    }
    const id = crypto.randomUUID();
    const total = batch.files.filter(({ outcome }) => outcome?.kind === 'deidentified').length;
    const release = await locks.hold(id);
    const run = { id, startedAtMs: now(), ...runChecks(batch.identity), layout, total, folder: handle };
    await journal.begin(run);
    swept.add(id);
    const { destination } = openFolder(handle, createWorker);
    const earlier = { finished: new Map(), taken: [] };
    return folderSave({ run, destination, release: release ?? noLock, batch, earlier }, []);
  }

  async function permit(id: string) {
    const run = await findRun(id);
    return run === undefined ? 'folder-gone' : permissionProblem(run.folder);
  }

  async function resume(id: string, batch: FolderBatch) {
    const run = await findRun(id);
    if (run === undefined) return refused('folder-gone');
    const problem = (await permissionProblem(run.folder)) ?? differenceOf(run, batch.identity);
    if (problem !== null) return refused(problem);
    if (run.patientsCheck !== runChecks(batch.identity).patientsCheck) return refused('other-patients');
    const release = await locks.hold(id);
    if (release === null) return refused('in-use');
    const folder = openFolder(run.folder, createWorker);
    try {
      const plan = await planFrom(folder, run, batch);
      if (typeof plan === 'string') {
        await folder.destination.abort();
        release();
        return refused(plan);
      }
      const { destination } = folder;
      const { outputs, ...earlier } = plan;
      return folderSave({ run, destination, release, batch, earlier }, outputs);
    } catch (error) {
      await folder.destination.abort();
      release();
      throw error;
    }
  }

  /** @returns why it cannot go on when what was finished does not come from this batch. */
  async function planFrom(folder: Folder, run: JournalRun, batch: FolderBatch) {
    await sweep(run);
    const entries = await journal.entries(run.id);
    const paths = entries.map(({ outputPath }) => outputPath);
    const sizes = await folder.sizes(paths);
    const sizeOf = new Map(paths.map((path, at) => [path, sizes[at] ?? null]));
    const layout = layoutOf(run);
    const files = await resumeFiles(batch, await batch.named(layout));
    const plan = planResume(files, entries, (path) => sizeOf.get(path) ?? null);
    if (entries.length > 0 && plan.foreign.length === entries.length) return 'other-files';
    // Names that follow from all files cannot be given again without some of them.
    if (layout !== 'pseudonyms' && plan.foreign.length > 0) return 'fewer-files';
    // A reload forgets decisions, and nobody has said that what rested on them goes.
    if (plan.waiting.length > 0) return 'finished-wait';
    const locked = await folder.remove(plan.stale);
    if (locked.length > 0) throw new Error('Outputs that are out of date cannot be removed.');
    return { finished: plan.finished, taken: plan.foreign, outputs: outputsOf(plan.finished, entries) };
  }

  function folderSave(parts: JournalledSave, finishedOutputs: FolderSave['finishedOutputs']): FolderSave {
    const { run, earlier } = parts;
    const { id, folder } = run;
    return {
      kind: 'open',
      id,
      folderName: folder.name,
      layout: layoutOf(run),
      destination: journalled(parts, journal),
      earlier,
      finishedOutputs,
    };
  }

  /** What a crash has left is taken away as soon as the browser lets the page: at once, or when the person has allowed it. */
  async function sweep(run: JournalRun): Promise<void> {
    if (swept.has(run.id)) return;
    const entries = await journal.entries(run.id);
    await sweepFolder(run.folder, new Set(entries.map(({ outputPath }) => outputPath)));
    swept.add(run.id);
  }

  async function findRun(id: string): Promise<JournalRun | undefined> {
    return (await journal.list()).find((run) => run.id === id);
  }

  return {
    open,
    permit,
    resume,
    listUnfinished: async () => {
      const runs = [...(await journal.list())].sort((a, b) => b.startedAtMs - a.startedAtMs);
      const found = [];
      for (const run of runs) {
        const { id, folder, total } = run;
        if (await locks.isHeld(id)) continue;
        if (await isAllowed(folder)) await sweep(run).catch(() => undefined);
        found.push({ id, folderName: folder.name, finished: await journal.count(id), total });
      }
      return found;
    },
    compare: async (id, identity) => {
      const run = await findRun(id);
      return run === undefined ? 'folder-gone' : differenceOf(run, identity);
    },
    discard: async (id) => {
      const run = await findRun(id);
      const isOurs = run !== undefined && !(await locks.isHeld(id));
      if (isOurs && !swept.has(id) && (await permissionProblem(run.folder)) === null) {
        await sweep(run).catch(() => undefined);
      }
      await journal.discard(id);
    },
  };
}

/** @returns null where the CRC of one is not known */
function outputsOf(
  finished: EarlierSave['finished'],
  entries: readonly JournalEntry[],
): readonly WrittenOutput[] | null {
  const paths = new Set(finished.values());
  const outputs: WrittenOutput[] = [];
  for (const { outputPath: path, sizeBytes, crc32, sha256 } of entries) {
    if (!paths.has(path)) continue;
    if (crc32 === null) return null;
    outputs.push({ path, sizeBytes, crc32, ...(sha256 !== undefined && { sha256 }) });
  }
  return outputs;
}

async function resumeFiles(
  { identity, files }: FolderBatch,
  named: readonly BatchFile[],
): Promise<readonly ResumeFile[]> {
  const markOf = createFileMarks(identity.projectKey, files, identity.acrossFiles);
  const breathe = createBreather();
  const marked: ResumeFile[] = [];
  for (const file of named) {
    marked.push(resumeFile(file, markOf(file)));
    await breathe();
  }
  return marked;
}

function layoutOf({ layout = 'pseudonyms' }: JournalRun): Layout {
  return layout;
}

function differenceOf(
  run: JournalRun,
  { projectKey, profileHash }: Pick<FolderBatch['identity'], 'projectKey' | 'profileHash'>,
): ResumeRefusal | null {
  if (run.keyCheck !== keyCheck(projectKey)) return 'other-key';
  return run.profileHash === profileHash ? null : 'other-profile';
}

type AskableHandle = FileSystemDirectoryHandle & {
  readonly queryPermission?: (options: { mode: 'readwrite' }) => Promise<PermissionState>;
  readonly requestPermission?: (options: { mode: 'readwrite' }) => Promise<PermissionState>;
};

/** Without asking the person. */
async function isAllowed(folder: AskableHandle): Promise<boolean> {
  const permission = await folder.queryPermission?.({ mode: 'readwrite' }).catch(() => 'denied' as const);
  return permission === undefined || permission === 'granted';
}

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
