import { describe, expect, it } from 'vitest';
import type { SeenCounts } from '../../dicom/seen-counts.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { SearchResult } from '../../pipeline/contracts/text-search.ts';
import { isUnsearched, type SearchScope, waitsForSearch } from '../../pipeline/text/searchable-files.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { deidentified, fakeFile, held } from '../../testing/fake-batch.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { type BatchState, createBatchState } from './batch-state.ts';
import { reduceBatch } from './batch-store.ts';
import { countSearch } from './derived/count-search.ts';
import { parseSearchScope, usualSearchScope } from './search-scope.ts';

const nothing: SearchResult = { kind: 'searched', texts: [], isTextBeside: false };
const unlikely: SearchResult = { kind: 'not-searched', cause: 'unlikely' };

function fileOf(id: number, imageRisk: 'A' | 'B' | 'C' | null, parts: Partial<BatchFile> = {}): BatchFile {
  const file = fakeFile(id, {}, { outcome: deidentified, ...parts });
  if (file.scan.kind !== 'dicom' || imageRisk === null) return file;
  return { ...file, scan: { ...file.scan, imageRisk } };
}

function stateWith(scope: SearchScope, step: BatchState['step'], ...files: readonly BatchFile[]): BatchState {
  const fresh = createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32), scope);
  return { ...fresh, step, files };
}

const searchOf = ({ files }: BatchState) => files.map(({ search }) => search);

