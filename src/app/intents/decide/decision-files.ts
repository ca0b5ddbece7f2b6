import type { BatchStore } from '../../batch/batch-store.ts';
import type { BoxesState } from '../../batch/boxes.ts';
import { lazyScript } from '../../ui/controls/lazy-view.tsx';
import type { AppServices } from '../services.ts';
import type { FilesDecided } from '../start-batch.ts';

const desk = lazyScript(() => import('./saved-decisions-desk.ts'));

/** `decisions.json`, saved and opened by itself. */
export function createDecisionFiles(
  store: BatchStore,
  { download }: Pick<AppServices, 'download'>,
  decide: (action: FilesDecided) => Promise<void>,
) {
  return {
    saveDecisions: async (): Promise<void> => (await desk()).saveDecisions(store, download),
    /** Boxes by device, of opened decisions, that are proposed from now on: without one, or with it again. */
    setDevices: (devices: BoxesState['devices']): void =>
      store.dispatch({ kind: 'decisions-opened', entries: [], devices }),
    openDecisions: async (file: File): Promise<void> => (await desk()).openDecisions(store, file, decide),
  };
}
