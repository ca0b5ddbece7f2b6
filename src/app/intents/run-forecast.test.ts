import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { deidentified, fakeFile, held, notDicom } from '../../testing/fake-batch.ts';
import { type FakeAnswers, fakeServices } from '../../testing/fake-services.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { createBatchStore } from '../batch/batch-store.ts';
import { isForetold } from '../batch/forecast-state.ts';
import { countOutcomes, countStandings } from '../batch/outcomes.ts';
import { standingRulesOf } from '../batch/standing-rules.ts';
import { strings } from '../ui/strings.ts';
import { createIntents } from './create-intents.ts';

const many = Array.from({ length: 40 }, (_, at) => new File([], `f${at}`));
const look = { reason: 'Looked', pixels: allSeen, atIso: '2026-01-02T03:04:05Z', shown: 'The image.' };

function startPage(answers: FakeAnswers = {}) {
  const { services, calls } = fakeServices(answers);
  const store = createBatchStore(createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)));
  const intents = createIntents(store, services);
  void intents.apply();
  const state = () => store.getState();
  const counts = () => countStandings(state().files, standingRulesOf(state()));
  const isWhole = () => state().step === 'review' && isForetold(state().files) && state().forecast.phase === 'resting';
  const plans = () => calls.filter((call) => call.startsWith('plan '));
  return { store, calls, intents, state, counts, isWhole, plans };
}

async function startPlanned(
  answers: FakeAnswers = {},
  files: readonly File[] = [new File([], 'a'), new File([], 'b'), new File([], 'c')],
) {
  const page = startPage(answers);
  page.intents.addFiles(files);
  await eventually(() => expect(page.isWhole()).toBe(true));
  return page;
}

/** Files are being planned, and most are not yet. */
async function startPlanning(answers: FakeAnswers = {}) {
  const page = startPage(answers);
  page.intents.addFiles(many);
  await eventually(() => expect(page.plans().length).toBeGreaterThan(0));
  expect(isForetold(page.state().files)).toBe(false);
  return page;
}

