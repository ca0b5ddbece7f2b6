import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tryIndexBytes } from '../testing/build-dataset.ts';
import { characterSetsOf, valueBytes } from './dataset-access.ts';
import { readNumericValues, writeValues } from './dcmjs-values.ts';
import { decodeTexts } from './decode-value.ts';
import { encodeValues } from './encode-value.ts';
import type { IndexedDataset } from './indexed-dataset.ts';
import { numericVr } from './numeric-vr.ts';
import { isPlainNumberVr, type PlainNumberVr, plainNumbers } from './plain-number.ts';
import { plainValues } from './plain-value.ts';
import { hasLittleEndianValue, readingVr } from './value-encoding.ts';
import { isSingleValue, isText, type Vr } from './vr.ts';

const textVrs: readonly Vr[] = [
  ...(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN'] as const),
  ...(['SH', 'ST', 'TM', 'UC', 'UI', 'UN', 'UR', 'UT'] as const),
];
const numberVrs: readonly PlainNumberVr[] = ['AT', 'FD', 'FL', 'SL', 'SS', 'UL', 'US'];

const characterSets: readonly (readonly string[])[] = [
  [],
  ['ISO_IR 6'],
  ['ISO_IR 13'],
  ['ISO_IR 100'],
  ['ISO_IR 192'],
  ['GB18030'],
  ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
  ['', 'ISO 2022 IR 149'],
  ['ISO 2022 IR 87'],
  ['NO SUCH SET'],
];

/** Mostly what texts are made of, and every other byte as well. */
const textByte = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0x20, max: 0x7d }) },
  { weight: 3, arbitrary: fc.constantFrom(0x00, 0x20, 0x5c, 0x5e, 0x3d, 0x0a) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xff }) },
);

const isSingle = (vr: Vr) => isSingleValue(vr) || vr === 'UN';

describe('plain texts', () => {
  it('read as they do through dcmjs and every character set', () => {
    let plain = 0;
    fc.assert(
      fc.property(
        fc.array(textByte, { minLength: 1, maxLength: 80 }),
        fc.constantFrom(...textVrs),
        fc.constantFrom(...characterSets),
        (given, vr, sets) => {
          const bytes = Uint8Array.from(given);
          const values = plainValues(bytes, vr, isSingle(vr));
          if (values === null) return;
          plain++;
          expect(values).toEqual(decodeTexts(bytes, vr, isSingle(vr), sets));
        },
      ),
      { numRuns: 3000 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  it.each<[string, number[], Vr]>([
    ['a byte above ASCII', [0x41, 0xc4], 'LO'],
    ['an escape sequence', [0x1b, 0x28, 0x4a, 0x41], 'PN'],
    ['what JIS X 0201 draws as an overline', [0x7e], 'SH'],
    ['what JIS X 0201 draws as a yen sign, in a text of one value', [0x5c], 'LT'],
  ])('leave %s to the long way', (_, bytes, vr) => {
    expect(plainValues(Uint8Array.from(bytes), vr, isSingle(vr))).toBeNull();
  });
});

describe('plain replacements', () => {
  it('are written as dcmjs writes them', () => {
    const character = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
    const written = textVrs.filter((vr) => vr !== 'UN');
    fc.assert(
      fc.property(
        fc.string({ unit: character, minLength: 1, maxLength: 90 }).filter((text) => !text.includes('\\')),
        fc.constantFrom(...written),
        (text, vr) => {
          const encoding = { isLittleEndian: true, isExplicitVr: true, characterSets: ['ISO_IR 100'] };
          const bytes = new TextEncoder().encode(text);
          expect(encodeValues([text], vr, encoding, null)).toEqual(writeValues(text, vr, true, () => bytes));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('plain numbers', () => {
  it('read as they do through dcmjs', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(7),
        fc.constantFrom(...numberVrs),
        fc.boolean(),
        (given, offset, vr, isLittleEndian) => {
          // At any place of a buffer, as in a file.
          const buffer = new Uint8Array(given.length + offset + 9);
          buffer.set(given, offset);
          const bytes = buffer.subarray(offset, offset + given.length);
          const expected = readNumericValues(bytes, vr, numericVr(vr)?.bytes ?? 0, isLittleEndian);
          expect(plainNumbers(bytes, vr, isLittleEndian)).toEqual(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const corpus = resolve(process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev');
const hasCorpus = existsSync(join(corpus, 'index.json'));
if (!hasCorpus) console.warn(`SKIPPED: no corpus at ${corpus}; set NESCIO_CORPUS to run over real files.`);

describe.skipIf(!hasCorpus)('every element of the corpus', () => {
  it('reads the short way as it does the long way', () => {
    const files: readonly { readonly path: string }[] = JSON.parse(
      readFileSync(join(corpus, 'index.json'), 'utf8'),
    ).files;
    const differing: string[] = [];
    let compared = 0;
    for (const { path } of files) {
      const dataset = tryIndexBytes(new Uint8Array(readFileSync(join(corpus, path))));
      if (dataset.kind !== 'indexed') continue;
      for (let element = 0; element < dataset.elements.count; element++) {
        const verdict = compare(dataset, element);
        if (verdict !== 'not-short') compared++;
        if (verdict === 'different') differing.push(`${path} ${element}`);
      }
    }
    expect(compared).toBeGreaterThan(10_000);
    expect(differing).toEqual([]);
  });
});

function compare(dataset: IndexedDataset, element: number): 'not-short' | 'same' | 'different' {
  const vr = readingVr(dataset, element);
  const bytes = vr === null ? null : valueBytes(dataset, element);
  if (vr === null || bytes === null || bytes.length === 0) return 'not-short';
  const isLittleEndian = hasLittleEndianValue(dataset, element);
  const short = readShort(bytes, vr, isLittleEndian);
  if (short === null) return 'not-short';
  const long = isPlainNumberVr(vr)
    ? readNumericValues(bytes, vr, numericVr(vr)?.bytes ?? 0, isLittleEndian)
    : decodeTexts(bytes, vr, isSingle(vr), characterSetsOf(dataset, element));
  const isSame = short.length === long.length && short.every((value, n) => Object.is(value, long[n]));
  return isSame ? 'same' : 'different';
}

function readShort(bytes: Uint8Array, vr: Vr, isLittleEndian: boolean): readonly (string | number)[] | null {
  if (isPlainNumberVr(vr)) return plainNumbers(bytes, vr, isLittleEndian);
  return isText(vr) || vr === 'UN' ? plainValues(bytes, vr, isSingle(vr)) : null;
}
