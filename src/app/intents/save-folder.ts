import { acrossFilesOf } from '../../pipeline/batch/across-files.ts';
import type { FolderBatch, FolderSave, FolderSaving } from '../../pipeline/contracts/folder-saving.ts';
import { patientsOf } from '../batch/derived/match-patients.ts';
import { strings } from '../ui/strings.ts';
import { countLeftBehind, exportable, type Saving, startSaveRun } from './save-run.ts';

/** Saves each file by itself into a folder, and resumes such a save after it was broken off. */
export function createFolderControls(saving: Saving) {
  const { store, services } = saving;

  async function batch(): Promise<FolderBatch> {
    const state = store.getState();
    const profileHash = state.profileHash ?? (await services.hashProfile(state.profile));
    const acrossFiles = acrossFilesOf(state.files, state.profile);
    const identity = { projectKey: state.projectKey.bytes, profileHash, patients: patientsOf(state), acrossFiles };
    return { identity, files: state.files };
  }

  async function write(save: FolderSave): Promise<void> {
    const chosen = exportable(store);
    const { finished } = save.earlier;
    const run = startSaveRun(
      saving,
      'folder',
      chosen,
      chosen.filter(({ id }) => finished.has(id)),
    );
    const result = await run.write(save.destination, chosen, save.earlier);
    if (result.kind === 'saved') {
      const archive = { ...result.result, sizeBytes: run.writtenBytes() };
      return store.dispatch({ kind: 'saved', archive, files: result.files });
    }
    const isFailure = result.kind !== 'cancelled';
    const left = countLeftBehind(save.destination);
    const message = isFailure
      ? strings.save.folderStopped(run.written(), result.message, left)
      : strings.save.folderCancelled(run.written(), left);
    store.dispatch({ kind: 'save-stopped', isFailure, message });
  }

  function isCancelling(): boolean {
    const { save } = store.getState();
    return save.kind === 'saving' && save.isCancelling;
  }

  function folders(): FolderSaving {
    if (services.folders === null) {
      throw new Error('This browser gives no access to folders.');
    }
    return services.folders;
  }

  return {
    save: async (): Promise<void> => {
      const save = await folders().open(await batch());
      return save === null ? undefined : write(save);
    },
    resume: async (): Promise<void> => {
      const { resume } = store.getState();
      if (resume === null) {
        return;
      }
      const chosen = exportable(store);
      startSaveRun(saving, 'check', chosen);
      const save = await folders().resume(resume.save.id, await batch());
      if (save.kind === 'open' && !isCancelling()) {
        return write(save);
      }
      if (save.kind === 'open') {
        await save.destination.abort();
        const message = strings.save.folderCancelled(save.earlier.finished.size, 0);
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message });
      }
      const message = strings.resume.refusals[save.reason];
      store.dispatch({ kind: 'save-stopped', isFailure: true, message });
    },
    discard: async (): Promise<void> => {
      const { resume } = store.getState();
      if (resume !== null) {
        await folders().discard(resume.save.id);
        store.dispatch({ kind: 'resume-offered', resume: null });
      }
    },
  };
}
