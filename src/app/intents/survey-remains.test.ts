import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Survey } from '../../pipeline/contracts/survey.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { held, notDicom } from '../../testing/fake-batch.ts';
import type { FakeAnswers } from '../../testing/fake-services.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { keyFile } from '../../testing/open-page.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { createBatchStore } from '../batch/batch-store.ts';
import { createIntents } from './create-intents.ts';

/** A series description that names the file that it is from. */
const surveyOf = (path: string): Survey => ({
  attributes: [
    {
      path: '(0008,103E)',
      tag: '(0008,103E)',
      name: 'Series Description',
      vr: 'LO',
      depth: 0,
      isPrivate: false,
      values: [
        {
          before: null,
          after: path,
          action: 'K',
          effect: 'kept',
          reason: '',
          risk: 'unknown-word',
          files: 1,
          fileId: 0,
        },
      ],
      uncounted: 0,
    },
  ],
  files: 1,
  unread: 0,
});

async function startScanned(answers: FakeAnswers = {}) {
  const { services, calls } = fakeServices({ survey: (_, path) => surveyOf(path), ...answers });
  const store = createBatchStore(createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)));
  const intents = createIntents(store, services);
  intents.addSample();
  // The last thing that adding files does.
  await eventually(() => expect(store.getState().openFile?.view.kind).toBe('inspected'));
  const remains = () => store.getState().remains;
  const surveyed = () => calls.filter((call) => call.startsWith('survey'));
  return { store, intents, calls, remains, surveyed };
}

const done = (remains: () => { readonly phase: string }) => eventually(() => expect(remains().phase).toBe('done'));

