import { describe, expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile } from '../../../testing/fake-batch.ts';
import { createBatchState } from '../batch-state.ts';
import { reduceBatch } from '../batch-store.ts';
import { nothingForetold } from '../outcomes.ts';
import { groupStudies } from './group-studies.ts';
import { numberBatch, patientsOf, unmatchedPatients } from './match-patients.ts';

const fresh = createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32));
const files = [fakeFile(0, { patientId: 'B' }), fakeFile(1, { patientId: 'A', patientKey: 'P-2' })];
const withFiles = { ...fresh, files };
const running = (prefix: string) => ({ ...fresh.profile, patients: { kind: 'running', prefix, digits: 3 } as const });
const newIds = (state: typeof fresh) => patientsOf(state)?.map(({ oldId, newId }) => `${oldId} ${newId}`);

describe('running numbers', () => {
  const numbered = reduceBatch(withFiles, { kind: 'profile-changed', profile: running('P') });

  it('do not follow the order in which patients were added', () => {
    const other = reduceBatch(
      { ...withFiles, files: [...files].reverse() },
      { kind: 'profile-changed', profile: running('P') },
    );
    expect(newIds(other)).toEqual(newIds(numbered));
    expect(patientsOf(numbered)?.map(({ newId }) => newId)).toEqual(['P001', 'P002']);
  });

  it('are given anew under another key, whose hashes have another order', () => {
    const projectKey = { ...numbered.projectKey, bytes: new Uint8Array(32).fill(9) };
    const rekeyed = reduceBatch(numbered, { kind: 'key-changed', projectKey });
    const keyedFirst = reduceBatch({ ...withFiles, projectKey }, { kind: 'profile-changed', profile: running('P') });
    expect(newIds(rekeyed)).toEqual(newIds(keyedFirst));
  });

  it('stay when patients come, when another scheme is tried, and in the next batch', () => {
    const more = { ...numbered, files: [fakeFile(2, { patientId: 'C' }), ...files] };
    const scanned = reduceBatch(more, { kind: 'scan-ended', notice: null });
    expect(newIds(scanned)).toEqual([...(newIds(numbered) ?? []), 'C P003']);
    const keyed = reduceBatch(scanned, { kind: 'profile-changed', profile: fresh.profile });
    expect(patientsOf(keyed)).toBeNull();
    const back = reduceBatch(keyed, { kind: 'profile-changed', profile: running('P') });
    expect(newIds(reduceBatch(back, { kind: 'started-over' }))).toEqual(newIds(scanned));
  });

  it('begin again under another prefix', () => {
    const again = reduceBatch(numbered, { kind: 'profile-changed', profile: running('X') });
    expect(newIds(again)).toEqual(newIds(numbered)?.map((ids) => ids.replace(' P', ' X')));
  });

  it('begin again with another number of digits, and go on when the same scheme is chosen once more', () => {
    const longer = { ...fresh.profile, patients: { kind: 'running', prefix: 'P', digits: 5 } as const };
    const again = reduceBatch(numbered, { kind: 'profile-changed', profile: longer });
    expect(patientsOf(again)?.map(({ newId }) => newId)).toEqual(['P00001', 'P00002']);
    const without = numberBatch({ ...numbered, files: files.slice(1) });
    expect(newIds(without)).toEqual(newIds(numbered));
  });

  it('are given to nobody under another scheme', () => {
    expect(numberBatch(withFiles)).toBe(withFiles);
    expect(withFiles.runningNumbers).toBeNull();
    const unnumbered = { ...withFiles, profile: running('P') };
    expect(patientsOf(unnumbered)).toEqual([]);
  });
});

describe('the lookup table', () => {
  const row = { oldId: 'A', newId: 'N1', newName: null, site: null, anchorDate: null };
  const understood = { encoding: 'UTF-8', separator: ',' } as const;
  const read = {
    fileName: 'ids.csv',
    parsed: { kind: 'table', patients: [row], warnings: [], ...understood },
  } as const;
  const refused = { fileName: 'ids.csv', parsed: { kind: 'refused', problems: [], ...understood } } as const;
  const lookup = { ...withFiles, profile: { ...fresh.profile, patients: { kind: 'lookup' } as const } };

  it('names the patients of the batch that it does not have', () => {
    const patients = groupStudies(files, nothingForetold);
    expect(unmatchedPatients(patients, read).map(({ id }) => id)).toEqual(['B']);
    expect(unmatchedPatients(patients, refused)).toHaveLength(2);
    expect(unmatchedPatients(patients, null)).toHaveLength(2);
  });

  it('goes to the workers row by row; without one every patient is held', () => {
    expect(newIds({ ...lookup, patientTable: read })).toEqual(['A N1']);
    expect(patientsOf({ ...lookup, patientTable: refused })).toEqual([]);
    expect(patientsOf(lookup)).toEqual([]);
  });
});
