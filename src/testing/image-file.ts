import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile } from './build-dataset.ts';

/** How an image made by code is laid out. */
export type ImageLayout = {
  readonly rows: number;
  readonly columns: number;
  readonly frames?: number;
  readonly bits?: number;
  readonly stored?: number;
  readonly isSigned?: boolean;
  readonly photometric?: string;
  readonly samples?: number;
  readonly isPlanar?: boolean;
  readonly transferSyntaxUid?: string;
  readonly vr?: 'OB' | 'OW';
  readonly sopClassUid?: string;
  readonly modality?: string;
  readonly extra?: readonly ElementDescription[];
};

/** An original CT by its header, whatever its pixels are, so that nothing but boxes decides about it. */
export function imageFile(layout: ImageLayout, pixels: Uint8Array | readonly Uint8Array[]): Uint8Array {
  const { rows, columns, frames = 1, bits = 16, stored = bits, isSigned = false, samples = 1 } = layout;
  const { photometric = 'MONOCHROME2', isPlanar = false, vr = bits > 8 ? 'OW' : 'OB', extra = [] } = layout;
  const { sopClassUid = '1.2.840.10008.5.1.4.1.1.2', modality = 'CT' } = layout;
  const elements: ElementDescription[] = [
    { tag: 0x00080008, vr: 'CS', values: ['ORIGINAL', 'PRIMARY', 'AXIAL'] },
    { tag: 0x00080016, vr: 'UI', values: [sopClassUid] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.3.4.1'] },
    { tag: 0x00080060, vr: 'CS', values: [modality] },
    { tag: 0x00100010, vr: 'PN', values: ['PLANTEDNAME^ANNA'] },
    { tag: 0x00100020, vr: 'LO', values: ['PLANTED-4711'] },
    { tag: 0x00180060, vr: 'DS', values: ['120'] },
    { tag: 0x0020000d, vr: 'UI', values: ['1.2.3.1'] },
    { tag: 0x0020000e, vr: 'UI', values: ['1.2.3.2'] },
    { tag: 0x00280002, vr: 'US', values: [samples] },
    { tag: 0x00280004, vr: 'CS', values: [photometric] },
    ...(samples > 1 ? [{ tag: 0x00280006, vr: 'US', values: [isPlanar ? 1 : 0] } as const] : []),
    ...(frames > 1 ? [{ tag: 0x00280008, vr: 'IS', values: [`${frames}`] } as const] : []),
    { tag: 0x00280010, vr: 'US', values: [rows] },
    { tag: 0x00280011, vr: 'US', values: [columns] },
    { tag: 0x00280100, vr: 'US', values: [bits] },
    { tag: 0x00280101, vr: 'US', values: [stored] },
    { tag: 0x00280102, vr: 'US', values: [stored - 1] },
    { tag: 0x00280103, vr: 'US', values: [isSigned ? 1 : 0] },
    pixels instanceof Uint8Array
      ? { tag: 0x7fe00010, vr, bytes: pixels }
      : { tag: 0x7fe00010, vr: 'OB', fragments: pixels },
  ];
  const replaced = new Set(extra.map(({ tag }) => tag));
  const all = [...elements.filter(({ tag }) => !replaced.has(tag)), ...extra].sort((a, b) => a.tag - b.tag);
  const { transferSyntaxUid } = layout;
  return buildFile(all, transferSyntaxUid === undefined ? {} : { transferSyntaxUid });
}

/** Bytes without order that are the same every time. @param seed another one gives others */
export function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state & 0xff;
  }
  return bytes;
}

/** Stretches of one value between noise, so that there is something to pack. */
export function picture(length: number, seed: number): Uint8Array {
  return noise(length, seed).map((byte, at) => (Math.floor(at / 90) % 3 === 0 ? 7 : byte));
}
