import { describe, expect, it } from 'vitest';
import { findElement } from '../dicom/dataset-access.ts';
import { readSingleText, readText } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import type { OptionName } from '../profile/profile.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes, type TestRun } from '../testing/deidentify-bytes.ts';
import { hasElement, runWithOptions, usualElements } from '../testing/run-with-options.ts';

describe('Retain Patient Characteristics (PS3.15 E.3.7)', () => {
  const options: readonly OptionName[] = ['retainPatientCharacteristics'];
  const withAge = (age: string, more: TestRun = {}) => {
    const { output, plan } = runWithOptions([{ tag: 0x00101010, vr: 'AS', values: [age] }], options, more);
    return { age: hasElement(output, 0x00101010) ? readSingleText(output, 0x00101010) : null, plan };
  };

  it.each([
    ['089Y', '089Y', []],
    ['090Y', '090Y', ['age-capped']],
    ['102Y', '090Y', ['age-capped']],
    ['999M', '999M', []],
    ['1079M', '1079M', []],
    ['1080M', '090Y', ['age-capped']],
    ['4695W', '4695W', []],
    ['4697W', '090Y', ['age-capped']],
    ['32871D', '32871D', []],
    ['32873D', '090Y', ['age-capped']],
    ['97', '090Y', ['age-capped']],
    ['097y', '090Y', ['age-capped']],
    ['NINETY', null, ['invalid-age']],
  ])('makes the age %s into %s', (before, after, codes) => {
    const { age, plan } = withAge(before);
    expect(age).toBe(after);
    expect(plan.findings.map(({ code }) => code)).toEqual(codes);
  });

  it('leaves ages alone when the cap is switched off', () => {
    expect(withAge('102Y', { profile: { capsAges: false } }).age).toBe('102Y');
  });

  it('keeps sex, size, weight and body mass index, and takes the ID all the same', () => {
    const { output } = runWithOptions(
      [
        { tag: 0x00100040, vr: 'CS', values: ['F'] },
        { tag: 0x00101020, vr: 'DS', values: ['1.7'] },
        { tag: 0x00101022, vr: 'DS', values: ['24.2'] },
        { tag: 0x00101030, vr: 'DS', values: ['70'] },
      ],
      options,
    );
    const kept = [0x00100040, 0x00101020, 0x00101022, 0x00101030].map((tag) => readSingleText(output, tag));
    expect(kept).toEqual(['F', '1.7', '24.2', '70']);
    expect(readSingleText(output, 0x00100020)).not.toBe('PAT-4711');
  });

  it('is recommended when a PET file would lose the weight', () => {
    const pet: readonly ElementDescription[] = [
      { tag: 0x00080060, vr: 'CS', values: ['PT'] },
      { tag: 0x00101030, vr: 'DS', values: ['70'] },
    ];
    expect(runWithOptions(pet, []).plan.findings.map(({ code }) => code)).toEqual(['pet-weight-removed']);
    expect(runWithOptions(pet, options).plan.findings).toEqual([]);
  });
});

describe('Retain UIDs (PS3.15 E.3.9)', () => {
  it('keeps UIDs by row and by VR, nested and in the meta information; the path stays keyed', () => {
    const elements: readonly ElementDescription[] = [
      {
        tag: 0x00081140,
        vr: 'SQ',
        items: [[{ tag: 0x00081155, vr: 'UI', values: ['1.2.999.4', '1.2.999.5'] }]],
      },
      { tag: 0x00081167, vr: 'UI', values: ['1.2.999.6'] },
    ];
    const { input, output, plan } = runWithOptions(elements, ['retainUids']);
    for (const tag of [0x00080018, 0x0020000d, 0x0020000e, 0x00081167]) {
      expect(readSingleText(output, tag)).toBe(readSingleText(input, tag));
    }
    expect(output.meta.mediaStorageSopInstanceUid).toBe('1.2.999.1');
    expect(plan.outputPathParts.join('/')).not.toContain('1.2.999');
    expect(plan.identity.studyUidNew).toBe('1.2.999.2');
  });

  it('replaces the two UIDs that its column does not name (UID of content items, Digital Signature UID)', () => {
    const { output } = runWithOptions([{ tag: 0x0040a124, vr: 'UI', values: ['1.2.999.7'] }], ['retainUids']);
    expect(readSingleText(output, 0x0040a124)).toMatch(/^2\.25\./);
  });
});

