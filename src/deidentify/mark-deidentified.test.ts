import { describe, expect, it } from 'vitest';
import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readSingleText, readText } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { presetNames } from '../profile/preset-names.ts';
import type { OptionName } from '../profile/profile.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes, type TestRun } from '../testing/deidentify-bytes.ts';

const identityRemoved = 0x00120062;
const method = 0x00120063;
const codeSequence = 0x00120064;
const burnedIn = 0x00280301;
const dates = 0x00280303;

function run(elements: readonly ElementDescription[], options: TestRun): IndexedDataset {
  const { output, checked } = deidentifyBytes(
    buildFile([{ tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] }, ...elements]),
    options,
  );
  expect(checked.holds).toEqual([]);
  return output;
}

function codesOf(output: IndexedDataset): readonly string[] {
  const sequence = findElement(output, codeSequence);
  if (sequence < 0) return [];
  const { tags, subtreeEnds } = output.elements;
  const entries = Array.from({ length: subtreeEnds[sequence]! - sequence }, (_, offset) => sequence + offset);
  return entries.filter((entry) => tags[entry] === 0x00080100).map((entry) => readText(output, entry)[0] ?? '');
}

function codes(...values: readonly (readonly [string, string])[]): ElementDescription {
  return {
    tag: codeSequence,
    vr: 'SQ',
    items: values.map(([code, scheme]) => [
      { tag: 0x00080100, vr: 'SH', values: [code] },
      { tag: 0x00080102, vr: 'SH', values: [scheme] },
      { tag: 0x00080104, vr: 'LO', values: ['whatever Dr. Who wrote'] },
    ]),
  };
}

/** Each code once. */
function inOrder(...list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}

describe('the marks of what was searched for text', () => {
  const no: ElementDescription = { tag: burnedIn, vr: 'CS', values: ['NO'] };

  it.each([
    ['searched', 'NO', 'pixels searched by program, not reviewed'],
    ['not-searched', 'NO', 'pixels not searched'],
    ['text-unlikely', 'YES', null],
  ] as const)('of %s say %s, and take out a NO that nobody has checked', (pixels, removed, text) => {
    const output = run([no], { pixels });
    expect(readSingleText(output, identityRemoved)).toBe(removed);
    expect(findElement(output, burnedIn)).toBe(-1);
    expect(codesOf(output)).toEqual(removed === 'YES' ? ['113100'] : []);
    const texts = readText(output, findElement(output, method));
    expect(texts.filter((value) => value.startsWith('pixels'))).toEqual(text === null ? [] : [text]);
  });

  it('leave a YES as it is, and claim nothing then', () => {
    const output = run([{ ...no, values: ['YES'] }], { pixels: 'text-unlikely' });
    expect(readSingleText(output, identityRemoved)).toBe('NO');
    expect(readSingleText(output, burnedIn)).toBe('YES');
  });
});

