import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { diffRow } from '../../testing/batch-files.ts';
import { deidentified, fakeFile, held } from '../../testing/fake-batch.ts';
import { finished, initial, reached, scanned } from '../../testing/fake-run.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import type { BatchAction } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';

const key = { bytes: new Uint8Array(32).fill(7), origin: 'loaded', isSaved: true } as const;
const running = { kind: 'running', prefix: 'P', digits: 3 } as const;
const release = { reason: 'Looked', pixels: allSeen, atIso: '2026-01-02T03:04:05Z', shown: 'All' } as const;
const begun = { kind: 'save-started', what: 'zip', written: 0, writtenBytes: 0, total: 1, totalBytes: 9 } as const;

const offer = { save: {}, refusal: null } as NonNullable<BatchState['resume']>;
const unfinished = { files: 1 } as unknown as NonNullable<BatchState['uploadResume']>;

describe('what the page is told', () => {
  const said: readonly (readonly [BatchAction, Partial<BatchState>])[] = [
    [{ kind: 'pool-ready', network: 'closed' } as never, { pool: { kind: 'ready', network: 'closed' } as never }],
    [{ kind: 'pool-failed', message: 'No worker.' }, { pool: { kind: 'failed', message: 'No worker.' } }],
    [{ kind: 'noticed', message: 'Hello' }, { notice: 'Hello' }],
    [{ kind: 'profile-remembered', isRemembered: true }, { isRemembered: true }],
    [{ kind: 'profile-hashed', hash: 'abc' }, { profileHash: 'abc' }],
    [{ kind: 'layout-chosen', layout: 'bids' } as never, { layout: 'bids' } as never],
    [{ kind: 'hashes-chosen', hashesOutputs: true }, { hashesOutputs: true }],
    [{ kind: 'write-postponed', what: 'upload' }, { postponed: 'upload' }],
    [{ kind: 'save-unneeded', what: 'studies', number: 3 }, { save: { kind: 'unneeded', what: 'studies', number: 3 } }],
    [
      { kind: 'save-refused', needBytes: 9, room: { kind: 'room' } } as never,
      { save: { kind: 'no-room', needBytes: 9, room: { kind: 'room' } } as never },
    ],
    [
      { kind: 'save-stopped', isFailure: false, message: 'Stopped.' },
      { save: { kind: 'stopped', isFailure: false, message: 'Stopped.' } },
    ],
    [
      { kind: 'records-changed', records: { kind: 'failed', message: 'x' } },
      { records: { kind: 'failed', message: 'x' } },
    ],
    [
      { kind: 'key-asked', about: { kind: 'folder' }, problem: null },
      { keyQuestion: { about: { kind: 'folder' }, problem: null } },
    ],
    [{ kind: 'resume-offered', resume: offer }, { resume: offer }],
    [{ kind: 'upload-resume-offered', upload: unfinished }, { uploadResume: unfinished }],
    [{ kind: 'review-opened' }, { step: 'review' }],
    [
      { kind: 'file-opened', id: 1, view: { kind: 'loading' } },
      { openFile: { id: 1, view: { kind: 'loading' }, isRefreshing: false } },
    ],
  ];

  it.each(said)('is taken in and leaves all else as it was: %j', (action, parts) => {
    expect(reached(finished, action)).toEqual({ ...finished, ...parts });
  });

  it('goes when it is dismissed or answered, once', () => {
    const address = { ...finished, urlProblem: 'Unknown profile.' };
    expect(reached(address, { kind: 'url-problem-dismissed' })).toEqual(finished);
    const asked = reached(finished, { kind: 'key-asked', about: { kind: 'folder' }, problem: 'No key.' });
    expect(reached(asked, { kind: 'key-answered' })).toEqual(finished);
    expect(reached(finished, { kind: 'key-answered' })).toBe(finished);
    const postponed = reached(finished, { kind: 'write-postponed', what: 'save' });
    expect(reached(postponed, { kind: 'postponed-ended' })).toEqual(finished);
    expect(reached(finished, { kind: 'postponed-ended' })).toBe(finished);
  });

  it('is the result again after the review was opened', () => {
    expect(reached(finished, { kind: 'review-opened' }, { kind: 'result-opened' })).toEqual(finished);
  });

  it('is nothing where there is no scan, run or save to be stopped', () => {
    for (const kind of ['scan-stopping', 'run-cancelling', 'save-cancelling'] as const) {
      expect(reached(finished, { kind })).toBe(finished);
    }
    expect(reached(finished, begun, { kind: 'save-cancelling' }).save).toMatchObject({ total: 1, isCancelling: true });
    const scan = reached(initial, { kind: 'scan-started', nowMs: 5 }, { kind: 'scan-stopping' }).scan;
    expect(scan).toMatchObject({ startedAtMs: 5, isStopping: true });
    const run = reached(scanned, { kind: 'run-started', nowMs: 5 }, { kind: 'run-cancelling' }).run;
    expect(run).toMatchObject({ startedAtMs: 5, isCancelling: true });
  });

  it('keeps an upload and a save apart: only a save that waits takes the place of what a save said', () => {
    const stopped = reached(finished, { kind: 'save-stopped', isFailure: true, message: 'Disk full.' });
    expect(reached(stopped, { kind: 'write-postponed', what: 'upload' }).save).toBe(stopped.save);
    expect(reached(stopped, { kind: 'write-postponed', what: 'save' }).save).toEqual({ kind: 'idle' });
  });
});

