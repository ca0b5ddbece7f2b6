import { describe, expect, it } from 'vitest';
import { held } from '../../testing/fake-batch.ts';
import { finished, reached } from '../../testing/fake-run.ts';
import type { SavedOutput } from '../intents/services.ts';
import type { BatchState } from './batch-state.ts';

const zip: SavedOutput = { kind: 'downloaded', sizeBytes: 1 };
const saved = (files: number, parts = {}) => ({ kind: 'saved', archive: zip, files, ...parts }) as const;
const entries = [{ id: 0, outcome: held() }];
const target = { kind: 'stow-rs', url: 'https://pacs.example/', credentials: { kind: 'none' }, project: '' } as const;
const counts = { stored: 1, refused: 0, notSent: 0 };
const ended = {
  kind: 'ended',
  target,
  counts,
  stoppedBy: null,
  brokenOff: null,
  reasons: [],
  isOutOfDate: false,
} as const;
const outputs = { paths: null, rows: null, isWhole: true } as const;

describe('an output that is there', () => {
  const both: BatchState = { ...reached(finished, saved(1)), upload: ended, outputs };
  const standing = ({ archives, upload, outputs: known }: BatchState) => [
    archives.map(({ isOutOfDate }) => isOutOfDate),
    upload.kind === 'ended' && upload.isOutOfDate,
    known === null,
  ];

  it('is out of date once a file is another one: the archive, the upload, and what is known of the outputs', () => {
    expect(standing(both)).toEqual([[false], false, false]);
    const released = reached(both, { kind: 'left-out', ids: [0] });
    expect(standing(released)).toEqual([[true], true, true]);
    expect(reached(released, { kind: 'put-back', ids: [0] }).archives).toBe(released.archives);
  });

  it('is out of date where a later upload finds a file changed, and not where it finds none', () => {
    const again = (some: typeof entries) => reached(both, { kind: 'upload-changed', upload: ended, entries: some });
    expect([again([]).archives[0]?.isOutOfDate, again(entries).archives[0]?.isOutOfDate]).toEqual([false, true]);
    expect(again(entries).files[0]?.outcome?.kind).toBe('held');
    expect(again(entries).upload).toBe(ended);
  });
});

describe('archives', () => {
  it('are numbered on, and one that is finished later takes the place of its first part', () => {
    const three = reached(finished, saved(1), saved(2), saved(3));
    expect(three.archives.map(({ number, files }) => [number, files])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    const again = reached(three, { kind: 'rest-saved', archive: zip, files: 9, number: 2 });
    expect(again.archives.map(({ number, files }) => [number, files])).toEqual([
      [1, 1],
      [3, 3],
      [2, 9],
    ]);
    expect(again.save).toEqual({ kind: 'idle' });
  });

  it('of which the copy is deleted stay as they were, and no other one loses its copy', () => {
    const staged = { kind: 'staged', file: new Blob(['zip']) } as unknown as SavedOutput;
    const part = { name: 'S-1.zip', copy: new Blob(['zip']) };
    const studies = { kind: 'studies', folderName: null, zips: [part], left: [] } as unknown as SavedOutput;
    const state = reached(finished, saved(1, { archive: staged }), saved(1, { archive: studies }), saved(1));
    const first = reached(state, { kind: 'copy-deleted', number: 1 });
    expect(first.archives.map(({ archive }) => archive)).toEqual([{ kind: 'downloaded', sizeBytes: 3 }, studies, zip]);
    const second = reached(state, { kind: 'copy-deleted', number: 2 });
    expect(second.archives[0]?.archive).toBe(staged);
    expect(second.archives[1]?.archive).toEqual({ ...studies, zips: [{ ...part, copy: null }] });
    expect(reached(state, { kind: 'copy-deleted', number: 3 }).archives[2]?.archive).toBe(zip);
  });
});

it('a save that was stopped counts no further, and takes in what it found of a file all the same', () => {
  const late = { kind: 'save-advanced', written: 1, writtenBytes: 10, entries } as const;
  const after = reached(finished, late);
  expect([after.save, after.files[0]?.outcome?.kind]).toEqual([finished.save, 'held']);
});
