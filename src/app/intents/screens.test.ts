import { describe, expect, it, vi } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { deidentified, fakeFile, held } from '../../testing/fake-batch.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { openPage, openResult } from '../../testing/open-page.ts';
import { allSeen, unstated } from '../../testing/pixel-statements.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { createBatchStore } from '../batch/batch-store.ts';
import { seenNumbers } from '../batch/decide/seen-images.ts';
import { decisionsStrings } from '../ui/strings/decisions.ts';
import { createIntents } from './create-intents.ts';

const saving = { kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 1, totalBytes: 9 } as const;

describe('a file of the result', () => {
  it('is shown in the review', async () => {
    const { intents, state } = await openResult();
    intents.inspect(2);
    expect(state().step).toBe('review');
    await eventually(() => expect(state().openFile).toMatchObject({ id: 2, view: { kind: 'inspected' } }));
    intents.openResult();
    expect(state().step).toBe('result');
    intents.openReview();
    expect(state().step).toBe('review');
  });

  it('is not shown while files are written', async () => {
    const { intents, state, store } = await openResult();
    store.dispatch(saving);
    intents.inspect(2);
    await turnsOfTheLoop();
    expect(state()).toMatchObject({ step: 'result', openFile: { id: 0 } });
    expect(state().notice).not.toBeNull();
  });
});

describe('what the page says', () => {
  it('goes when it was read', async () => {
    const { intents, state, store } = await openPage();
    store.dispatch({ kind: 'noticed', message: 'Something was refused.' });
    intents.dismissNotice();
    expect(state().notice).toBeNull();
  });

  it('of its own address goes when the person has chosen to go on', () => {
    const profile = createProfile('ps315-basic');
    const store = createBatchStore(createBatchState(profile, 'No such preset.', new Uint8Array(32)));
    createIntents(store, fakeServices().services).dismissUrlProblem();
    expect(store.getState().urlProblem).toBeNull();
  });
});

describe('a new batch', () => {
  it('leaves no copy of what was saved in the browser', async () => {
    const { intents, state, store } = await openResult();
    const copyOf = (name: string) => ({
      kind: 'staged' as const,
      file: new File([], name),
      sizeBytes: 1,
      discard: vi.fn(async () => undefined),
    });
    const whole = copyOf('a.zip');
    const one = copyOf('one.zip');
    store.dispatch({ kind: 'saved', archive: whole, files: 3 });
    const zips = [
      { fileName: 'one.zip', copy: one },
      { fileName: 'two.zip', copy: null },
    ] as never;
    store.dispatch({ kind: 'saved', archive: { kind: 'studies', folderName: null, zips, left: [] }, files: 3 });
    await intents.startOver();
    expect(whole.discard).toHaveBeenCalledTimes(1);
    expect(one.discard).toHaveBeenCalledTimes(1);
    expect(state()).toMatchObject({ step: 'start', files: [], archives: [] });
  });

  it('is planned by the rules that the workers know already', async () => {
    const { intents, calls, review } = await openResult();
    await intents.startOver();
    calls.length = 0;
    await review();
    expect(calls.filter((call) => call.startsWith('configure'))).toEqual([]);
    expect(calls.filter((call) => call.startsWith('plan'))).toHaveLength(3);
  });
});

describe('what remains', () => {
  it('is looked at by the plan: copies, which it finds, are not counted', async () => {
    const { intents, state } = await openPage({
      scan: () => fakeFile(0, { sopInstanceUid: '2.25.77' }).scan,
      outcome: () => deidentified,
      fingerprint: () => 'SAME',
    });
    const leave = intents.watchRemains();
    intents.addSample();
    await eventually(() => expect(state().remains).toMatchObject({ phase: 'done', total: 1, copies: 2 }));
    leave();
  });
});

describe('documents', () => {
  it('are drawn, and say why where they could not be', async () => {
    const { intents, state } = await openResult();
    const places: number[] = [];
    const end = await intents.drawDocuments([state().files[0]!], new AbortController().signal, ({ file }) => {
      places.push(file);
    });
    expect(places).toEqual([1]);
    expect(end).toMatchObject({ drawn: [], problems: [{ path: 'a', problem: { code: 'broken' } }] });
  });
});

describe('what a person says in Decide', () => {
  it('is signed with the initials that were given', async () => {
    const { intents, state } = await openResult({ outcome: (_, isReleased) => (isReleased ? deidentified : held()) });
    intents.giveInitials('AB');
    await intents.release([1], { reason: 'Known', pixels: unstated, shown: 'The path.' });
    expect(state().files[1]?.release).toMatchObject({ by: 'AB', reason: 'Known' });
  });

  it('counts the images that were on the screen', async () => {
    const { intents, state, review } = await openPage();
    await review();
    intents.noteSeen([{ series: 'S', id: 0, frame: 0, blanked: [] }]);
    expect(seenNumbers(state().decide.seen, 'S', state().files)).toMatchObject({ each: 1, of: 3 });
  });

  it('can drop a box that was proposed for a device', async () => {
    const { intents, state } = await openPage();
    const device = { rectangle: { column: 1, row: 2, columns: 3, rows: 4 } } as never;
    intents.setDevices([device]);
    expect(state().boxes.devices).toEqual([device]);
    intents.setDevices([]);
    expect(state().boxes.devices).toEqual([]);
  });

  it('is told to be missing from its file where files share a UID, with the key in a file as well', async () => {
    const { intents, state } = await openResult({ outcome: () => deidentified });
    await intents.release([1], { reason: 'Known', pixels: allSeen, shown: 'The image.' });
    intents.saveKey();
    await intents.saveDecisions();
    expect(state().notice).toBe(decisionsStrings.saved(1, true));
  });
});
