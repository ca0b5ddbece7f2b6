import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { deidentified, fakeFile, held, notDicom } from '../../testing/fake-batch.ts';
import { finished, initial, reached, scanned } from '../../testing/fake-run.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import type { BatchAction } from './batch-action.ts';
import { isForetold, workedMs } from './forecast-state.ts';
import { countOutcomes } from './outcomes.ts';

describe('De-identify', () => {
  it('confirms what is planned, and plans nothing twice', () => {
    const planned = reached(scanned, {
      kind: 'forecast-advanced',
      entries: [
        { id: 0, outcome: deidentified },
        { id: 1, outcome: held() },
      ],
    });
    const confirmed = reached(planned, { kind: 'run-started', nowMs: 0 });
    expect(confirmed).toMatchObject({ step: 'result', hasResult: true, run: null });
    expect(countOutcomes(confirmed.files)).toEqual({ deidentified: 1, held: 1, skipped: 1, failed: 1 });
    const again = reached(
      confirmed,
      { kind: 'left-out', ids: [1] },
      { kind: 'review-opened' },
      { kind: 'run-started', nowMs: 0 },
    );
    expect(countOutcomes(again.files)).toEqual({ deidentified: 1, held: 0, skipped: 2, failed: 1 });
  });

  it('plans what is missing, and tells how many were settled before', () => {
    const half = reached(scanned, { kind: 'forecast-advanced', entries: [{ id: 0, outcome: deidentified }] });
    const running = reached(half, { kind: 'run-started', nowMs: 0 });
    expect(running).toMatchObject({ step: 'running', run: { settledAtStart: 3 } });
  });

  it('tries again what failed in a result, and what a cancelled run did not reach', () => {
    const failed = { kind: 'failed', code: 'changed-on-disk', reason: '' } as const;
    const changed = reached(finished, {
      kind: 'save-advanced',
      written: 0,
      writtenBytes: 0,
      entries: [{ id: 0, outcome: failed }],
    });
    const again = reached(changed, { kind: 'review-opened' }, { kind: 'run-started', nowMs: 0 });
    expect(again.files.map(({ outcome }) => outcome?.kind ?? null)).toEqual([null, 'held', 'skipped', 'failed']);
    const cancelled = reached(
      scanned,
      { kind: 'run-started', nowMs: 0 },
      { kind: 'run-ended', nowMs: 1, notice: null },
    );
    const rest = reached(cancelled, { kind: 'review-opened' }, { kind: 'run-started', nowMs: 0 });
    expect(rest.files.slice(0, 2).map(({ outcome }) => outcome)).toEqual([null, null]);
  });
});

describe('the effect of a profile', () => {
  const { profile } = initial;
  const plan = (id: number, kind: 'deidentified' | 'left-out'): BatchAction => ({
    kind: 'forecast-advanced',
    entries: [{ id, outcome: kind === 'deidentified' ? deidentified : { kind: 'skipped', code: kind, reason: '' } }],
  });
  const planned = reached(scanned, plan(0, 'deidentified'), {
    kind: 'forecast-advanced',
    entries: [{ id: 1, outcome: held() }],
  });

  it('tells what a change of the profile does to the numbers of the batch', () => {
    const changed = reached(planned, { kind: 'profile-changed', profile: { ...profile, options: ['retainUids'] } });
    expect(changed.countEffect).toEqual([]);
    const half = reached(changed, { kind: 'forecast-begun', nowMs: 0 }, plan(0, 'left-out'));
    expect(reached(half, { kind: 'forecast-ended', nowMs: 1, isBroken: false }).countEffect).toEqual([]);
    const whole = reached(half, plan(1, 'deidentified'), { kind: 'forecast-ended', nowMs: 1, isBroken: false });
    expect(whole.countEffect).toEqual([
      { kind: 'held', by: -1 },
      { kind: 'skipped', by: 1 },
    ]);
    const later = reached(whole, { kind: 'left-out', ids: [1] }, { kind: 'forecast-ended', nowMs: 2, isBroken: false });
    expect(later.countEffect, 'what happens later is no effect of it').toEqual(whole.countEffect);
    expect(whole.forecast.countsBefore).toBeNull();
    expect(reached(whole, { kind: 'profile-changed', profile }).countEffect).toEqual([]);
    const table = { fileName: 'patients.csv', parsed: { problems: [] } } as never;
    const rekeyed = { ...initial.projectKey, origin: 'loaded' } as const;
    for (const other of [
      { kind: 'patient-table-changed', table },
      { kind: 'key-changed', projectKey: rekeyed },
    ] as const) {
      expect(reached(whole, other), 'nothing of an earlier change is told after another one').toMatchObject({
        countEffect: [],
        ruleEffect: null,
      });
    }
  });

  it('is that on the headers alone as long as no forecast was whole', () => {
    const leaveOut = { ...profile.leaveOut, modalities: ['CT'] };
    const half = reached(scanned, plan(0, 'deidentified'));
    expect(reached(half, { kind: 'profile-changed', profile: { ...profile, leaveOut } }).countEffect).toEqual([
      { kind: 'ready', by: -2 },
      { kind: 'skipped', by: 2 },
    ]);
    expect(
      reached(half, { kind: 'profile-changed', profile: { ...profile, options: ['retainUids'] } }).countEffect,
    ).toEqual([]);
  });

  it('takes nothing that a person decided meanwhile for an effect of the profile', () => {
    const changed = reached(planned, { kind: 'profile-changed', profile: { ...profile, options: ['retainUids'] } });
    const whole = reached(
      changed,
      { kind: 'forecast-begun', nowMs: 0 },
      { kind: 'left-out', ids: [0] },
      plan(0, 'deidentified'),
      plan(1, 'deidentified'),
      { kind: 'forecast-ended', nowMs: 1, isBroken: false },
    );
    expect(whole.countEffect).toEqual([]);
  });
});

