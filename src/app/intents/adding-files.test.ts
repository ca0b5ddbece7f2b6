import { describe, expect, it } from 'vitest';
import type { FileSummary } from '../../pipeline/contracts/file-outcome.ts';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import type { Source } from '../../pipeline/contracts/source.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { Profile } from '../../profile/profile.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { fakeFile, notDicom } from '../../testing/fake-batch.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { createGate } from '../../testing/gate.ts';
import { openPage } from '../../testing/open-page.ts';
import { unstated } from '../../testing/pixel-statements.ts';
import { strings } from '../ui/strings.ts';
import type { AppServices } from './services.ts';

type Settings = Parameters<Pool['configure']>[0];

/** A page that notes what its workers were told. */
async function openNoted(summaryOf: (path: string) => Partial<FileSummary> = () => ({})) {
  const told: Settings[] = [];
  const scan: Pool['scan'] = async function* (inputs) {
    for await (const input of inputs) yield { input, result: fakeFile(input.id, summaryOf(input.path)).scan };
  };
  const { pool } = fakeServices().services;
  const page = await openPage({}, { pool: { ...pool, scan, configure: async (settings) => void told.push(settings) } });
  return { ...page, told };
}

const basic = createProfile('ps315-basic');
const numbered: Profile = { ...basic, patients: { kind: 'running', prefix: 'S-', digits: 3 } };
const relative: Profile = { ...basic, options: ['retainRelativeTimes'] };

describe('what the workers are told after files were added', () => {
  it('is the number of each patient, where numbers are given out, and plans follow', async () => {
    const { intents, told, state, review } = await openNoted();
    await intents.changeProfile(numbered);
    expect(told.at(-1)?.patients).toEqual([]);
    await review();
    expect(told.at(-1)?.patients).toMatchObject([{ oldId: 'FAKE-1', newId: 'S-001' }]);
    expect(state().files.map(({ outcome }) => outcome?.kind)).toEqual(Array(3).fill('deidentified'));
  });

  it('is studies that say two starts, where times count from the start', async () => {
    const { intents, told, review } = await openNoted((path) => ({ studyTime: path === 'a' ? '1000' : '1100' }));
    await intents.changeProfile(relative);
    expect(told.at(-1)?.unsettledStudies).toEqual([]);
    await review();
    expect(told.at(-1)?.unsettledStudies).toEqual(['2.25.1001']);
  });

  it('is nothing new where each file is decided by itself', async () => {
    const { told, review } = await openNoted();
    const before = told.length;
    await review();
    await turnsOfTheLoop();
    expect(told).toHaveLength(before);
  });

  it('is nothing new where there was nothing to add', async () => {
    const { intents, told, state } = await openNoted();
    await intents.changeProfile(numbered);
    const before = told.length;
    intents.addFiles([]);
    await eventually(() => expect(state().notice).toBe(strings.scan.nothingFound));
    await turnsOfTheLoop();
    expect(state().step).toBe('start');
    expect(told).toHaveLength(before);
  });
});

describe('the file that opens after files were added', () => {
  it('is no other one when more are added', async () => {
    const { intents, state, calls, review } = await openPage();
    await review();
    await eventually(() => expect(state().openFile?.view.kind).toBe('inspected'));
    intents.openFile(2);
    await eventually(() => expect(state().openFile).toMatchObject({ id: 2, view: { kind: 'inspected' } }));
    intents.addFiles([new File([], 'd')]);
    await eventually(() => expect(state().files).toHaveLength(4));
    await eventually(() => expect(state().forecast.phase).toBe('resting'));
    await turnsOfTheLoop();
    expect(state().openFile?.id).toBe(2);
    expect(calls.filter((call) => call === 'inspect a')).toHaveLength(1);
  });

  it('is none where no file is DICOM', async () => {
    const { intents, state, calls } = await openPage({ scan: () => notDicom });
    intents.addFiles([new File([], 'a')]);
    await eventually(() => expect(state().step).toBe('review'));
    await turnsOfTheLoop();
    expect(state()).toMatchObject({ openFile: null, notice: null });
    expect(calls.filter((call) => call.startsWith('inspect'))).toEqual([]);
  });

  it('is none while others are read', async () => {
    const gate = createGate();
    const sources = sourcesOf([['a'], ['b'], ['c']], (at) => (at === 1 ? gate.isOpen : undefined));
    const { intents, state, calls } = await openPage({}, { sources });
    intents.addSample();
    intents.addFiles([new File([], 'b')]);
    await eventually(() => expect(state().files).toHaveLength(1));
    intents.addFiles([new File([], 'c')]);
    await turnsOfTheLoop();
    expect(state()).toMatchObject({ step: 'scanning', openFile: null });
    expect(calls).toEqual(expect.not.arrayContaining(['inspect a']));
    gate.open();
    await eventually(() => expect(state().openFile?.id).toBe(0));
  });
});

describe('the plan of files that were there', () => {
  it('waits for workers that have not been told of a change yet, whatever is decided meanwhile', async () => {
    const gate = createGate();
    const { services, calls } = fakeServices();
    const slow = { isSlow: false };
    const configure = async () => void (slow.isSlow && (await gate.isOpen));
    const { intents, state, review } = await openPage({}, { pool: { ...services.pool, configure } });
    await review();
    slow.isSlow = true;
    calls.length = 0;
    const change = intents.changeProfile(numbered);
    await intents.release([0], { reason: 'Known', pixels: unstated, shown: 'The path.' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls.filter((call) => call.startsWith('plan'))).toEqual([]);
    gate.open();
    await change;
    await eventually(() => expect(state().files.every(({ outcome }) => outcome !== null)).toBe(true));
  });

  it('rests while others are read, and goes on with them', async () => {
    const gate = createGate();
    const many = Array.from({ length: 40 }, (_, at) => `f${at}`);
    const sources = sourcesOf([many, ['z']], (at) => (at === 1 ? gate.isOpen : undefined));
    const { intents, state, calls } = await openPage({}, { sources });
    const planned = () => calls.filter((call) => call.startsWith('plan')).length;
    intents.addSample();
    await eventually(() => expect(planned()).toBeGreaterThan(0));
    intents.addFiles([new File([], 'z')]);
    expect(state().step).toBe('scanning');
    const before = planned();
    expect(before).toBeLessThan(many.length);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(planned()).toBeLessThanOrEqual(before + 1);
    gate.open();
    await eventually(() => expect(state().files.filter(({ outcome }) => outcome !== null)).toHaveLength(41));
  });
});

describe('where files come from', () => {
  it('is what was dropped, too', async () => {
    const { intents, state } = await openPage({}, { sources: sourcesOf([['x', 'y']]) });
    intents.addDropped({} as DataTransfer);
    await eventually(() => expect(state().step).toBe('review'));
    expect(state().files.map(({ path }) => path)).toEqual(['x', 'y']);
  });
});

/** Each call gives the next list of paths, after what is waited for. */
function sourcesOf(
  lists: readonly (readonly string[])[],
  before: (at: number) => Promise<void> | undefined = () => undefined,
): AppServices['sources'] {
  let next = 0;
  const source = (): Source => {
    const at = next++;
    return {
      async *list() {
        await before(at);
        for (const path of lists[at] ?? []) {
          const open = async () => ({ kind: 'plain', blob: new Blob([path]), lastModifiedMs: 0 }) as const;
          yield { kind: 'file', path, open };
        }
      },
    };
  };
  return { fromDrop: source, fromFiles: source, sample: source };
}
