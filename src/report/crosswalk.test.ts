import { describe, expect, it } from 'vitest';
import { parsePatientTable } from '../profile/parse-patient-table.ts';
import { deidentified, diffRow, held, scannedFile } from '../testing/batch-files.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { createCrosswalk, type IdPair, replacedUids } from './crosswalk.ts';

function crosswalkCsv(batch: Parameters<ReturnType<typeof createCrosswalk>['rows']>[0], pairs: readonly IdPair[]) {
  const crosswalk = createCrosswalk();
  for (const pair of pairs) crosswalk.note(pair);
  return [...crosswalk.rows(batch)].join('');
}

const files = [
  scannedFile(1, { outcome: deidentified(1) }),
  scannedFile(2, { outcome: deidentified(2) }),
  scannedFile(3, { outcome: held(3) }),
];

describe('crosswalkCsv', () => {
  it('lists each pair of the exported files once, grouped by kind', () => {
    const frame = { idOld: '1.9', idNew: '2.25.9' };
    expect(parseCsv(crosswalkCsv(files, [frame, frame]))).toEqual([
      ['kind', 'id_old', 'id_new'],
      ['patient', 'PLANTED-ID-417', 'PAT1'],
      ['study', '1.2.3.1', '2.25.1'],
      ['series', '1.2.3.1.1', '2.25.11'],
      ['instance', '1.2.3.1.1.1', '2.25.1111'],
      ['instance', '1.2.3.1.1.2', '2.25.1112'],
      ['uid', '1.9', '2.25.9'],
    ]);
  });

  it('does not repeat a study, series or instance as uid', () => {
    const csv = crosswalkCsv(files, [{ idOld: '1.2.3.1', idNew: '2.25.1' }]);
    expect(parseCsv(csv).filter(([kind]) => kind === 'uid')).toEqual([]);
  });

  it('keeps a patient without an ID apart from one that has none at all', () => {
    const { identity } = deidentified(1);
    const unnamed = deidentified(1, {
      identity: { ...identity, patientIdOld: '', seriesUidOld: '', seriesUidNew: '' },
    });
    const rows = parseCsv(crosswalkCsv([scannedFile(1, { outcome: unnamed })], []));
    expect(rows.filter(([kind]) => kind === 'patient')).toEqual([['patient', '', 'PAT1']]);
    expect(rows.filter(([kind]) => kind === 'series')).toEqual([]);
  });
});

describe('crosswalkCsv under modified dates', () => {
  it.each([
    [-1204, '1204 days earlier'],
    [-1, '1 day earlier'],
    [30, '30 days later'],
  ])('says once for each patient that %i days are %s', (dateShiftDays, words) => {
    const shifted = (id: number) => {
      const { identity } = deidentified(id);
      return scannedFile(id, { outcome: deidentified(id, { identity: { ...identity, dateShiftDays } }) });
    };
    const rows = parseCsv(crosswalkCsv([shifted(1), shifted(2)], []));
    expect(rows.filter(([kind]) => kind === 'date-shift')).toEqual([['date-shift', 'PLANTED-ID-417', words]]);
  });

  it('has no such row when no date was shifted', () => {
    expect(crosswalkCsv(files, [])).not.toContain('date-shift');
  });
});

describe('a crosswalk as a patient table', () => {
  it('gives later data the same new IDs', () => {
    const patient = (id: number, patientIdOld: string, patientIdNew: string) => {
      const { identity } = deidentified(id);
      return scannedFile(id, { outcome: deidentified(id, { identity: { ...identity, patientIdOld, patientIdNew } }) });
    };
    const batch = [patient(1, '-17, "x"', 'N-A'), patient(2, '', 'N-B'), patient(3, '=1', 'N-C')];
    const parsed = parsePatientTable(
      new TextEncoder().encode(crosswalkCsv(batch, [{ idOld: '1.9', idNew: '2.25.9' }])),
    );
    expect(parsed.kind === 'table' && parsed.patients.map(({ oldId, newId }) => [oldId, newId])).toEqual([
      ['-17, "x"', 'N-A'],
      ['=1', 'N-C'],
    ]);
  });
});

describe('replacedUids', () => {
  it('pairs multiple values and passes over what is no replaced UID', () => {
    const uids = diffRow({ action: 'U', before: '1.1\\1.2', after: '2.25.1\\2.25.2' });
    const kept = diffRow({ action: 'K', effect: 'kept', before: '1.3', after: '1.3' });
    const emptied = diffRow({ action: 'U', effect: 'emptied', before: '1.4', after: null });
    expect(replacedUids([uids, kept, emptied, diffRow()])).toEqual([
      { idOld: '1.1', idNew: '2.25.1' },
      { idOld: '1.2', idNew: '2.25.2' },
    ]);
  });
});
