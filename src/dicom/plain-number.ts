import type { Vr } from './vr.ts';

/** Fixed-width numbers that are read without a stream; the 64-bit ones are rare and go through dcmjs. */
export type PlainNumberVr = 'AT' | 'FD' | 'FL' | 'SL' | 'SS' | 'UL' | 'US';

const plainVrs: ReadonlySet<Vr> = new Set<PlainNumberVr>(['AT', 'FD', 'FL', 'SL', 'SS', 'UL', 'US']);

export function isPlainNumberVr(vr: Vr): vr is PlainNumberVr {
  return plainVrs.has(vr);
}

/**
 * The numbers of a value field, AT as one unsigned number with the group in its high half (PS3.5 6.2, 7.3). Bytes too few
 * for another value are left alone.
 */
export function plainNumbers(bytes: Uint8Array, vr: PlainNumberVr, isLittleEndian: boolean): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const width = widths[vr];
  const numbers: number[] = [];
  for (let at = 0; at + width <= bytes.length; at += width) numbers.push(numberAt(view, at, vr, isLittleEndian));
  return numbers;
}

const widths: Readonly<Record<PlainNumberVr, 2 | 4 | 8>> = { AT: 4, FD: 8, FL: 4, SL: 4, SS: 2, UL: 4, US: 2 };

function numberAt(view: DataView, at: number, vr: PlainNumberVr, isLittleEndian: boolean): number {
  switch (vr) {
    case 'AT':
      return view.getUint16(at, isLittleEndian) * 0x10000 + view.getUint16(at + 2, isLittleEndian);
    case 'FD':
      return view.getFloat64(at, isLittleEndian);
    case 'FL':
      return view.getFloat32(at, isLittleEndian);
    case 'SL':
      return view.getInt32(at, isLittleEndian);
    case 'SS':
      return view.getInt16(at, isLittleEndian);
    case 'UL':
      return view.getUint32(at, isLittleEndian);
    default:
      return view.getUint16(at, isLittleEndian);
  }
}