describe('the forecast', () => {
  it('plans every file behind all other work, each once, and De-identify only confirms', async () => {
    const page = await startPlanned({
      scan: (path) => (path === 'c' ? notDicom : undefined) as never,
      outcome: (path) => (path === 'b' ? held() : deidentified),
    });
    expect(page.plans()).toEqual(['plan a background', 'plan b background']);
    expect(page.counts()).toEqual({ ready: 0, deidentified: 1, held: 1, skipped: 1, failed: 0 });
    const { deidentified: ready, held: waiting, skipped, failed } = page.counts();
    const run = page.intents.deidentify();
    expect(page.state().step, 'at once').toBe('result');
    await run;
    expect(page.counts()).toEqual({ ready: 0, deidentified: ready, held: waiting, skipped, failed });
    expect(page.plans()).toHaveLength(2);
  });

  it('goes on in front of other work once De-identify waits for it, and plans nothing twice', async () => {
    const page = await startPlanning();
    const run = page.intents.deidentify();
    expect(page.state().step).toBe('running');
    await run;
    expect(page.state().step).toBe('result');
    expect(page.counts().deidentified).toBe(many.length);
    expect(page.plans()).toHaveLength(many.length);
    expect(page.plans().at(-1)).toMatch(/ usual$/);
  });

  it('is stopped, says so, and goes on where it was', async () => {
    const page = await startPlanning();
    page.intents.stopForecast();
    await new Promise((resolve) => setTimeout(resolve, 30));
    const planned = page.plans().length;
    expect(page.state().forecast).toMatchObject({ phase: 'stopped', startedAtMs: null });
    expect(planned).toBeLessThan(many.length);
    const known = page.counts().deidentified;
    await page.intents.resumeForecast();
    expect(page.counts().deidentified).toBe(many.length);
    expect(page.plans().length - planned).toBe(many.length - known);
  });

  it('begins again when the profile changes in the middle, and shows nothing of the old one', async () => {
    const page = await startPlanning({ outcome: () => held() });
    let wasStale = false;
    page.store.subscribe(() => {
      const { files, profile } = page.state();
      wasStale ||= profile.preset === 'ps315-basic' && files.some(({ outcome }) => outcome !== null) && !isBegun;
    });
    let isBegun = false;
    const change = page.intents.changeProfile(createProfile('ps315-basic'));
    expect(page.state().files.every(({ outcome }) => outcome === null)).toBe(true);
    const before = page.plans().length;
    await change;
    isBegun = true;
    await eventually(() => expect(page.isWhole()).toBe(true));
    expect(wasStale).toBe(false);
    expect(page.plans().length - before).toBe(many.length);
  });

  it('waits until the workers know of the change', async () => {
    const page = await startPlanned();
    page.calls.length = 0;
    await page.intents.changeProfile(createProfile('ps315-basic'));
    await eventually(() => expect(page.isWhole()).toBe(true));
    const told = page.calls.findIndex((call) => call.startsWith('configure'));
    const planned = page.calls.findIndex((call) => call.startsWith('plan'));
    expect(told).toBeGreaterThanOrEqual(0);
    expect(planned).toBeGreaterThan(told);
  });

  it('plans a released file alone', async () => {
    const page = await startPlanned({ outcome: (_, isReleased) => (isReleased ? deidentified : held()) });
    page.calls.length = 0;
    await page.intents.release([1], { ...look, covers: 'images' });
    await eventually(() => expect(page.isWhole()).toBe(true));
    expect(page.plans()).toEqual(['plan b background']);
    expect(page.counts()).toMatchObject({ deidentified: 1, held: 2 });
  });

  it('drops what was planned of a file before it was released', async () => {
    const page = await startPlanning({ outcome: (_, isReleased) => (isReleased ? deidentified : held()) });
    await page.intents.release([0, 39], look);
    await eventually(() => expect(page.isWhole()).toBe(true));
    expect(page.counts()).toMatchObject({ deidentified: 2, held: 38 });
  });

  it('plans nothing when files are left out and put back', async () => {
    const page = await startPlanned({ outcome: () => held() });
    page.calls.length = 0;
    await page.intents.leaveOut([0, 1]);
    expect(page.counts()).toMatchObject({ held: 1, skipped: 2 });
    await page.intents.putBack([0, 1]);
    expect(page.isWhole()).toBe(true);
    expect(page.counts()).toMatchObject({ held: 3 });
    expect(page.plans()).toEqual([]);
  });

  it('rests while more files are read, and then plans these and their copies', async () => {
    const uid = (path: string) => (path === 'b' || path === 'd' ? '2.25.7' : `2.25.8${path.charCodeAt(0)}`);
    const page = await startPlanned({ scan: (path) => fakeFile(0, { sopInstanceUid: uid(path) }).scan });
    page.calls.length = 0;
    page.intents.addFiles([new File([], 'd'), new File([], 'e')]);
    await eventually(() => expect(page.state().files).toHaveLength(5));
    await eventually(() => expect(page.isWhole()).toBe(true));
    expect(page.plans()).toEqual(['plan b background', 'plan d background', 'plan e background']);
  });

  it('goes on after a second drop came in the middle', async () => {
    const page = await startPlanning();
    page.intents.addFiles([new File([], 'late')]);
    await eventually(() => expect(page.state().files).toHaveLength(many.length + 1));
    await eventually(() => expect(page.isWhole()).toBe(true));
    expect(page.counts().deidentified).toBe(many.length + 1);
  });

  it('gives nothing to the next batch after Start over', async () => {
    const page = await startPlanning({ outcome: () => held() });
    await page.intents.startOver();
    expect(page.state().files).toEqual([]);
    page.intents.addSample();
    await eventually(() => expect(page.isWhole()).toBe(true));
    expect(page.plans().slice(-3)).toEqual(['plan a background', 'plan b background', 'plan c background']);
    expect(page.state().files).toHaveLength(3);
  });

  it('says that it broke off, and can go on', async () => {
    let isBroken = true;
    const page = startPage({
      outcome: () => {
        if (isBroken) throw new Error('A bug.');
        return deidentified;
      },
    });
    page.intents.addSample();
    await eventually(() => expect(page.state().forecast.phase).toBe('broken'));
    isBroken = false;
    await page.intents.resumeForecast();
    expect(page.counts().deidentified).toBe(3);
  });

  it('leaves a run that breaks off with an outcome for each file', async () => {
    const page = startPage({
      outcome: () => {
        throw new Error('A bug.');
      },
    });
    page.intents.addSample();
    await eventually(() => expect(page.state().forecast.phase).toBe('broken'));
    await page.intents.deidentify();
    expect(page.state().step).toBe('result');
    expect(page.counts()).toMatchObject({ skipped: 3 });
    expect(page.state().notice).not.toBeNull();
  });

  it('judges the other copies again when one of a result is left out or put back', async () => {
    const page = await startPlanned({
      scan: (path) => fakeFile(0, { sopInstanceUid: path === 'c' ? '2.25.1' : '2.25.2' }).scan,
    });
    await page.intents.deidentify();
    page.calls.length = 0;
    await page.intents.leaveOut([0]);
    expect(page.plans()).toEqual(['plan b usual']);
    await page.intents.putBack([0]);
    expect(page.plans()).toEqual(['plan b usual', 'plan a usual', 'plan b usual']);
    expect(page.state()).toMatchObject({ step: 'result', recounting: 0 });
    expect(page.counts().deidentified).toBe(3);
  });

  it('goes on while a person decides', async () => {
    const page = await startPlanning({ outcome: () => held() });
    page.intents.openDecide(null);
    await eventually(() => expect(isForetold(page.state().files)).toBe(true));
    await eventually(() => expect(page.state().forecast.phase).toBe('resting'));
    expect(page.state().step).toBe('decide');
    expect(page.plans()).toHaveLength(many.length);
  });

  it('that was stopped stays so, whatever a person decides meanwhile', async () => {
    const page = await startPlanning({ outcome: () => held() });
    page.intents.stopForecast();
    await eventually(() => expect(page.state().forecast.startedAtMs).toBeNull());
    const planned = page.plans().length;
    await page.intents.release([39], look);
    await page.intents.leaveOut([38]);
    await turnsOfTheLoop();
    expect(page.plans()).toHaveLength(planned);
    expect(page.state().forecast.phase).toBe('stopped');
  });

  it('that was stopped before a file was planned is no plan that came to nothing', async () => {
    const page = startPage();
    const leave = page.store.subscribe(() => {
      if (page.state().forecast.phase === 'checking') page.intents.stopForecast();
    });
    page.intents.addFiles(many);
    await eventually(() => expect(page.state().forecast.phase).toBe('stopped'));
    await eventually(() => expect(page.state().forecast.startedAtMs).toBeNull());
    leave();
    expect(page.state().forecast.phase).toBe('stopped');
    await page.intents.resumeForecast();
    expect(page.counts().deidentified).toBe(many.length);
  });

  it('says when it began and how long it took', async () => {
    const page = await startPlanning();
    const { startedAtMs, phase } = page.state().forecast;
    expect([phase, startedAtMs! > 0 && startedAtMs! <= performance.now()]).toEqual(['checking', true]);
    await eventually(() => expect(page.isWhole()).toBe(true));
    const { workedMs } = page.state().forecast;
    expect(workedMs > 0 && workedMs <= performance.now() - startedAtMs!).toBe(true);
  });

  it('shows in a run what each worker does, and how much there is already', async () => {
    const { services } = fakeServices();
    const workers = [{ kind: 'busy' }] as never;
    const pool = { ...services.pool, status: () => workers };
    const store = createBatchStore(createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)));
    const intents = createIntents(store, { ...services, pool });
    await intents.apply();
    intents.addFiles(many);
    await eventually(() => expect(store.getState().forecast.phase).toBe('checking'));
    const run = intents.deidentify();
    const seen: unknown[] = [];
    store.subscribe(() => seen.push(store.getState().run?.workers));
    await run;
    expect(seen).toContain(workers);
    expect(countOutcomes(store.getState().files).deidentified).toBe(many.length);
  });

  it('that a cancelled run cut off says so, and is no outcome of the files that it did not reach', async () => {
    const page = await startPlanning();
    const run = page.intents.deidentify();
    page.intents.cancelRun();
    await run;
    expect(page.state()).toMatchObject({ step: 'result', notice: strings.run.cancelled });
    const planned = page.plans().length;
    expect(planned).toBeLessThan(many.length);
    expect(page.counts().deidentified).toBeLessThanOrEqual(planned);
    page.intents.openReview();
    await page.intents.deidentify();
    expect(page.counts().deidentified).toBe(many.length);
    expect(page.state().notice).toBeNull();
  });
});
