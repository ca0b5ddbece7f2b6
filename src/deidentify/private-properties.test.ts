import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { privateCreatorOf } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { elementOf, groupOf, isPrivate, isPrivateCreator, type Tag, tagOf } from '../dicom/tag.ts';
import { explicitVrLittleEndianUid, implicitVrLittleEndianUid } from '../dicom/transfer-syntax.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { findSafePrivate, safePrivateAttributes } from '../profile/safe-private.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes, type TestRun } from '../testing/deidentify-bytes.ts';

const secret = 'QUIMPERSECRET';
const options: TestRun = { options: ['retainSafePrivate'] };

const base: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
  { tag: 0x00100010, vr: 'PN', values: [`${secret}^ANNA`] },
  { tag: 0x00100020, vr: 'LO', values: ['PAT-4711'] },
  { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.2'] },
  { tag: 0x0020000e, vr: 'UI', values: ['1.2.999.3'] },
];

/** Creators of the lists, and some that are on none. */
const creators = [...new Set(safePrivateAttributes.map(({ creator }) => creator)), 'ACME', 'SIEMENS CSA HEADER', ''];

/** A private element of any kind, in some block of the group of a listed one. */
const privateElement: fc.Arbitrary<ElementDescription> = fc
  .record({
    listed: fc.constantFrom(...safePrivateAttributes),
    block: fc.integer({ min: 0x10, max: 0x12 }),
    element: fc.option(fc.integer({ min: 0, max: 255 }), { nil: null }),
    value: fc.constantFrom<
      | { readonly vr: 'LO' | 'DS' | 'CS' | 'LT' | 'UI'; readonly values: readonly string[] }
      | { readonly vr: 'FD' | 'US'; readonly values: readonly number[] }
      | { readonly vr: 'UN' | 'OB'; readonly bytes: Uint8Array }
    >(
      { vr: 'LO', values: [secret] },
      { vr: 'LT', values: [secret] },
      { vr: 'CS', values: ['FAST'] },
      { vr: 'DS', values: ['1.5'] },
      { vr: 'UI', values: ['1.2.999.3'] },
      { vr: 'FD', values: [1.5] },
      { vr: 'US', values: [3] },
      { vr: 'UN', bytes: new TextEncoder().encode(`${secret} `) },
      { vr: 'UN', bytes: new Uint8Array(8) },
      { vr: 'OB', bytes: new TextEncoder().encode(`${secret} `) },
    ),
  })
  .map(({ listed, block, element, value }) => ({
    tag: tagOf(listed.group, (block << 8) | (element ?? listed.element)),
    ...value,
  }));

const creatorElement: fc.Arbitrary<ElementDescription> = fc
  .record({
    listed: fc.constantFrom(...safePrivateAttributes),
    block: fc.integer({ min: 0x10, max: 0x12 }),
    other: fc.option(fc.constantFrom(...creators), { nil: null, freq: 2 }),
  })
  .map(({ listed, block, other }) => ({
    tag: tagOf(listed.group, block),
    vr: 'LO',
    values: [other ?? listed.creator],
  }));

const level = fc
  .tuple(fc.array(creatorElement, { maxLength: 12 }), fc.array(privateElement, { maxLength: 12 }))
  .map(([some, others]) => inOrder([...some, ...others]));

/** A listed sequence with another level in it, too. */
const elements = fc
  .tuple(level, level)
  .map(([outer, inner]) =>
    inOrder([
      ...outer,
      { tag: 0x20011f00, vr: 'SQ', items: [inner] },
      { tag: 0x2001001f, vr: 'LO', values: ['Philips Imaging DD 129'] },
    ]),
  );

function inOrder(list: readonly ElementDescription[]): readonly ElementDescription[] {
  return [...new Map(list.map((element) => [element.tag, element])).values()].sort((a, b) => a.tag - b.tag);
}

describe('any private elements under Retain Safe Private', () => {
  it('keeps only what a list has, creators only with it, and no planted name unseen', () => {
    let kept = 0;
    fc.assert(
      fc.property(elements, fc.constantFrom(explicitVrLittleEndianUid, implicitVrLittleEndianUid), (own, syntax) => {
        const file = buildFile(inOrder([...base, ...own]), { transferSyntaxUid: syntax });
        const { output, checked, bytes } = deidentifyBytes(file, options);
        kept += checkPrivate(output);
        expect(checked.holds.filter(({ kind }) => kind !== 'residual-identifier')).toEqual([]);
        // A listed text may hold the name: then the file is held, and nothing leaves.
        const isSeen = new TextDecoder('latin1').decode(bytes).includes(secret);
        expect(isSeen && checked.holds.length === 0).toBe(false);
      }),
      { numRuns: 300 },
    );
    expect(kept).toBeGreaterThan(100);
  });
});

/** @returns how many private elements an output has, creators not counted */
function checkPrivate(output: IndexedDataset): number {
  const { count, tags, parents } = output.elements;
  const blocks = new Set<string>();
  const reserved = new Set<string>();
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const tag = tags[at] ?? 0;
    if (!isPrivate(tag)) continue;
    if (isPrivateCreator(tag)) reserved.add(`${parents[at]} ${tag}`);
    else {
      kept++;
      blocks.add(`${parents[at]} ${creatorTag(tag)}`);
      expect(findSafePrivate(privateCreatorOf(output, at), tag)).not.toBeNull();
    }
  }
  expect(reserved).toEqual(blocks);
  return kept;
}

function creatorTag(tag: Tag): Tag {
  return tagOf(groupOf(tag), elementOf(tag) >>> 8);
}
