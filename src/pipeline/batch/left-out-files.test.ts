import { describe, expect, it } from 'vitest';
import type { PatientEntry } from '../../deidentify/context.ts';
import { createProfile } from '../../profile/create-profile.ts';
import type { Profile } from '../../profile/profile.ts';
import { ctSlice, plainInput, planted } from '../../testing/ct-slice.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { createEngine } from '../contracts/engine.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { inspectFile } from '../file/inspect-file.ts';
import { produceFile } from '../file/produce-file.ts';
import { scanFile } from '../file/scan-file.ts';

const base = createProfile('ps315-basic');
const job = { input: plainInput(ctSlice()), release: null };

function engineOf(changes: Partial<Profile>, patients: readonly PatientEntry[] | null = null) {
  return createEngine(
    { profile: { ...base, ...changes }, projectKey: new Uint8Array(32).fill(5), patients },
    () => undefined,
  );
}

describe('a file that a filter of the profile names', () => {
  const engine = engineOf({ leaveOut: { ...base.leaveOut, modalities: ['CT'] } });
  const leftOut = {
    kind: 'skipped',
    code: 'left-out',
    reason: 'The profile leaves out files of this modality (0008,0060).',
  };

  it('is skipped by every pass that could put it out', async () => {
    expect(await deidentifyFile(job, engine)).toEqual(leftOut);
    expect(await inspectFile(job, engine)).toEqual(leftOut);
    expect(await produceFile(job, engine)).toEqual({ kind: 'refused', id: job.input.id, outcome: leftOut });
  });

  it('is scanned like any other, so that another filter can bring it back', async () => {
    const scan = await scanFile(job.input, engine);
    expect(scan.kind === 'dicom' && scan.summary.modality).toBe('CT');
    expect((await deidentifyFile(job, engineOf({}))).kind).toBe('deidentified');
  });
});

describe('a file of a patient whom the table lists', () => {
  const patients: Profile['patients'] = { kind: 'lookup' };
  const entry = (oldId: string): PatientEntry => ({
    oldId,
    newId: 'SITE-1',
    newName: null,
    anchorDate: null,
    firstStudyDate: null,
  });

  it('goes out under the new ID, in the file, the crosswalk and the path', async () => {
    const outcome = await deidentifyFile(job, engineOf({ patients }, [entry(planted.id)]));
    expect(outcome).toMatchObject({ kind: 'deidentified', identity: { patientIdNew: 'SITE-1' } });
    expect(outcome.kind === 'deidentified' && outcome.outputPath).toMatch(/^SITE-1\//);
  });

  it('is held without its row, whatever a person says', async () => {
    const release = { reason: 'x', pixels: allSeen, atIso: '2026-01-02T03:04:05Z', shown: 'x' };
    const outcome = await deidentifyFile({ ...job, release }, engineOf({ patients }, [entry('ANOTHER')]));
    expect(outcome.kind === 'held' && outcome.holds.map(({ kind }) => kind)).toEqual(['patient-not-listed']);
  });

  it('groups in the scan by a key that no scheme changes', async () => {
    const keyOf = async (engine: ReturnType<typeof engineOf>) => {
      const scan = await scanFile(job.input, engine);
      return scan.kind === 'dicom' ? scan.summary.patientKey : '';
    };
    expect(await keyOf(engineOf({ patients }, [entry(planted.id)]))).toBe(await keyOf(engineOf({})));
  });
});
