import type { ElementDescription } from '../dicom/write-dataset.ts';
import type { InputContent, InputFile } from '../pipeline/contracts/input-file.ts';
import { type BuildOptions, buildFile } from './build-dataset.ts';

/** Words that no output may hold. */
export const planted = { name: 'PLANTEDNAME^ANNA', id: 'PLANTED-4711', institution: 'QUIMPER INFIRMARY' };

export type SliceOptions = BuildOptions & {
  readonly sopClassUid?: string;
  readonly instance?: number;
  readonly patientId?: string;
  readonly pixelBytes?: number;
  readonly fragments?: readonly Uint8Array[];
  readonly extra?: readonly ElementDescription[];
};

/** A file as a scanner would write it: an original CT slice by default, whose pixels need no look. */
export function ctSlice(options: SliceOptions = {}): Uint8Array {
  const { sopClassUid = '1.2.840.10008.5.1.4.1.1.2', patientId = planted.id, instance = 1 } = options;
  const { pixelBytes = 512, fragments, extra = [] } = options;
  const columns = columnsFor(pixelBytes / 2);
  const elements: ElementDescription[] = [
    { tag: 0x00080008, vr: 'CS', values: ['ORIGINAL', 'PRIMARY', 'AXIAL'] },
    { tag: 0x00080016, vr: 'UI', values: [sopClassUid] },
    { tag: 0x00080018, vr: 'UI', values: [`1.2.3.4.${instance}`] },
    { tag: 0x00080020, vr: 'DA', values: ['20240131'] },
    { tag: 0x00080060, vr: 'CS', values: ['CT'] },
    { tag: 0x00080080, vr: 'LO', values: [planted.institution] },
    { tag: 0x00100010, vr: 'PN', values: [planted.name] },
    { tag: 0x00100020, vr: 'LO', values: [patientId] },
    { tag: 0x00180060, vr: 'DS', values: ['120'] },
    { tag: 0x0020000d, vr: 'UI', values: ['1.2.3.1'] },
    { tag: 0x0020000e, vr: 'UI', values: ['1.2.3.2'] },
    { tag: 0x00200013, vr: 'IS', values: [`${instance}`] },
    { tag: 0x00280002, vr: 'US', values: [1] },
    { tag: 0x00280010, vr: 'US', values: [pixelBytes / 2 / columns] },
    { tag: 0x00280011, vr: 'US', values: [columns] },
    { tag: 0x00280100, vr: 'US', values: [16] },
    fragments === undefined
      ? { tag: 0x7fe00010, vr: 'OW', bytes: patternBytes(pixelBytes) }
      : { tag: 0x7fe00010, vr: 'OB', fragments },
    ...extra,
  ];
  return buildFile(
    elements.sort((a, b) => a.tag - b.tag),
    options,
  );
}

/** A width that divides so many pixels into rows, neither side longer than 16 bits can say. */
function columnsFor(pixels: number): number {
  let columns = Math.max(1, Math.min(16, pixels), Math.ceil(pixels / 0xffff));
  while (columns < 0xffff && pixels % columns !== 0) columns++;
  return columns;
}

/** Bytes that are the same every time and hold no text. */
export function patternBytes(length: number): Uint8Array {
  return new Uint8Array(length).map((_, at) => ((at * 7) & 0x7f) | 0x80);
}

/** A JPEG codestream with nothing in it but the image, which no decoder would like. */
export function jpegFrame(data: Uint8Array): Uint8Array {
  const scan = [0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
  // FF begins a marker, so that coded data has none.
  return Uint8Array.from([...scan, ...data.map((byte) => (byte === 0xff ? 0xfe : byte)), 0xff, 0xd9]);
}

export function plainContent(bytes: Uint8Array): InputContent {
  return { kind: 'plain', blob: new Blob([bytes.slice()]), lastModifiedMs: 0 };
}

export function plainInput(bytes: Uint8Array, id = 0): InputFile {
  return { id, path: `f${id}`, content: plainContent(bytes) };
}

/** Content that was there when it was added and cannot be read any more. */
export function vanishedContent(sizeBytes: number): InputContent {
  const blob = new Blob([new Uint8Array(sizeBytes)]);
  const fail = () => Promise.reject(new DOMException('', 'NotReadableError'));
  blob.arrayBuffer = fail;
  blob.slice = () => Object.assign(new Blob(), { arrayBuffer: fail });
  return { kind: 'plain', blob, lastModifiedMs: 0 };
}
