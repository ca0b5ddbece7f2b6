import { jobsOf } from '../../pipeline/batch/job-of.ts';
import { createSurveyTally } from '../../pipeline/survey/survey-tally.ts';
import type { SeriesSurvey } from '../batch/batch-state.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import type { AppServices } from './services.ts';

/** Progress is shown a few times a second. */
const PROGRESS_MS = 150;

type Wanted = { readonly key: string; readonly ids: readonly number[] };

/** Counts the values of all files of a series together, while the table of the series is in sight. */
export function createSeriesSurveyor(store: BatchStore, services: AppServices) {
  let current = new AbortController();
  let wanted: Wanted | null = null;

  async function read({ key, ids }: Wanted): Promise<void> {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    const chosen = new Set(ids);
    const { files } = store.getState();
    const jobs = [...jobsOf(files.filter(({ id, scan }) => chosen.has(id) && scan.kind === 'dicom'))];
    const last = store.getState().seriesSurvey;
    const reading: SeriesSurvey = {
      key,
      state: 'reading',
      done: 0,
      total: jobs.length,
      // What was seen under the former rules stays until the new answer is whole, so that no place in it is lost.
      survey: last?.key === key ? last.survey : null,
    };
    const show = (survey: SeriesSurvey) => store.dispatch({ kind: 'series-surveyed', survey });
    show(reading);
    try {
      const tally = createSurveyTally();
      let done = 0;
      let shownMs = performance.now();
      for await (const part of services.pool.survey('changes', jobs, signal)) {
        tally.addSurvey(part);
        done += part.files + part.unread;
        if (performance.now() - shownMs > PROGRESS_MS && !signal.aborted) {
          shownMs = performance.now();
          show({ ...reading, done });
        }
      }
      if (!signal.aborted) {
        show({ ...reading, state: 'ready', done, survey: tally.toSurvey() });
      }
    } catch {
      if (!signal.aborted) {
        show({ ...reading, state: 'failed' });
      }
    }
  }

  return {
    /** Reads the series unless the last answer still holds. */
    surveySeries: (key: string, ids: readonly number[]): void => {
      wanted = { key, ids };
      const { seriesSurvey } = store.getState();
      if (seriesSurvey?.key !== key || seriesSurvey.state !== 'ready') {
        void read(wanted);
      }
    },
    /** The table is out of sight. A survey that is under way ends; a finished one is kept. */
    leaveSeries: (): void => {
      wanted = null;
      current.abort();
      const { seriesSurvey } = store.getState();
      if (seriesSurvey?.state === 'reading') {
        store.dispatch({ kind: 'series-surveyed', survey: null });
      }
    },
    /** After a change of profile, key or release. */
    refresh: (): void => {
      if (wanted !== null) {
        void read(wanted);
      }
    },
  };
}
