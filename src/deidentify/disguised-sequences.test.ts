import { describe, expect, it } from 'vitest';
import { latin1Text } from '../dicom/ascii-text.ts';
import { inflateDataset } from '../dicom/deflate-dataset.ts';
import { type ElementDescription, writeDataset } from '../dicom/write-dataset.ts';
import type { PresetId } from '../profile/profile.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { casesOf } from '../testing/cases.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';
import { usualElements } from '../testing/run-with-options.ts';

const syntaxes = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  'big endian': '1.2.840.10008.1.2.2',
} as const;

const explicitLittle = { isExplicitVr: true, isLittleEndian: true, hasUndefinedLengths: false };
const explicitBig = { ...explicitLittle, isLittleEndian: false };
const implicitLittle = { ...explicitLittle, isExplicitVr: false };

/** Somebody else than the file's patient, so that only the rules can take the name out, not the search for the patient. */
const somebody: readonly ElementDescription[] = [
  { tag: 0x00100010, vr: 'PN', values: ['Otherperson^Olga'] },
  { tag: 0x00100020, vr: 'LO', values: ['OTHERID77'] },
];

/** The items of a sequence, as bytes for the value of another VR. */
function items(encoding: typeof explicitLittle, elements: readonly ElementDescription[] = somebody): Uint8Array {
  const header = writeDataset([{ tag: 0x00081140, vr: 'SQ', items: [elements] }], encoding);
  return header.subarray(encoding.isExplicitVr ? 12 : 8);
}

/** What an output says, its preamble and File Meta Information left out; '' for a file that is held. */
function outputText(file: Uint8Array, preset: PresetId = 'ps315-basic'): string {
  const { plan, checked, bytes, output } = deidentifyBytes(file, { preset });
  if (plan.holds.length + checked.holds.length > 0) return '';
  const start = output.datasetOffsetBytes;
  if (!output.isInflated) return latin1Text(bytes, start, bytes.length);
  const inflated = inflateDataset(bytes.subarray(0, start), bytes.subarray(start));
  if ('kind' in inflated) throw new Error(inflated.message);
  return latin1Text(inflated, 0, inflated.length);
}

/** An MR image with one more element. */
function fileWith(element: ElementDescription, transferSyntaxUid: string): Uint8Array {
  return buildFile(
    [...usualElements, element].sort((a, b) => a.tag - b.tag),
    { transferSyntaxUid },
  );
}

const sequenceTag = 0x00189477; // Irradiation Event Identification Sequence, which no rule names
const vrs = [
  'OB',
  'OW',
  'OF',
  'OD',
  'OL',
  'OV',
  'UT',
  'UC',
  'UR',
  'UN',
  'LT',
  'ST',
  'LO',
  'SH',
  'US',
  'CS',
  'UI',
] as const;

describe('a sequence of the dictionary that is written as something else', () => {
  it.each(vrs)('is read and de-identified when it says %s', (vr) => {
    for (const bytes of [items(explicitLittle), items(implicitLittle)]) {
      const text = outputText(fileWith({ tag: sequenceTag, vr, bytes }, syntaxes.explicit));
      expect(text).not.toBe('');
      expect(text).not.toMatch(/Otherperson|OTHERID/);
    }
  });

  it.each([
    ['deflated', syntaxes.deflated, explicitLittle],
    ['big endian', syntaxes['big endian'], explicitBig],
    ['big endian, its items little endian without VRs', syntaxes['big endian'], implicitLittle],
  ] as const)('is read when the file is %s', (_, syntax, encoding) => {
    const text = outputText(fileWith({ tag: sequenceTag, vr: 'OB', bytes: items(encoding) }, syntax));
    expect(text).not.toBe('');
    expect(text).not.toMatch(/Otherperson|OTHERID/);
  });

  it('is read inside another one, and inside a sequence', () => {
    const inner: ElementDescription = { tag: sequenceTag, vr: 'UT', bytes: items(explicitLittle) };
    const outer: ElementDescription = { tag: sequenceTag, vr: 'ST', bytes: items(explicitLittle, [inner]) };
    const nested: ElementDescription = { tag: 0x00081140, vr: 'SQ', items: [[outer]] };
    const text = outputText(fileWith(nested, syntaxes.explicit));
    expect(text).not.toBe('');
    expect(text).not.toMatch(/Otherperson|OTHERID/);
  });

  it('holds the file when its value is no list of items', () => {
    const bytes = new TextEncoder().encode('Otherperson^Olga');
    expect(outputText(fileWith({ tag: sequenceTag, vr: 'LT', bytes }, syntaxes.explicit))).toBe('');
  });

  it.each(['ps315-basic', 'qmenta-guarded', 'qmenta'] as const)('follows the rules of %s inside', (preset) => {
    const text = outputText(
      fileWith({ tag: sequenceTag, vr: 'OB', bytes: items(explicitLittle) }, syntaxes.explicit),
      preset,
    );
    expect(text).not.toBe('');
    expect(text).not.toMatch(/Otherperson|OTHERID/);
  });
});