describe('a plan that is being made', () => {
  const begun = { kind: 'forecast-begun', nowMs: 100 } as const;
  const plans = (...ids: readonly number[]): BatchAction => ({
    kind: 'forecast-advanced',
    entries: ids.map((id) => ({ id, outcome: deidentified })),
  });
  const kinds = ({ files }: typeof scanned) => files.map(({ outcome }) => outcome?.kind ?? null);

  it('does not count for a file that a person decided on meanwhile; the next one does', () => {
    const release = { reason: 'Looked', pixels: allSeen, atIso: '2026-01-02T03:04:05Z', shown: 'All' } as const;
    const decided = reached(scanned, begun, { kind: 'released', ids: [0], release });
    expect(kinds(reached(decided, plans(0, 1))).slice(0, 2)).toEqual([null, 'deidentified']);
    expect(reached(decided, plans(0)), 'nothing else is told').toBe(decided);
    expect(kinds(reached(decided, begun, plans(0, 1))).slice(0, 2)).toEqual(['deidentified', 'deidentified']);
  });

  it('does not count for any copy of an instance of which one was left out meanwhile', () => {
    const copies = [fakeFile(0), fakeFile(1, { sopInstanceUid: '2.25.0' }), fakeFile(2)];
    const out = reached(
      { ...initial, step: 'review', files: copies },
      begun,
      { kind: 'left-out', ids: [0] },
      plans(0, 1, 2),
    );
    expect(kinds(out)).toEqual(['skipped', null, 'deidentified']);
    expect(kinds(reached(out, { kind: 'put-back', ids: [0] }))).toEqual([null, null, 'deidentified']);
  });

  it('says how far it is, and how long it worked, pauses left out', () => {
    const one = reached(scanned, begun);
    expect(one.forecast).toMatchObject({ phase: 'checking', startedAtMs: 100 });
    expect(workedMs(one.forecast, 130)).toBe(30);
    const rested = reached(one, { kind: 'forecast-ended', nowMs: 150, isBroken: false });
    expect(rested.forecast).toMatchObject({ phase: 'resting', startedAtMs: null, workedMs: 50 });
    expect(workedMs(rested.forecast, 9000)).toBe(50);
    const stopped = reached(
      rested,
      { kind: 'forecast-begun', nowMs: 200 },
      { kind: 'forecast-stopped' },
      { kind: 'forecast-ended', nowMs: 230, isBroken: false },
    );
    expect(stopped.forecast).toMatchObject({ phase: 'stopped', workedMs: 80 });
    const resumed = reached(stopped, { kind: 'forecast-resumed' });
    expect(resumed.forecast.phase).toBe('resting');
    const broken = reached(
      resumed,
      { kind: 'forecast-begun', nowMs: 300 },
      { kind: 'forecast-ended', nowMs: 301, isBroken: true },
    );
    expect(broken.forecast).toMatchObject({ phase: 'broken', workedMs: 81, startedAtMs: null });
  });

  it('begins from nothing under other rules', () => {
    const stopped = reached(
      scanned,
      begun,
      { kind: 'forecast-stopped' },
      { kind: 'forecast-ended', nowMs: 150, isBroken: false },
      begun,
    );
    const { forecast } = reached(stopped, { kind: 'profile-changed', profile: createProfile('ps315-basic') });
    expect(forecast).toMatchObject({ phase: 'resting', startedAtMs: null, workedMs: 0 });
    expect(forecast.basis).toBeGreaterThan(stopped.forecast.basis);
  });

  it('is whole once every DICOM file has an outcome', () => {
    const other = fakeFile(1, {}, { scan: notDicom });
    expect(isForetold([fakeFile(0, {}, { outcome: held() }), other])).toBe(true);
    expect(isForetold([fakeFile(0), other])).toBe(false);
  });
});
