import { type ElementDescription, writeFile } from '../dicom/write-dataset.ts';
import { testMeta } from './build-dataset.ts';

/** A header made to be slow: about `bytes` long, whatever its shape. */
export type CraftedHeader = { readonly name: string; readonly build: (bytes: number) => Uint8Array };

export type Elements = readonly ElementDescription[];

export const encode = (text: string) => new TextEncoder().encode(text.length % 2 === 0 ? text : `${text} `);
export const fill = (piece: string, bytes: number) => piece.repeat(Math.max(1, Math.floor(bytes / piece.length)));
export const each = <T>(count: number, make: (n: number) => T) =>
  Array.from({ length: Math.max(1, Math.floor(count)) }, (_, n) => make(n));
/** Two letters a number, so that no digits are in it. */
export const word = (n: number) => [...String(n)].map((digit) => 'bcdfghklmn'[Number(digit)]).join('');

export function header(elements: Elements): Uint8Array {
  const tags = new Set(elements.map(({ tag }) => tag));
  const base: Elements = [
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.826.0.1.99.5.1'] },
    { tag: 0x00080020, vr: 'DA', values: ['20110203'] },
    { tag: 0x00080050, vr: 'SH', values: ['ACC-778812'] },
    { tag: 0x00080060, vr: 'CS', values: ['MR'] },
    { tag: 0x00080080, vr: 'LO', values: ['Klinikum Nowherestadt'] },
    { tag: 0x00100010, vr: 'PN', values: ['Planteder^Ottokar'] },
    { tag: 0x00100020, vr: 'LO', values: ['PID-55667'] },
    { tag: 0x00100030, vr: 'DA', values: ['19640718'] },
    { tag: 0x0020000d, vr: 'UI', values: ['1.2.826.0.1.99.5.2'] },
    { tag: 0x0020000e, vr: 'UI', values: ['1.2.826.0.1.99.5.3'] },
  ];
  const all = [...base.filter(({ tag }) => !tags.has(tag)), ...elements].sort((a, b) => a.tag - b.tag);
  return writeFile(all, testMeta, false);
}

/** Image Filter Description, which every profile keeps. */
export const keptText = 0x00189941;
export const perFrame = 0x52009230;
