import type { BatchStore } from '../batch/batch-store.ts';
import { sign } from '../batch/decide/sign.ts';
import { firstFileToShow } from '../batch/derived/group-studies.ts';
import type { UnsignedRelease } from '../batch/outcomes.ts';
import { strings } from '../ui/strings.ts';
import { createKeyControls } from './ask-for-key.ts';
import { createBoxControls } from './blank-boxes.ts';
import { createSettingsControls } from './change-settings.ts';
import { createDecideControls } from './decide/decide-entries.ts';
import { createDecisionFiles } from './decide/decision-files.ts';
import type { DrawingRequest } from './decide/draw-documents.ts';
import { createImageDesk } from './images/image-desk.ts';
import { mayChange } from './may-change.ts';
import { createFileViewer } from './open-file.ts';
import { createCreatorFinder } from './rules/find-creators.ts';
import { createForecaster } from './run-forecast.ts';
import { createRecordsControls } from './save-records.ts';
import { createTextSearcher } from './search-texts.ts';
import type { AppServices } from './services.ts';
import { createBatchControls, type FilesDecided } from './start-batch.ts';
import { copiesOf, createSaveControls } from './start-save.ts';
import { createUploadControls } from './start-upload.ts';
import { createRemainsControls } from './survey-remains.ts';
import { createSeriesSurveyor } from './survey-series.ts';

/** Everything a person can ask of the page. Components get the ones they need as props. */
export type Intents = ReturnType<typeof createIntents>;

