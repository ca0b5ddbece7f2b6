import { describe, expect, it } from 'vitest';
import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import type { FileOutcome, ScanResult } from '../../pipeline/contracts/file-outcome.ts';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { deidentifiedAs, fakeFile, held } from '../../testing/fake-batch.ts';
import { target } from '../../testing/fake-server.ts';
import { heldTexts, textsThat } from '../../testing/fake-texts.ts';
import { openPage } from '../../testing/open-page.ts';
import { unstated } from '../../testing/pixel-statements.ts';
import { entryKey } from '../batch/decide/wait-reasons.ts';
import { countSearch } from '../batch/derived/count-search.ts';
import type { AppServices } from './services.ts';

type Batch = {
  readonly paths: string;
  /** Paths of class A; the others are of class B. */
  readonly classA?: string;
  /** Without it each file is a series of its own. */
  readonly seriesOf?: (path: string) => string;
  readonly outcome?: (path: string, isReleased: boolean) => FileOutcome;
};

function scanOf(path: string, { classA = '', seriesOf = (one) => one }: Batch): ScanResult {
  const { scan } = fakeFile(1, { seriesInstanceUid: seriesOf(path), sopInstanceUid: `2.25.9${path.charCodeAt(0)}` });
  return scan.kind === 'dicom' ? { ...scan, imageRisk: classA.includes(path) ? 'A' : 'B' } : scan;
}

/** One file for each letter, in a search that is answered as the test says. */
async function searching(batch: Batch, own: Partial<AppServices>) {
  const { outcome = (path: string) => deidentifiedAs(path) } = batch;
  const page = await openPage({ scan: (path) => scanOf(path, batch), outcome }, own);
  page.intents.changeSearchScope('all');
  page.intents.addFiles([...batch.paths].map((path) => new File([], path)));
  await eventually(() => expect(page.state().search.phase).not.toBe('resting'));
  const open = (path: string) => {
    const scan = scanOf(path, batch);
    page.intents.openDecide(scan.kind === 'dicom' ? entryKey('may-show-text', seriesKeyOf(scan.summary)) : null);
  };
  const done = () => countSearch(page.state()).done;
  return { ...page, open, done };
}

describe('the next series', () => {
  it('is the one that a person opens in Decide meanwhile', async () => {
    const { texts, looked, answerAll } = heldTexts();
    const page = await searching({ paths: 'pqr', classA: 'pqr', outcome: () => held() }, { texts });
    await eventually(() => expect(looked).toEqual(['p']));
    page.open('r');
    answerAll();
    await eventually(() => expect(looked).toEqual(['p', 'r']));
    page.intents.openReview();
    answerAll();
    await eventually(() => expect(looked).toEqual(['p', 'r', 'q']));
  });

  it('follows nothing that was opened once the person has left Decide', async () => {
    const { texts, looked, answerAll } = heldTexts();
    const page = await searching({ paths: 'pqr', classA: 'pqr', outcome: () => held() }, { texts });
    page.open('r');
    page.intents.openReview();
    await eventually(() => expect(looked).toEqual(['p']));
    answerAll();
    await eventually(() => expect(looked).toEqual(['p', 'q']));
  });

  it('is any in Decide of a plan that was stopped: nothing waits for a person yet', async () => {
    const { texts, looked, answerAll } = heldTexts();
    const page = await openPage({ scan: (path) => scanOf(path, { paths: 'abc' }) }, { texts });
    page.intents.changeSearchScope('all');
    page.intents.stopForecast();
    page.intents.addSample();
    await eventually(() => expect(looked).toEqual(['a']));
    page.intents.openDecide(null);
    answerAll();
    await eventually(() => expect(looked).toEqual(['a', 'b']));
    expect(page.state().search.phase).toBe('searching');
  });

  it('is one that a save has begun to wait for meanwhile', async () => {
    const { texts, looked, answerAll } = heldTexts();
    const outcome = (path: string, isReleased: boolean) => (isReleased ? deidentifiedAs(path) : held());
    const page = await searching({ paths: 'pqs', classA: 'pq', outcome }, { texts });
    await eventually(() => expect(looked).toEqual(['p']));
    await page.intents.release([2], { reason: 'Known', pixels: unstated, shown: 'The path.' });
    await eventually(() => expect(page.state().files[2]?.outcome?.kind).toBe('deidentified'));
    answerAll();
    await eventually(() => expect(looked).toEqual(['p', 's']));
  });
});

