import { describe, expect, it } from 'vitest';
import { deidentified, fakeFile, held } from '../../testing/fake-batch.ts';
import { countStandings, nothingForetold, standingOf } from './outcomes.ts';

const ct = fakeFile(0, { modality: 'CT', patientId: 'FAKE-1' });
const us = fakeFile(1, { modality: 'US', patientId: 'FAKE-2' });
const withoutUs = { ...nothingForetold, leaveOut: { ...nothingForetold.leaveOut, modalities: ['US'] } };

describe('standingOf, before a run', () => {
  it('foretells what the filters of the profile leave out', () => {
    expect(standingOf(us, withoutUs)).toMatchObject({ kind: 'skipped', code: 'left-out' });
    expect(countStandings([ct, us], withoutUs)).toMatchObject({ ready: 1, skipped: 1 });
  });

  it('foretells that patients who are not in the table are held', () => {
    const rules = { ...nothingForetold, listed: new Set(['FAKE-1']) };
    expect(standingOf(ct, rules).kind).toBe('ready');
    expect(standingOf(us, rules)).toMatchObject({ kind: 'held', holds: [{ kind: 'patient-not-listed' }] });
  });

  it('passes over images that may show text when they are exported unseen', () => {
    const { holds } = held();
    const waiting = { ...ct, scan: { ...ct.scan, holds } } as typeof ct;
    expect(standingOf(waiting, nothingForetold).kind).toBe('held');
    expect(standingOf(waiting, { ...nothingForetold, pixels: 'export' }).kind).toBe('ready');
    const release = { reason: 'Read', pixels: { kind: 'unstated' }, atIso: '', shown: '', covers: 'texts' } as const;
    expect(standingOf({ ...waiting, release }, nothingForetold).kind).toBe('held');
  });
});

it('follows the outcome once there is one, whatever was foretold', () => {
  expect(standingOf({ ...us, outcome: deidentified }, withoutUs)).toBe(deidentified);
});
