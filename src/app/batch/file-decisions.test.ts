import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { fakeFile } from '../../testing/fake-batch.ts';
import { allSeen, unstated } from '../../testing/pixel-statements.ts';
import { decisionsOf, decisionsWithout, holdsDecision, type ValueDecision, withValue } from './file-decisions.ts';

const [early, late] = ['2026-01-01T00:00:00Z', '2026-02-02T00:00:00Z'];
const remove = (path: string, atIso: string): ValueDecision => ({ kind: 'remove', path, atIso });
const replace = (path: string, atIso: string): ValueDecision => ({ kind: 'replace', path, atIso, text: 'Head' });
const noIdentifier = (path: string, atIso: string, token: string): ValueDecision => ({
  kind: 'not-an-identifier',
  path,
  atIso,
  reason: 'A phantom',
  tokens: [token],
});
const releaseAt = (atIso: string, pixels: typeof unstated | typeof allSeen = unstated) => ({
  reason: 'seen',
  atIso,
  shown: 'words',
  pixels,
});

describe('one more decision about a value', () => {
  it('takes the place of the last one about it, and of no other', () => {
    const before = [remove('A', early), remove('B', early), noIdentifier('A', early, 'x')];
    expect(withValue(before, replace('A', late))).toEqual([before[1], before[2], replace('A', late)]);
  });

  it('that says it is no identifier adds to what was said', () => {
    const before = [remove('A', early), noIdentifier('A', early, 'x')];
    expect(withValue(before, noIdentifier('A', late, 'y'))).toEqual([...before, noIdentifier('A', late, 'y')]);
  });
});

describe('a decision is in force in a file', () => {
  const holds = (parts: Partial<BatchFile>, release: ReturnType<typeof releaseAt> | null = null) =>
    holdsDecision(fakeFile(1, {}, parts), { atIso: early, release });

  it.each<readonly [string, Partial<BatchFile>, boolean]>([
    ['that says nothing', {}, false],
    ['by its release', { release: releaseAt(early) }, true],
    ['under a later release', { release: releaseAt(late) }, false],
    ['by its document', { document: { kind: 'blank-page', atIso: early } }, true],
    ['with a later document', { document: { kind: 'blank-page', atIso: late } }, false],
    ['by one of its values', { values: [remove('A', late), remove('B', early)] }, true],
    ['with later values', { values: [remove('A', late)] }, false],
  ])('%s', (_, parts, isHeld) => {
    expect(holds(parts)).toBe(isHeld);
  });

  it('by what a later release keeps of the pixels, and not by an equal statement', () => {
    const stated = releaseAt(early, allSeen);
    expect(holds({ release: { ...releaseAt(late), pixels: stated.pixels } }, stated)).toBe(true);
    expect(holds({ release: { ...releaseAt(late), pixels: { ...allSeen } } }, stated)).toBe(false);
    expect(holds({ release: releaseAt(late) }, releaseAt(early))).toBe(false);
  });
});

describe('a decision that is taken back', () => {
  const without = (file: BatchFile, before: BatchFile) => {
    const { redaction } = before;
    const earlier = { ...decisionsOf(before), ...(redaction && { redaction }) };
    return decisionsWithout([file], { atIso: late, release: null }, [earlier])[0];
  };

  it('leaves files alone in which nothing of it is in force, and those that are gone', () => {
    expect(without(fakeFile(1, {}, { release: releaseAt(early) }), fakeFile(1))).toBeUndefined();
    expect(decisionsWithout([], { atIso: late, release: null }, [decisionsOf(fakeFile(1))])).toEqual([]);
  });

  it('gives back what it had put aside, in the order of before, and keeps what was decided since', () => {
    const before = fakeFile(1, {}, { values: [remove('A', early), remove('B', early)] });
    const since = remove('C', '2026-03-03T00:00:00Z');
    const file = { ...before, values: [remove('B', early), replace('A', late), since] };
    expect(without(file, before)?.values).toEqual([remove('A', early), remove('B', early), since]);
  });

  it('takes what it said to be no identifier with it, and nothing of the same value beside', () => {
    const said = noIdentifier('A', early, 'x');
    const before = fakeFile(1, {}, { values: [said] });
    expect(without({ ...before, values: [said, noIdentifier('A', late, 'y')] }, before)?.values).toEqual([said]);
  });

  it('gives back nothing that was said too early of an image in which a text was found since', () => {
    const unseen = { each: 1, inProjections: 0, byDetector: 0, of: 12 };
    const before = fakeFile(
      1,
      {},
      { release: { ...releaseAt(early), pixels: { kind: 'nothing-identifying', seen: unseen, isOverText: false } } },
    );
    const file = { ...before, release: releaseAt(late) };
    const texts = [{ box: { column: 1, row: 1, columns: 9, rows: 9 }, kind: 'header', text: null, frame: 0 }] as const;
    const search = { kind: 'searched', texts, isTextBeside: false } as const;
    expect(without(file, before)?.release).toEqual(before.release);
    expect(without({ ...file, search }, before)?.release).toEqual({ ...before.release, pixels: unstated });
  });

  it('gives the document back with what it held', () => {
    const before = fakeFile(1, {}, { document: { kind: 'blank-page', atIso: early } });
    const pages: BatchFile = { ...before, document: { kind: 'pages', atIso: late } };
    const back = without(pages, before);
    expect(back).toMatchObject({ document: before.document, body: { content: before.content } });
    const value = without({ ...before, values: [remove('A', late)] }, before);
    expect(value).toMatchObject({ document: before.document, values: [] });
    expect(value).not.toHaveProperty('body');
  });

  it('lets nothing hold that was said of the pixels under other boxes', () => {
    const before = fakeFile(1, {}, { release: { ...releaseAt(early, allSeen), covers: 'images' } });
    const later: BatchFile = { ...before, release: releaseAt(late) };
    expect(without(later, before)?.release).toBe(before.release);
    const boxed: BatchFile = { ...later, redaction: { areas: [], review: 'not-all-seen' } };
    expect(without(boxed, before)?.release).toBeNull();
  });
});
