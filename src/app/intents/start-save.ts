import type { Layout } from '../../pipeline/layout/layout.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { isWriting } from '../batch/derived/is-writing.ts';
import { sameOutput } from '../batch/derived/same-output.ts';
import { strings } from '../ui/strings.ts';
import { createFolderControls } from './save-folder.ts';
import type { Saving } from './save-run.ts';
import { createStudiesControls } from './save-studies.ts';
import { createZipControls } from './save-zip.ts';
import type { AppServices, SavedOutput } from './services.ts';
import { untilSearched } from './waiting/until-searched.ts';

/** Joins the store and the destinations: one save at a time, and nothing half-written is offered. */
export function createSaveControls(store: BatchStore, services: AppServices) {
  let current = new AbortController();
  const saving: Saving = {
    store,
    services,
    begin: () => {
      current = new AbortController();
      return current.signal;
    },
    untilSearched: () => untilSearched(store, 'save'),
  };
  /**
   * Catches errors of opening a place, before anything is written. A dismissed picker is no error; each kind of save says that
   * nothing was saved.
   */
  let isBusy = false;
  const guard = async (work: () => Promise<void>, message: string): Promise<void> => {
    // A second click while the first one's picker is open begins nothing.
    if (isBusy || store.getState().postponed !== null) return;
    isBusy = true;
    try {
      await work();
    } catch {
      store.dispatch({ kind: 'save-stopped', isFailure: true, message });
    } finally {
      isBusy = false;
    }
  };
  /** Says so on the page, and nothing is written. */
  const isThere = (what: 'zip' | 'studies'): boolean => {
    const same = sameOutput(store.getState(), what);
    if (same === null || isBusy || isWriting(store.getState())) return false;
    store.dispatch({ kind: 'save-unneeded', what, number: same.number });
    return true;
  };
  /** What the last ZIP was to do first. One that was refused for want of room does it too when the person saves all the same. */
  let first = nothingFirst;
  const zip = createZipControls(saving);
  const studies = createStudiesControls(saving);
  const folder = createFolderControls(saving);

  return {
    canSaveToFolder: services.folders !== null,
    /**
     * @param ignoresRoom true when the person has read that there may not be enough space
     * @param beforeWriting once the place is open
     */
    saveZip: (ignoresRoom = false, beforeWriting = ignoresRoom ? first : nothingFirst) => {
      if (!ignoresRoom && beforeWriting === nothingFirst && isThere('zip')) return Promise.resolve();
      first = beforeWriting;
      return guard(() => zip.save(ignoresRoom, beforeWriting), strings.save.broken);
    },
    saveStudies: () => (isThere('studies') ? Promise.resolve() : guard(studies.save, strings.save.broken)),
    /** What is there already is written once more: the file may be gone from where it was saved. */
    saveAgain: (what: 'zip' | 'studies') =>
      guard(() => (what === 'zip' ? zip.save(false, nothingFirst) : studies.save()), strings.save.broken),
    saveRest: (number: number) => guard(() => studies.saveRest(number), strings.save.broken),
    saveToFolder: () => guard(folder.save, strings.save.folderBroken),
    resumeSave: () => guard(folder.resume, strings.save.folderBroken),
    discardResume: folder.discard,
    chooseLayout: (layout: Layout) => store.dispatch({ kind: 'layout-chosen', layout }),
    chooseHashes: (hashesOutputs: boolean) => store.dispatch({ kind: 'hashes-chosen', hashesOutputs }),
    /** A save or an upload that waits for the search is given up. */
    cancelPostponed: () => store.dispatch({ kind: 'postponed-ended' }),
    cancelSave: () => {
      store.dispatch({ kind: 'save-cancelling' });
      current.abort();
    },
    downloadAgain: (file: File) => services.download(file, file.name),
    deleteCopy: async (number: number): Promise<void> => {
      const written = store.getState().archives.find((candidate) => candidate.number === number);
      const copies = written === undefined ? [] : copiesOf(written.archive);
      await Promise.all(copies.map((copy) => copy.discard()));
      store.dispatch({ kind: 'copy-deleted', number });
    },
  };
}

const nothingFirst = async (): Promise<void> => undefined;

/** What the browser keeps of an output. */
export function copiesOf(archive: SavedOutput) {
  switch (archive.kind) {
    case 'staged':
      return [archive];
    case 'studies':
      return archive.zips.flatMap(({ copy }) => (copy === null ? [] : [copy]));
    default:
      return [];
  }
}
