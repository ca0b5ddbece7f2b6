import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSingleText } from '../dicom/value-codec.ts';
import type { Vr } from '../dicom/vr.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';

const text = fc.string({ unit: fc.constantFrom(...'ABCDEFGHijklmnop 0123456789äñ山'), minLength: 1, maxLength: 20 });
const uid = fc.array(fc.nat(99_999), { minLength: 2, maxLength: 6 }).map((parts) => `1.2.${parts.join('.')}`);

function values(tag: number, vr: Exclude<Vr, 'SQ'>, value: fc.Arbitrary<string>): fc.Arbitrary<ElementDescription> {
  return value.map((one) => ({ tag, vr, values: [one] }));
}

const leaf: fc.Arbitrary<ElementDescription> = fc.oneof(
  values(0x00080020, 'DA', fc.constant('20010203')),
  values(0x00080050, 'SH', text),
  values(0x00080070, 'LO', text),
  values(0x00080090, 'PN', text),
  values(0x00081155, 'UI', uid),
  values(0x00091001, 'LO', text),
  values(0x00102154, 'SH', text),
  values(0x00181020, 'LO', text),
  values(0x00200052, 'UI', uid),
  values(0x0040a123, 'PN', text),
);

function inTagOrder(elements: readonly ElementDescription[]): readonly ElementDescription[] {
  return [...new Map(elements.map((element) => [element.tag, element])).values()].sort((a, b) => a.tag - b.tag);
}

function sequence(tag: number, item: fc.Arbitrary<readonly ElementDescription[]>): fc.Arbitrary<ElementDescription> {
  return fc.array(item, { maxLength: 3 }).map((items) => ({ tag, vr: 'SQ', items }));
}

const level = (inner: fc.Arbitrary<ElementDescription>) => fc.array(inner, { maxLength: 6 }).map(inTagOrder);
const third = level(leaf);
const second = level(fc.oneof(leaf, sequence(0x00289145, third)));
const first = level(
  fc.oneof(
    leaf,
    sequence(0x52009230, second),
    sequence(0x00081140, second),
    sequence(0x00401101, second),
    sequence(0x00091010, second),
  ),
);

const file = fc
  .record({
    elements: first,
    patientId: text,
    hasUndefinedLengths: fc.boolean(),
    syntax: fc.constantFrom('', '.1', '.2'),
  })
  .map(({ elements, patientId, hasUndefinedLengths, syntax }) =>
    buildFile(
      inTagOrder([
        ...elements,
        { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] },
        { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
        { tag: 0x00100020, vr: 'LO', values: [patientId] },
      ]),
      { hasUndefinedLengths, transferSyntaxUid: `1.2.840.10008.1.2${syntax}` },
    ),
  );

const preset = fc.constantFrom('ps315-basic', 'qmenta-guarded', 'qmenta');

describe('de-identification of any file', () => {
  it('gives the same bytes for the same file, rules and key', () => {
    fc.assert(
      fc.property(file, preset, (input, chosen) => {
        const one = deidentifyBytes(input, { preset: chosen });
        const two = deidentifyBytes(input.slice(), { preset: chosen });
        expect(two.bytes).toEqual(one.bytes);
        expect(two.plan).toEqual(one.plan);
      }),
    );
  });

  it('gives other pseudonyms for another key', () => {
    fc.assert(
      fc.property(file, preset, (input, chosen) => {
        const one = deidentifyBytes(input, { preset: chosen, key: 1 });
        const two = deidentifyBytes(input, { preset: chosen, key: 2 });
        expect(two.plan.outputPathParts.every((part, n) => part !== one.plan.outputPathParts[n])).toBe(true);
        expect(readSingleText(two.output, 0x00100020)).not.toBe(readSingleText(one.output, 0x00100020));
      }),
    );
  });

  it('leaves the input as it was', () => {
    fc.assert(
      fc.property(file, preset, (input, chosen) => {
        const before = input.slice();
        deidentifyBytes(input, { preset: chosen });
        expect(input).toEqual(before);
      }),
    );
  });

  it('passes its own checks, and a second time without news', () => {
    fc.assert(
      fc.property(file, preset, (input, chosen) => {
        const once = deidentifyBytes(input, { preset: chosen });
        expect(once.checked.holds.filter(({ kind }) => kind !== 'residual-identifier')).toEqual([]);
        const twice = deidentifyBytes(once.bytes, { preset: chosen });
        expect(twice.checked.holds.filter(({ kind }) => kind !== 'residual-identifier')).toEqual([]);
        const codes = once.plan.findings.map(({ code }) => code);
        expect(twice.plan.findings.filter(({ code }) => !codes.includes(code))).toEqual([]);
        expect([...twice.output.elements.tags]).toEqual([...once.output.elements.tags]);
      }),
    );
  });
});