describe.each(['ps315-basic', 'qmenta-guarded'] as const)('the marks under %s', (preset) => {
  // QMENTA guarded cleans descriptors, reports and annotations.
  const ownCodes = preset === 'qmenta-guarded' ? ['113100', '113103', '113104', '113105'] : ['113100'];

  it('say YES with the code of the profile when the pixels are clean', () => {
    const output = run([], { preset, pixels: 'clean' });
    expect(readSingleText(output, identityRemoved)).toBe('YES');
    expect(codesOf(output)).toEqual(ownCodes);
    expect(readSingleText(output, dates)).toBe('REMOVED');
    expect(findElement(output, burnedIn)).toBe(-1);
    const text = readText(output, findElement(output, method));
    expect(text.join()).toMatch(/Nescio .+ \d+\.\d+\.\d+,PS3\.15 Table E\.1-1 \d{4}[a-e]/);
    expect(text.every((value) => value.length <= 64)).toBe(true);
  });

  it.each(['Trial 12', 'QMENTA as published', 'x'.repeat(40)])(
    'name the preset, whatever the profile is called: %s',
    (name) => {
      const output = run([], { preset, pixels: 'clean', profile: { name } });
      const text = readText(output, findElement(output, method));
      expect(text[0]).toContain(presetNames[preset]);
      expect(text).toContain(`Profile ${name}`);
      expect(text.every((value) => value.length <= 64)).toBe(true);
    },
  );

  it('say NO, no code, and why when nobody looked at the pixels', () => {
    const output = run([], { preset, pixels: 'not-reviewed' });
    expect(readSingleText(output, identityRemoved)).toBe('NO');
    expect(findElement(output, codeSequence)).toBe(-1);
    expect(readText(output, findElement(output, method))).toContain('attributes only, pixels not reviewed');
    expect(readSingleText(output, dates)).toBe('REMOVED');
  });

  it('say YES and that no text is burned in when a person saw none', () => {
    const output = run([{ tag: burnedIn, vr: 'CS', values: ['YES'] }], { preset, pixels: 'confirmed' });
    expect([identityRemoved, burnedIn].map((tag) => readSingleText(output, tag))).toEqual(['YES', 'NO']);
    expect(codesOf(output)).toEqual(ownCodes);
  });

  it('never say YES beside Burned In Annotation YES', () => {
    const output = run([{ tag: burnedIn, vr: 'CS', values: ['YES'] }], { preset, pixels: 'clean' });
    expect([identityRemoved, burnedIn].map((tag) => readSingleText(output, tag))).toEqual(['NO', 'YES']);
    expect(codesOf(output)).toEqual([]);
  });

  it('replace older marks: free text and foreign codes go, codes that are still true stay', () => {
    const output = run(
      [
        { tag: identityRemoved, vr: 'CS', values: ['YES'] },
        { tag: method, vr: 'LO', values: ['by Dr. Who for Jane Doe'] },
        codes(['113100', 'DCM'], ['113103', 'DCM'], ['113106', 'DCM'], ['113101', 'DCM'], ['113113', '99DCM4CHE']),
        { tag: dates, vr: 'CS', values: ['MODIFIED'] },
      ],
      { preset, pixels: 'clean' },
    );
    expect(codesOf(output)).toEqual(inOrder(...ownCodes, '113103'));
    expect(readText(output, findElement(output, method)).join()).not.toContain('Who');
    expect(readSingleText(output, dates)).toBe('REMOVED');
    expect(Buffer.from(output.segments[0]!.bytes).includes('Dr. Who')).toBe(false);
  });

  it('keep an older claim about pixels only where the file says that no text is burned in', () => {
    const output = run([codes(['113101', 'DCM']), { tag: burnedIn, vr: 'CS', values: ['NO'] }], {
      preset,
      pixels: 'clean',
    });
    expect(codesOf(output)).toEqual(inOrder(...ownCodes, '113101'));
  });

  it.each<[readonly OptionName[], string, readonly string[]]>([
    [['retainFullDates'], 'UNMODIFIED', ['113106']],
    [['retainModifiedDates'], 'MODIFIED', ['113107']],
    // Without a start to count from, all times go.
    [['retainRelativeTimes'], 'REMOVED', []],
    [['retainPatientCharacteristics'], 'REMOVED', ['113108']],
    [['retainDeviceIdentity', 'retainUids', 'retainInstitutionIdentity'], 'REMOVED', ['113109', '113110', '113112']],
    [['cleanGraphics', 'cleanStructuredContent', 'retainSafePrivate'], 'REMOVED', ['113103', '113104', '113111']],
  ])('name the options %j (CID 7050)', (options, temporal, earned) => {
    const output = run([], { preset, options, pixels: 'clean' });
    expect(codesOf(output)).toEqual(inOrder(...ownCodes, ...earned));
    expect(readSingleText(output, dates)).toBe(temporal);
    const unseen = run([], { preset, options, pixels: 'not-reviewed' });
    expect(findElement(unseen, codeSequence)).toBe(-1);
    expect(readSingleText(unseen, dates)).toBe(temporal);
  });

  it.each<[string, OptionName | null, string, string | null]>([
    ['MODIFIED', 'retainFullDates', 'MODIFIED', '113107'],
    ['REMOVED', 'retainFullDates', 'REMOVED', null],
    ['REMOVED', 'retainModifiedDates', 'REMOVED', null],
    ['UNMODIFIED', 'retainModifiedDates', 'MODIFIED', '113107'],
    ['UNMODIFIED', 'retainFullDates', 'UNMODIFIED', '113106'],
    ['UNMODIFIED', null, 'REMOVED', null],
    ['MODIFIED', null, 'REMOVED', null],
    ['SOMETHING', 'retainFullDates', 'UNMODIFIED', '113106'],
  ])('never relabel dates upward: %s with %s becomes %s (PS3.15 E.3.6)', (before, option, after, code) => {
    const output = run([{ tag: dates, vr: 'CS', values: [before] }], {
      preset,
      options: option ? [option] : [],
      pixels: 'clean',
    });
    expect(readSingleText(output, dates)).toBe(after);
    expect(codesOf(output)).toEqual(inOrder(...ownCodes, ...(code ? [code] : [])));
  });

  it('take the word of an older code where (0028,0303) is missing', () => {
    const output = run([codes(['113107', 'DCM'])], { preset, options: ['retainFullDates'], pixels: 'clean' });
    expect(readSingleText(output, dates)).toBe('MODIFIED');
    expect(codesOf(output)).toEqual(inOrder(...ownCodes, '113107'));
  });

  it('take a code sequence without a true code away', () => {
    const output = run([codes(['113106', 'DCM'])], { preset, pixels: 'not-reviewed' });
    expect(findElement(output, codeSequence)).toBe(-1);
  });

  it('are written once, whatever the older ones look like', () => {
    const output = run(
      [
        { tag: identityRemoved, vr: 'UN', bytes: new TextEncoder().encode('YES ') },
        { tag: method, vr: 'LO', values: ['old'] },
        { tag: method, vr: 'LO', values: ['older'] },
      ],
      { preset, pixels: 'clean' },
    );
    const count = (tag: number) =>
      output.elements.tags.subarray(0, output.elements.count).filter((own) => own === tag).length;
    expect([identityRemoved, method, codeSequence, dates].map(count)).toEqual([1, 1, 1, 1]);
    expect(readSingleText(output, identityRemoved)).toBe('YES');
  });
});