describe('what remains', () => {
  it('is not looked at before someone wants to see it', async () => {
    const { remains, surveyed } = await startScanned();
    await turnsOfTheLoop();
    expect(surveyed()).toEqual([]);
    expect(remains().phase).toBe('not-asked');
  });

  it('lists the values of every file that would be put out', async () => {
    const { intents, remains, surveyed } = await startScanned({
      scan: (path) => (path === 'c' ? notDicom : undefined) as never,
    });
    intents.watchRemains();
    await done(remains);
    expect(remains().rows.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(remains()).toMatchObject({ looked: 2, total: 2, unread: 0, isOutOfDate: false });
    expect(surveyed()).toEqual(['survey remaining a', 'survey remaining b']);
  });

  it('leaves out what a run has held', async () => {
    const { intents, remains, store } = await startScanned({ outcome: () => held() });
    await intents.deidentify();
    store.dispatch({ kind: 'review-opened' });
    intents.watchRemains();
    await done(remains);
    expect(remains()).toMatchObject({ total: 0, rows: [] });
  });

  it('is looked at again when the rules change, if someone watches, and keeps what was reviewed', async () => {
    const { intents, remains, surveyed, store } = await startScanned();
    const leave = intents.watchRemains();
    await done(remains);
    intents.reviewValue(remains().rows[0]!.reviewKey, true);
    await intents.changeProfile({ ...store.getState().profile, pixels: 'export' });
    await done(remains);
    expect(surveyed()).toHaveLength(6);
    expect(remains().reviewed.has(remains().rows[0]!.reviewKey)).toBe(true);
    leave();
    await intents.changeProfile({ ...store.getState().profile, pixels: 'hold' });
    expect(remains()).toMatchObject({ phase: 'done', isOutOfDate: true });
    expect(surveyed()).toHaveLength(6);
    intents.watchRemains();
    await eventually(() => expect(remains()).toMatchObject({ phase: 'done', isOutOfDate: false }));
    expect(surveyed()).toHaveLength(9);
  });

  it('stops when it is asked to, with what was found until then', async () => {
    let stop: () => void = () => undefined;
    const { intents, remains } = await startScanned({
      survey: (_, path) => {
        if (path === 'b') stop();
        return surveyOf(path);
      },
    });
    stop = intents.stopRemains;
    intents.watchRemains();
    expect(remains().phase).toBe('looking');
    await eventually(() => expect(remains().phase).toBe('stopped'));
    expect(remains()).toMatchObject({ looked: 2, total: 3, isOutOfDate: false });
    expect(remains().rows.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('says so when looking fails', async () => {
    const { intents, remains } = await startScanned({
      survey: () => {
        throw new Error('a bug');
      },
    });
    intents.watchRemains();
    await eventually(() => expect(remains().phase).toBe('broken'));
  });

  it('counts what could not be read with what was looked at', async () => {
    const { intents, remains } = await startScanned({
      survey: (_, path) => (path === 'b' ? { attributes: [], files: 0, unread: 1 } : surveyOf(path)),
    });
    intents.watchRemains();
    await done(remains);
    expect(remains()).toMatchObject({ looked: 3, total: 3, unread: 1 });
  });

  it('says nothing of a survey that another one has replaced, nor of a forgotten one', async () => {
    const { intents, remains, store } = await startScanned();
    intents.surveyRemains();
    intents.surveyRemains();
    const phases: string[] = [];
    store.subscribe(() => phases.push(`${remains().phase} ${remains().looked}`));
    await done(remains);
    await turnsOfTheLoop();
    expect(phases.filter((phase) => !phase.startsWith('looking'))).toEqual(['done 3']);
    intents.surveyRemains();
    intents.forgetRemains();
    const before = remains();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(remains()).toBe(before);
  });

  it('is filtered, and one value of it is chosen', async () => {
    const { intents, remains } = await startScanned();
    const filter = { ...remains().filter };
    intents.filterRemains(filter);
    expect(remains().filter).toBe(filter);
    intents.chooseValue('a value');
    expect(remains().chosenKey).toBe('a value');
  });

  describe('while it is looked at', () => {
    afterEach(() => vi.restoreAllMocks());

    /** What is shown, when each look at the clock is so many milliseconds after the last one. */
    async function shownAt(stepMs: number) {
      const page = await startScanned();
      let ms = 0;
      vi.spyOn(performance, 'now').mockImplementation(() => {
        ms += stepMs;
        return ms;
      });
      const shown: string[] = [];
      page.store.subscribe(() => shown.push(`${page.remains().looked} of ${page.remains().rows.length}`));
      page.intents.surveyRemains();
      await done(page.remains);
      return shown.filter((one, at) => one !== shown[at - 1]);
    }

    it('is counted and listed now and then, not with each file', async () => {
      expect(await shownAt(1)).toEqual(['0 of 0', '0 of 3', '3 of 3']);
      expect(await shownAt(150)).toEqual(['0 of 0', '2 of 0', '2 of 2', '3 of 2', '3 of 3']);
    });
  });

  it('is forgotten with the batch', async () => {
    const { intents, remains } = await startScanned();
    intents.watchRemains();
    await done(remains);
    await intents.startOver();
    expect(remains()).toMatchObject({ phase: 'not-asked', rows: [] });
  });

  it('is out of date with more files, and not while a run reports outcomes', async () => {
    const { intents, remains, store } = await startScanned();
    intents.watchRemains()();
    intents.surveyRemains();
    await done(remains);
    await intents.deidentify();
    expect(remains().isOutOfDate).toBe(false);
    store.dispatch({ kind: 'review-opened' });
    intents.addSample();
    await eventually(() => expect(store.getState().files).toHaveLength(6));
    expect(remains().isOutOfDate).toBe(true);
  });

  it.each([
    ['another key', (page: Page) => page.intents.openKey(keyFile('ab'))],
    ['another profile', (page: Page) => page.intents.changeProfile(createProfile('ps315-basic'))],
    ['a table of patients', (page: Page) => page.intents.loadPatientTable(new File(['a,b\n'], 'patients.csv'))],
    ['a file left out', (page: Page) => page.intents.leaveOut([0])],
    ['a release', (page: Page) => page.intents.release([0], look)],
  ])('is out of date with %s, before anything was de-identified', async (_, change) => {
    const page = await startScanned();
    // Without a plan, so that no outcome goes by the change: what remains must know of it by itself.
    page.intents.stopForecast();
    page.intents.surveyRemains();
    await done(page.remains);
    page.store.dispatch({ kind: 'forecast-stopped' });
    expect(page.remains().isOutOfDate).toBe(false);
    await change(page);
    expect(page.remains().isOutOfDate).toBe(true);
  });
});

type Page = Awaited<ReturnType<typeof startScanned>>;

const look = { reason: 'Looked', pixels: allSeen, atIso: '2026-01-02T03:04:05Z', shown: 'The image.' };
