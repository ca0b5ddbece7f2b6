import { describe, expect, it } from 'vitest';
import type { Survey } from '../../pipeline/contracts/survey.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { OwnRule } from '../../profile/profile.ts';
import { eventually } from '../../testing/eventually.ts';
import { deidentified, fakeFile, held, notDicom } from '../../testing/fake-batch.ts';
import type { FakeAnswers } from '../../testing/fake-services.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { allSeen, unstated } from '../../testing/pixel-statements.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { createBatchStore } from '../batch/batch-store.ts';
import { countOutcomes } from '../batch/outcomes.ts';
import { createIntents } from './create-intents.ts';

function startPage(answers: FakeAnswers = {}) {
  const { services, calls, downloads } = fakeServices(answers);
  const store = createBatchStore(createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)));
  const intents = createIntents(store, services);
  void intents.apply();
  return { store, calls, downloads, intents, state: () => store.getState() };
}

async function startScanned(answers: FakeAnswers = {}) {
  const page = startPage(answers);
  page.intents.addSample();
  // The last thing that adding files does.
  await eventually(() => expect(page.state().openFile?.view.kind).toBe('inspected'));
  return page;
}

describe('adding files', () => {
  it('reads them and opens the first in the preview', async () => {
    const { state, calls } = await startScanned();
    expect(state().files.map(({ path }) => path)).toEqual(['a', 'b', 'c']);
    expect(calls).toContain('inspect a');
  });

  it('adds more with new ids', async () => {
    const { intents, state } = await startScanned();
    intents.addSample();
    await eventually(() => expect(state().files).toHaveLength(6));
    expect(new Set(state().files.map(({ id }) => id)).size).toBe(6);
  });

  it('queues what is dropped while others are read', async () => {
    const { intents, state } = startPage();
    intents.addSample();
    intents.addFiles([new File([], 'd')]);
    await eventually(() => expect(state().step).toBe('review'));
    expect(state().files.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('adds the sample once when its button is pressed twice', async () => {
    const { intents, state } = startPage();
    intents.addSample();
    intents.addSample();
    await eventually(() => expect(state().step).toBe('review'));
    expect(state().files).toHaveLength(3);
  });

  it('is refused with a message while a run depends on the list', async () => {
    const { intents, state } = await startScanned();
    const run = intents.deidentify();
    intents.addSample();
    expect(state().notice).toMatch(/not added/);
    await run;
    expect(state().files).toHaveLength(3);
  });
});

describe('running', () => {
  it('ends with one outcome for each file', async () => {
    const page = await startScanned({
      scan: (path) => (path === 'c' ? notDicom : undefined) as never,
      outcome: (path) => (path === 'b' ? held() : deidentified),
    });
    await page.intents.deidentify();
    expect(page.state().step).toBe('result');
    expect(countOutcomes(page.state().files)).toEqual({ deidentified: 1, held: 1, skipped: 1, failed: 0 });
  });

  it('counts what a cancelled run did not reach', async () => {
    const { intents, state } = await startScanned();
    const run = intents.deidentify();
    intents.cancelRun();
    await run;
    const counts = countOutcomes(state().files);
    expect(counts.skipped).toBeGreaterThan(0);
    expect(counts.deidentified + counts.skipped).toBe(3);
    expect(state().notice).toMatch(/stopped/);
  });

  it('runs released files again and re-counts', async () => {
    const { intents, state } = await startScanned({
      outcome: (_path, isReleased) => (isReleased ? deidentified : held()),
    });
    await intents.deidentify();
    const chosen = state().files.slice(0, 2);
    await intents.release(
      chosen.map(({ id }) => id),
      { reason: 'Looked', pixels: allSeen, shown: 'the reasons of the hold' },
    );
    expect(countOutcomes(state().files)).toEqual({ deidentified: 2, held: 1, skipped: 0, failed: 0 });
    expect(state().recounting).toBe(0);
  });

  it('puts the copy out when the file is left out that went out in its stead', async () => {
    const uid = '2.25.77';
    const { intents, state } = await startScanned({
      scan: (path) => fakeFile(0, { sopInstanceUid: path === 'c' ? '2.25.78' : uid }).scan,
      outcome: (path) =>
        ({ ...deidentified, outputPath: path === 'c' ? 'N/c.dcm' : 'N/ab.dcm' }) as typeof deidentified,
      fingerprint: () => 'SAME',
    });
    await intents.deidentify();
    const kinds = () =>
      state().files.map(({ outcome }) => (outcome?.kind === 'skipped' ? outcome.code : outcome?.kind));
    expect(kinds()).toEqual(['deidentified', 'copy', 'deidentified']);
    const [first] = state().files.map(({ id }) => id);
    intents.leaveOut([first!]);
    await eventually(() => expect(kinds()).toEqual(['left-out', 'deidentified', 'deidentified']));
    await eventually(() => expect(state().recounting).toBe(0));
    intents.putBack([first!]);
    await eventually(() => expect(kinds()).toEqual(['deidentified', 'copy', 'deidentified']));
    await eventually(() => expect(state().recounting).toBe(0));
  });

  it('keeps what was said of the images before the run, adds to it, and takes it back', async () => {
    const { intents, state } = await startScanned({
      outcome: (_path, isReleased) => (isReleased ? deidentified : held()),
    });
    const ids = [state().files[0]!.id];
    const seen = { reason: 'Looked', pixels: allSeen, atIso: '2026-01-02T03:04:05Z', shown: 'The image.' };
    await intents.release(ids, { ...seen, covers: 'images' });
    expect(state()).toMatchObject({ step: 'review', recounting: 0 });
    expect(state().files[0]?.outcome).toBeNull();
    await intents.deidentify();
    expect(state().files[0]?.outcome?.kind).toBe('deidentified');
    await intents.release(ids, { ...seen, reason: 'Read', pixels: unstated, shown: 'The path.' });
    expect(state().files[0]?.release).toMatchObject({ pixels: allSeen, reason: 'Looked; Read' });
    expect(state().files[0]?.release?.covers).toBeUndefined();
    await intents.release(ids, null);
    expect(state().files[0]?.release).toBeNull();
    expect(state().files[0]?.outcome?.kind).toBe('held');
  });
});

describe('own rules', () => {
  const keep: OwnRule = { selector: { kind: 'tag', tag: '00081030' }, decision: { kind: 'keep' } };

  it('written beside a value change the profile, and can be taken back', async () => {
    const { intents, state, calls } = await startScanned();
    const before = state().profile;
    expect(await intents.writeRule(keep, '(0008,1030) Study Description')).toEqual([]);
    expect(state().profile.ownRules).toEqual([keep]);
    expect(state().ruleUndo?.message).toMatch(/keep \(0008,1030\) Study Description/);
    await eventually(() => expect(calls.filter((call) => call === 'inspect a')).toHaveLength(2));
    await intents.undoRule();
    expect(state().profile).toEqual(before);
    expect(state().ruleUndo).toMatchObject({ message: expect.stringMatching(/taken back: keep/), steps: [] });
  });

  it('are taken back one by one, the last one first', async () => {
    const { intents, state } = startPage();
    const remove: OwnRule = { selector: { kind: 'tag', tag: '00080060' }, decision: { kind: 'remove' } };
    await intents.writeRule(keep, 'one');
    await intents.writeRule(remove, 'two');
    await intents.undoRule();
    expect(state().profile.ownRules).toEqual([keep]);
    expect(state().ruleUndo?.message).toBe('Own rule taken back: remove two.');
    await intents.undoRule();
    await intents.undoRule();
    expect(state().profile.ownRules).toEqual([]);
    await intents.writeRule(keep, 'one');
    await intents.changeProfile(createProfile('ps315-basic'));
    expect(state().ruleUndo).toBeNull();
  });

  it('that no run can carry out are refused with the reason', async () => {
    const { intents, state } = startPage();
    const forbidden: OwnRule = { selector: { kind: 'tag', tag: '00080016' }, decision: { kind: 'remove' } };
    expect(await intents.addRule(forbidden)).toHaveLength(1);
    expect(state().profile.ownRules).toEqual([]);
    expect(await intents.addRule(keep)).toEqual([]);
    expect(state().profile.ownRules).toEqual([keep]);
  });
});

describe('a series seen as one', () => {
  const one = (value: string): Survey => ({
    attributes: [
      {
        path: '(0008,0060)',
        tag: '(0008,0060)',
        name: 'Modality',
        vr: 'CS',
        depth: 0,
        isPrivate: false,
        uncounted: 0,
        values: [
          { before: value, after: value, action: 'K', effect: 'kept', reason: '', risk: null, files: 1, fileId: 0 },
        ],
      },
    ],
    files: 1,
    unread: 0,
  });
  const asked = (calls: readonly string[]) => calls.filter((call) => call.startsWith('survey changes'));

  it('is read file by file, kept, and not read again', async () => {
    const { intents, state, calls } = await startScanned({ survey: (_, path) => one(path === 'c' ? 'MR' : 'CT') });
    intents.surveySeries('key', [0, 1, 2]);
    await eventually(() => expect(state().seriesSurvey).toMatchObject({ state: 'ready', done: 3, total: 3 }));
    const values = state().seriesSurvey?.survey?.attributes[0]?.values;
    expect(values?.map(({ before, files }) => [before, files])).toEqual([
      ['CT', 2],
      ['MR', 1],
    ]);
    intents.leaveSeries();
    intents.surveySeries('key', [0, 1, 2]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(asked(calls)).toHaveLength(3);
  });

  it('is read again after a change of rules, with the former answer in sight, and only while somebody looks', async () => {
    const { intents, state, calls } = await startScanned({ survey: () => one('CT') });
    intents.surveySeries('key', [0, 1]);
    await eventually(() => expect(state().seriesSurvey?.state).toBe('ready'));
    const change = intents.changeProfile(createProfile('ps315-basic'));
    expect(state().seriesSurvey).toMatchObject({ state: 'outdated', survey: { files: 2 } });
    await change;
    await eventually(() => expect(state().seriesSurvey?.state).toBe('ready'));
    expect(asked(calls)).toHaveLength(4);
    intents.leaveSeries();
    await intents.changeProfile(createProfile('qmenta-guarded'));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(asked(calls)).toHaveLength(4);
    expect(state().seriesSurvey?.state).toBe('outdated');
  });

  it('stops when nobody looks any more', async () => {
    const { intents, state, calls } = await startScanned();
    intents.surveySeries('key', [0, 1, 2]);
    intents.leaveSeries();
    expect(state().seriesSurvey).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(asked(calls)).toHaveLength(0);
  });
});

describe('profile files', () => {
  it('are exported, and imported again as they were', async () => {
    const { intents, state, downloads } = startPage();
    await intents.changeProfile({ ...createProfile('ps315-basic'), capsAges: false });
    intents.exportProfile();
    expect(downloads.map(({ name }) => name)).toEqual(['nescio-profile.json']);
    const file = new File([await downloads[0]!.blob.text()], 'nescio-profile.json');
    const exported = state().profile;
    await intents.changeProfile(createProfile('qmenta'));
    await intents.importProfile(file);
    expect(state().profile).toEqual(exported);
  });

  it('that are not profiles are refused, and the profile stays', async () => {
    const { intents, state } = startPage();
    const before = state().profile;
    await intents.importProfile(new File(['not JSON'], 'a.json'));
    expect(state().profileRefusal).toMatchObject({ fileName: 'a.json', problems: [{ path: '' }] });
    await intents.importProfile(new File(['{"format":"nescio-profile","formatVersion":1,"preset":"x"}'], 'b.json'));
    expect(state().profileRefusal).toMatchObject({ fileName: 'b.json', problems: [{ path: '$.preset' }] });
    expect(state().profile).toBe(before);
    intents.dismissRefusal();
    expect(state().profileRefusal).toBeNull();
  });
});

describe('settings', () => {
  it('send a changed profile to the workers, look at the open file again and hash the profile', async () => {
    const { intents, state, calls } = await startScanned();
    calls.length = 0;
    await intents.changeProfile({ ...createProfile('ps315-basic'), pixels: 'export' });
    await eventually(() => expect(calls).toEqual(['configure ps315-basic export', 'inspect a']));
    expect(state().profileHash).toBe('hash of ps315-basic');
  });

  it('save a key that loads again, and refuse anything else', async () => {
    const { intents, state, calls } = startPage();
    calls.length = 0;
    intents.saveKey();
    expect(calls).toEqual(['download nescio-project-key.json']);
    expect(state().projectKey.isSaved).toBe(true);
    await intents.openKey(new File(['{"format":"something-else"}'], 'key.json'));
    expect(state().notice).toMatch(/not a project key/);
    const key = `{"format":"nescio-project-key","formatVersion":1,"key":"${'ab'.repeat(32)}"}`;
    await intents.openKey(new File([key], 'key.json'));
    expect(state().projectKey).toMatchObject({ origin: 'loaded', isSaved: true });
    expect([...state().projectKey.bytes]).toEqual(Array.from({ length: 32 }, () => 0xab));
  });
});
