import type { BatchStore } from './batch-store.ts';
import { createSettingsControls } from './change-settings.ts';
import { firstFileToShow } from './group-studies.ts';
import { createImageDesk } from './image-desk.ts';
import { createFileViewer } from './open-file.ts';
import type { Release } from './outcomes.ts';
import { createRecordsControls } from './save-records.ts';
import type { AppServices } from './services.ts';
import { standingRulesOf } from './standing-rules.ts';
import { createBatchControls } from './start-batch.ts';
import { copiesOf, createSaveControls } from './start-save.ts';
import { createRemainsControls } from './survey-remains.ts';
import { createSeriesSurveyor } from './survey-series.ts';
import { strings } from './ui/strings.ts';
import { createUploadControls } from './upload/start-upload.ts';

/** Everything a person can ask of the page. Components get the ones they need as props. */
export type Intents = ReturnType<typeof createIntents>;

export function createIntents(store: BatchStore, services: AppServices) {
  const batch = createBatchControls(store, services);
  const viewer = createFileViewer(store, services);
  const surveyor = createSeriesSurveyor(store, services);
  const refresh = (): void => {
    viewer.refresh();
    surveyor.refresh();
    remains.refreshRemains();
  };
  const settings = createSettingsControls(store, services, refresh);
  const save = createSaveControls(store, services);
  const upload = createUploadControls(store, services);
  const records = createRecordsControls(store, services, upload.uploadLines);
  const remains = createRemainsControls(store, services);
  const images = createImageDesk(services.images);

  /** A throw below the page is a bug; the batch stays and the person is told. */
  const guard = async (work: Promise<void>, recover: () => void): Promise<void> => {
    try {
      await work;
    } catch {
      recover();
      store.dispatch({ kind: 'noticed', message: strings.broken });
    }
  };
  const add = async (source: ReturnType<AppServices['sources']['sample']>): Promise<void> => {
    await guard(batch.add(source), () => store.dispatch({ kind: 'scan-ended', notice: null }));
    const state = store.getState();
    const { step, files, openFile, profile } = state;
    if (step === 'review' && profile.patients.kind !== 'keyed') {
      // Who is in the batch decides numbers, and the dates that a table's anchors are counted from.
      await settings.apply();
    }
    const first = openFile === null && step === 'review' ? firstFileToShow(files, standingRulesOf(state)) : null;
    if (first !== null) {
      await viewer.open(first);
    }
  };

  return {
    ...settings,
    ...save,
    ...records,
    ...upload,
    destinations: services.destinations,
    ...remains,
    /** Called synchronously in the drop handler: the browser empties the transfer afterwards. */
    addDropped: (transfer: DataTransfer) => void add(services.sources.fromDrop(transfer)),
    addFiles: (files: readonly File[]) => void add(services.sources.fromFiles(files)),
    /** Once: the button is in sight for a moment longer, until the next screen is made. */
    addSample: () => (store.getState().step === 'scanning' ? undefined : void add(services.sources.sample())),
    stopScan: batch.stopScan,
    deidentify: () =>
      guard(batch.deidentify(), () => store.dispatch({ kind: 'run-ended', nowMs: performance.now(), notice: null })),
    cancelRun: batch.cancelRun,
    images,
    release: async (ids: readonly number[], release: Release | null): Promise<void> => {
      await guard(batch.release(ids, release), () => store.dispatch({ kind: 'recounted', entries: [], isLast: true }));
      refresh();
    },
    leaveOut: (ids: readonly number[]) => store.dispatch({ kind: 'left-out', ids }),
    putBack: (ids: readonly number[]) => store.dispatch({ kind: 'put-back', ids }),
    openFile: (id: number) => void viewer.open(id),
    surveySeries: surveyor.surveySeries,
    leaveSeries: surveyor.leaveSeries,
    /** Shows a file of the result in the workbench. */
    inspect: (id: number) => {
      store.dispatch({ kind: 'review-opened' });
      void viewer.open(id);
    },
    openReview: () => store.dispatch({ kind: 'review-opened' }),
    openResult: () => store.dispatch({ kind: 'result-opened' }),
    dismissNotice: () => store.dispatch({ kind: 'noticed', message: null }),
    dismissUrlProblem: () => store.dispatch({ kind: 'url-problem-dismissed' }),
    startOver: async (): Promise<void> => {
      records.cancelRecords();
      upload.cancelUpload();
      remains.forgetRemains();
      images.clear();
      const { archives } = store.getState();
      store.dispatch({ kind: 'started-over' });
      const copies = archives.flatMap(({ archive, isCopyDeleted }) => (isCopyDeleted ? [] : copiesOf(archive)));
      await Promise.all(copies.map((copy) => copy.discard()));
    },
  };
}
