import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import { turnsOfTheLoop } from '../../testing/eventually.ts';
import { notDicom } from '../../testing/fake-batch.ts';
import { type FakeAnswers, fakeServices } from '../../testing/fake-services.ts';
import { openPage } from '../../testing/open-page.ts';
import { strings } from '../ui/strings.ts';

const inspection: Inspection = { kind: 'inspected', rows: [], outputPath: 'N-1/a.dcm', findings: [], holds: [] };

/** A pool whose looks at files end when the test says so. */
async function withLooks(answers: FakeAnswers = {}) {
  const looks: {
    readonly path: string;
    readonly signal: AbortSignal;
    readonly end: (view: Inspection | Error) => void;
  }[] = [];
  const { pool } = fakeServices(answers).services;
  const inspect: Pool['inspect'] = ({ input }, signal) =>
    new Promise((resolve, reject) => {
      const end = (view: Inspection | Error) => (view instanceof Error ? reject(view) : resolve(view));
      looks.push({ path: input.path, signal, end });
    });
  const page = await openPage(answers, { pool: { ...pool, inspect } });
  await page.review();
  const open = () => page.state().openFile;
  return { ...page, looks, open };
}

describe('the open file', () => {
  it('is shown when it was looked at', async () => {
    const { looks, open } = await withLooks();
    expect(open()).toMatchObject({ id: 0, view: { kind: 'loading' } });
    looks[0]!.end(inspection);
    await turnsOfTheLoop();
    expect(open()).toMatchObject({ id: 0, view: inspection, isRefreshing: false });
  });

  it('is the last that was asked for, however long an earlier one takes', async () => {
    const { looks, open, intents } = await withLooks();
    intents.openFile(1);
    expect(looks[0]!.signal.aborted).toBe(true);
    looks[1]!.end({ ...inspection, outputPath: 'N-1/b.dcm' });
    await turnsOfTheLoop();
    looks[0]!.end(inspection);
    await turnsOfTheLoop();
    expect(open()).toMatchObject({ id: 1, view: { outputPath: 'N-1/b.dcm' } });
  });

  it('says that it could not be looked at, unless another was asked for', async () => {
    const { looks, open, intents } = await withLooks();
    intents.openFile(1);
    looks[0]!.end(new Error('A bug.'));
    await turnsOfTheLoop();
    expect(open()).toMatchObject({ id: 1, view: { kind: 'loading' } });
    looks[1]!.end(new Error('A bug.'));
    await turnsOfTheLoop();
    expect(open()?.view).toEqual({ kind: 'broken', message: strings.preview.broken });
  });

  it('stays in sight while it is looked at again under other rules', async () => {
    const { looks, open, intents, state } = await withLooks();
    looks[0]!.end(inspection);
    await turnsOfTheLoop();
    await intents.changeProfile({ ...state().profile, pixels: 'export' });
    expect(open()).toMatchObject({ view: inspection, isRefreshing: true });
    looks[1]!.end({ ...inspection, outputPath: 'N-2/a.dcm' });
    await turnsOfTheLoop();
    expect(open()).toMatchObject({ view: { outputPath: 'N-2/a.dcm' }, isRefreshing: false });
  });

  it('is read anew when it was not there yet as the rules changed', async () => {
    const { looks, open, intents, state } = await withLooks();
    await intents.changeProfile({ ...state().profile, pixels: 'export' });
    expect(open()).toMatchObject({ id: 0, view: { kind: 'loading' }, isRefreshing: false });
    expect(looks.map(({ path }) => path)).toEqual(['a', 'a']);
  });

  it('says why it is no DICOM file, without a look, and is none that does not exist', async () => {
    const { looks, open, intents } = await withLooks({ scan: (path) => (path === 'b' ? notDicom : null) as never });
    intents.openFile(1);
    await turnsOfTheLoop();
    expect(open()).toEqual({ id: 1, view: notDicom, isRefreshing: false });
    intents.openFile(99);
    await turnsOfTheLoop();
    expect(open()?.id).toBe(1);
    expect(looks.map(({ path }) => path)).toEqual(['a']);
  });
});

describe('one row of a file', () => {
  it('is told without opening the file, and null where there is none', async () => {
    const { looks, open, intents } = await withLooks();
    const before = open();
    const running = new AbortController().signal;
    const row = { path: '(0018,1210)', name: 'Convolution Kernel' } as Inspection['rows'][number];
    const found = intents.rowOf(0, row.path, running);
    const missing = intents.rowOf(0, '(0018,0015)', running);
    const failed = intents.rowOf(0, row.path, running);
    const [, one, other, broken] = looks;
    one!.end({ ...inspection, rows: [row] });
    other!.end({ ...inspection, rows: [row] });
    broken!.end(new Error('It cannot be read.'));
    expect(await found).toEqual(row);
    expect(await missing).toBeNull();
    expect(await failed).toBeNull();
    expect(await intents.rowOf(99, row.path, running)).toBeNull();
    expect(open()).toEqual(before);
  });
});
