import { acrossFilesOf } from '../../pipeline/batch/across-files.ts';
import type { FolderBatch, FolderSave, FolderSaving } from '../../pipeline/contracts/folder-saving.ts';
import type { Layout } from '../../pipeline/layout/layout.ts';
import { patientsOf } from '../batch/derived/match-patients.ts';
import { strings } from '../ui/strings.ts';
import { type NamedOutputs, nameOutputs, nameOutputsFor } from './name-outputs.ts';
import { countLeftBehind, exportable, type SaveRun, type Saving, startSaveRun } from './save-run.ts';

/** Saves each file by itself into a folder, and resumes such a save after it was broken off. */
export function createFolderControls(saving: Saving) {
  const { store, services } = saving;

  async function batch(named: FolderBatch['named']): Promise<FolderBatch> {
    const state = store.getState();
    const profileHash = state.profileHash ?? (await services.hashProfile(state.profile));
    const acrossFiles = acrossFilesOf(state.files, state.profile);
    const identity = { projectKey: state.projectKey.bytes, profileHash, patients: patientsOf(state), acrossFiles };
    return { identity, files: state.files, named };
  }

  async function write(save: FolderSave, outputs: NamedOutputs): Promise<void> {
    const chosen = outputs.files;
    const { finished } = save.earlier;
    const run = startSaveRun(
      saving,
      'folder',
      chosen,
      chosen.filter(({ id }) => finished.has(id)),
    );
    const destination = await outputs.within(save.destination, save);
    const result = await run.write(destination, chosen, save.earlier);
    if (result.kind === 'saved') {
      store.dispatch({ kind: 'outputs-written', outputs: outputs.outputs(true) });
      const archive = { ...result.result, sizeBytes: run.writtenBytes() };
      return store.dispatch({ kind: 'saved', archive, files: result.files });
    }
    // What is finished stays, under these names.
    if (run.written() > 0) {
      store.dispatch({ kind: 'outputs-written', outputs: outputs.outputs(false) });
    }
    const isFailure = result.kind !== 'cancelled';
    const left = countLeftBehind(save.destination);
    const message = isFailure
      ? strings.save.folderStopped(run.written(), result.message, left)
      : strings.save.folderCancelled(run.written(), left);
    store.dispatch({ kind: 'save-stopped', isFailure, message });
  }

  /** Gives the names of the layout that a broken-off save has, and keeps them for going on. */
  function namesUnder(run: SaveRun) {
    let outputs: NamedOutputs | null = null;
    return {
      outputs: () => outputs,
      named: async (layout: Layout) => {
        outputs = await nameOutputs(saving, layout, exportable(store), run);
        if (outputs === null) throw new Error('Naming was cancelled.');
        const named = new Map(outputs.files.map((file) => [file.id, file]));
        return store.getState().files.map((file) => named.get(file.id) ?? file);
      },
    };
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
      const { layout } = store.getState();
      let isBegun = true;
      const save = await folders().open(async () => {
        isBegun = (await saving.untilSearched()) && exportable(store).length > 0;
        return isBegun ? batch(neverAsked) : null;
      }, layout);
      if (!isBegun) {
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message: strings.save.notBegun(0) });
      }
      if (save === null) {
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message: strings.save.noPlace.folder });
      }
      const { destination } = save;
      const outputs = await nameOutputsFor(saving, layout, exportable(store), destination.abort);
      if (outputs !== null) return write(save, outputs);
      const message = strings.save.folderCancelled(0, countLeftBehind(destination));
      store.dispatch({ kind: 'save-stopped', isFailure: false, message });
    },
    resume: async (): Promise<void> => {
      const { resume } = store.getState();
      if (resume === null) return;
      // First of all: the click that browsers want for it does not last.
      const problem = await folders().permit(resume.save.id);
      if (problem !== null) {
        const message = strings.resume.refusals[problem];
        return store.dispatch({ kind: 'save-stopped', isFailure: true, message });
      }
      if (!(await saving.untilSearched())) {
        const message = strings.save.folderCancelled(resume.save.finished, 0);
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message });
      }
      const chosen = exportable(store);
      const naming = namesUnder(startSaveRun(saving, 'check', chosen));
      const save = await folders()
        .resume(resume.save.id, await batch(naming.named))
        .catch((cause: unknown) => {
          if (isCancelling()) return null;
          throw cause;
        });
      const outputs = naming.outputs();
      if (save?.kind === 'open' && outputs !== null && !isCancelling()) {
        return write(save, outputs);
      }
      if (save === null || save.kind === 'open') {
        await save?.destination.abort();
        const message = strings.save.folderCancelled(resume.save.finished, 0);
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

/** A new folder has no names from before. */
const neverAsked: FolderBatch['named'] = () => Promise.reject(new Error('Names are asked for by a save that goes on.'));
