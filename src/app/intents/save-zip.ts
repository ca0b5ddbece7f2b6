import { strings } from '../ui/strings.ts';
import { roomProblem } from './free-space.ts';
import { nameOutputsFor } from './name-outputs.ts';
import { countLeftBehind, exportable, mostExportable, type Saving, startSaveRun } from './save-run.ts';

const ARCHIVE_NAME = 'deidentified.zip';

/** Everything in one ZIP. */
export function createZipControls(saving: Saving) {
  const { store, services } = saving;
  return {
    save: async (ignoresRoom: boolean, beforeWriting: () => Promise<void>): Promise<void> => {
      const problem = ignoresRoom ? null : await roomProblem(services, mostExportable(store));
      if (problem !== null) {
        return store.dispatch({ kind: 'save-refused', ...problem });
      }
      const destination = await services.openZip(ARCHIVE_NAME);
      if (destination === null) {
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message: strings.save.noPlace.zip });
      }
      await beforeWriting();
      const chosen = (await saving.untilSearched()) ? exportable(store) : [];
      if (chosen.length === 0) {
        await destination.abort();
        const message = strings.save.notBegun(countLeftBehind(destination));
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message });
      }
      const outputs = await nameOutputsFor(saving, store.getState().layout, chosen, destination.abort);
      if (outputs === null) {
        const message = strings.save.cancelled(countLeftBehind(destination));
        return store.dispatch({ kind: 'save-stopped', isFailure: false, message });
      }
      const run = startSaveRun(saving, 'zip', outputs.files);
      const result = await run.write(await outputs.within(destination), outputs.files);
      if (result.kind !== 'saved') {
        const isFailure = result.kind !== 'cancelled';
        const left = countLeftBehind(destination);
        const message = isFailure ? strings.save.failed(result.message, left) : strings.save.cancelled(left);
        return store.dispatch({ kind: 'save-stopped', isFailure, message });
      }
      store.dispatch({ kind: 'outputs-written', outputs: outputs.outputs(true) });
      store.dispatch({ kind: 'saved', archive: result.result, files: result.files });
      if (result.result.kind === 'staged') {
        services.download(result.result.file, ARCHIVE_NAME);
      }
    },
  };
}