describe('the search for text', () => {
  it('is for images that the scope names and that nobody has decided about', () => {
    const looked = { pixels: allSeen } as NonNullable<BatchFile['release']>;
    const open = (file: BatchFile) => (['all', 'likely', 'none'] as const).map((scope) => isUnsearched(file, scope));
    expect(open(fileOf(1, 'A'))).toEqual([true, true, false]);
    expect(open(fileOf(1, 'B'))).toEqual([true, true, false]);
    expect(open(fileOf(1, 'C'))).toEqual([true, false, false]);
    expect(open(fileOf(1, null))).toEqual([false, false, false]);
    expect(open(fileOf(1, 'B', { search: nothing }))).toEqual([false, false, false]);
    expect(open(fileOf(1, 'B', { release: looked }))).toEqual([false, false, false]);
    expect((['A', 'B', 'C'] as const).map((risk) => open(fileOf(1, risk, { outcome: held() }))[0])).toEqual([
      true,
      false,
      false,
    ]);
    expect(open(fileOf(1, 'B', { outcome: { kind: 'skipped', code: 'left-out', reason: '' } }))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('keeps back what would be written, but for class A that the profile exports with a finding', () => {
    const exported = { ...deidentified, findings: [{ code: 'pixels-may-show-text', message: '' }] } as const;
    const awaited = (risk: string, outcome: BatchFile['outcome']) =>
      waitsForSearch(fileOf(1, risk as 'A', { outcome }), 'all');
    expect(['A', 'B', 'C'].map((risk) => awaited(risk, deidentified))).toEqual([true, true, true]);
    expect(awaited('A', exported)).toBe(false);
    expect(awaited('A', held())).toBe(false);
    expect(waitsForSearch(fileOf(1, 'B', { outcome: null }), 'all')).toBe(false);
  });

  it('takes in what came of it once, and the files are planned anew in a review', () => {
    const state = stateWith('all', 'review', fileOf(1, 'B'), fileOf(2, 'B'), fileOf(3, 'B', { search: unlikely }));
    const entries = [1, 3, 9].map((id) => ({ id, result: nothing }));
    const next = reduceBatch(state, { kind: 'search-advanced', entries });
    expect(searchOf(next)).toEqual([nothing, undefined, unlikely]);
    expect(next.files.map(({ outcome }) => outcome === null)).toEqual([true, false, false]);
  });

  it('looks at images that a person decided about before anything had looked at all of them, and a save waits', () => {
    const release = (seen: SeenCounts, isOverText = false) =>
      ({ pixels: { kind: 'nothing-identifying', seen, isOverText } }) as NonNullable<BatchFile['release']>;
    const isAwaited = (seen: SeenCounts, isOverText = false) => {
      const file = fileOf(1, 'A', { release: release(seen, isOverText) });
      return [isUnsearched(file, 'likely'), waitsForSearch(file, 'likely')];
    };
    const one = { each: 1, inProjections: 0, byDetector: 0, of: 12 };
    expect(isAwaited(one)).toEqual([true, true]);
    expect(isAwaited({ ...one, byDetector: 11 })).toEqual([true, true]);
    expect(isAwaited({ ...one, byDetector: 12 })).toEqual([false, false]);
    expect(isAwaited({ ...one, each: 11, inProjections: 1 })).toEqual([false, false]);
    expect(isAwaited(one, true)).toEqual([false, false]);
    const searched = { ...fileOf(1, 'A', { release: release(one) }), search: nothing };
    expect([isUnsearched(searched, 'all'), waitsForSearch(searched, 'all')]).toEqual([false, false]);
  });

  it('takes back what a person said too early where a text is found, and says so', () => {
    const one = { each: 1, inProjections: 0, byDetector: 0, of: 12 };
    const early = {
      reason: '',
      shown: '',
      atIso: '2026-01-02T03:04:05Z',
      pixels: { kind: 'nothing-identifying', seen: one, isOverText: false },
    } as const;
    const images = { ...early, covers: 'images' } as const;
    const files = [
      fileOf(1, 'A', { release: images }),
      fileOf(2, 'A', { release: images }),
      fileOf(3, 'A', { release: early }),
      fileOf(4, 'C', { release: images }),
    ];
    const box = { column: 1, row: 1, columns: 9, rows: 9 };
    const showing = (kind: 'header' | 'measurement'): SearchResult => ({
      kind: 'searched',
      texts: [{ box, kind, text: '', frame: 0 }] as never,
      isTextBeside: false,
    });
    const results = [showing('header'), showing('measurement'), showing('header'), { ...nothing, isTextBeside: true }];
    const entries = results.map((result, at) => ({ id: at + 1, result }));
    const next = reduceBatch(stateWith('all', 'decide', ...files), { kind: 'search-advanced', entries });
    expect(searchOf(next)).toEqual(results);
    expect(next.files.map(({ release }) => release)).toEqual([
      null,
      images,
      { ...early, pixels: { kind: 'unstated' } },
      null,
    ]);
    expect(next.notice).toContain('wait again');
    const clear = reduceBatch(stateWith('all', 'decide', ...files), {
      kind: 'search-advanced',
      entries: [{ id: 1, result: nothing }],
    });
    expect([clear.files[0]?.release, clear.notice]).toEqual([images, null]);
  });

  it('keeps boxes that were applied too early, and says that the images wait again where a text is left beside them', () => {
    const seen = { each: 1, inProjections: 0, byDetector: 0, of: 12 };
    const areas = [{ kind: 'blank', frames: 'all', rectangles: [{ column: 0, row: 0, columns: 9, rows: 9 }] }] as const;
    const redaction = { areas, review: 'not-all-seen', seen } as const;
    const state = stateWith('all', 'decide', fileOf(1, 'A', { redaction }));
    const textAt = (row: number): SearchResult => ({
      kind: 'searched',
      texts: [{ box: { column: 1, row, columns: 4, rows: 4 }, kind: 'header', text: '', frame: 3 }],
      isTextBeside: false,
    });
    const below = reduceBatch(state, { kind: 'search-advanced', entries: [{ id: 1, result: textAt(20) }] });
    expect(below.files[0]?.redaction).toEqual({ areas, review: 'by-program' });
    expect(below.notice).toContain('wait again');
    const under = reduceBatch(state, { kind: 'search-advanced', entries: [{ id: 1, result: textAt(2) }] });
    expect([under.files[0]?.redaction, under.notice]).toEqual([redaction, null]);
  });

  it('leaves outcomes of a result until they are judged again, and archives are out of date', () => {
    const archive = { kind: 'picked', fileName: 'a.zip', sizeBytes: 1 } as const;
    const written = {
      number: 1,
      archive,
      files: 1,
      layout: 'pseudonyms' as const,
      isOutOfDate: false,
      isCopyDeleted: false,
    };
    const state = { ...stateWith('all', 'result', fileOf(1, 'B')), archives: [written] };
    const next = reduceBatch(state, { kind: 'search-advanced', entries: [{ id: 1, result: nothing }] });
    expect(next.files[0]?.outcome).toEqual(deidentified);
    expect(next.archives[0]?.isOutOfDate).toBe(true);
  });

  it('says of what was left that it was not searched', () => {
    const state = stateWith('all', 'result', fileOf(1, 'B', { search: nothing }), fileOf(2, 'C'), fileOf(3, 'A'));
    const stopped = { kind: 'not-searched', cause: 'stopped' } as const;
    const next = reduceBatch(state, { kind: 'search-waived', cause: 'stopped' });
    expect(searchOf(next)).toEqual([nothing, stopped, stopped]);
    expect(next.search.phase).toBe('resting');
    expect(reduceBatch(state, { kind: 'search-waived', cause: 'failed' }).search.phase).toBe('broken');
  });

  it('says of C that it is not looked for where it is unlikely, and takes that back', () => {
    const state = stateWith('all', 'review', fileOf(1, 'B'), fileOf(2, 'C'), fileOf(3, 'C', { search: nothing }));
    const likely = reduceBatch(state, { kind: 'search-scope-changed', scope: 'likely' });
    expect(searchOf(likely)).toEqual([undefined, unlikely, nothing]);
    const all = reduceBatch(likely, { kind: 'search-scope-changed', scope: 'all' });
    expect(searchOf(all)).toEqual([undefined, undefined, nothing]);
    expect(all.files.map(({ outcome }) => outcome === null)).toEqual([false, true, false]);
  });

  it('is set for files that come later as well', () => {
    const scanning = { ...stateWith('likely', 'scanning', fileOf(1, 'C', { outcome: null })) };
    const next = reduceBatch(scanning, { kind: 'scan-ended', notice: null });
    expect(searchOf(next)).toEqual([unlikely]);
  });

  it('counts what is done, what is open and what waits', () => {
    const files = [
      fileOf(1, 'B'),
      fileOf(2, 'A'),
      fileOf(3, 'C', { search: nothing }),
      fileOf(4, 'C', { search: unlikely }),
    ];
    expect(countSearch(stateWith('all', 'result', ...files))).toEqual({ done: 1, open: 2, waiting: 2 });
  });
});

describe('parseSearchScope', () => {
  it('takes what the address says, and tells what is wrong with it', () => {
    expect(parseSearchScope(null)).toEqual({ scope: usualSearchScope, problem: null });
    expect(parseSearchScope('likely')).toEqual({ scope: 'likely', problem: null });
    expect(parseSearchScope('secret').problem).toMatch(/all, likely, none/);
    expect(parseSearchScope('secret').problem).not.toMatch(/secret/);
  });
});
