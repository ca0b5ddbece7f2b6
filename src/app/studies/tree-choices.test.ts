import { describe, expect, it } from 'vitest';
import type { FileSummary } from '../../pipeline/contracts/file-outcome.ts';
import { fakeFile } from '../../testing/fake-batch.ts';
import { groupStudies } from '../batch/derived/group-studies.ts';
import { nothingForetold } from '../batch/outcomes.ts';
import { runToEnd } from '../ui/run-sliced.ts';
import { createSteadyOrder } from './steady-order.ts';
import { filterPatients, noFilter, type TreeFilter } from './tree-filter.ts';
import { orderPatients } from './tree-order.ts';

const hold = { kind: 'pixels', reason: 'May show text.', isReleasable: true } as const;
const of = (id: number, summary: Partial<FileSummary>, isHeld = false) => {
  const file = fakeFile(id, summary);
  return file.scan.kind === 'dicom' && isHeld ? { ...file, scan: { ...file.scan, holds: [hold] } } : file;
};
const zoe = { patientKey: 'P-2', patientName: 'FAKE^ZOE', patientId: 'FAKE-2', studyInstanceUid: '2.25.1002' };
const files = [
  of(0, { sizeBytes: 900 }),
  of(1, { ...zoe, seriesInstanceUid: '2.25.9', modality: 'MR', studyDate: '20230101', sizeBytes: 10 }, true),
  of(2, { ...zoe, seriesInstanceUid: '2.25.8', seriesNumber: '2', studyDate: '20230101', sizeBytes: 50 }),
];
const patients = groupStudies(files, nothingForetold);
const names = (list: typeof patients) => list.map(({ name }) => name);
const seriesOf = (filter: Partial<TreeFilter>) =>
  runToEnd(filterPatients(patients, { ...noFilter, ...filter })).flatMap(({ studies }) =>
    studies.flatMap(({ series }) => series.map(({ modality, members }) => `${modality} ${members[0]?.id}`)),
  );

describe('filterPatients', () => {
  it.each([
    ['a name', { text: 'zoe' }, ['MR 1', 'CT 2']],
    ['an ID and a date', { text: 'fake-2 2023' }, ['MR 1', 'CT 2']],
    ['a modality as text', { text: 'zoe mr' }, ['MR 1']],
    ['a path', { text: 'im_2' }, ['CT 2']],
    ['a modality', { modalities: new Set(['CT']) }, ['CT 2', 'CT 0']],
    ['held', { status: 'held' }, ['MR 1']],
    ['ready', { status: 'ready' }, ['CT 2', 'CT 0']],
    ['nothing that is there', { text: 'nobody' }, []],
  ] as const)('keeps what matches %s', (_, filter, expected) => expect(seriesOf(filter)).toEqual(expected));

  it('counts in patients and studies only what is left below them', () => {
    const [patient] = runToEnd(filterPatients(patients, { ...noFilter, modalities: new Set(['MR']) }));
    expect(patient).toMatchObject({ files: 1, sizeBytes: 10, counts: { held: 1, ready: 0 } });
    expect(patient?.studies[0]).toMatchObject({ files: 1, sizeBytes: 10 });
  });

  it('leaves the list itself alone without a filter', () =>
    expect(runToEnd(filterPatients(patients, noFilter))).toBe(patients));
});

describe('orderPatients', () => {
  it.each([
    ['need', 'ascending', ['FAKE^ZOE', 'FAKE^ONE']],
    ['name', 'ascending', ['FAKE^ONE', 'FAKE^ZOE']],
    ['name', 'descending', ['FAKE^ZOE', 'FAKE^ONE']],
    ['date', 'ascending', ['FAKE^ZOE', 'FAKE^ONE']],
    ['size', 'descending', ['FAKE^ONE', 'FAKE^ZOE']],
    ['images', 'descending', ['FAKE^ZOE', 'FAKE^ONE']],
  ] as const)('sorts by %s, %s', (by, direction, expected) => {
    expect(names(orderPatients(patients, { by, direction }))).toEqual(expected);
  });

  it('sorts series as well, and puts patients without a name last either way', () => {
    const bySize = orderPatients(patients, { by: 'size', direction: 'descending' });
    expect(bySize[1]?.studies[0]?.series.map(({ sizeBytes }) => sizeBytes)).toEqual([50, 10]);
    const unnamed = groupStudies(
      [...files, of(3, { patientKey: 'P-3', patientName: '', patientId: '' })],
      nothingForetold,
    );
    for (const direction of ['ascending', 'descending'] as const) {
      expect(names(orderPatients(unnamed, { by: 'name', direction })).at(-1)).toBe('');
    }
  });
});

describe('createSteadyOrder', () => {
  const need = { by: 'need', direction: 'ascending' } as const;
  const without = groupStudies([files[0]!, of(1, { ...zoe, seriesInstanceUid: '2.25.9' }), files[2]!], nothingForetold);

  it('keeps rows where they are when what they waited for is decided', () => {
    const order = createSteadyOrder();
    const before = order(patients, need, nothingForetold);
    expect(names(without)).toEqual(['FAKE^ONE', 'FAKE^ZOE']);
    const after = order(without, need, nothingForetold);
    expect(names(after.patients)).toEqual(names(before.patients));
    expect(after.waiting).toEqual(new Set(['P-2']));
  });

  it('sorts anew under other rules, another order or other rows', () => {
    const order = createSteadyOrder();
    order(patients, need, nothingForetold);
    expect(names(order(without, need, {}).patients)).toEqual(['FAKE^ONE', 'FAKE^ZOE']);
    const more = groupStudies([...files, of(3, { patientKey: 'P-0', patientName: 'FAKE^AAA' })], nothingForetold);
    expect(names(order(more, need, nothingForetold).patients)).toEqual(['FAKE^ZOE', 'FAKE^AAA', 'FAKE^ONE']);
  });
});
