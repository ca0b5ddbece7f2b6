import { describe, expect, it } from 'vitest';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import { nothingForetold } from '../outcomes.ts';
import { groupOutcomes, groupReasons } from './group-reasons.ts';
import { firstFileToShow, groupStudies } from './group-studies.ts';

const zoe = {
  patientKey: 'P-2',
  patientName: 'FAKE^ZOE',
  patientId: 'FAKE-2',
  studyInstanceUid: '2.25.1002',
  seriesInstanceUid: '2.25.2009',
};
const hold = { kind: 'pixels', reason: 'May show text.', isReleasable: true } as const;
const files = [
  fakeFile(0, { instanceNumber: '10' }),
  fakeFile(1, { instanceNumber: '9' }),
  fakeFile(2, { seriesInstanceUid: '2.25.2002', seriesNumber: '2' }),
  fakeFile(3, zoe),
];
const heldZoe = fakeFile(3, zoe, { outcome: held() });

describe('groupStudies', () => {
  it('nests series in studies in patients and counts each level', () => {
    const [one, two] = groupStudies(files, nothingForetold);
    expect(one).toMatchObject({ name: 'FAKE^ONE', files: 3, sizeBytes: 3000 });
    expect(one?.studies[0]?.series.map(({ label }) => label)).toEqual(['1 Fake series', '2 Fake series']);
    expect(two).toMatchObject({ name: 'FAKE^ZOE', files: 1 });
  });

  it('orders members by instance number as a number', () => {
    const members = groupStudies(files, nothingForetold)[0]?.studies[0]?.series[0]?.members;
    expect(members?.map(({ id }) => id)).toEqual([1, 0]);
    expect(firstFileToShow(groupStudies(files, nothingForetold))).toBe(1);
  });

  it('orders patients by name, studies by date and series by number, and what has no name last', () => {
    const at = (id: number, patientName: string, studyDate: string, seriesNumber: string) =>
      fakeFile(id, {
        patientKey: patientName,
        patientName,
        patientId: '',
        studyDate,
        studyInstanceUid: `2.25.${patientName.length}${studyDate}`,
        seriesNumber,
        seriesInstanceUid: `2.25.${patientName.length}${studyDate}${seriesNumber}`,
      });
    const unsorted = [
      at(0, '', '20240101', '1'),
      at(1, 'B10', '20240101', '1'),
      at(2, 'B9', '20240201', '10'),
      at(3, 'B9', '20240201', '9'),
      at(4, 'B9', '20240101', '1'),
    ];
    const shown = groupStudies(unsorted, nothingForetold);
    expect(shown.map(({ name }) => name)).toEqual(['B9', 'B10', '']);
    expect(shown[0]?.studies.map(({ date }) => date)).toEqual(['20240101', '20240201']);
    expect(shown[0]?.studies[1]?.series.map(({ label }) => label)).toEqual(['9 Fake series', '10 Fake series']);
  });

  it('opens on the first file that is held, of the first series', () => {
    const waits = fakeFile(1, { instanceNumber: '9' });
    const scan = waits.scan.kind === 'dicom' ? { ...waits.scan, holds: [hold] } : waits.scan;
    const first = fakeFile(0, { instanceNumber: '1' });
    expect(firstFileToShow(groupStudies([first, { ...waits, scan }], nothingForetold))).toBe(1);
    expect(firstFileToShow(groupStudies([first, waits], nothingForetold))).toBe(0);
    expect(firstFileToShow([])).toBeNull();
  });

  it('puts what waits for a person first, unless rows must stay where they are', () => {
    const withHeld = [...files.slice(0, 3), heldZoe];
    expect(groupStudies(withHeld, nothingForetold).map(({ name }) => name)).toEqual(['FAKE^ZOE', 'FAKE^ONE']);
    expect(groupStudies(withHeld, nothingForetold, 'as-found').map(({ name }) => name)).toEqual([
      'FAKE^ONE',
      'FAKE^ZOE',
    ]);
  });
});

describe('groupOutcomes', () => {
  it('lists what is known to stay, the most frequent reason first, and nothing that is only foretold', () => {
    const skipped = { kind: 'skipped', code: 'not-dicom', reason: 'No prefix.' } as const;
    const leftOut = { kind: 'skipped', code: 'left-out', reason: 'Left out.' } as const;
    const outcomes = [skipped, leftOut, skipped, leftOut, leftOut, null];
    const groups = groupOutcomes(outcomes.map((outcome, id) => fakeFile(id, {}, { outcome })));
    expect(groups.map(({ files: inGroup }) => inGroup.map(({ file }) => file.id))).toEqual([
      [1, 3, 4],
      [0, 2],
    ]);
  });

  it('says each reason of a file that is held once', () => {
    const holds = [hold, { ...hold, kind: 'structured-content', reason: 'A report.' } as const, hold];
    const [group] = groupOutcomes([fakeFile(0, {}, { outcome: { ...held(), holds } })]);
    expect(group?.files.map(({ reason }) => reason)).toEqual(['May show text. A report.']);
  });
});

describe('groupReasons', () => {
  const summary = fakeFile(0).scan;
  const foretold = fakeFile(0, {}, { scan: summary.kind === 'dicom' ? { ...summary, holds: [hold] } : summary });

  it('lists what reading foretells, and not when images are exported unseen', () => {
    expect(groupReasons([foretold], nothingForetold).map(({ kind, label }) => [kind, label])).toEqual([
      ['held', 'Images may show text'],
    ]);
    expect(groupReasons([foretold], { ...nothingForetold, pixels: 'export' })).toEqual([]);
  });

  it('puts held before failed before skipped, with the reason of each file', () => {
    const groups = groupReasons(
      [
        fakeFile(0, {}, { outcome: { kind: 'skipped', code: 'not-dicom', reason: 'No prefix.' } }),
        fakeFile(1, {}, { outcome: { kind: 'failed', code: 'truncated', reason: 'Cut short.' } }),
        fakeFile(2, {}, { outcome: held() }),
        fakeFile(3, {}, { outcome: { kind: 'failed', code: 'truncated', reason: 'Cut short too.' } }),
      ],
      nothingForetold,
    );
    expect(groups.map(({ kind, files: inGroup }) => [kind, inGroup.length])).toEqual([
      ['held', 1],
      ['failed', 2],
      ['skipped', 1],
    ]);
    expect(groups[1]?.files.map(({ reason }) => reason)).toEqual(['Cut short.', 'Cut short too.']);
  });
});
