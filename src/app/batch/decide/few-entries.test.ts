import { expect, it } from 'vitest';
import { deidentified, fakeFile, held } from '../../../testing/fake-batch.ts';
import { createStudiesIndex } from '../derived/studies-index.ts';
import type { Patient } from '../derived/study-nodes.ts';
import { nothingForetold } from '../outcomes.ts';
import { createDeviceReach } from './device-proposals.ts';
import { listDelta } from './list-delta.ts';
import { createWaitingList } from './waiting-entries.ts';

const key = new Uint8Array(32);
const nothing = { gone: [], come: [] };

it.each([20, 1000])('looks at what one decision changes in a queue of %i, and at nothing else', (count) => {
  const files = Array.from({ length: count }, (_, id) =>
    fakeFile(id, { patientKey: `P-${id}`, seriesInstanceUid: `2.25.${id}` }, { outcome: held() }),
  );
  const index = createStudiesIndex();
  let looks = 0;
  const wrapped = new WeakMap<Patient, Patient>();
  const counted = (patient: Patient): Patient => {
    const before = wrapped.get(patient);
    if (before !== undefined) return before;
    const { studies, ...rest } = patient;
    const next: Patient = {
      ...rest,
      get studies() {
        looks += 1;
        return studies;
      },
    };
    wrapped.set(patient, next);
    return next;
  };
  const list = createWaitingList();
  const queue = (now: typeof files) => list(index.update(now, nothingForetold).map(counted), nothingForetold);
  const before = queue(files);
  expect([before.length, looks]).toEqual([count, count]);
  const reach = createDeviceReach();
  const reached = (entries: typeof before) => reach(before[0]!, files[0]!, entries, new Map(), key);
  reached(before);
  looks = 0;
  const decided = files.map((file) => (file.id === 7 ? { ...file, outcome: deidentified } : file));
  const after = queue(decided);
  expect([after.length, looks]).toEqual([count - 1, 0]);
  const rest = before.filter((entry) => entry !== before[7]);
  expect(after.every((entry, at) => entry === rest[at])).toBe(true);
  expect(listDelta(before, after).gone).toEqual([before[7]]);
  expect(reached(after)).toEqual(createDeviceReach()(before[0]!, files[0]!, after, new Map(), key));
  const back = queue(files);
  expect([back.map((entry) => entry.key), looks]).toEqual([before.map((entry) => entry.key), 1]);
});

it('tells what has gone and come between the ends that are the same', () => {
  expect(listDelta([], [])).toEqual(nothing);
  expect(listDelta([1, 2], [1, 2])).toEqual(nothing);
  expect(listDelta([1, 1], [1])).toEqual({ gone: [1], come: [] });
  expect(listDelta([1], [1, 1])).toEqual({ gone: [], come: [1] });
  expect(listDelta([1, 2, 3, 4], [1, 5, 4])).toEqual({ gone: [2, 3], come: [5] });
});
