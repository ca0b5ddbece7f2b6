import { describe, expect, it } from 'vitest';
import { createInProcessPool } from '../../pipeline/pool/in-process-pool.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { PresetId } from '../../profile/profile.ts';
import { sourceFromFiles } from '../../sources/chosen-files.ts';
import { ctSlice, planted } from '../../testing/ct-slice.ts';
import { createBatches } from '../batches.ts';
import type { FormEvents } from './form-event.ts';
import { createSession, type FormState } from './form-session.ts';
import { type Limits, noLimits } from './join-sources.ts';

const slice = (instance: number, sopClassUid?: string) =>
  new File([ctSlice(sopClassUid ? { instance, sopClassUid } : { instance }).slice()], `DOE_JANE-${instance}.dcm`);
const capture = slice(9, '1.2.840.10008.5.1.4.1.1.7');
const notes = new File(['no image'], 'DOE_JANE.txt');

function openForm(
  preset: PresetId = 'ps315-basic',
  limits: Limits = noLimits,
  hand: (file: File) => Promise<void> = async () => undefined,
) {
  const events: { readonly name: string; readonly detail: unknown }[] = [];
  const states: FormState[] = [];
  const handed: File[] = [];
  const batches = createBatches({
    profile: createProfile(preset),
    projectKey: new Uint8Array(32).fill(7),
    rows: [],
    openPool: async () => createInProcessPool(),
  });
  const session = createSession({
    batches,
    limits,
    hand: async (file) => {
      await hand(file);
      handed.push(file);
    },
    emit: (name, detail) => void events.push({ name, detail }),
    onState: (state) => void states.push(state),
  });
  const told = <Name extends keyof FormEvents>(name: Name) =>
    events.filter((event) => event.name === name).map(({ detail }) => detail as FormEvents[Name]);
  return { session, events, states, handed, told, last: () => states.at(-1)! };
}

