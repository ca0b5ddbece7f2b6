import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import type { Survey } from '../../pipeline/contracts/survey.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { turnsOfTheLoop } from '../../testing/eventually.ts';
import { fakeFile, notDicom } from '../../testing/fake-batch.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { createBatchStore } from '../batch/batch-store.ts';
import { createSeriesSurveyor } from './survey-series.ts';

const part = (files: number, unread = 0): Survey => ({ attributes: [], files, unread });

/** A page of four files, the last of which is no DICOM, with surveys that end when the test says so. */
function surveyor() {
  const surveys: {
    readonly kind: string;
    readonly ids: readonly number[];
    readonly signal: AbortSignal;
    readonly end: (...parts: readonly Survey[] | readonly [Error]) => Promise<void>;
  }[] = [];
  async function* survey(...[kind, jobs, signal]: Parameters<Pool['survey']>) {
    const ids: number[] = [];
    for await (const { input } of jobs) ids.push(input.id);
    const parts = await new Promise<readonly unknown[]>((resolve) => {
      const end = async (...given: readonly unknown[]) => {
        resolve(given);
        await turnsOfTheLoop();
      };
      surveys.push({ kind, ids, signal, end });
    });
    for (const one of parts) {
      if (one instanceof Error) throw one;
      yield one as Survey;
    }
  }
  const { services } = fakeServices();
  const state = createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32));
  const files = [1, 2, 3].map((id) => fakeFile(id));
  const store = createBatchStore({ ...state, files: [...files, { ...fakeFile(4), scan: notDicom }] });
  const intents = createSeriesSurveyor(store, { ...services, pool: { ...services.pool, survey } as Pool });
  return { ...intents, store, surveys, shown: () => store.getState().seriesSurvey };
}

describe('the survey of a series', () => {
  it('counts the DICOM files of the series, and is shown whole', async () => {
    const { surveySeries, surveys, shown } = surveyor();
    surveySeries('S', [1, 3, 4]);
    await turnsOfTheLoop();
    expect(shown()).toEqual({ key: 'S', state: 'reading', done: 0, total: 2, survey: null });
    expect(surveys).toMatchObject([{ kind: 'changes', ids: [1, 3] }]);
    await surveys[0]!.end(part(1), part(0, 1));
    expect(shown()).toEqual({ key: 'S', state: 'ready', done: 2, total: 2, survey: part(1, 1) });
  });

  it('is not made again while it holds, and is for another series', async () => {
    const { surveySeries, surveys, shown } = surveyor();
    surveySeries('S', [1]);
    await turnsOfTheLoop();
    await surveys[0]!.end(part(1));
    surveySeries('S', [1]);
    await turnsOfTheLoop();
    expect(surveys).toHaveLength(1);
    surveySeries('T', [2]);
    await turnsOfTheLoop();
    expect(surveys).toHaveLength(2);
    expect(shown()).toMatchObject({ key: 'T', state: 'reading', survey: null });
  });

  it('made anew shows the last one until it is whole', async () => {
    const { surveySeries, refresh, surveys, shown } = surveyor();
    surveySeries('S', [1]);
    await turnsOfTheLoop();
    await surveys[0]!.end(part(1));
    refresh();
    await turnsOfTheLoop();
    expect(shown()).toMatchObject({ key: 'S', state: 'reading', done: 0, survey: part(1) });
    await surveys[1]!.end(part(0, 1));
    expect(shown()).toMatchObject({ state: 'ready', survey: part(0, 1) });
  });

  it('gives way to a later one, whatever the earlier one still says', async () => {
    const { surveySeries, surveys, shown } = surveyor();
    surveySeries('S', [1]);
    surveySeries('T', [2]);
    await turnsOfTheLoop();
    expect(surveys.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await surveys[0]!.end(part(1));
    expect(shown()).toMatchObject({ key: 'T', state: 'reading' });
    await surveys[1]!.end(part(1));
    expect(shown()).toMatchObject({ key: 'T', state: 'ready' });
  });

  it('says that it failed, but not of one that nobody waits for', async () => {
    const { surveySeries, surveys, shown } = surveyor();
    surveySeries('S', [1]);
    surveySeries('T', [2]);
    await turnsOfTheLoop();
    await surveys[0]!.end(new Error('A bug.'));
    expect(shown()).toMatchObject({ key: 'T', state: 'reading' });
    await surveys[1]!.end(new Error('A bug.'));
    expect(shown()).toMatchObject({ key: 'T', state: 'failed', survey: null });
    surveySeries('T', [2]);
    await turnsOfTheLoop();
    expect(surveys).toHaveLength(3);
  });

  it('ends when its table is left; a finished one is kept, and is not made anew', async () => {
    const { surveySeries, leaveSeries, refresh, surveys, shown } = surveyor();
    refresh();
    await turnsOfTheLoop();
    expect(surveys).toEqual([]);
    surveySeries('S', [1]);
    await turnsOfTheLoop();
    leaveSeries();
    expect([shown(), surveys[0]?.signal.aborted]).toEqual([null, true]);
    surveySeries('S', [1]);
    await turnsOfTheLoop();
    await surveys[1]!.end(part(1));
    leaveSeries();
    refresh();
    await turnsOfTheLoop();
    expect(shown()).toMatchObject({ state: 'ready' });
    expect(surveys).toHaveLength(2);
  });

  describe('while it is read', () => {
    afterEach(() => vi.restoreAllMocks());

    /** What is shown of it, when each look at the clock is 100 ms after the last one. */
    async function shownOf(end: (page: ReturnType<typeof surveyor>) => Promise<void>) {
      let ms = 0;
      vi.spyOn(performance, 'now').mockImplementation(() => {
        ms += 100;
        return ms;
      });
      const page = surveyor();
      page.surveySeries('S', [1, 2, 3]);
      await turnsOfTheLoop();
      const shown: unknown[] = [];
      page.store.subscribe(() => {
        const { state, done } = page.shown() ?? {};
        shown.push([state, done]);
      });
      await end(page);
      return shown;
    }

    it('says how far it is a few times a second, and not for each file', async () => {
      const shown = await shownOf((page) => page.surveys[0]!.end(part(1), part(0, 1), part(1), part(1), part(1)));
      expect(shown).toEqual([
        ['reading', 2],
        ['reading', 4],
        ['ready', 5],
      ]);
    });

    it('says nothing of one that was left', async () => {
      const shown = await shownOf(async ({ leaveSeries, surveys }) => {
        leaveSeries();
        await surveys[0]!.end(part(1), part(1), part(1), part(1));
      });
      expect(shown).toEqual([[undefined, undefined]]);
    });
  });
});
