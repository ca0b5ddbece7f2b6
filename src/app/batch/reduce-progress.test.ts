import { describe, expect, it } from 'vitest';
import { deidentified, fakeFile } from '../../testing/fake-batch.ts';
import { finished, initial, reached, scanned } from '../../testing/fake-run.ts';

const advanced = (nowMs: number, found: number, path = '', files = [] as ReturnType<typeof fakeFile>[]) =>
  ({ kind: 'scan-advanced', found, path, nowMs, files }) as const;
const cancelled = { kind: 'skipped', code: 'cancelled', reason: 'Stopped.' } as const;

describe('the progress of reading', () => {
  const started = reached(initial, { kind: 'scan-started', nowMs: 100 });

  it('counts what is found and read, and keeps the last folder in sight', () => {
    const { scan, files } = reached(started, advanced(200, 5, 'a'), advanced(300, 5, '', [fakeFile(0), fakeFile(1)]));
    expect(scan).toMatchObject({ found: 5, read: 2, path: 'a', startedAtMs: 100, nowMs: 300 });
    expect(files).toHaveLength(2);
    expect(reached(started, advanced(200, 1, 'a', [fakeFile(0), fakeFile(1)])).scan?.found).toBe(2);
  });

  it('is said aloud when the first files are found, and then once a second', () => {
    const said = (...times: readonly number[]) =>
      reached(started, advanced(200, 5), ...times.map((ms, n) => advanced(ms, 6 + n))).scan?.announced;
    expect(said()).toEqual({ found: 5, read: 0, nowMs: 200 });
    expect(said(1199)?.found).toBe(5);
    expect(said(1200)?.found).toBe(6);
  });

  it('is over once it ended: what comes late adds nothing', () => {
    expect(reached(scanned, advanced(9, 9, 'a', [fakeFile(9)]))).toBe(scanned);
  });
});

describe('a run', () => {
  it('confirms what is planned at once', () => {
    const files = scanned.files.map((file) => (file.scan.kind === 'dicom' ? { ...file, outcome: deidentified } : file));
    const run = reached({ ...scanned, files }, { kind: 'run-started', nowMs: 5 });
    expect([run.step, run.hasResult, run.run]).toEqual(['result', true, null]);
    expect(run.files.every(({ outcome }) => outcome !== null)).toBe(true);
  });

  it('plans what is missing, and takes in nothing once it is over', () => {
    const run = reached(scanned, { kind: 'run-started', nowMs: 5 });
    expect([run.step, run.run]).toMatchObject(['running', { startedAtMs: 5, settledAtStart: 2, isCancelling: false }]);
    const late = { kind: 'run-advanced', nowMs: 9, workers: [], entries: [{ id: 0, outcome: cancelled }] } as const;
    expect(reached(finished, late)).toBe(finished);
  });

  it('tries files again that failed or were not reached, and leaves the others', () => {
    const failed = { kind: 'failed', code: 'worker-lost', reason: 'Lost.' } as const;
    const outcomes = [deidentified, failed, cancelled];
    const files = outcomes.map((outcome, id) => fakeFile(id, {}, { outcome }));
    const again = reached({ ...finished, files }, { kind: 'run-started', nowMs: 5 });
    expect(again.files.map(({ outcome }) => outcome?.kind ?? null)).toEqual(['deidentified', null, null]);
  });

  it('is not told of files that come after it: they say nothing of the result', () => {
    const more = reached(finished, { kind: 'scan-started', nowMs: 0 }, advanced(1, 5, '', [fakeFile(7)]), {
      kind: 'scan-ended',
      notice: 'One more.',
    });
    expect([more.step, more.hasResult, more.notice]).toEqual(['review', false, 'One more.']);
  });
});
