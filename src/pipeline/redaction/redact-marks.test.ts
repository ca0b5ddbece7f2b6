import { describe, expect, it } from 'vitest';
import { findElement, valueBytes } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import type { Redaction } from '../../pixel-data/redaction/redaction.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { type ImageLayout, imageFile, noise } from '../../testing/image-file.ts';
import { allSeen, unstated } from '../../testing/pixel-statements.ts';
import { blankedFile, box, redactingEngine, redactionJob, seen } from '../../testing/redact.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { produceFile } from '../file/produce-file.ts';

const engine = redactingEngine();
const [rows, columns] = [9, 12];
const sizeOf = (layout: ImageLayout) => layout.rows * layout.columns * 2;

const textOf = (dataset: IndexedDataset, tag: number) => readSingleText(dataset, tag).trim();

describe('a blanked file', () => {
  const one = seen(box({ column: 0, row: 0, columns: 2, rows: 2 }));
  const layout: ImageLayout = { rows, columns };
  const pixels = noise(sizeOf(layout));

  it('is another instance, even where UIDs are kept, and references to it follow', async () => {
    const kept = redactingEngine(['retainUids'], ['1.2.3.4.1']);
    const output = indexBytes(await blankedFile(imageFile(layout, pixels), one, kept));
    expect(textOf(output, 0x00080018)).toMatch(/^2\.25\./);
    expect(output.meta.mediaStorageSopInstanceUid).toBe(textOf(output, 0x00080018));
    expect(textOf(output, 0x0020000e)).toBe('1.2.3.2');
    const reference: ElementDescription = {
      tag: 0x00081140,
      vr: 'SQ',
      items: [[{ tag: 0x00081155, vr: 'UI', values: ['1.2.3.4.1'] }]],
    };
    const other = imageFile(
      { ...layout, extra: [reference, { tag: 0x00080018, vr: 'UI', values: ['1.2.3.4.2'] }] },
      pixels,
    );
    const result = await produceFile({ input: plainInput(other), release: null }, kept);
    if (result.kind !== 'produced') throw new Error('refused');
    const bytes = assembleOutput(result.parts, other);
    expect(textOf(indexBytes(bytes), 0x00080018)).toBe('1.2.3.4.2');
    expect(Buffer.from(bytes).includes(textOf(output, 0x00080018))).toBe(true);
    expect(Buffer.from(bytes).includes('1.2.3.4.1\0')).toBe(false);
  });

  it('waits where UIDs are kept and nobody has told the other files', async () => {
    const outcome = await deidentifyFile(redactionJob(imageFile(layout, pixels), one), redactingEngine(['retainUids']));
    expect(outcome).toMatchObject({ kind: 'held', holds: [{ kind: 'pixels', isReleasable: false }] });
  });

  it('loses what shows the image again, and the extremes of its values', async () => {
    const icon: ElementDescription = {
      tag: 0x00880200,
      vr: 'SQ',
      items: [[{ tag: 0x7fe00010, vr: 'OB', bytes: new Uint8Array(4) }]],
    };
    const extra: readonly ElementDescription[] = [
      { tag: 0x00280106, vr: 'US', values: [1] },
      { tag: 0x00280107, vr: 'US', values: [60000] },
      { tag: 0x00282110, vr: 'CS', values: ['01'] },
      { tag: 0x00282112, vr: 'DS', values: ['12.5'] },
      { tag: 0x60000010, vr: 'US', values: [1] },
      { tag: 0x60003000, vr: 'OW', bytes: new Uint8Array(2) },
      icon,
    ];
    const output = indexBytes(await blankedFile(imageFile({ ...layout, extra }, pixels), one, engine));
    for (const tag of [0x00280106, 0x00280107, 0x60000010, 0x60003000, 0x00880200]) {
      expect(findElement(output, tag)).toBe(-1);
    }
    expect(textOf(output, 0x00282110)).toBe('01');
    expect(textOf(output, 0x00282112)).toBe('12.5');
  });

  it('waits when an original value stays around what is said of the blanking', async () => {
    const named: readonly ElementDescription[] = [
      { tag: 0x00100010, vr: 'PN', values: ['Quillfeather^Barnabette'] },
      { tag: 0x00080008, vr: 'CS', values: ['ORIGINAL', 'PRIMARY', 'QUILLFEATHER'] },
    ];
    const outcome = await deidentifyFile(redactionJob(imageFile({ ...layout, extra: named }, pixels), one), engine);
    expect(outcome).toMatchObject({ kind: 'held', holds: [{ kind: 'residual-identifier', path: '(0008,0008)' }] });
  });

  it('waits when another image inside a sequence would stay', async () => {
    const nested: ElementDescription = {
      tag: 0x00081140,
      vr: 'SQ',
      items: [[{ tag: 0x7fe00010, vr: 'OB', bytes: new Uint8Array(4) }]],
    };
    const outcome = await deidentifyFile(redactionJob(imageFile({ ...layout, extra: [nested] }, pixels), one), engine);
    expect(outcome).toMatchObject({ kind: 'held', holds: [{ kind: 'pixels', isReleasable: true }] });
    const release = { reason: 'seen', pixels: unstated, atIso: '', shown: '' };
    const job = redactionJob(imageFile({ ...layout, extra: [nested] }, pixels), one);
    expect(await deidentifyFile({ ...job, release }, engine)).toMatchObject({ kind: 'held' });
    const looked = { ...release, pixels: allSeen };
    expect(await deidentifyFile({ ...job, release: looked }, engine)).toMatchObject({ kind: 'deidentified' });
  });

  it.each<[Redaction['review'], string, string, string]>([
    ['seen', 'NO', 'YES', '113101'],
    ['not-all-seen', '', 'NO', ''],
    ['by-program', '', 'NO', ''],
  ])('says who answers for it: %s', async (review, burnedIn, removed, code) => {
    const extra: readonly ElementDescription[] = [{ tag: 0x00280301, vr: 'CS', values: ['NO'] }];
    const bytes = await blankedFile(imageFile({ ...layout, extra }, pixels), { ...one, review }, engine);
    const output = indexBytes(bytes);
    expect(textOf(output, 0x00280301)).toBe(burnedIn);
    expect(textOf(output, 0x00120062)).toBe(removed);
    expect(Buffer.from(bytes).includes('113101')).toBe(code !== '');
    expect(readSingleText(output, 0x00080008)).toBe('DERIVED');
    expect(textOf(output, 0x00082111)).toContain('blanked by Nescio');
    const element = findElement(output, 0x00080008);
    expect(Buffer.from(valueBytes(output, element)!).toString('latin1').trim()).toBe('DERIVED\\PRIMARY\\AXIAL');
  });

  it('is no longer held for what its image may show, but for a program that was told nothing of it', async () => {
    const capture = imageFile({ ...layout, sopClassUid: '1.2.840.10008.5.1.4.1.1.7', modality: 'OT' }, pixels);
    for (const review of ['seen', 'not-all-seen'] as const) {
      expect(await deidentifyFile(redactionJob(capture, { ...one, review }), engine)).toMatchObject({
        kind: 'deidentified',
      });
    }
    const byProgram = await deidentifyFile(redactionJob(capture, { ...one, review: 'by-program' }), engine);
    expect(byProgram).toMatchObject({ kind: 'held', holds: [{ kind: 'pixels', isReleasable: true }] });
  });
});
