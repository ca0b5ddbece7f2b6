import { describe, expect, it } from 'vitest';
import { createProfile } from '../profile/create-profile.ts';
import { collect } from '../testing/collect.ts';
import { ctSlice, planted } from '../testing/ct-slice.ts';
import { createDeidentifier } from './create-deidentifier.ts';
import { createProjectKey } from './project-key.ts';

const key = new Uint8Array(32).fill(7);
const slice = (name: string, instance: number) => new File([ctSlice({ instance }).slice()], name, { lastModified: 1 });

describe('a de-identifier without workers', () => {
  it('gives one outcome for each input, and bytes for the de-identified only', async () => {
    const { process } = createDeidentifier({ profile: 'ps315-basic', key });
    const inputs = [slice('a', 1), new File(['no image'], 'notes.txt'), slice('b', 2)];
    const outcomes = await collect(process(inputs));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['deidentified', 'deidentified', 'skipped']);
    for (const outcome of outcomes) {
      if (outcome.kind !== 'deidentified') continue;
      const text = await outcome.file.text();
      for (const word of Object.values(planted)) expect(text).not.toContain(word);
      expect(text).toContain(outcome.identifiers.sopInstanceUid);
      expect(outcome.outputPath.endsWith(outcome.file.name)).toBe(true);
      expect(outcome.file.lastModified).toBe(0);
    }
  });

  it('gives the same bytes for the same key, and others for another', async () => {
    const bytesWith = async (projectKey: Uint8Array) => {
      const [outcome] = await collect(
        createDeidentifier({ profile: 'ps315-basic', key: projectKey }).process([slice('a', 1)]),
      );
      return outcome?.kind === 'deidentified' ? new Uint8Array(await outcome.file.arrayBuffer()) : null;
    };
    const first = await bytesWith(key);
    expect(first).not.toBeNull();
    expect(await bytesWith(key)).toEqual(first);
    expect(await bytesWith(createProjectKey())).not.toEqual(first);
  });

  it('names outputs as a layout does, and hands out the DICOMDIR after the last of them', async () => {
    const told: string[] = [];
    let directory: File | null = null;
    const { process } = createDeidentifier({
      profile: 'ps315-basic',
      key,
      layout: 'dicomdir',
      onDirectory: (file) => {
        told.push(file.name);
        directory = file;
      },
    });
    for await (const outcome of process([slice('a', 1), slice('b', 2)]))
      told.push(outcome.kind === 'deidentified' ? outcome.outputPath : outcome.kind);
    const series = 'DICOM/00000001/00000001/00000001';
    expect(told).toEqual([`${series}/00000001`, `${series}/00000002`, 'DICOMDIR']);
    const text = await directory!.text();
    for (const word of Object.values(planted)) expect(text).not.toContain(word);
    expect(text.match(/IMAGE /g)).toHaveLength(2);
    const { process: again } = createDeidentifier({ profile: 'ps315-basic', key, layout: 'bids' });
    const [first] = await collect(again([slice('a', 1)]));
    expect(first).toMatchObject({ outputPath: expect.stringMatching(/^sub-\w+\/ses-01\/ct\//) });
  });

  it('refuses a layout that it does not know, and a DICOMDIR that nobody takes', () => {
    const options = { profile: 'ps315-basic', key } as const;
    expect(() => createDeidentifier({ ...options, layout: 'flat' as never })).toThrow(TypeError);
    expect(() => createDeidentifier({ ...options, layout: 'dicomdir' })).toThrow('onDirectory takes the DICOMDIR');
  });

  it('takes bytes with a path, and files as they come', async () => {
    const { process } = createDeidentifier({ profile: createProfile('ps315-basic'), key });
    async function* inputs() {
      yield { path: 'folder/one', blob: new Blob([ctSlice({ instance: 1 }).slice()]) };
      yield slice('two', 2);
    }
    const outcomes = await collect(process(inputs()));
    expect(outcomes.map(({ kind, inputPath }) => [kind, inputPath])).toEqual([
      ['deidentified', 'folder/one'],
      ['deidentified', 'two'],
    ]);
  });

  it('makes the next file when the last was taken, and stops when nobody takes more', async () => {
    const { process } = createDeidentifier({ profile: 'ps315-basic', key });
    let taken = 0;
    for await (const _ of process([slice('a', 1), slice('b', 2), slice('c', 3)])) {
      taken += 1;
      if (taken === 1) break;
    }
    expect(taken).toBe(1);
    expect(await collect(process([slice('d', 4)]))).toHaveLength(1);
  });

  it('settles what a signal left undone as cancelled', async () => {
    const controller = new AbortController();
    const { process } = createDeidentifier({ profile: 'ps315-basic', key, signal: controller.signal });
    const outcomes = [];
    for await (const outcome of process([slice('a', 1), slice('b', 2), slice('c', 3)])) {
      outcomes.push(outcome);
      controller.abort();
    }
    expect(outcomes).toHaveLength(3);
    expect(outcomes.slice(1).every((outcome) => outcome.kind === 'skipped' && outcome.code === 'cancelled')).toBe(true);
  });

  it('numbers patients under the running scheme and takes a table under the lookup scheme', async () => {
    const running = {
      ...createProfile('ps315-basic'),
      patients: { kind: 'running', prefix: 'P-', digits: 3 } as const,
    };
    const [numbered] = await collect(createDeidentifier({ profile: running, key }).process([slice('a', 1)]));
    expect(numbered?.kind === 'deidentified' && numbered.identifiers.patientId).toBe('P-001');
    const lookup = { ...createProfile('ps315-basic'), patients: { kind: 'lookup' } as const };
    const patientTable = `id_old,id_new\n${planted.id},SUB-9\n`;
    const [listed] = await collect(createDeidentifier({ profile: lookup, key, patientTable }).process([slice('a', 1)]));
    expect(listed?.kind === 'deidentified' && listed.identifiers.patientId).toBe('SUB-9');
    const [unlisted] = await collect(
      createDeidentifier({ profile: lookup, key, patientTable: 'id_old,id_new\nX1,SUB-1\n' }).process([slice('a', 1)]),
    );
    expect(unlisted?.kind).toBe('held');
  });

  it('goes on with its running numbers from batch to batch', async () => {
    const running = {
      ...createProfile('ps315-basic'),
      patients: { kind: 'running', prefix: 'T12-', digits: 3 } as const,
    };
    const ofPatient = (patientId: string, instance: number) => ({
      path: patientId,
      blob: new Blob([ctSlice({ instance, patientId }).slice()]),
    });
    const deidentifier = createDeidentifier({ profile: running, key });
    const given = new Map<string, string>();
    for (const batch of [['FAKE-B'], ['FAKE-A', 'FAKE-C'], ['FAKE-B', 'FAKE-D'], ['FAKE-A']]) {
      for await (const outcome of deidentifier.process(batch.map((id, at) => ofPatient(id, at + 1)))) {
        if (outcome.kind !== 'deidentified') throw new Error('Every file of this test goes out.');
        const { patientId } = outcome.identifiers;
        expect(given.get(outcome.inputPath) ?? patientId).toBe(patientId);
        given.set(outcome.inputPath, patientId);
      }
    }
    expect([...given.values()].sort()).toEqual(['T12-001', 'T12-002', 'T12-003', 'T12-004']);
    expect(given.get('FAKE-B')).toBe('T12-001');
    expect(given.get('FAKE-D')).toBe('T12-004');
  });

  it('refuses a profile, key or table that it cannot use, before anything is read', () => {
    expect(() => createDeidentifier({ profile: '{"preset":"mine"}', key })).toThrow(TypeError);
    expect(() => createDeidentifier({ profile: 'nothing', key })).toThrow(/preset/);
    expect(() => createDeidentifier({ profile: 'ps315-basic', key: new Uint8Array(16) })).toThrow(/32/);
    const lookup = JSON.stringify({ ...createProfile('ps315-basic'), patients: { kind: 'lookup' } });
    expect(() => createDeidentifier({ profile: lookup, key })).toThrow(/table/);
    expect(() => createDeidentifier({ profile: lookup, key, patientTable: 'a,b\n' })).toThrow(/Line 1/);
  });
});
