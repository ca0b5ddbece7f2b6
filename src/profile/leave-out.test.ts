import { describe, expect, it } from 'vitest';
import { createProfile } from './create-profile.ts';
import { type LeaveOutFacts, leaveOutReason } from './leave-out.ts';
import type { LeaveOut } from './profile.ts';

const ct = '1.2.840.10008.5.1.4.1.1.2';
const image: LeaveOutFacts = {
  modality: 'CT',
  sopClassUid: ct,
  imageType: 'ORIGINAL\\PRIMARY\\AXIAL',
  seriesDescription: 'Thorax',
};
const none = createProfile('ps315-basic').leaveOut;

function isLeftOut(facts: Partial<LeaveOutFacts>, filters: Partial<LeaveOut>): boolean {
  return leaveOutReason({ ...image, ...facts }, { ...none, ...filters }) !== null;
}

describe('leaveOutReason', () => {
  it('leaves nothing out without filters', () => {
    expect(isLeftOut({}, {})).toBe(false);
    expect(isLeftOut({ modality: '', sopClassUid: '', imageType: '' }, {})).toBe(false);
  });

  it.each<[string, Partial<LeaveOutFacts>, Partial<LeaveOut>, string]>([
    ['modality', { modality: 'ct ' }, { modalities: ['CT'] }, '(0008,0060)'],
    ['SOP class', {}, { sopClasses: [ct] }, '(0008,0016)'],
    ['any value of Image Type', { imageType: 'DERIVED\\SECONDARY\\mpr' }, { imageTypes: ['MPR'] }, '(0008,0008)'],
    ['dose report', { sopClassUid: '1.2.840.10008.5.1.4.1.1.88.67' }, { doseReports: true }, 'dose'],
    ['capture', { sopClassUid: '1.2.840.10008.5.1.4.1.1.7' }, { screenCaptures: true }, 'screen'],
  ])('leaves out by %s and names the filter', (_, facts, filters, part) => {
    expect(leaveOutReason({ ...image, ...facts }, { ...none, ...filters })).toContain(part);
  });

  it.each<[Partial<LeaveOutFacts>, boolean]>([
    [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.88.68' }, true],
    [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.88.73' }, true],
    [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.88.76' }, true],
    [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.88.11' }, false],
    [{ imageType: 'DERIVED\\SECONDARY\\DOSE' }, true],
    [{ seriesDescription: 'Dose Report' }, true],
    [{ seriesDescription: 'DOSE_INFO' }, true],
    [{ seriesDescription: 'Patient Protocol' }, true],
    [{ seriesDescription: 'CT dose summary' }, true],
    [{ seriesDescription: 'Low Dose Thorax' }, false],
    [{ seriesDescription: 'LUNG LOW_DOSE SCREENING' }, false],
    [{ seriesDescription: 'high dose rate brachy' }, false],
    [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.481.2', seriesDescription: 'Dose' }, false],
  ])('takes %j for a dose report: %s', (facts, expected) => {
    expect(isLeftOut(facts, { doseReports: true })).toBe(expected);
  });

  it.each<[Partial<LeaveOutFacts>, boolean]>([
    [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.7.4' }, true],
    [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.77.1.1' }, false],
    [{ imageType: 'DERIVED\\SECONDARY\\SCREEN SAVE' }, true],
    [{}, false],
  ])('takes %j for a screen capture: %s', (facts, expected) => {
    expect(isLeftOut(facts, { screenCaptures: true })).toBe(expected);
  });

  it('quotes no value of the file', () => {
    const facts = { ...image, modality: 'PLANTED', imageType: 'PLANTED' };
    const filters = { ...none, modalities: ['PLANTED'] };
    expect(leaveOutReason(facts, filters)).not.toContain('PLANTED');
  });
});
