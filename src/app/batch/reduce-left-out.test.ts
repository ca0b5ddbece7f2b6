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
    expect(reached(out, { kind: 'put-back', ids: [0] })).toMatchObject({ files: review.files, notice: null });
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

  it('leave the other copies of a result their outcomes, which are judged again and not planned anew', () => {
    const copies = [fakeFile(0), fakeFile(2, { sopInstanceUid: '2.25.0' })];
    const finished = run({ ...initial, step: 'review', files: copies });
    const without = reached(finished, { kind: 'left-out', ids: [0] });
    expect(without.files[1]).toBe(finished.files[1]);
    expect(reached(without, { kind: 'put-back', ids: [0] }).files).toEqual(finished.files);
  });

  it('leave the plan of the other copies alone where they did not go out themselves', () => {
    const copies = [fakeFile(0), fakeFile(1, { sopInstanceUid: '2.25.0' })];
    const planned = reached(
      { ...initial, step: 'review', files: copies },
      {
        kind: 'forecast-advanced',
        entries: [
          { id: 0, outcome: held() },
          { id: 1, outcome: deidentified },
        ],
      },
    );
    expect(reached(planned, { kind: 'left-out', ids: [0] }).files[1]?.outcome).toBe(deidentified);
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
    const without = reached(saved, { kind: 'left-out', ids: [0, 1] }, { kind: 'saved', archive, files: 1 });
    const fresh = ({ archives }: BatchState) => archives.at(-1)?.isOutOfDate;
    expect(fresh(reached(without, { kind: 'put-back', ids: [1] })), 'a held file').toBe(false);
    expect(fresh(reached(without, { kind: 'put-back', ids: [0] }))).toBe(true);
  });

  it('stay as they are when they are left out again, and so does what was never left out when it is put back', () => {
    expect(reached(out, { kind: 'left-out', ids: [0, 3] })).toBe(out);
    expect(reached(out, { kind: 'put-back', ids: [1, 3] })).toBe(out);
    const back = reached(run(review), { kind: 'left-out', ids: [0] }, { kind: 'put-back', ids: [0, 1] });
    expect(back.files).toEqual(run(review).files);
    expect(back.leftOut.size).toBe(0);
  });

  it('come back into the result without a word where all of them had an outcome', () => {
    const finished = run(review);
    const both = reached(finished, { kind: 'left-out', ids: [0, 1] });
    const back = reached(both, { kind: 'put-back', ids: [0] });
    expect(back).toMatchObject({ step: 'result', notice: null });
    expect([...back.leftOut.keys()]).toEqual([1]);
    expect(back.files[1]?.outcome).toMatchObject({ code: 'left-out' });
  });

  it('are planned anew with their copies when a run was without them', () => {
    const copies = [fakeFile(0), fakeFile(1, { sopInstanceUid: '2.25.0' }), fakeFile(2)];
    const finished = run(reached({ ...initial, step: 'review', files: copies }, { kind: 'left-out', ids: [0] }));
    const kept = {
      ...finished,
      files: finished.files.map((file) => (file.id === 1 ? { ...file, outcome: deidentified } : file)),
    };
    const back = reached(kept, { kind: 'put-back', ids: [0] });
    expect(back.files.map(({ outcome }) => outcome?.kind ?? null)).toEqual([null, null, 'deidentified']);
  });
});
