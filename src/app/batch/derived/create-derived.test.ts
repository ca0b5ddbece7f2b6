import { describe, expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import { createBatchState } from '../batch-state.ts';
import { createDerived } from './create-derived.ts';

const empty = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));
const zoe = { patientKey: 'P-2', patientName: 'FAKE^ZOE', patientId: 'FAKE-2', seriesInstanceUid: '2.25.2009' };
const files = [fakeFile(0), fakeFile(1), fakeFile(2, zoe)];
const state = { ...empty, files };
const scan = {
  found: 3,
  read: 3,
  path: '',
  startedAtMs: 0,
  nowMs: 0,
  announced: { found: 3, read: 3, nowMs: 0 },
  isStopping: false,
};

describe('createDerived', () => {
  it('gives the same rules until the profile says something else about outcomes', () => {
    const { rules } = createDerived();
    const first = rules(state);
    expect(rules({ ...state, profile: { ...state.profile, ownRules: [] } })).toBe(first);
    expect(rules({ ...state, profile: { ...state.profile, pixels: 'export' } })).not.toBe(first);
  });

  it('groups only the patients of files that have changed', () => {
    const { patients } = createDerived();
    const [one, two] = patients(state, 'by-need');
    expect(patients({ ...state, notice: 'Another part.' }, 'by-need')).toBe(patients(state, 'by-need'));
    const after = { ...state, files: [...files.slice(0, 2), { ...files[2]!, outcome: held() }] };
    const [first, second] = patients(after, 'by-need');
    expect(first).toMatchObject({ name: two?.name, counts: { held: 1 } });
    expect(second).toBe(one);
  });

  it('shows after reading the tree that was made ahead, and until then the one as found', () => {
    const { patients, makeAhead } = createDerived();
    const reading = { ...state, files: [files[1]!, files[0]!, files[2]!], scan };
    const asFound = patients(reading, 'as-found');
    for (const _ of makeAhead(reading));
    expect(patients(reading, 'as-found')).toBe(asFound);
    const members = patients(state, 'by-need')[0]?.studies[0]?.series[0]?.members;
    expect(members).toEqual([files[0], files[1]]);
  });

  it('counts the series of which something waits', () => {
    const { waiting } = createDerived();
    expect(waiting(state)).toBe(0);
    const later = { ...state, files: files.map((file) => ({ ...file, outcome: held() })) };
    expect([waiting(later), waiting(later)]).toEqual([2, 2]);
    expect(waiting(state)).toBe(0);
  });

  it('keeps the last numbers of a run that is over', () => {
    const derived = createDerived();
    const run = { startedAtMs: 0, nowMs: 1, settledAtStart: 0, workers: [], isCancelling: false };
    expect(derived.run(state)).toBeNull();
    derived.run({ ...state, run });
    expect(derived.run(state)).toBe(run);
  });

  it('makes the tree of a long list in turns, and it is the one that is shown then', () => {
    const long = Array.from({ length: 4001 }, (_, id) => fakeFile(id, { sopInstanceUid: `2.25.${id}` }));
    const derived = createDerived();
    let turns = 0;
    for (const _ of derived.makeAhead({ ...state, files: long, scan })) turns += 1;
    expect(turns).toBeGreaterThan(3);
    expect(derived.patients({ ...state, files: long }, 'by-need')[0]?.files).toBe(4001);
  });

  it('foretells otherwise where patients come from a table', () => {
    const { rules } = createDerived();
    const first = rules(state);
    const lookup = { ...state, profile: { ...state.profile, patients: { kind: 'lookup' } as const } };
    expect(rules(lookup)).not.toBe(first);
    const hashed = { ...lookup, profile: { ...lookup.profile, patients: { ...state.profile.patients } } };
    expect(rules(hashed)).toEqual(first);
  });

  it('keeps the list of scans while outcomes come, and not when a scan does', () => {
    const { scanned } = createDerived();
    const first = scanned(state);
    const decided = { ...state, files: files.map((file) => ({ ...file, outcome: held() })) };
    expect(scanned(decided)).toBe(first);
    expect(scanned({ ...state, files: [...files, fakeFile(3)] })).not.toBe(first);
  });

  it('keeps the last numbers of a reading that is over', () => {
    const derived = createDerived();
    expect(derived.scan(state)).toBeNull();
    derived.scan({ ...state, scan });
    expect(derived.scan(state)).toBe(scan);
  });
});