export function createIntents(store: BatchStore, services: AppServices) {
  const batch = createBatchControls(store, services);
  // Copies are known only when a pass ends. *What remains* does not count copies, so it is refreshed then.
  const forecast = createForecaster(store, services, () => remains.refreshRemains());
  const viewer = createFileViewer(store, services);
  const surveyor = createSeriesSurveyor(store, services);
  const refresh = (): void => {
    viewer.refresh();
    surveyor.refresh();
    remains.refreshRemains();
    void forecast.refreshForecast();
  };
  const settings = createSettingsControls(store, services, forecast.settingsSent, refresh);
  const save = createSaveControls(store, services);
  const upload = createUploadControls(store, services);
  const records = createRecordsControls(store, services, upload.uploadLines);
  const remains = createRemainsControls(store, services);
  const images = createImageDesk(services.images, services.tileTexts);
  const boxes = createBoxControls(store, settings.apply);
  const queue = createDecideControls(store, settings.apply, refresh);
  const searcher = createTextSearcher(store, services, (ids) => decide(batch.judgeAgain(ids)));

  /** A throw below the page is a bug; the batch stays and the person is told. */
  const guard = async (work: Promise<void>, recover: () => void): Promise<void> => {
    try {
      await work;
    } catch {
      recover();
      store.dispatch({ kind: 'noticed', message: strings.broken });
    }
  };
  /** A decision about files; in a review their plan follows. */
  const decide = async (work: Promise<void>): Promise<void> => {
    await guard(work, () => store.dispatch({ kind: 'recounted', entries: [], isLast: true }));
    void forecast.refreshForecast();
  };
  const add = async (source: ReturnType<AppServices['sources']['sample']>): Promise<void> => {
    await guard(batch.add(source), () => store.dispatch({ kind: 'scan-ended', notice: null }));
    const state = store.getState();
    const { step, openFile, profile } = state;
    const isOfBatch = profile.patients.kind !== 'keyed' || profile.options.includes('retainRelativeTimes');
    if (step === 'review' && isOfBatch) {
      // Who is in the batch decides numbers, the dates that a table's anchors are counted from, and starts of studies.
      await settings.apply();
    }
    void forecast.refreshForecast();
    const isFirst = openFile === null && step === 'review';
    const first = isFirst ? firstFileToShow(store.derived.patients(state, 'by-need')) : null;
    if (first !== null) {
      await viewer.open(first);
    }
  };

  /** What was planned is being written: a decision would come too late. */
  const unlessWriting = (act: () => Promise<void>): Promise<void> => (mayChange(store) ? act() : Promise.resolve());

  const deidentify = () =>
    guard(forecast.deidentify(), () => store.dispatch({ kind: 'run-ended', nowMs: performance.now(), notice: null }));
  const release = async (ids: readonly number[], decision: UnsignedRelease | null): Promise<void> => {
    await decide(batch.release(ids, decision && { ...decision, ...sign(store.getState().decide) }));
    refresh();
  };
  const decideFiles = async (action: FilesDecided): Promise<void> => {
    await decide(batch.decideFiles(action, settings.apply));
    refresh();
  };
  const key = createKeyControls({
    store,
    saveKey: settings.saveKey,
    apply: settings.apply,
    deidentify,
    takeBack: (ids) => release(ids, null),
    saveToFolder: save.saveToFolder,
    upload: upload.upload,
  });

  return {
    ...settings,
    ...save,
    ...records,
    ...upload,
    ...key,
    /** Sends what is missing. The question about the project key was asked before the first try. */
    uploadAgain: upload.upload,
    destinations: services.destinations,
    signIns: services.signIns,
    ...remains,
    ...boxes,
    ...createCreatorFinder(store, services),
    ...createDecisionFiles(store, services, decideFiles),
    drawDocuments: async (...given: DrawingRequest) =>
      (await import('./decide/draw-documents.ts')).drawDocuments(store, services, ...given),
    ...queue,
    ...searcher,
    saveWithoutSearch: async (): Promise<void> => {
      if (store.getState().postponed !== null) return searcher.waiveSearch();
      await save.saveZip(false, searcher.waiveSearch);
    },
    /** Called synchronously in the drop handler: the browser empties the transfer afterwards. */
    addDropped: (transfer: DataTransfer) => void add(services.sources.fromDrop(transfer)),
    addFiles: (files: readonly File[]) => void add(services.sources.fromFiles(files)),
    /** Once: the button is in sight for a moment longer, until the next screen is made. */
    addSample: () => (store.getState().step === 'scanning' ? undefined : void add(services.sources.sample())),
    stopScan: batch.stopScan,
    deidentify,
    cancelRun: forecast.cancelRun,
    stopForecast: forecast.stopForecast,
    resumeForecast: forecast.resumeForecast,
    images,
    release: (ids: readonly number[], decision: UnsignedRelease | null) => unlessWriting(() => release(ids, decision)),
    leaveOut: (ids: readonly number[]) => unlessWriting(() => decide(batch.leaveOut(ids))),
    putBack: (ids: readonly number[]) => unlessWriting(() => decide(batch.putBack(ids))),
    openFile: (id: number) => void viewer.open(id),
    rowOf: viewer.rowOf,
    surveySeries: surveyor.surveySeries,
    leaveSeries: surveyor.leaveSeries,
    /** Shows a file of the result in the workbench. */
    inspect: (id: number) =>
      void unlessWriting(() => {
        store.dispatch({ kind: 'review-opened' });
        return viewer.open(id);
      }),
    openReview: () => store.dispatch({ kind: 'review-opened' }),
    openResult: () => store.dispatch({ kind: 'result-opened' }),
    dismissNotice: () => store.dispatch({ kind: 'noticed', message: null }),
    dismissUrlProblem: () => store.dispatch({ kind: 'url-problem-dismissed' }),
    startOver: async (): Promise<void> => {
      records.cancelRecords();
      upload.forgetUploads();
      remains.forgetRemains();
      images.clear();
      const { archives } = store.getState();
      store.dispatch({ kind: 'started-over' });
      forecast.settingsSent();
      const copies = archives.flatMap(({ archive }) => copiesOf(archive));
      await Promise.all(copies.map((copy) => copy.discard()));
    },
  };
}
