import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { diffRow } from '../../testing/batch-files.ts';
import { deidentified, fakeFile, held } from '../../testing/fake-batch.ts';
import { finished, initial, reached, scanned } from '../../testing/fake-run.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { createBatchStore } from './batch-store.ts';
import { losesWork } from './derived/loses-work.ts';
import { countOutcomes } from './outcomes.ts';

const look = {
  reason: 'Looked at each one',
  pixels: allSeen,
  atIso: '2026-01-02T03:04:05Z',
  shown: 'the reasons of the hold',
};
const archive = { kind: 'picked', fileName: 'deidentified.zip', sizeBytes: 10 } as const;

describe('reading', () => {
  it('lists files in order of id, whatever order they were read in', () => {
    expect(scanned.step).toBe('review');
    expect(scanned.files.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
  });

  it('goes back to the start when nothing was found', () => {
    const empty = reached(initial, { kind: 'scan-started', nowMs: 0 }, { kind: 'scan-ended', notice: 'Nothing' });
    expect(empty.step).toBe('start');
    expect(empty.notice).toBe('Nothing');
  });
});

describe('a run', () => {
  it('gives each file exactly one outcome', () => {
    expect(finished.step).toBe('result');
    expect(countOutcomes(finished.files)).toEqual({ deidentified: 1, held: 1, skipped: 1, failed: 1 });
  });

  it('counts files that a cancelled run did not reach as skipped', () => {
    const cancelled = reached(
      scanned,
      { kind: 'run-started', nowMs: 0 },
      { kind: 'run-cancelling' },
      { kind: 'run-ended', nowMs: 1, notice: null },
    );
    expect(countOutcomes(cancelled.files)).toEqual({ deidentified: 0, held: 0, skipped: 3, failed: 1 });
    expect(cancelled.files[0]?.outcome).toMatchObject({ code: 'cancelled' });
  });
});

describe('decisions on held files', () => {
  it('leaves out and puts back', () => {
    const out = reached(finished, { kind: 'left-out', ids: [1] });
    expect(countOutcomes(out.files)).toEqual({ deidentified: 1, held: 0, skipped: 2, failed: 1 });
    const back = reached(out, { kind: 'put-back', ids: [1] });
    expect(back.files).toEqual(finished.files);
    expect(back.leftOut.size).toBe(0);
  });

  it('re-counts a release and marks a saved archive as out of date', () => {
    const saved = reached(finished, { kind: 'saved', archive, files: 1 });
    expect(losesWork(saved)).toBe(false);
    const released = reached(
      saved,
      { kind: 'released', ids: [1], release: look },
      { kind: 'recounted', entries: [{ id: 1, outcome: deidentified }], isLast: false },
      { kind: 'recounted', entries: [], isLast: true },
    );
    expect(countOutcomes(released.files)).toEqual({ deidentified: 2, held: 0, skipped: 1, failed: 1 });
    expect(released.files[1]?.release).toEqual(look);
    expect(released.archives[0]?.isOutOfDate).toBe(true);
    expect(losesWork(released)).toBe(true);
  });

  it('takes in the new paths of files that were decided again because of others', () => {
    const twin = { ...deidentified, outputPath: 'N-1/I-1-FINGERPRINT.dcm' } as typeof deidentified;
    const waiting = reached(finished, { kind: 'deciding-again', ids: [0] });
    expect(waiting.files).toEqual(finished.files);
    expect(waiting.recounting).toBe(1);
    const decided = reached(
      waiting,
      { kind: 'recounted', entries: [{ id: 0, outcome: twin }], isLast: false },
      { kind: 'recounted', entries: [], isLast: true },
    );
    expect(decided.files[0]?.outcome).toEqual(twin);
    expect(decided.recounting).toBe(0);
  });
});

describe('profile and key', () => {
  it('tells what a change of rules did to the open file, and forgets it with the next file', () => {
    const view = (effect: 'kept' | 'removed') =>
      ({ kind: 'inspected', rows: [diffRow({ effect })], outputPath: 'a', findings: [], holds: [] }) as const;
    const opened = reached(finished, { kind: 'file-opened', id: 0, view: view('removed') });
    expect(opened.ruleEffect).toBeNull();
    const again = reached(
      opened,
      { kind: 'profile-changed', profile: createProfile('qmenta') },
      { kind: 'file-refreshing' },
      { kind: 'file-opened', id: 0, view: view('kept') },
    );
    expect(again.ruleEffect?.deltas).toEqual([
      { effect: 'kept', by: 1 },
      { effect: 'removed', by: -1 },
    ]);
    expect(reached(again, { kind: 'file-opened', id: 1, view: { kind: 'loading' } }).ruleEffect).toBeNull();
  });

  it('keeps that images were confirmed and texts read, whichever was said first', () => {
    const [images, texts] = [
      { ...look, covers: 'images' } as const,
      { ...look, covers: 'texts', texts: 'MARK' } as const,
    ];
    for (const order of [
      [images, texts],
      [texts, images],
    ] as const) {
      const said = reached(finished, ...order.map((release) => ({ kind: 'released', ids: [1], release }) as const));
      expect(said.files[1]?.release).toMatchObject({ covers: 'images', texts: 'MARK' });
    }
  });

  it('keeps what a person said of images under other rules, until these treat images in another way', () => {
    const said = reached(finished, { kind: 'released', ids: [1], release: { ...look, covers: 'images' } });
    const { profile } = said;
    const retained = reached(said, { kind: 'profile-changed', profile: { ...profile, options: ['retainUids'] } });
    expect(retained.files[1]).toMatchObject({ outcome: null, release: { covers: 'images' } });
    const cleaned = reached(said, { kind: 'profile-changed', profile: { ...profile, pixels: 'clean' } });
    expect(cleaned.files[1]?.release).toBeNull();
  });

  it('clears outcomes and releases, because they rested on the old rules', () => {
    const released = reached(finished, { kind: 'released', ids: [1], release: look });
    const changed = reached(released, { kind: 'profile-changed', profile: createProfile('ps315-basic') });
    expect(changed.step).toBe('review');
    expect(changed.profileHash).toBeNull();
    expect(changed.files.every(({ outcome, release }) => outcome === null && release === null)).toBe(true);
  });

  it('survive starting over, so that the pseudonyms of the project stay', () => {
    const key = { bytes: new Uint8Array(32).fill(7), origin: 'loaded', isSaved: true } as const;
    const fresh = reached(finished, { kind: 'key-changed', projectKey: key }, { kind: 'started-over' });
    expect(fresh.step).toBe('start');
    expect(fresh.files).toEqual([]);
    expect(fresh.projectKey).toBe(key);
  });
});

describe('what remains', () => {
  it('is out of date with a new key before anything was planned, when no file changes by it', () => {
    const looked = reached(
      scanned,
      { kind: 'remains-asked', total: 2, copies: 0 },
      { kind: 'remains-ended', phase: 'done' },
    );
    expect(looked.remains.isOutOfDate).toBe(false);
    const projectKey = { bytes: new Uint8Array(32).fill(1), origin: 'loaded', isSaved: true } as const;
    const rekeyed = reached(looked, { kind: 'key-changed', projectKey });
    expect(rekeyed.files).toBe(looked.files);
    expect(rekeyed.remains).toMatchObject({ phase: 'done', isOutOfDate: true });
  });
});

describe('saving', () => {
  it('re-counts a file found changed, and an earlier archive is out of date', () => {
    const changed = { kind: 'failed', code: 'changed-on-disk', reason: 'Changed.' } as const;
    const state = reached(
      finished,
      { kind: 'saved', archive, files: 1 },
      { kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 1, totalBytes: 10 },
      { kind: 'save-advanced', written: 0, writtenBytes: 0, entries: [{ id: 0, outcome: changed }] },
    );
    expect(countOutcomes(state.files)).toEqual({ deidentified: 0, held: 1, skipped: 1, failed: 2 });
    expect(state.archives[0]?.isOutOfDate).toBe(true);
  });

  it('is out of date from the start where the batch changed while it was written', () => {
    const begun = { kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 1, totalBytes: 1 } as const;
    const saved = { kind: 'saved', archive, files: 1 } as const;
    const changed = reached(finished, begun, { kind: 'released', ids: [1], release: look }, saved);
    expect(changed.archives.map(({ isOutOfDate }) => isOutOfDate)).toEqual([true]);
    const as = {
      kind: 'save-advanced',
      written: 0,
      writtenBytes: 0,
      entries: [{ id: 0, outcome: held() }],
    } as const;
    expect(reached(finished, begun, as, saved).archives.map(({ isOutOfDate }) => isOutOfDate)).toEqual([false]);
  });

  it('offers nothing after a failure, and asks before the tab closes', () => {
    const stopped = reached(
      finished,
      { kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 1, totalBytes: 10 },
      { kind: 'save-stopped', isFailure: true, message: 'Disk full.' },
    );
    expect(stopped.archives).toEqual([]);
    expect(losesWork(stopped)).toBe(true);
  });

  it('remembers that a staged copy was deleted, and that the archive is still the newest', () => {
    const staged = { kind: 'staged', file: new File([], 'deidentified.zip'), discard: async () => undefined } as const;
    const state = reached(finished, { kind: 'saved', archive: staged, files: 1 }, { kind: 'copy-deleted', number: 1 });
    expect(state.archives[0]).toMatchObject({ archive: { kind: 'downloaded', sizeBytes: 0 }, isOutOfDate: false });
    expect(losesWork(state)).toBe(false);
  });
});

it('tells listeners of changes only, until they leave', () => {
  const store = createBatchStore(initial);
  let calls = 0;
  const leave = store.subscribe(() => {
    calls += 1;
  });
  store.dispatch({ kind: 'noticed', message: 'Hello' });
  store.dispatch({ kind: 'run-cancelling' });
  leave();
  store.dispatch({ kind: 'noticed', message: null });
  expect(calls).toBe(1);
});

describe('own rules written beside a value', () => {
  const before = createProfile('ps315-basic');
  const after = createProfile('ps315-basic', ['retainUids']);
  const written = reached(initial, {
    kind: 'rule-written',
    profile: after,
    undo: { message: 'Own rule added.', steps: [{ rule: 'keep it', profile: before }] },
  });

  it('can be taken back until the next change', () => {
    expect(written).toMatchObject({ profile: after, ruleUndo: { steps: [{ profile: before }] } });
    expect(reached(written, { kind: 'profile-changed', profile: before }).ruleUndo).toBeNull();
  });

  it('clear the outcomes, like every change of the profile', () => {
    const changed = reached(finished, {
      kind: 'rule-written',
      profile: after,
      undo: { message: '', steps: [] },
    });
    expect(changed.files.every(({ outcome }) => outcome === null)).toBe(true);
    expect(changed.step).toBe('review');
  });
});

describe('a profile file that is refused', () => {
  it('leaves the profile and the outcomes alone', () => {
    const refusal = { fileName: 'a.json', problems: [{ path: '$.options', message: 'Must be a list.' }] };
    const refused = reached(finished, { kind: 'profile-refused', refusal });
    expect(refused).toEqual({ ...finished, profileRefusal: refusal });
    expect(reached(refused, { kind: 'profile-changed', profile: finished.profile }).profileRefusal).toBeNull();
  });
});

describe('the patient table', () => {
  const parsed = { kind: 'table', patients: [], warnings: [], encoding: 'UTF-8', separator: ',' } as const;
  const table = { fileName: 'ids.csv', parsed };

  it('clears outcomes, because IDs rested on it, and survives starting over', () => {
    const changed = reached(finished, { kind: 'patient-table-changed', table });
    expect(changed.files.every(({ outcome }) => outcome === null)).toBe(true);
    expect(reached(changed, { kind: 'started-over' }).patientTable).toBe(table);
  });

  it('leaves what a person said of images alone, and takes back what was said of whole files', () => {
    const release = { reason: 'Seen.', pixels: { kind: 'unstated' }, atIso: '2026-01-01', shown: '' } as const;
    const [one, two] = [fakeFile(0, {}, { release: { ...release, covers: 'images' } }), fakeFile(1, {}, { release })];
    const changed = reached({ ...finished, files: [one, two] }, { kind: 'patient-table-changed', table });
    expect(changed.files.map((file) => file.release)).toEqual([one.release, null]);
  });
});

describe('looking at the open file again', () => {
  it('keeps what is shown until the new rows are there', () => {
    const view = { kind: 'inspected', rows: [], outputPath: 'a', findings: [], holds: [] } as const;
    const again = reached(scanned, { kind: 'file-opened', id: 0, view }, { kind: 'file-refreshing' });
    expect(again.openFile).toEqual({ id: 0, view, isRefreshing: true });
    expect(reached(again, { kind: 'file-opened', id: 0, view }).openFile?.isRefreshing).toBe(false);
    expect(reached(initial, { kind: 'file-refreshing' })).toBe(initial);
  });
});