describe('what the last save has put out', () => {
  const outputs = (isWhole: boolean) => ({ paths: null, rows: [], isWhole });
  const written = (isWhole: boolean) => ({ kind: 'outputs-written', outputs: outputs(isWhole) }) as const;

  it('is that of a whole save rather than of a later one that was stopped', () => {
    expect(reached(finished, written(false)).outputs).toEqual(outputs(false));
    expect(reached(finished, written(false), written(true)).outputs).toEqual(outputs(true));
    expect(reached(finished, written(true), written(false)).outputs).toEqual(outputs(true));
  });
});

describe('the project key', () => {
  it('is in a file once it was saved, and is of the origin that was said then', () => {
    const saved = reached(initial, { kind: 'key-saved' });
    expect(saved.projectKey).toEqual({ ...initial.projectKey, isSaved: true });
    expect(reached(initial, { kind: 'key-saved', origin: 'loaded' }).projectKey).toEqual({
      ...saved.projectKey,
      origin: 'loaded',
    });
  });

  it('leaves releases alone when it changes where they are judged again, and else those of images', () => {
    const files = [fakeFile(0, {}, { release: { ...release, covers: 'images' } }), fakeFile(1, {}, { release })];
    const releases = (keepsReleases: boolean) =>
      reached({ ...finished, files }, { kind: 'key-changed', projectKey: key, keepsReleases }).files.map(
        (file) => file.release,
      );
    expect(releases(true)).toEqual([files[0]?.release, release]);
    expect(releases(false)).toEqual([files[0]?.release, null]);
    const byDefault = reached({ ...finished, files }, { kind: 'key-changed', projectKey: key });
    expect(byDefault.files[1]?.release).toBeNull();
  });

  it('takes opened boxes by device with it, whose stations are marks under the old one, and no drawn ones', () => {
    const drafts = new Map([['S', { boxes: [], base: [] }]]);
    const boxes = { drafts, decisions: [], devices: [{ device: {} } as never] };
    expect(reached({ ...finished, boxes }, { kind: 'key-changed', projectKey: key }).boxes).toEqual({
      drafts,
      decisions: [],
      devices: [],
    });
  });
});

describe('running numbers', () => {
  const patients = ['FAKE-1', 'FAKE-2', 'FAKE-3', 'FAKE-4', 'FAKE-5', 'FAKE-6'];
  const files = patients.map((patientId, id) => fakeFile(id, { patientId, patientKey: patientId }));
  const numbered = reached(
    { ...initial, files, step: 'review' },
    { kind: 'profile-changed', profile: { ...initial.profile, patients: running } },
  );

  it('are given to all patients, and to those that come later', () => {
    expect(numbered.runningNumbers?.entries).toHaveLength(6);
    const later = fakeFile(6, { patientId: 'FAKE-7', patientKey: 'FAKE-7' });
    const more = reached(
      numbered,
      { kind: 'scan-started', nowMs: 0 },
      { kind: 'scan-advanced', found: 7, path: '', nowMs: 1, files: [later] },
      { kind: 'scan-ended', notice: null },
    );
    expect(more.runningNumbers?.entries).toHaveLength(7);
    expect(more.runningNumbers?.entries).toEqual(expect.arrayContaining([...numbered.runningNumbers!.entries]));
    expect(more.forecast.basis, 'what was planned without them is dropped').toBeGreaterThan(numbered.forecast.basis);
  });

  it('are given anew under another key', () => {
    const other = reached(numbered, { kind: 'key-changed', projectKey: key });
    expect(other.runningNumbers?.entries).toHaveLength(6);
    expect(other.runningNumbers).not.toEqual(numbered.runningNumbers);
  });

  it('are none under another scheme; files that come change no basis then', () => {
    const more = reached(
      scanned,
      { kind: 'scan-started', nowMs: 0 },
      { kind: 'scan-advanced', found: 5, path: '', nowMs: 1, files: [fakeFile(4)] },
      { kind: 'scan-ended', notice: null },
    );
    expect(more.runningNumbers).toBeNull();
    expect(more.forecast.basis).toBe(scanned.forecast.basis);
  });
});

