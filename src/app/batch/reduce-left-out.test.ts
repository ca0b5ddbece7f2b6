import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { deidentified, fakeFile, held, notDicom } from '../../testing/fake-batch.ts';
import type { BatchAction } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import { createBatchState } from './batch-state.ts';
import { reduceBatch } from './batch-store.ts';
import { countOutcomes, countStandings, nothingForetold } from './outcomes.ts';

const initial = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));
const reached = (state: BatchState, ...actions: readonly BatchAction[]) => actions.reduce(reduceBatch, state);
const files = [fakeFile(0), fakeFile(1), fakeFile(2), fakeFile(3, {}, { scan: notDicom })];
const review = reached(
  initial,
  { kind: 'scan-started', nowMs: 0 },
  { kind: 'scan-advanced', found: 4, path: '', nowMs: 1, files },
  { kind: 'scan-ended', notice: null },
);
const run = (state: BatchState) => {
  const started = reached(state, { kind: 'run-started', nowMs: 0 });
  const entries = started.files
    .filter(({ outcome, scan }) => outcome === null && scan.kind === 'dicom')
    .map(({ id }) => ({ id, outcome: id === 1 ? held() : deidentified }));
  return reached(
    started,
    { kind: 'run-advanced', entries, workers: [], nowMs: 1 },
    { kind: 'run-ended', nowMs: 2, notice: null },
  );
};
const archive = { kind: 'picked', fileName: 'deidentified.zip', sizeBytes: 10 } as const;
const profile = createProfile('ps315-basic');

describe('files left out', () => {
  const out = reached(review, { kind: 'left-out', ids: [0, 3] });

  it('count as skipped before a run, with the reason, and only DICOM files can be left out', () => {
    expect(countStandings(out.files, nothingForetold)).toMatchObject({ ready: 2, skipped: 2 });
    expect(out.files[0]?.outcome).toEqual({ kind: 'skipped', code: 'left-out', reason: 'Left out by a person.' });
    expect([...out.leftOut.keys()]).toEqual([0]);
  });

  it('are not part of a run, and the four numbers still add up', () => {
    expect(countOutcomes(run(out).files)).toEqual({ deidentified: 1, held: 1, skipped: 2, failed: 0 });
  });

  it('come back as they were', () => {
    expect(reached(out, { kind: 'put-back', ids: [0] }).files).toEqual(review.files);
    const finished = run(review);
    const undone = reached(finished, { kind: 'left-out', ids: [0, 1] }, { kind: 'put-back', ids: [0, 1] });
    expect(undone.files).toEqual(finished.files);
    expect(undone.step).toBe('result');
  });

  it('go back to review when the run was without them', () => {
    const back = reached(run(out), { kind: 'put-back', ids: [0] });
    expect(back).toMatchObject({ step: 'review' });
    expect(back.files[0]?.outcome).toBeNull();
    expect(back.notice).not.toBeNull();
  });

  it('keep what was planned for them, so that nothing is planned again when they come back', () => {
    const again = run(reached(run(review), { kind: 'left-out', ids: [0] }));
    expect(reached(again, { kind: 'put-back', ids: [0] }).files[0]?.outcome).toBe(deidentified);
  });

  it('have what was planned meanwhile when they come back', () => {
    const late = reached(out, { kind: 'forecast-advanced', entries: [{ id: 0, outcome: deidentified }] });
    expect(late.files[0]?.outcome).toMatchObject({ code: 'left-out' });
    expect(reached(late, { kind: 'put-back', ids: [0] }).files[0]?.outcome).toBe(deidentified);
  });

  it('have the other copies of an instance planned anew: which of them goes out depends on all', () => {
    const copies = [fakeFile(0), fakeFile(1, { sopInstanceUid: '2.25.0' }), fakeFile(2)];
    const planned = reached(
      initial,
      { kind: 'scan-started', nowMs: 0 },
      { kind: 'scan-advanced', found: 3, path: '', nowMs: 1, files: copies },
      { kind: 'scan-ended', notice: null },
      { kind: 'forecast-advanced', entries: [0, 1, 2].map((id) => ({ id, outcome: deidentified })) },
    );
    const without = reached(planned, { kind: 'left-out', ids: [0] });
    expect(without.files.map(({ outcome }) => outcome?.kind ?? null)).toEqual(['skipped', null, 'deidentified']);
    const again = reached(
      without,
      { kind: 'forecast-begun', nowMs: 0 },
      { kind: 'forecast-advanced', entries: [{ id: 1, outcome: deidentified }] },
    );
    const back = reached(again, { kind: 'put-back', ids: [0] });
    expect(back.files.map(({ outcome }) => outcome?.kind ?? null)).toEqual([null, null, 'deidentified']);
  });

  it('stay left out under another profile', () => {
    const changed = reached(run(out), { kind: 'profile-changed', profile });
    expect(changed.files.map(({ outcome }) => outcome?.kind ?? null)).toEqual(['skipped', null, null, null]);
    expect(reached(changed, { kind: 'put-back', ids: [0] }).files[0]?.outcome).toBeNull();
  });

  it('make an archive that has them out of date, and none that does not', () => {
    const saved = reached(run(review), { kind: 'saved', archive, files: 2 });
    expect(reached(saved, { kind: 'left-out', ids: [1] }).archives[0]?.isOutOfDate).toBe(false);
    expect(reached(saved, { kind: 'left-out', ids: [0] }).archives[0]?.isOutOfDate).toBe(true);
  });
});
