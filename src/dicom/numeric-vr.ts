import type { Vr } from './vr.ts';

/** How a fixed-width VR holds its values (PS3.5 6.2). */
export type NumericVr = {
  readonly bytes: 2 | 4 | 8;
  /** Whole numbers and their range; null for floating point. */
  readonly range: { readonly least: bigint; readonly most: bigint } | null;
};

const numericVrs: Partial<Record<Vr, NumericVr>> = {
  US: { bytes: 2, range: { least: 0n, most: 0xffffn } },
  SS: { bytes: 2, range: { least: -0x8000n, most: 0x7fffn } },
  UL: { bytes: 4, range: { least: 0n, most: 0xffffffffn } },
  SL: { bytes: 4, range: { least: -0x80000000n, most: 0x7fffffffn } },
  AT: { bytes: 4, range: { least: 0n, most: 0xffffffffn } },
  UV: { bytes: 8, range: { least: 0n, most: 0xffff_ffff_ffff_ffffn } },
  SV: { bytes: 8, range: { least: -0x8000_0000_0000_0000n, most: 0x7fff_ffff_ffff_ffffn } },
  FL: { bytes: 4, range: null },
  FD: { bytes: 8, range: null },
};

/** @returns null for VRs whose values are not fixed-width numbers. */
export function numericVr(vr: Vr): NumericVr | null {
  return numericVrs[vr] ?? null;
}

/** Writes a number so that reading it again gives the same: FL with as few digits as 32 bits need. */
export function formatNumber(value: number | bigint, vr: Vr): string {
  if (vr !== 'FL' || typeof value === 'bigint') return String(value);
  for (let digits = 6; digits < 10; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

/** @returns null when the text is no number, or not one that the VR can hold. */
export function parseNumber(text: string, vr: Vr): number | bigint | null {
  const numeric = numericVr(vr);
  const trimmed = text.trim();
  if (numeric === null || trimmed === '') return null;
  if (numeric.range === null) {
    const value = Number(trimmed);
    return Number.isNaN(value) ? null : value;
  }
  if (!/^[+-]?\d+$/.test(trimmed)) return null;
  const value = BigInt(trimmed);
  if (value < numeric.range.least || value > numeric.range.most) return null;
  return numeric.bytes === 8 ? value : Number(value);
}
