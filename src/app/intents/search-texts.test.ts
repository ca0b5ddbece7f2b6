import { describe, expect, it } from 'vitest';
import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import type { LookRequest, TextService } from '../../pipeline/contracts/text-search.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { deidentifiedAs, fakeFile, held } from '../../testing/fake-batch.ts';
import { heldTexts, textsThat } from '../../testing/fake-texts.ts';
import { openPage } from '../../testing/open-page.ts';
import { entryKey } from '../batch/decide/wait-reasons.ts';
import { countSearch } from '../batch/derived/count-search.ts';

/** Every file of the fake batch is of class B. */
const classB = {
  scan: () => {
    const { scan } = fakeFile(1);
    return scan.kind === 'dicom' ? ({ ...scan, imageRisk: 'B' } as const) : scan;
  },
};

describe('the search behind a batch', () => {
  it('looks at the images once their plan is made, and plans them anew with what it found', async () => {
    let ends = 0;
    const page = await openPage(classB, { texts: textsThat({ end: () => ends++ }) });
    page.intents.changeSearchScope('all');
    await page.review();
    await eventually(() => expect(countSearch(page.state())).toMatchObject({ done: 3, open: 0 }));
    await eventually(() => expect(page.state().search.phase).toBe('resting'));
    await eventually(() => expect(page.state().files.every(({ outcome }) => outcome !== null)).toBe(true));
    expect(page.state().files[0]?.search).toMatchObject({ kind: 'searched', texts: [{ text: 'DOE' }] });
    expect(page.calls.filter((call) => call.startsWith('plan') && !call.endsWith('background'))).toEqual([]);
    expect(ends).toBeGreaterThan(0);
  });

  it('looks at nothing where it is off', async () => {
    const looks: LookRequest[] = [];
    const look: TextService['look'] = async (request) => {
      looks.push(request);
      return { kind: 'looked', texts: [], frames: 1 };
    };
    const page = await openPage(classB, { texts: textsThat({ look }) });
    page.intents.changeSearchScope('none');
    await page.review();
    await turnsOfTheLoop();
    expect(looks).toEqual([]);
  });

  it('gives up when its worker does not run, and every file says that it was not searched', async () => {
    const problem = { kind: 'problem', code: 'decoder-lost', transferSyntaxUid: '', layout: '' } as const;
    const page = await openPage(classB, { texts: textsThat({ look: async () => problem, isBroken: () => true }) });
    page.intents.changeSearchScope('all');
    await page.review();
    await eventually(() => expect(page.state().search.phase).toBe('broken'));
    expect(page.state().files.map(({ search }) => search)).toEqual(
      Array(3).fill({ kind: 'not-searched', cause: 'failed' }),
    );
  });

  it('stops, goes on, and lets the rest go unsearched', async () => {
    let answer = () => {};
    const look: TextService['look'] = (_, signal) =>
      new Promise((resolve) => {
        answer = () => resolve({ kind: 'looked', texts: [], frames: 1 });
        signal.addEventListener('abort', answer);
      });
    const page = await openPage(classB, { texts: textsThat({ look }) });
    page.intents.changeSearchScope('all');
    await page.review();
    await eventually(() => expect(page.state().search.phase).toBe('searching'));
    page.intents.stopSearch();
    await eventually(() => expect(page.state().search.phase).toBe('stopped'));
    expect(countSearch(page.state()).open).toBe(3);
    page.intents.resumeSearch();
    await eventually(() => expect(page.state().search.phase).toBe('searching'));
    await page.intents.waiveSearch();
    expect(page.state().files.map(({ search }) => search)).toEqual(
      Array(3).fill({ kind: 'not-searched', cause: 'stopped' }),
    );
    await eventually(() => expect(page.state().search.phase).toBe('resting'));
  });

  it('looks at what a save waits for before class A, the smallest series first, and not at what is held for more', async () => {
    const looks: string[] = [];
    const look: TextService['look'] = async ({ content }) => {
      looks.push(content.kind === 'plain' && content.blob instanceof Blob ? await content.blob.text() : '');
      return { kind: 'looked', texts: [], frames: 1 };
    };
    const risks: Readonly<Record<string, 'A' | 'B'>> = { a: 'A' };
    const series: Readonly<Record<string, string>> = { a: '1', b: '2', c: '2', d: '3', e: '4' };
    const page = await openPage(
      {
        scan: (path) => {
          const { scan } = fakeFile(1, { seriesInstanceUid: series[path] ?? '' });
          return scan.kind === 'dicom' ? { ...scan, imageRisk: risks[path] ?? 'B' } : scan;
        },
        outcome: (path) => (path === 'a' || path === 'e' ? held() : deidentifiedAs(path)),
      },
      { texts: textsThat({ look }) },
    );
    page.intents.changeSearchScope('all');
    page.intents.addFiles(['a', 'b', 'c', 'd', 'e'].map((name) => new File([], name)));
    await eventually(() => expect(countSearch(page.state())).toMatchObject({ done: 4, open: 0 }));
    expect(looks.slice(0, 4)).toEqual(['d', 'b', 'c', 'a']);
    expect(looks).not.toContain('e');
  });

  it('looks in Decide at what waits for a person first, and there at the open series', async () => {
    const looks: string[] = [];
    const look: TextService['look'] = async ({ content }) => {
      looks.push(content.kind === 'plain' && content.blob instanceof Blob ? await content.blob.text() : '');
      return { kind: 'looked', texts: [], frames: 1 };
    };
    const seriesOf = (path: string) => fakeFile(1, { seriesInstanceUid: path }).scan;
    const page = await openPage(
      {
        scan: (path) => {
          const scan = seriesOf(path);
          return scan.kind === 'dicom' ? { ...scan, imageRisk: path === 'b' ? 'B' : 'A' } : scan;
        },
        outcome: (path) => (path === 'b' ? deidentifiedAs(path) : held()),
      },
      { texts: textsThat({ look }) },
    );
    page.intents.changeSearchScope('all');
    page.intents.stopSearch();
    page.intents.addFiles(['b', 'p', 'q'].map((name) => new File([name], name)));
    await eventually(() => expect(countSearch(page.state()).open).toBe(3));
    const open = seriesOf('q');
    const key = open.kind === 'dicom' ? entryKey('may-show-text', seriesKeyOf(open.summary)) : null;
    page.intents.openDecide(key);
    page.intents.resumeSearch();
    await eventually(() => expect(countSearch(page.state())).toMatchObject({ done: 3, open: 0 }));
    expect(looks).toEqual(['q', 'p', 'b']);
  });
});

