import { describe, expect, it } from 'vitest';
import { findSplitPatients } from './find-split-patients.ts';

const file = (patientId: string, patientName: string, patientBirthDate = '19700101') => ({
  patientId,
  patientName,
  patientBirthDate,
});

describe('findSplitPatients', () => {
  it('points out one patient under two IDs, however the name is written', () => {
    const files = [file('1', 'DOE^Zoë'), file('2', 'Doe, Zoe'), file('1', 'DOE^Zoë'), file('3', 'DOE^JOHN')];
    expect(findSplitPatients(files)).toEqual([{ kind: 'one-patient-several-ids', patientIds: ['1', '2'] }]);
  });

  it('points out two patients under one ID', () => {
    const files = [file('1', 'DOE^JANE'), file('1', 'ROE^MARY'), file('1', 'DOE^JANE')];
    expect(findSplitPatients(files)).toEqual([
      {
        kind: 'one-id-several-patients',
        patientId: '1',
        people: [
          { name: 'DOE^JANE', birthDate: '19700101' },
          { name: 'ROE^MARY', birthDate: '19700101' },
        ],
      },
    ]);
    expect(findSplitPatients([file('1', 'DOE^JANE'), file('1', 'DOE^JANE', '19700102')])).toHaveLength(1);
  });

  it('says nothing of a missing middle name, birth date or name', () => {
    const files = [file('1', 'DOE^JANE^ANN'), file('1', 'DOE^JANE'), file('1', 'DOE^JANE', ''), file('1', '')];
    expect(findSplitPatients(files)).toEqual([]);
  });

  it('takes neither a name nor a birth date alone for a person', () => {
    expect(findSplitPatients([file('1', 'DOE^JANE', ''), file('2', 'DOE^JANE', '')])).toEqual([]);
    expect(findSplitPatients([file('1', ''), file('2', '')])).toEqual([]);
    expect(findSplitPatients([file('', 'DOE^JANE'), file('', 'ROE^MARY')])).toEqual([]);
  });
});
