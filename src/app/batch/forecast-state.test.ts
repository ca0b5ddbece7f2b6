import { describe, expect, it } from 'vitest';
import { deidentified, held } from '../../testing/fake-batch.ts';
import { finished, initial, reached, scanned } from '../../testing/fake-run.ts';
import type { BatchAction } from './batch-action.ts';
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
