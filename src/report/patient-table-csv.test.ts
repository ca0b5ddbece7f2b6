import { expect, it } from 'vitest';
import { parsePatientTable } from '../profile/parse-patient-table.ts';
import { patientTableCsv } from './patient-table-csv.ts';

const patientsOf = (...ids: readonly string[]) => ids.map((patientId) => ({ patientId }));
const read = (csv: string) => parsePatientTable(new TextEncoder().encode(csv));

it('has each Patient ID once, in order, and none for files without one', () => {
  const csv = patientTableCsv(patientsOf('b', '', 'a', 'b'), []);
  expect(csv).toBe('"id_old","id_new"\r\n"a",""\r\n"b",""\r\n');
  expect(read(csv)).toMatchObject({ kind: 'refused', problems: [{ line: 2 }, { line: 3 }] });
});

it('is read as it was meant once it is filled in, whatever an ID looks like', () => {
  const ids = ['=1+1', "'a", '007', 'a "b", c', 'Müller;1', '-5', '@x', 'x\ty'];
  const filled = patientTableCsv(patientsOf(...ids), []).replaceAll(',""\r\n', ',"N"\r\n');
  const table = read(filled);
  expect(table).toMatchObject({ kind: 'table', encoding: 'UTF-8' });
  expect('patients' in table && table.patients.map(({ oldId }) => oldId).sort()).toEqual([...ids].sort());
});

it('keeps what a table says already, of other patients too', () => {
  const rows = [
    { oldId: 'b', newId: 'N-1', newName: null, site: 'S', anchorDate: '20000101' },
    { oldId: 'z', newId: 'N-2', newName: null, site: null, anchorDate: null },
  ];
  expect(patientTableCsv(patientsOf('a', 'b'), rows)).toBe(
    '"id_old","id_new","site","anchor_date"\r\n"a","","",""\r\n"b","N-1","S","20000101"\r\n"z","N-2","",""\r\n',
  );
});
