import { describe, expect, it } from 'vitest';
import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import type { LookRequest, TextService } from '../../pipeline/contracts/text-search.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { deidentifiedAs, fakeFile, held } from '../../testing/fake-batch.ts';
import { openPage } from '../../testing/open-page.ts';
import { entryKey } from '../batch/decide/wait-reasons.ts';
import { countSearch } from '../batch/derived/count-search.ts';

const name = { box: { column: 0, row: 0, columns: 90, rows: 12 }, kind: 'header', text: 'DOE', frame: 0 } as const;

/** Every file of the fake batch is of class B. */
const classB = {
  scan: () => {
    const { scan } = fakeFile(1);
    return scan.kind === 'dicom' ? ({ ...scan, imageRisk: 'B' } as const) : scan;
  },
};

function textsThat(parts: Partial<TextService>): TextService {
  return {
    look: async () => ({ kind: 'looked', texts: [name], frames: 1 }),
    project: async () => ({ kind: 'added', frames: 1 }),
    lookAtProjections: async () => ({ kind: 'looked', texts: [], frames: 1 }),
    isBroken: () => false,
    end: () => undefined,
    ...parts,
  };
}

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
        outcome: (path) => (path === 'e' ? held() : deidentifiedAs(path)),
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
