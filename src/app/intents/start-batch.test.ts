import { describe, expect, it, vi } from 'vitest';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import type { Source } from '../../pipeline/contracts/source.ts';
import { collect } from '../../testing/collect.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { deidentifiedAs, fakeFile, held } from '../../testing/fake-batch.ts';
import { type FakeAnswers, fakeServices } from '../../testing/fake-services.ts';
import { createGate } from '../../testing/gate.ts';
import { openPage, openResult } from '../../testing/open-page.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { strings } from '../ui/strings.ts';

const look = { reason: 'Looked', pixels: allSeen, atIso: '2026-01-02T03:04:05Z', shown: 'The image.' };

/** A source that lists nothing before the gate opens. */
function slowSource(isOpen: Promise<void>, paths: readonly string[]): Source {
  return {
    async *list(signal) {
      await isOpen;
      for (const path of paths) {
        if (signal.aborted) return;
        const open = async () => ({ kind: 'plain', blob: new Blob([path]), lastModifiedMs: 0 }) as const;
        yield { kind: 'file', path, open };
      }
    },
  };
}

describe('reading files', () => {
  it('stops at all that waits, so that nothing is read that was dropped before Stop', async () => {
    const gate = createGate();
    const { sources } = fakeServices().services;
    const sample = () => slowSource(gate.isOpen, ['a', 'b']);
    const list = vi.fn(sample().list);
    const page = await openPage({}, { sources: { ...sources, sample, fromFiles: () => ({ list }) } });
    page.intents.addSample();
    page.intents.addFiles([new File([], 'queued')]);
    page.intents.stopScan();
    expect(page.state().scan).toMatchObject({ isStopping: true });
    gate.open();
    await eventually(() => expect(page.state().step).toBe('start'));
    await turnsOfTheLoop();
    expect(page.state()).toMatchObject({ step: 'start', files: [], notice: strings.scan.stopped });
    expect(list, 'not even looked at').not.toHaveBeenCalled();
  });

  it('goes on with the next source after a stop', async () => {
    const gate = createGate();
    const { sources } = fakeServices().services;
    const page = await openPage({}, { sources: { ...sources, sample: () => slowSource(gate.isOpen, ['a', 'b']) } });
    page.intents.addSample();
    page.intents.stopScan();
    gate.open();
    await eventually(() => expect(page.state().step).toBe('start'));
    page.intents.addFiles([new File([], 'd')]);
    await eventually(() => expect(page.state().step).toBe('review'));
    expect(page.state().files.map(({ path }) => path)).toEqual(['d']);
    expect(page.state().notice).toBeNull();
  });

  it('says that nothing was found, also beside files of before', async () => {
    const page = await openPage();
    page.intents.addFiles([]);
    await eventually(() => expect(page.state().notice).toBe(strings.scan.nothingFound));
    expect(page.state().step).toBe('start');
    await page.review();
    expect(page.state().notice).toBeNull();
    page.intents.addFiles([]);
    await eventually(() => expect(page.state().notice).toBe(strings.scan.nothingFound));
    expect(page.state().step).toBe('review');
  });

  it('numbers files on after the highest id, not after their count', async () => {
    const page = await openPage();
    await page.review();
    page.intents.addSample();
    await eventually(() => expect(page.state().files).toHaveLength(6));
    expect(page.state().files.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('tells how many files were found, with those of before', async () => {
    const page = await openPage();
    await page.review();
    const found = new Set<number>();
    page.store.subscribe(() => found.add(page.state().scan?.found ?? -1));
    page.intents.addSample();
    await eventually(() => expect(page.state().files).toHaveLength(6));
    expect(Math.max(...found)).toBe(6);
  });

  it('ends with a word when the source cannot be listed', async () => {
    const { sources } = fakeServices().services;
    const fromFiles = (): Source => ({
      // biome-ignore lint/correctness/useYield: it fails before the first file
      async *list() {
        throw new Error('A bug.');
      },
    });
    const page = await openPage({}, { sources: { ...sources, fromFiles } });
    page.intents.addFiles([new File([], 'a')]);
    await eventually(() => expect(page.state().notice).toBe(strings.broken));
    expect(page.state()).toMatchObject({ step: 'start', scan: null });
  });
});

describe('what is dropped while the review of the files before it is made', () => {
  it('is read before the review is shown', async () => {
    const page = await openPage();
    const { makeAhead } = page.store.derived;
    vi.spyOn(page.store.derived, 'makeAhead').mockImplementationOnce((state) => {
      page.intents.addFiles([new File([], 'd')]);
      return makeAhead(state);
    });
    page.intents.addSample();
    await eventually(() => expect(page.state().step).toBe('review'));
    expect(page.state().files.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a source that breaks off', () => {
  it('keeps nothing of what was dropped meanwhile from being read', async () => {
    const gate = createGate();
    const { sources } = fakeServices().services;
    const sample = (): Source => ({
      // biome-ignore lint/correctness/useYield: it fails before the first file
      async *list() {
        await gate.isOpen;
        throw new Error('A bug.');
      },
    });
    const page = await openPage({}, { sources: { ...sources, sample } });
    page.intents.addSample();
    page.intents.addFiles([new File([], 'd')]);
    gate.open();
    await eventually(() => expect(page.state().notice).toBe(strings.broken));
    expect(page.state()).toMatchObject({ step: 'review', scan: null });
    expect(page.state().files.map(({ path }) => path)).toEqual(['d']);
  });
});

describe('while files are read', () => {
  it('says how many were found, with those of before, and the last path', async () => {
    const gate = createGate();
    let isSlow = false;
    const { pool } = fakeServices().services;
    const scan: Pool['scan'] = async function* (inputs, signal) {
      const [first, ...others] = await collect(pool.scan(inputs, signal));
      if (first) yield first;
      if (isSlow) await gate.isOpen;
      yield* others;
    };
    const page = await openPage({}, { pool: { ...pool, scan } });
    await page.review();
    isSlow = true;
    page.intents.addSample();
    await eventually(() => expect(page.state().scan).toMatchObject({ found: 6, read: 4, path: 'c' }));
    gate.open();
    await eventually(() => expect(page.state().files).toHaveLength(6));
  });
});

describe('adding files is refused', () => {
  it('while a save reads the list', async () => {
    const page = await openResult();
    page.store.dispatch({ kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 3, totalBytes: 3 });
    page.intents.addFiles([new File([], 'd')]);
    expect(page.state().notice).toBe(strings.add.refusedWhileBusy);
    await turnsOfTheLoop();
    expect(page.state()).toMatchObject({ step: 'result' });
    expect(page.state().files).toHaveLength(3);
  });

  it('while released files are judged again', async () => {
    const page = await openResult();
    page.store.dispatch({ kind: 'deciding-again', ids: [0] });
    page.intents.addFiles([new File([], 'd')]);
    expect(page.state().notice).toBe(strings.add.refusedWhileBusy);
    await turnsOfTheLoop();
    expect(page.state().files).toHaveLength(3);
  });
});

/** A result of held files. Once released, the file of this path is judged when the gate opens, and the others at once. */
async function openGated(path: string) {
  const answers: FakeAnswers = { outcome: (one, isReleased) => (isReleased ? deidentifiedAs(one) : held()) };
  const gate = createGate();
  const { pool } = fakeServices(answers).services;
  const deidentify: Pool['deidentify'] = async function* (jobs, signal, urgency) {
    for await (const planned of pool.deidentify(jobs, signal, urgency)) {
      if (planned.job.release !== null && planned.job.input.path === path) await gate.isOpen;
      yield planned;
    }
  };
  return { page: await openResult(answers, { pool: { ...pool, deidentify } }), gate };
}

describe('a release in the result', () => {
  it('judges the released files alone, and those that have an outcome', async () => {
    const page = await openResult({ outcome: (path, isReleased) => (isReleased ? deidentifiedAs(path) : held()) });
    page.calls.length = 0;
    const released = page.intents.release([0, 2], look);
    expect(page.state().recounting).toBe(0);
    await released;
    expect(page.calls.filter((call) => call.startsWith('plan'))).toEqual(['plan a usual', 'plan c usual']);
    expect(page.state().files.map(({ outcome }) => outcome?.kind)).toEqual(['deidentified', 'held', 'deidentified']);
  });

  it('counts as under way until the last file is judged', async () => {
    const { page, gate } = await openGated('c');
    const released = page.intents.release([0, 2], look);
    await eventually(() => expect(page.state().recounting).toBe(1));
    gate.open();
    await released;
    expect(page.state().recounting).toBe(0);
  });

  it('is left to the plan in the review', async () => {
    const page = await openPage({ outcome: (path, isReleased) => (isReleased ? deidentifiedAs(path) : held()) });
    await page.review();
    page.calls.length = 0;
    await page.intents.release([0], look);
    await eventually(() => expect(page.state().files[0]?.outcome?.kind).toBe('deidentified'));
    expect(page.calls.filter((call) => call.startsWith('plan'))).toEqual(['plan a background']);
  });

  it('is dropped when it was judged under rules that have changed meanwhile', async () => {
    const { page, gate } = await openGated('a');
    const released = page.intents.release([0], look);
    await page.intents.changeProfile({ ...page.state().profile, pixels: 'export' });
    const kinds = () => page.state().files.map(({ outcome }) => outcome?.kind);
    await eventually(() => expect(kinds()).toEqual(['held', 'held', 'held']));
    gate.open();
    await released;
    expect(kinds()).toEqual(['held', 'held', 'held']);
    expect(page.state().recounting).toBe(0);
  });

  it('lets no second file out under the path of a copy that went out already', async () => {
    const page = await openResult({
      scan: (path) => fakeFile(0, { sopInstanceUid: path === 'c' ? '2.25.2' : '2.25.1' }).scan,
      outcome: (path, isReleased) => (path === 'b' && !isReleased ? held() : deidentifiedAs(path === 'c' ? 'c' : 'ab')),
      fingerprint: () => 'SAME',
    });
    const kinds = () =>
      page.state().files.map(({ outcome }) => (outcome?.kind === 'skipped' ? outcome.code : outcome?.kind));
    expect(kinds()).toEqual(['deidentified', 'held', 'deidentified']);
    await page.intents.release([1], look);
    expect(kinds()).toEqual(['deidentified', 'copy', 'deidentified']);
  });
});

describe('a copy that is left out', () => {
  const answers: FakeAnswers = {
    scan: (path) => fakeFile(0, { sopInstanceUid: path === 'c' ? '2.25.2' : '2.25.1' }).scan,
  };

  it('has the others of its instance judged again in the result, and the page says that it waits', async () => {
    const page = await openResult(answers);
    const leaving = page.intents.leaveOut([0]);
    expect(page.state().recounting, 'at once').toBe(1);
    await leaving;
    expect(page.state().recounting).toBe(0);
  });

  it('leaves it to the plan in the review', async () => {
    const page = await openPage(answers);
    await page.review();
    page.calls.length = 0;
    await page.intents.leaveOut([0]);
    await eventually(() => expect(page.calls.some((call) => call.startsWith('plan b'))).toBe(true));
    expect(page.calls.filter((call) => call.endsWith('usual'))).toEqual([]);
  });
});
