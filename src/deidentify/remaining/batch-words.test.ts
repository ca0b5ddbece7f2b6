import { describe, expect, it } from 'vitest';
import { createBatchWords } from './batch-words.ts';

const words = createBatchWords();
words.add({ patientName: 'MÜLLER^Erika', patientId: 'FAKE-001203', patientBirthDate: '19640718' });
words.add({ patientName: 'HEAD^PHANTOM', patientId: '12', patientBirthDate: '' });
words.add({ patientName: 'Test^Patient', patientId: '', patientBirthDate: 'unknown' });

describe('the words of a batch', () => {
  it.each([
    ['FLAIR 3D sag Erika', 'patient-name'],
    ['dr mueller', 'patient-name'],
    ['Muller', 'patient-name'],
    ['scan_FAKE-001203', 'patient-id'],
    ['scan FAKE-001203', 'patient-id'],
    ['id=fake-001203', 'patient-id'],
    ['born 18.07.1964', 'birth-date'],
    ['19640718', 'birth-date'],
    ['T1 Erikas', null],
  ])('finds in %s %s', (text, trace) => {
    expect(words.find(text)).toBe(trace);
  });

  it('do not take words of imaging, placeholders and short numbers for a patient', () => {
    expect(['T2 head', 'phantom', 'test', 'patient', '12', 'slice 12'].map(words.find)).toEqual(Array(6).fill(null));
  });
});
