import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { purposeProfile } from '../../profile/purposes/purpose-profile.ts';
import { deidentified, scannedFile } from '../../testing/batch-files.ts';
import { allSeen, unstated } from '../../testing/pixel-statements.ts';
import type { BatchAction } from './batch-action.ts';
import { type BatchState, createBatchState } from './batch-state.ts';
import { reduceBatch } from './batch-store.ts';
import type { Release } from './outcomes.ts';
import { withReleases } from './reduce-purpose.ts';

const release: Release = { reason: 'Looked at', pixels: unstated, atIso: '2026-01-01T00:00:00Z', shown: '' };
const seen: Release = { ...release, pixels: allSeen, covers: 'images' };

const start: BatchState = {
  ...createBatchState(purposeProfile('default'), null, new Uint8Array(32)),
  step: 'result',
  files: [
    scannedFile(0, { outcome: deidentified(0) }),
    scannedFile(1, { outcome: deidentified(1), release }),
    scannedFile(2, { outcome: deidentified(2), release: seen }),
  ],
};
const stateAfter = (...actions: readonly BatchAction[]) => actions.reduce(reduceBatch, start);
const toNeuroimaging: BatchAction = { kind: 'purpose-switched', to: 'neuroimaging' };
const takeBack: BatchAction = { kind: 'purpose-taken-back' };
const releasesOf = ({ files }: BatchState) => files.map((file) => file.release);

describe('a switch to a purpose', () => {
  it('counts for the whole batch: all is planned anew, and what was seen of images still counts', () => {
    const state = stateAfter(toNeuroimaging);
    expect(state.profile).toEqual(purposeProfile('neuroimaging'));
    expect(state.files.map(({ outcome }) => outcome)).toEqual([null, null, null]);
    expect(releasesOf(state)).toEqual([null, null, seen]);
    expect(state).toMatchObject({ step: 'review', profileHash: null, purposeSwitch: { to: 'neuroimaging' } });
  });

  it('is taken back with the decisions that it had made void', () => {
    const state = stateAfter(toNeuroimaging, takeBack);
    expect(state.profile).toEqual(start.profile);
    expect(releasesOf(state)).toEqual([null, release, seen]);
    expect(state.purposeSwitch).toBeNull();
  });

  it('does not bring back a decision about a file whose boxes have changed since', () => {
    const { files } = start;
    const drawn = stateAfter(toNeuroimaging);
    const redaction = { areas: [], review: 'not-all-seen' } as unknown as NonNullable<(typeof files)[0]['redaction']>;
    const state = reduceBatch(
      { ...drawn, files: drawn.files.map((file) => (file.id === 1 ? { ...file, redaction } : file)) },
      takeBack,
    );
    expect(releasesOf(state)).toEqual([null, null, seen]);
  });

  it('does not bring back what was said too early of images in which a text was found since', () => {
    const unseen = { each: 1, inProjections: 0, byDetector: 0, of: 12 };
    const early: Release = { ...seen, pixels: { kind: 'nothing-identifying', seen: unseen, isOverText: false } };
    const texts = [{ box: { column: 1, row: 1, columns: 9, rows: 9 }, kind: 'header', text: null, frame: 0 }] as const;
    const search = { kind: 'searched', texts, isTextBeside: false } as const;
    const releases = new Map(start.files.map(({ id, redaction }) => [id, { release: early, redaction }]));
    const files = start.files.map((file) => ({ ...file, release: null, ...(file.id === 1 && { search }) }));
    expect(releasesOf(withReleases({ ...start, files }, releases))).toEqual([early, null, early]);
  });

  it('can be taken back until the profile, the key or the table of patients changes', () => {
    for (const other of [
      { kind: 'profile-changed', profile: createProfile('ps315-basic') },
      { kind: 'key-changed', projectKey: { ...start.projectKey, bytes: new Uint8Array(32).fill(1) } },
      { kind: 'patient-table-changed', table: null },
    ] as const) {
      const state = stateAfter(toNeuroimaging, other);
      expect(state.purposeSwitch).toBeNull();
      expect(reduceBatch(state, takeBack)).toBe(state);
    }
  });

  it('forgets what was seen of images where another thing is done to them', () => {
    const exporting = { ...start, profile: createProfile('qmenta-guarded', [], 'export') };
    expect(releasesOf(reduceBatch(exporting, toNeuroimaging))).toEqual([null, null, null]);
  });
});