describe('items in an element that is no sequence', () => {
  it.each([
    ['an ICC profile, implicit', 0x00282000, 'OB', syntaxes.implicit, implicitLittle],
    ['an ICC profile, implicit, its items with VRs', 0x00282000, 'OB', syntaxes.implicit, explicitLittle],
    ['a text, implicit', 0x00189941, 'UT', syntaxes.implicit, implicitLittle],
    ['a palette, explicit', 0x00281201, 'OW', syntaxes.explicit, explicitLittle],
    ['a number, explicit', 0x00280010, 'US', syntaxes.explicit, explicitLittle],
    ['a number, big endian', 0x00280010, 'US', syntaxes['big endian'], explicitBig],
  ] as const)('are de-identified: %s', (_, tag, vr, syntax, encoding) => {
    const text = outputText(fileWith({ tag, vr, bytes: items(encoding) }, syntax));
    expect(text).not.toBe('');
    expect(text).not.toMatch(/Otherperson|OTHERID/);
  });

  it('go with the element when they cannot be followed', () => {
    const whole = items(explicitBig);
    for (const bytes of [whole, items(explicitLittle).subarray(0, 40)]) {
      const text = outputText(fileWith({ tag: 0x00282000, vr: 'OB', bytes }, syntaxes.explicit));
      expect(text).not.toBe('');
      expect(text).not.toMatch(/Otherperson|OTHERID/);
    }
  });
});

it('reads a value that is taken back again and again a counted number of times', { timeout: 30_000 }, () => {
  const broken = (depth: number): Uint8Array => {
    if (depth === 0) return items(explicitLittle).subarray(0, 44);
    const inner: ElementDescription = { tag: 0x00282000, vr: 'OB', bytes: broken(depth - 1) };
    return items(
      explicitLittle,
      Array.from({ length: 3 }, () => inner),
    );
  };
  const bytes = broken(8);
  expect(bytes.length).toBeGreaterThan(250_000);
  expect(outputText(fileWith({ tag: 0x00282000, vr: 'OB', bytes }, syntaxes.explicit))).not.toMatch(/Otherperson/);
});

it('keeps the length of a disguised sequence right in a header of 16 bits', () => {
  const file = fileWith({ tag: sequenceTag, vr: 'ST', bytes: items(explicitLittle) }, syntaxes.explicit);
  const { output } = deidentifyBytes(file);
  expect(output.irregularities).toEqual([]);
});

describe('the shared cases', () => {
  const disguised = casesOf('kept-identifiers').filter(({ file }) => /written_as|holds_items/.test(file));
  it.each(disguised)('$file', ({ read }) => {
    for (const preset of ['ps315-basic', 'qmenta-guarded'] as const) {
      expect(outputText(read(), preset)).not.toMatch(/Zqxforeign|FOREIGN99881/);
    }
  });
});
