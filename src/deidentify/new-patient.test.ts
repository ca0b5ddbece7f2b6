import { describe, expect, it } from 'vitest';
import { findElement } from '../dicom/dataset-access.ts';
import { readSingleText, readText } from '../dicom/value-codec.ts';
import type { PatientScheme } from '../profile/profile.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';
import type { PatientEntry } from './context.ts';

const digits = '[0-9A-HJKMNP-TV-Z]{10}';

function fileOf(patientId: string, mentioned = patientId): Uint8Array {
  return buildFile([
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.2'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x00100010, vr: 'PN', values: ['PLANTED^ANNA'] },
    { tag: 0x00100020, vr: 'LO', values: patientId === '' ? [] : [patientId] },
    { tag: 0x00100030, vr: 'DA', values: ['19700101'] },
    { tag: 0x00101002, vr: 'SQ', items: [[{ tag: 0x00100020, vr: 'LO', values: [mentioned] }]] },
  ]);
}

function entry(oldId: string, newId: string, newName: string | null = null): PatientEntry {
  return { oldId, newId, newName, anchorDate: null, firstStudyDate: null };
}

function run(file: Uint8Array, patients: PatientScheme, entries: readonly PatientEntry[] | null = null) {
  const preset = 'qmenta' as const;
  const { output, plan } = deidentifyBytes(file, { preset, profile: { patients }, patients: entries });
  return {
    id: readSingleText(output, 0x00100020),
    name: readSingleText(output, 0x00100010),
    plan,
    output,
    holds: plan.holds.map(({ kind, isReleasable }) => `${kind} ${isReleasable}`),
  };
}

const lookup: PatientScheme = { kind: 'lookup' };

/** What holds a file of PAT-1, who has another ID and one of a trial, under a table that says this. */
function heldOf(newId: string, newName: string | null): readonly string[] {
  const file = buildFile([
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.2'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x00100010, vr: 'PN', values: ['PLANTED^ANNA'] },
    { tag: 0x00100020, vr: 'LO', values: ['PAT-1'] },
    { tag: 0x00101000, vr: 'LO', values: ['OTHER-77'] },
    { tag: 0x00120040, vr: 'LO', values: ['TRIAL-0815'] },
  ]);
  const patients = [entry('PAT-1', newId, newName)];
  const { checked } = deidentifyBytes(file, { preset: 'qmenta-guarded', profile: { patients: lookup }, patients });
  return checked.holds.map(({ kind }) => kind);
}
const running: PatientScheme = { kind: 'running', prefix: 'P-', digits: 3 };
const unlisted = ['patient-not-listed false'];

describe('the new ID of a patient', () => {
  it('is the prefix and a keyed code', () => {
    const { id, name, plan } = run(fileOf('PAT-1'), { kind: 'keyed', prefix: 'TRIAL_7-' });
    expect(id).toMatch(new RegExp(`^TRIAL_7-${digits}$`));
    expect(name).toBe(id);
    expect(plan.identity.patientIdNew).toBe(id);
    expect(plan.outputPathParts[0]).toBe(id);
    expect(run(fileOf('PAT-1'), { kind: 'keyed', prefix: '' }).id).toBe(id.slice('TRIAL_7-'.length));
  });

  it('comes from the table, with its name or without', () => {
    const named = run(fileOf('PAT-1'), lookup, [entry('PAT-1', 'A-1', 'Subject^One'), entry('PAT-2', 'A-2')]);
    expect([named.id, named.name, named.holds]).toEqual(['A-1', 'Subject^One', []]);
    const plain = run(fileOf('PAT-2'), lookup, [entry('PAT-1', 'A-1', 'Subject^One'), entry('PAT-2', 'A-2')]);
    expect([plain.id, plain.name, plain.holds]).toEqual(['A-2', 'A-2', []]);
  });

  it('is looked up trimmed, as Patient ID is padded', () => {
    expect(run(fileOf(' PAT-1 '), lookup, [entry('PAT-1', 'A-1')]).id).toBe('A-1');
  });

  it('keeps a file back whose patient is in no row, and nobody can release it', () => {
    const result = run(fileOf('PAT-3'), lookup, [entry('PAT-1', 'A-1')]);
    expect(result.holds).toEqual(unlisted);
    expect(result.id).toMatch(new RegExp(`^N-${digits}$`));
    expect(run(fileOf('PAT-3'), lookup, null).holds).toEqual(unlisted);
    expect(run(fileOf(''), lookup, [entry('', 'A-9')]).holds).toEqual(unlisted);
    expect(run(fileOf('PAT-3'), running, []).holds).toEqual(unlisted);
    const reasons = run(fileOf('PAT-3'), lookup, [])
      .plan.holds.map(({ reason }) => reason)
      .join();
    expect(reasons).not.toContain('PAT-3');
  });

  it('is the keyed code for files without Patient ID, which have nothing to be numbered by', () => {
    const { id, holds } = run(fileOf(''), running, [entry('PAT-1', 'P-001')]);
    expect(id).toMatch(new RegExp(`^P-${digits}$`));
    expect(holds).toEqual([]);
  });

  it('follows the table for another patient whom an item names', () => {
    const entries = [entry('PAT-1', 'A-1'), entry('PAT-2', 'A-2')];
    const nestedIn = (mentioned: string) => {
      const preset = 'ps315-basic' as const;
      const file = fileOf('PAT-1', mentioned);
      const { output } = deidentifyBytes(file, {
        preset,
        profile: {
          patients: lookup,
          ownRules: [{ selector: { kind: 'tag', tag: '00101002' }, decision: { kind: 'keep' } }],
        },
        patients: entries,
      });
      return readText(output, findElement(output, 0x00101002) + 2)[0];
    };
    expect(nestedIn('PAT-1')).toBe('A-1');
    expect(nestedIn('PAT-2')).toBe('A-2');
    expect(nestedIn('PAT-3')).toMatch(new RegExp(`^N-${digits}$`));
  });

  it.each([
    ['the name, in whatever spelling', 'A-1', 'Anna Planted'],
    ['the name as a new ID', 'planted_anna', null],
    ['another ID of the patient', 'OTHER-77', null],
  ])('holds a file into which the table would write %s', (_, newId, newName) => {
    expect(heldOf(newId, newName)).toContain('residual-identifier');
  });

  it('takes the ID that the trial has for the patient, and a new name that tells nothing', () => {
    expect(heldOf('TRIAL-0815', 'Subject^One')).toEqual([]);
  });

  it('is made safe for a path, and stands in the file as it is', () => {
    const { id, plan } = run(fileOf('PAT-1'), lookup, [entry('PAT-1', '../A:1')]);
    expect(id).toBe('../A:1');
    expect(plan.outputPathParts[0]).toBe('__A_1');
  });
});