describe('starting over', () => {
  it('keeps what is of the project and the computer, and nothing of the batch', () => {
    const before = reached(
      { ...finished, resume: offer, uploadResume: unfinished },
      { kind: 'pool-failed', message: 'No worker.' },
      { kind: 'profile-hashed', hash: 'abc' },
      { kind: 'profile-remembered', isRemembered: true },
      { kind: 'search-scope-changed', scope: 'all' },
      { kind: 'left-out', ids: [0] },
      { kind: 'file-opened', id: 1, view: { kind: 'loading' } },
      begun,
    );
    const { pool, profile, profileHash, isRemembered, projectKey, resume, uploadResume, forecast } = before;
    expect(reached(before, { kind: 'started-over' })).toEqual({
      ...initial,
      pool,
      profile,
      profileHash,
      isRemembered,
      projectKey,
      resume,
      uploadResume,
      search: { scope: 'all', phase: 'resting' },
      forecast: expect.objectContaining({ basis: forecast.basis + 1, phase: 'resting' }),
    });
  });
});

describe('the effect of a change of rules', () => {
  const view = (effect: 'kept' | 'removed') =>
    ({ kind: 'inspected', rows: [diffRow({ effect })], outputPath: 'a', findings: [], holds: [] }) as const;
  const opened = reached(finished, { kind: 'file-opened', id: 0, view: view('removed') });

  it('is told of the same file alone, when it was looked at because of that change, and could be read both times', () => {
    const again = reached(opened, { kind: 'file-refreshing' });
    const seen = (state: BatchState, id: number, next: ReturnType<typeof view> | { readonly kind: 'loading' }) =>
      reached(state, { kind: 'file-opened', id, view: next }).ruleEffect;
    expect(seen(again, 0, view('kept'))).not.toBeNull();
    expect(seen(again, 1, view('kept')), 'another file').toBeNull();
    expect(seen(opened, 0, view('kept')), 'not because of a change').toBeNull();
    expect(seen(again, 0, { kind: 'loading' })).toBeNull();
    const unread = reached(
      finished,
      { kind: 'file-opened', id: 0, view: { kind: 'loading' } },
      { kind: 'file-refreshing' },
    );
    expect(seen(unread, 0, view('kept'))).toBeNull();
  });

  it('on the numbers compares with the last whole forecast, however often the profile changes meanwhile', () => {
    const twice = reached(
      finished,
      { kind: 'profile-changed', profile: createProfile('ps315-basic') },
      { kind: 'profile-changed', profile: createProfile('ps315-basic', ['retainUids']) },
      { kind: 'forecast-begun', nowMs: 0 },
      {
        kind: 'forecast-advanced',
        entries: [
          { id: 0, outcome: held() },
          { id: 1, outcome: deidentified },
        ],
      },
    );
    expect(twice.forecast.countsBefore).toEqual({ ready: 0, deidentified: 1, held: 1, skipped: 1, failed: 1 });
    const other = reached(twice, { kind: 'forecast-advanced', entries: [{ id: 1, outcome: held() }] });
    expect(reached(other, { kind: 'forecast-ended', nowMs: 1, isBroken: false }).countEffect).toEqual([
      { kind: 'ready', by: -1 },
      { kind: 'held', by: 1 },
    ]);
  });

  it('is nothing before there are files', () => {
    const changed = reached(initial, { kind: 'profile-changed', profile: createProfile('ps315-basic') });
    expect(changed).toMatchObject({ countEffect: [], forecast: { countsBefore: null } });
  });
});