/** Each file is a series of its own, and the search of the first one has begun. */
async function searching(held = heldTexts()) {
  const scan = (path: string) => {
    const { scan: one } = fakeFile(1, { seriesInstanceUid: path, sopInstanceUid: `2.25.9${path.charCodeAt(0)}` });
    return one.kind === 'dicom' ? ({ ...one, imageRisk: 'B' } as const) : one;
  };
  const page = await openPage({ scan }, { texts: held.texts });
  page.intents.changeSearchScope('all');
  await page.review();
  await eventually(() => expect(held.count.looks).toBe(1));
  return { ...page, ...held };
}

const saving = { kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 1, totalBytes: 9 } as const;

describe('the search gives way', () => {
  it('to files that are read, and to a save; then it goes on with what is missing', async () => {
    const { store, state, intents, count, answerAll } = await searching();
    store.dispatch(saving);
    await eventually(() => expect(count).toMatchObject({ stopped: 1, ends: 1 }));
    expect(
      state().files.every(({ search }) => search === undefined),
      'what was cut off is no result',
    ).toBe(true);
    await turnsOfTheLoop();
    expect(count.looks).toBe(1);
    store.dispatch({ kind: 'save-stopped', isFailure: false, message: '' });
    await eventually(() => expect(count.looks).toBe(2));
    intents.addFiles([new File([], 'd')]);
    await eventually(() => expect(count).toMatchObject({ stopped: 2, ends: 2 }));
    await eventually(() => expect(count.looks).toBe(3));
    await eventually(() => {
      answerAll();
      expect(countSearch(state())).toMatchObject({ done: 4, open: 0 });
    });
  });

  it('to files that are judged again: what it found meanwhile waits, and is not lost', async () => {
    const { store, state, intents, count, answerAll } = await searching();
    await intents.deidentify();
    store.dispatch({ kind: 'deciding-again', ids: [2] });
    answerAll();
    await turnsOfTheLoop();
    expect(state().files.every(({ search }) => search === undefined)).toBe(true);
    store.dispatch({ kind: 'recounted', entries: [], isLast: true });
    await eventually(() => {
      answerAll();
      expect(countSearch(state())).toMatchObject({ done: 3, open: 0 });
    });
    expect(count.looks).toBe(3);
  });

  it('to a batch that was started over, of which nothing is found any more', async () => {
    const { state, intents, count } = await searching();
    await intents.startOver();
    await eventually(() => expect(count).toMatchObject({ stopped: 1, ends: 1 }));
    expect(state()).toMatchObject({ files: [], search: { phase: 'resting', scope: 'all' } });
  });
});

