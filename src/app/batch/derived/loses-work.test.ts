import { describe, expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { deidentified, fakeFile, held } from '../../../testing/fake-batch.ts';
import type { SavedOutput } from '../../intents/services.ts';
import { type BatchState, createBatchState } from '../batch-state.ts';
import { reduceBatch } from '../batch-store.ts';
import type { UploadCounts } from '../upload-progress.ts';
import { losesWork } from './loses-work.ts';

const empty = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));
const done: BatchState = {
  ...empty,
  step: 'result',
  hasResult: true,
  files: [fakeFile(1, {}, { outcome: deidentified })],
};
const saving = {
  written: 0,
  writtenBytes: 0,
  total: 1,
  totalBytes: 1,
  isOutOfDate: false,
  isCancelling: false,
} as const;

function withOutput(archive: SavedOutput): BatchState {
  return { ...done, archives: [{ number: 1, archive, files: 1, layout: 'pseudonyms' as const, isOutOfDate: false }] };
}

describe('losesWork', () => {
  it.each(['zip', 'studies', 'folder', 'check'] as const)('asks while a save is under way: %s', (what) => {
    const saved = withOutput({ kind: 'folder', folderName: 'f', sizeBytes: 1 });
    expect(losesWork({ ...saved, save: { kind: 'saving', what, ...saving } })).toBe(true);
  });

  it('does not ask for what is planned and was not confirmed: it costs nothing to plan again', () => {
    expect(losesWork({ ...done, step: 'review', hasResult: false })).toBe(false);
  });

  it('asks for what a person decided in the queue before anything was put out, and not once that was taken back', () => {
    const decision = {
      entry: 'report a',
      series: 'a',
      title: '1',
      reason: 'report',
      verdict: { kind: 'left-out', files: 1 },
      seen: { each: 0, inProjections: 0, byDetector: 0, of: 1 },
      atIso: '2026-01-01T10:00:00.000Z',
    } as const;
    const deciding: BatchState = { ...done, step: 'decide', hasResult: false };
    const act = { kind: 'left-out', ids: [1] } as const;
    const decided = reduceBatch(deciding, { kind: 'decided', decision, act, next: null });
    expect(losesWork(deciding)).toBe(false);
    expect(losesWork(decided)).toBe(true);
    expect(losesWork(reduceBatch(decided, { kind: 'decision-undone', decision: null }))).toBe(false);
  });

  it('does not ask once everything is in a folder', () => {
    expect(losesWork(done)).toBe(true);
    expect(losesWork(withOutput({ kind: 'folder', folderName: 'f', sizeBytes: 1 }))).toBe(false);
  });

  it('asks while an upload is under way and until a server has everything', () => {
    const target = {
      kind: 'stow-rs',
      url: 'https://pacs.example/',
      credentials: { kind: 'none' },
      project: '',
    } as const;
    const ended = { kind: 'ended', target, stoppedBy: null, brokenOff: null, reasons: [], isOutOfDate: false } as const;
    const asksAfter = (counts: UploadCounts, isOutOfDate = false) =>
      losesWork({ ...done, upload: { ...ended, counts, isOutOfDate } });
    const counts = { stored: 0, refused: 0, notSent: 0 };
    const sending = { total: 1, totalBytes: 1, sentBytes: 0, isCancelling: false, isOffline: false, pause: null };
    const saved = withOutput({ kind: 'folder', folderName: 'f', sizeBytes: 1 });
    expect(losesWork({ ...saved, upload: { kind: 'sending', target, counts, ...sending } })).toBe(true);
    expect(asksAfter({ ...counts, stored: 1 })).toBe(false);
    expect(asksAfter({ ...counts, stored: 1 }, true)).toBe(true);
    expect(asksAfter({ ...counts, notSent: 1 })).toBe(true);
    expect(asksAfter({ ...counts, refused: 1 })).toBe(true);
  });

  it('asks in a run, while a released file is judged again, and for boxes that are only drawn', () => {
    const saved = withOutput({ kind: 'folder', folderName: 'f', sizeBytes: 1 });
    expect(losesWork({ ...saved, step: 'running' })).toBe(true);
    expect(losesWork({ ...saved, recounting: 1 })).toBe(true);
    const drafts = new Map([['S', { boxes: [], base: [] }]]);
    expect(losesWork({ ...empty, boxes: { ...empty.boxes, drafts } })).toBe(true);
  });

  it('does not ask for a result of which nothing goes out', () => {
    expect(losesWork({ ...done, files: [fakeFile(1, {}, { outcome: held() }), fakeFile(2)] })).toBe(false);
  });

  it('asks while some studies have no ZIP yet', () => {
    const studies = { kind: 'studies', folderName: 'f', zips: [] } as const;
    expect(losesWork(withOutput({ ...studies, left: ['N-1-S-1.zip'] }))).toBe(true);
    expect(losesWork(withOutput({ ...studies, left: [] }))).toBe(false);
  });
});