describe('the embedded form', () => {
  it('says what would happen before anything is handed out', async () => {
    const { session, told, last, handed } = openForm();
    await session.add(sourceFromFiles([slice(1), slice(2), capture, notes]));
    const state = last();
    expect(state.kind === 'ready' && state.summary).toMatchObject({
      patients: 1,
      studies: 1,
      images: 3,
      counts: { deidentified: 2, held: 1, skipped: 1, failed: 0 },
    });
    expect(state.kind === 'ready' && state.rows?.some(({ before }) => before === planted.name)).toBe(true);
    expect(told('scanned')).toEqual([{ deidentified: 2, held: 1, skipped: 1, failed: 0 }]);
    expect(told('held')).toEqual([{ held: 1 }]);
    expect(handed).toEqual([]);
  });

  it('hands out what was de-identified, never what is held, and tells the host nothing of an original', async () => {
    const { session, told, events, handed, last } = openForm();
    await session.add(sourceFromFiles([slice(1), slice(2), capture, notes]));
    await session.deidentify();
    expect(handed).toHaveLength(2);
    expect(last()).toMatchObject({ kind: 'done', handed: 2, notTaken: 0, isCancelled: false });
    expect(told('complete')).toMatchObject([
      { handed: 2, counts: { deidentified: 2, held: 1, skipped: 1, failed: 0 } },
    ]);
    expect(told('complete')[0]?.studies).toMatchObject([{ files: 2 }]);
    const text = JSON.stringify(events);
    for (const word of [...Object.values(planted), 'DOE_JANE', '1.2.3']) expect(text).not.toContain(word);
  });

  it('does not name a study whose UID the profile keeps', async () => {
    const { session, told, handed } = openForm('qmenta');
    await session.add(sourceFromFiles([slice(1)]));
    await session.deidentify();
    expect(handed).toHaveLength(1);
    expect(told('complete')[0]?.studies).toEqual([]);
  });

  it('adds to what is there, and takes the whole away on request', async () => {
    const { session, last } = openForm();
    await session.add(sourceFromFiles([slice(1)]));
    await session.add(sourceFromFiles([slice(2)]));
    expect(last()).toMatchObject({ kind: 'ready', summary: { images: 2 } });
    session.clear();
    expect(last()).toEqual({ kind: 'empty', problem: null });
    await session.deidentify();
    expect(last().kind).toBe('empty');
  });

  it('counts files that the host does not take, and goes on', async () => {
    let asked = 0;
    const { session, last } = openForm('ps315-basic', noLimits, async () => {
      asked += 1;
      if (asked === 1) throw new Error('no room');
    });
    await session.add(sourceFromFiles([slice(1), slice(2)]));
    await session.deidentify();
    expect(last()).toMatchObject({ kind: 'done', handed: 1, notTaken: 1 });
  });

  it('hands over again what the host did not take, and nothing that it has', async () => {
    let asked = 0;
    const { session, last, handed, told } = openForm('ps315-basic', noLimits, async () => {
      asked += 1;
      if (asked === 1) throw new Error('no room');
    });
    await session.add(sourceFromFiles([slice(1), slice(2), slice(3), capture]));
    await session.deidentify();
    expect(last()).toMatchObject({ kind: 'done', handed: 2, notTaken: 1, left: 1 });
    await session.deidentify();
    expect(last()).toMatchObject({ kind: 'done', handed: 3, notTaken: 0, left: 0 });
    expect(new Set(handed.map(({ name }) => name)).size).toBe(3);
    const counts = { deidentified: 3, held: 1, skipped: 0, failed: 0 };
    expect(told('complete')).toMatchObject([
      { counts, handed: 2, notTaken: 1, studies: [{ files: 2 }] },
      { counts, handed: 3, notTaken: 0, studies: [{ files: 3 }] },
    ]);
    expect(told('progress').map(({ done, total }) => `${done} of ${total}`)).toEqual([
      ...['1 of 3', '2 of 3', '3 of 3'],
      '3 of 3',
    ]);
    await session.deidentify();
    expect(asked).toBe(4);
  });

  it('goes on after it was cancelled', async () => {
    let asked = 0;
    const { session, last, handed, told } = openForm('ps315-basic', noLimits, async () => {
      asked += 1;
      if (asked === 1) session.cancel();
    });
    await session.add(sourceFromFiles([slice(1), slice(2), slice(3)]));
    await session.deidentify();
    expect(last()).toMatchObject({ kind: 'done', handed: 1, isCancelled: true, left: 2 });
    await session.deidentify();
    expect(last()).toMatchObject({ kind: 'done', handed: 3, isCancelled: false, left: 0 });
    expect(new Set(handed.map(({ name }) => name)).size).toBe(3);
    expect(told('complete').at(-1)?.counts).toEqual({ deidentified: 3, held: 0, skipped: 0, failed: 0 });
  });

  it('hands out nothing more once it was cancelled', async () => {
    const { session, last, handed } = openForm('ps315-basic', noLimits, async () => {
      session.cancel();
    });
    await session.add(sourceFromFiles([slice(1), slice(2), slice(3)]));
    await session.deidentify();
    expect(handed).toHaveLength(1);
    expect(last()).toMatchObject({ kind: 'done', handed: 1, isCancelled: true });
  });

  it('can be cancelled while the host never answers', async () => {
    const { session, last } = openForm('ps315-basic', noLimits, () => {
      setTimeout(session.cancel);
      return new Promise(() => undefined);
    });
    await session.add(sourceFromFiles([slice(1), slice(2)]));
    await session.deidentify();
    expect(last()).toMatchObject({ kind: 'done', handed: 0, isCancelled: true });
  });

  it.each([
    ['too-many-files', { ...noLimits, maxFiles: 1 }],
    ['too-many-bytes', { ...noLimits, maxBytes: 100 }],
  ])('refuses a batch beyond the limits of the host: %s', async (code, limits) => {
    const { session, told, last } = openForm('ps315-basic', limits);
    await session.add(sourceFromFiles([slice(1), slice(2)]));
    expect(told('error')).toEqual([{ code }]);
    expect(last()).toMatchObject({ kind: 'empty', problem: expect.stringMatching(/Choose fewer/) });
  });
});