describe('what the search was told', () => {
  it('is refused while files are written', async () => {
    const { store, state, intents } = await searching();
    store.dispatch(saving);
    intents.changeSearchScope('none');
    expect(state().search.scope).toBe('all');
    expect(state().notice).not.toBeNull();
  });

  it('is followed where the plan was stopped: it waits for no plan then', async () => {
    const { texts, count } = heldTexts();
    const page = await openPage(classB, { texts });
    page.intents.changeSearchScope('all');
    page.intents.addFiles(Array.from({ length: 40 }, (_, at) => new File([], `f${at}`)));
    await eventually(() => expect(page.calls.some((call) => call.startsWith('plan '))).toBe(true));
    await turnsOfTheLoop();
    expect(count.looks, 'while the plan is made').toBe(0);
    page.intents.stopForecast();
    await eventually(() => expect(count.looks).toBe(1));
  });

  it('has the files of a result judged again, those alone that it changes', async () => {
    const { state, intents, calls, count } = await searching();
    await intents.deidentify();
    calls.length = 0;
    await intents.waiveSearch();
    expect(calls.filter((call) => call.startsWith('plan '))).toEqual(['plan a usual', 'plan b usual', 'plan c usual']);
    await eventually(() => expect(count.ends).toBe(1));
    calls.length = 0;
    intents.changeSearchScope('all');
    await eventually(() => expect(count.looks).toBe(2));
    await eventually(() => expect(state().recounting).toBe(0));
    expect(calls.filter((call) => call.startsWith('plan '))).toHaveLength(3);
    calls.length = 0;
    intents.changeSearchScope('all');
    await turnsOfTheLoop();
    expect(calls, 'nothing is another one').toEqual([]);
  });
});

it('a search that breaks off says so of each file, and the files of a result are judged by it', async () => {
  const fail = { look: async () => Promise.reject(new Error('A bug.')) };
  const page = await openPage(classB, { texts: textsThat(fail) });
  await page.review();
  await page.intents.deidentify();
  page.calls.length = 0;
  page.intents.changeSearchScope('all');
  await eventually(() => expect(page.state().search.phase).toBe('broken'));
  expect(page.state().files.map(({ search }) => search)).toEqual(
    Array(3).fill({ kind: 'not-searched', cause: 'failed' }),
  );
  await eventually(() => expect(page.state().recounting).toBe(0));
  expect(page.calls.filter((call) => call.startsWith('plan '))).toHaveLength(3);
});