describe('one search at a time', () => {
  it('goes on, also when it is stopped and resumed before the last look has ended', async () => {
    const { texts, count, answerAll } = heldTexts(false);
    const { intents, done } = await searching({ paths: 'abc' }, { texts });
    await eventually(() => expect(count.looks).toBe(1));
    intents.stopSearch();
    expect(count.stopped).toBe(1);
    intents.resumeSearch();
    await turnsOfTheLoop();
    expect(count.looks).toBe(1);
    await eventually(() => {
      answerAll();
      expect(done()).toBe(3);
    });
    expect(count.looks).toBe(4);
  });

  it('takes nothing in for a batch of which it did not look at the images', async () => {
    const { texts, count, answerAll } = heldTexts(false);
    const { intents, state, review } = await searching({ paths: 'ab', seriesOf: () => 'one' }, { texts });
    await eventually(() => expect(count.looks).toBe(1));
    answerAll();
    await eventually(() => expect(count.looks).toBe(2));
    await intents.startOver();
    await review();
    expect(state().files.map(({ id }) => id)).toEqual([0, 1, 2]);
    answerAll();
    await eventually(() => expect(count.looks).toBe(3));
    expect(state().files.map(({ search }) => search)).toEqual(Array(3).fill(undefined));
  });
});

describe('the search stops', () => {
  it('while files are sent, and goes on afterwards', async () => {
    const { texts, count } = heldTexts();
    const { store } = await searching({ paths: 'abc' }, { texts });
    await eventually(() => expect(count.looks).toBe(1));
    const counts = { stored: 0, refused: 0, notSent: 0 };
    const sending = { target, total: 1, totalBytes: 1, sentBytes: 0, counts, isCancelling: false, isOffline: false };
    store.dispatch({ kind: 'upload-changed', upload: { kind: 'sending', ...sending, pause: null }, entries: [] });
    await eventually(() => expect(count).toMatchObject({ looks: 1, stopped: 1, ends: 1 }));
    store.dispatch({ kind: 'upload-changed', upload: { kind: 'idle' }, entries: [] });
    await eventually(() => expect(count.looks).toBe(2));
  });

  it('when nothing is to be searched any more', async () => {
    const { texts, count } = heldTexts();
    const { intents } = await searching({ paths: 'abc' }, { texts });
    await eventually(() => expect(count.looks).toBe(1));
    intents.changeSearchScope('none');
    await eventually(() => expect(count).toMatchObject({ looks: 1, stopped: 1, ends: 1 }));
  });

  it('where it does not run, and is not tried for files that come later until somebody asks for it', async () => {
    let looks = 0;
    const fail = async () => {
      looks++;
      throw new Error('A bug.');
    };
    const { intents, state } = await searching({ paths: 'a' }, { texts: textsThat({ look: fail }) });
    await eventually(() => expect(state().search.phase).toBe('broken'));
    intents.addFiles([new File([], 'b')]);
    await eventually(() => expect(state().files[1]?.outcome?.kind).toBe('deidentified'));
    await turnsOfTheLoop();
    expect(looks).toBe(1);
    intents.resumeSearch();
    await eventually(() => expect(looks).toBe(2));
  });
});

describe('what the search finds', () => {
  it('waits while a run decides about the very files', async () => {
    const { texts, count, answerAll } = heldTexts();
    const page = await openPage({ scan: (path) => scanOf(path, { paths: 'abc' }) }, { texts });
    page.intents.changeSearchScope('all');
    page.intents.stopForecast();
    page.intents.addSample();
    await eventually(() => expect(count.looks).toBe(1));
    page.store.dispatch({ kind: 'run-started', nowMs: 0 });
    expect(page.state().step).toBe('running');
    answerAll();
    await turnsOfTheLoop();
    expect(page.state().files[0]?.search).toBeUndefined();
    page.store.dispatch({ kind: 'run-ended', nowMs: 1, notice: null });
    await eventually(() => expect(page.state().files[0]?.search?.kind).toBe('searched'));
  });

  it('has those files of a result judged again that it was not found out of before', async () => {
    const { texts, count, answerAll } = heldTexts();
    const { intents, state, calls } = await searching({ paths: 'abc' }, { texts });
    await intents.deidentify();
    calls.length = 0;
    answerAll();
    await eventually(() => expect(count.looks).toBe(2));
    await eventually(() => expect(state().recounting).toBe(0));
    expect(calls.filter((call) => call.startsWith('plan'))).toEqual(['plan a usual']);
    calls.length = 0;
    await intents.waiveSearch();
    expect(calls.filter((call) => call.startsWith('plan'))).toEqual(['plan b usual', 'plan c usual']);
  });
});