describe('Retain Device and Institution Identity (PS3.15 E.3.8, E.3.11)', () => {
  it('keeps what names the device, and gives AE titles a keyed one, the same in each place', () => {
    const { output } = runWithOptions(
      [
        { tag: 0x00080054, vr: 'AE', values: ['SAINT_MARY_1', 'OTHER'] },
        { tag: 0x00080055, vr: 'AE', values: ['SAINT_MARY_1'] },
        { tag: 0x00081010, vr: 'SH', values: ['CT-EAST'] },
        { tag: 0x00181000, vr: 'LO', values: ['SN-77031'] },
      ],
      ['retainDeviceIdentity'],
    );
    expect(readSingleText(output, 0x00081010)).toBe('CT-EAST');
    expect(readSingleText(output, 0x00181000)).toBe('SN-77031');
    const [title, other] = readText(output, findElement(output, 0x00080054));
    expect(title).toMatch(/^AE-[0-9A-Z]{10}$/);
    expect(other).not.toBe(title);
    expect(readSingleText(output, 0x00080055)).toBe(title);
  });

  it('says when dates of the device are kept beside shifted ones', () => {
    const elements: readonly ElementDescription[] = [
      { tag: 0x00080020, vr: 'DA', values: ['20200301'] },
      { tag: 0x00181200, vr: 'DA', values: ['20200229'] },
    ];
    const { output, plan } = runWithOptions(elements, ['retainDeviceIdentity', 'retainModifiedDates']);
    expect(readSingleText(output, 0x00181200)).toBe('20200229');
    expect(readSingleText(output, 0x00080020)).not.toBe('20200301');
    expect(plan.findings.map(({ code }) => code)).toEqual(['device-dates-kept']);
    expect(runWithOptions(elements.slice(0, 1), ['retainDeviceIdentity', 'retainModifiedDates']).plan.findings).toEqual(
      [],
    );
  });

  it('keeps the institution; its words elsewhere are findings, those of staff still hold', () => {
    const elements: readonly ElementDescription[] = [
      { tag: 0x00080080, vr: 'LO', values: ['Saint Marigold'] },
      { tag: 0x00080090, vr: 'PN', values: ['Quackenbush^Fritz'] },
      { tag: 0x00181020, vr: 'LO', values: ['Marigold build'] },
    ];
    const { output, checked } = runWithOptions(elements, ['retainInstitutionIdentity']);
    expect(readSingleText(output, 0x00080080)).toBe('Saint Marigold');
    expect(checked.findings).toMatchObject([{ path: '(0018,1020)' }]);
    const staff = { tag: 0x00181020, vr: 'LO', values: ['Quackenbush build'] } as const;
    const file = buildFile([...usualElements, ...elements.slice(0, 2), staff].sort((a, b) => a.tag - b.tag));
    const held = deidentifyBytes(file, { options: ['retainInstitutionIdentity'] }).checked.holds;
    expect(held).toMatchObject([{ kind: 'residual-identifier', path: '(0018,1020)' }]);
  });
});

it('finds the study UID of the original where it is left in text, unless UIDs are retained', () => {
  const uid = '1.2.826.0.1.3680043.2.1125.99';
  const elements: readonly ElementDescription[] = [
    { tag: 0x00181020, vr: 'LO', values: [`made of ${uid}`] },
    { tag: 0x0020000d, vr: 'UI', values: [uid] },
  ];
  const file = buildFile(
    [...usualElements.filter(({ tag }) => tag !== 0x0020000d), ...elements].sort((a, b) => a.tag - b.tag),
  );
  expect(deidentifyBytes(file).checked.holds).toMatchObject([{ path: '(0018,1020)' }]);
  expect(deidentifyBytes(file, { options: ['retainUids'] }).checked.holds).toEqual([]);
});
