import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElement, valueBytes } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import {
  explicitVrBigEndianUid,
  explicitVrLittleEndianUid,
  implicitVrLittleEndianUid,
} from '../dicom/transfer-syntax.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import type { OptionName } from '../profile/profile.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';
import { trimmedAscii } from './ascii.ts';

const uidOf = (instance: number) => `1.2.826.0.1.3680043.9.${4000 + instance}`;
const dangling = uidOf(999);

/** A reference, and what stands around it; outermost first. */
const places: readonly (readonly number[])[] = [
  [0x00081140], // Referenced Image Sequence: secondary captures, presentation states
  [0x00081115, 0x00081199], // Referenced Series and SOP Sequence: presentation states, segmentations
  [0x0040a375, 0x00081115, 0x00081199], // evidence of reports and key objects
  [0x0040a730, 0x00081199], // composite reference of a content item
  [0x30060010, 0x30060012, 0x30060014, 0x30060016], // contours of a structure set
  [0x300c0002], // Referenced RT Plan Sequence
  [0x00081250], // Related Series Sequence
];

type Reference = { readonly place: number; readonly to: number; readonly vr: 'UI' | 'UN'; readonly hasTwo: boolean };

function referenceElement({ place, to, vr, hasTwo }: Reference): ElementDescription {
  const uids = [uidOf(to), ...(hasTwo ? [dangling] : [])];
  const joined = uids.join('\\');
  const leaf: ElementDescription =
    vr === 'UI'
      ? { tag: 0x00081155, vr, values: uids }
      : { tag: 0x00081155, vr, bytes: new TextEncoder().encode(joined.length % 2 === 0 ? joined : `${joined}\0`) };
  const path = places[place] ?? [];
  return path.reduceRight<ElementDescription>((inner, tag) => ({ tag, vr: 'SQ', items: [[inner]] }), leaf);
}

function fileOf(instance: number, references: readonly Reference[], transferSyntaxUid: string): Uint8Array {
  const byTag = new Map(references.map((reference) => [places[reference.place]![0], referenceElement(reference)]));
  const elements: readonly ElementDescription[] = [
    { tag: 0x00080018, vr: 'UI', values: [uidOf(instance)] },
    { tag: 0x0020000d, vr: 'UI', values: [uidOf(100)] },
    { tag: 0x0020000e, vr: 'UI', values: [uidOf(200)] },
    ...byTag.values(),
  ];
  return buildFile(
    [...elements].sort((a, b) => a.tag - b.tag),
    { transferSyntaxUid },
  );
}

function uidsAt(dataset: IndexedDataset, tag: number): readonly string[] {
  const { tags, count } = dataset.elements;
  const found: string[] = [];
  for (let entry = 0; entry < count; entry++) {
    if (tags[entry] === tag) found.push(...trimmedAscii(valueBytes(dataset, entry)!).split('\\'));
  }
  return found;
}

const reference = (instances: number): fc.Arbitrary<Reference> =>
  fc.record({
    place: fc.nat(places.length - 1),
    to: fc.nat(instances - 1),
    vr: fc.constantFrom('UI', 'UN'),
    hasTwo: fc.boolean(),
  });

const batch = fc.integer({ min: 2, max: 5 }).chain((instances) =>
  fc.record({
    files: fc.array(fc.array(reference(instances), { maxLength: 5 }), { minLength: instances, maxLength: instances }),
    transferSyntaxUid: fc.constantFrom(explicitVrLittleEndianUid, implicitVrLittleEndianUid, explicitVrBigEndianUid),
  }),
);

describe('the references of a batch', () => {
  it.each<{ name: string; options: readonly OptionName[] }>([
    { name: 'the Basic Profile', options: [] },
    { name: 'Clean Structured Content', options: ['cleanStructuredContent'] },
  ])('all resolve under $name, wherever they stand, and no UID of the source is left', ({ options }) => {
    fc.assert(
      fc.property(batch, ({ files, transferSyntaxUid }) => {
        const outputs = files.map((references, n) =>
          deidentifyBytes(fileOf(n, references, transferSyntaxUid), { options }),
        );
        const instances = outputs.map(({ output }) => readSingleText(output, 0x00080018));
        expect(new Set(instances).size).toBe(files.length);
        const strays = new Set<string>();
        outputs.forEach(({ output, bytes }, n) => {
          expect(output.meta.mediaStorageSopInstanceUid).toBe(instances[n]);
          expect(new TextDecoder('latin1').decode(bytes)).not.toContain('1.2.826.0.1.3680043.9.');
          const wanted = [...new Map(files[n]!.map((one) => [one.place, one])).values()];
          const found = uidsAt(output, 0x00081155);
          for (const { to } of wanted) expect(found).toContain(instances[to]);
          for (const uid of found) if (!instances.includes(uid)) strays.add(uid);
        });
        // A UID that no file of the batch has is mapped alike everywhere.
        expect(strays.size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it('stay as they are with Retain UIDs', () => {
    fc.assert(
      fc.property(batch, ({ files, transferSyntaxUid }) => {
        files.forEach((references, n) => {
          const { input, output } = deidentifyBytes(fileOf(n, references, transferSyntaxUid), {
            options: ['retainUids'],
          });
          expect(uidsAt(output, 0x00081155)).toEqual(uidsAt(input, 0x00081155));
          expect(findElement(output, 0x00080018)).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 30 },
    );
  });
});