describe('the marks under qmenta', () => {
  it('name the profile and claim nothing', () => {
    const output = run([], { preset: 'qmenta', pixels: 'clean' });
    expect([identityRemoved, codeSequence, dates].map((tag) => findElement(output, tag))).toEqual([-1, -1, -1]);
    expect(readSingleText(output, method)).toContain('QMENTA');
  });

  it('are added to older text, byte for byte', () => {
    const older = Uint8Array.from('Müller ', (character) => character.charCodeAt(0));
    const output = run([{ tag: method, vr: 'LO', bytes: Uint8Array.from([...older, 0x20]) }], {
      preset: 'qmenta',
      pixels: 'clean',
    });
    expect(readText(output, findElement(output, method)).slice(0, 2)).toEqual([
      'Müller',
      expect.stringContaining('QMENTA'),
    ]);
  });

  it('leave an older YES alone unless it cannot stand', () => {
    const yes: ElementDescription = { tag: identityRemoved, vr: 'CS', values: ['YES'] };
    const end = (pixels: 'clean' | 'not-reviewed' | 'confirmed', ...more: readonly ElementDescription[]) =>
      readSingleText(run([yes, ...more], { preset: 'qmenta', pixels }), identityRemoved);
    expect(end('clean')).toBe('YES');
    expect(end('not-reviewed')).toBe('NO');
    expect(end('clean', { tag: burnedIn, vr: 'CS', values: ['YES'] })).toBe('NO');
    expect(end('confirmed', { tag: burnedIn, vr: 'CS', values: ['YES'] })).toBe('YES');
  });
});
