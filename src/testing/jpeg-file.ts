import { noise } from './image-file.ts';

/** A sequential JPEG made of coefficients, by a writer that knows nothing of the product's. */
export type JpegPlan = {
  readonly rows: number;
  readonly columns: number;
  /** Horizontal and vertical sampling factors of each component. */
  readonly sampling: readonly (readonly [number, number])[];
  readonly precision?: 8 | 12;
  readonly restartInterval?: number;
  /** Categories of differences that the table has; the coefficients keep to them. */
  readonly categories?: number;
  readonly firstStep?: number;
  readonly hasWideSteps?: boolean;
  readonly adobe?: number;
  readonly ids?: readonly number[];
  readonly seed?: number;
};

export type MadeJpeg = {
  readonly bytes: Uint8Array;
  /** Blocks in the order of the scan, 64 coefficients each in zigzag order. */
  readonly blocks: readonly (readonly number[])[];
  readonly mcu: { readonly width: number; readonly height: number; readonly across: number; readonly blocks: number };
};

export function makeJpeg(plan: JpegPlan): MadeJpeg {
  const { rows, columns, sampling, restartInterval = 0, categories = 12 } = plan;
  const isSingle = sampling.length === 1;
  const width = isSingle ? 8 : 8 * Math.max(...sampling.map(([h]) => h));
  const height = isSingle ? 8 : 8 * Math.max(...sampling.map(([, v]) => v));
  const across = Math.ceil(columns / width);
  const components = sampling.flatMap(([h, v], n) => Array.from({ length: isSingle ? 1 : h * v }, () => n));
  const count = across * Math.ceil(rows / height);
  const random = noise(count * components.length * 16, plan.seed ?? 1);
  const blocks: number[][] = [];
  const bits: string[] = [];
  let out: number[] = [];
  let last = sampling.map(() => 0);
  const flush = () => out.push(...codedBytes(bits.splice(0).join('')));
  for (let mcu = 0; mcu < count; mcu++) {
    if (restartInterval > 0 && mcu > 0 && mcu % restartInterval === 0) {
      flush();
      out.push(0xff, 0xd0 + ((mcu / restartInterval - 1) % 8));
      last = sampling.map(() => 0);
    }
    for (const component of components) {
      const from = blocks.length * 16;
      const most = 2 ** Math.min(6, categories - 1);
      const dc = (last[component]! + (random[from]! % most) - Math.floor(most / 2)) | 0;
      const block = Array.from({ length: 64 }, (_, n) => (n === 0 ? dc : 0));
      for (let n = 1; n < 16; n += 3) block[(random[from + n]! % 63) + 1] = (random[from + n + 1]! % 61) - 30;
      bits.push(dcBits(dc - last[component]!), acBits(block));
      last[component] = dc;
      blocks.push(block);
    }
  }
  flush();
  const head = headOf(plan, categories);
  out = [...head, ...out, 0xff, 0xd9];
  return {
    bytes: Uint8Array.from(out.length % 2 === 0 ? out : [...out, 0]),
    blocks,
    mcu: { width, height, across, blocks: components.length },
  };
}

/** Coded data: the last byte is filled up with ones, and a zero comes behind each byte of ones. */
export function codedBytes(bits: string): readonly number[] {
  const out: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const byte = Number.parseInt(bits.slice(at, at + 8).padEnd(8, '1'), 2);
    out.push(byte, ...(byte === 0xff ? [0] : []));
  }
  return out;
}

/** Categories have codes of five bits, in order; runs and sizes of eight. */
export const dcCode = (category: number) => category.toString(2).padStart(5, '0');
const acValues = [0, 0xf0, ...Array.from({ length: 160 }, (_, n) => Math.floor(n / 10) * 16 + (n % 10) + 1)];
const acCode = (value: number) => acValues.indexOf(value).toString(2).padStart(8, '0');

export function sizeOf(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
}

/** The bits behind the code of a number. */
export function extra(value: number): string {
  const size = sizeOf(value);
  return size === 0 ? '' : (value < 0 ? value + 2 ** size - 1 : value).toString(2).padStart(size, '0');
}

export function dcBits(difference: number): string {
  return dcCode(sizeOf(difference)) + extra(difference);
}

export function acBits(block: readonly number[], code = acCode): string {
  let text = '';
  let zeros = 0;
  for (const value of block.slice(1)) {
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) text += code(0xf0);
    text += code(zeros * 16 + sizeOf(value)) + extra(value);
    zeros = 0;
  }
  return zeros > 0 ? text + code(0) : text;
}

function headOf(plan: JpegPlan, categories: number): readonly number[] {
  const { sampling, precision = 8 } = plan;
  return [
    ...frameHead(plan, precision === 8 ? 0xc0 : 0xc1),
    ...segment(0xc4, [0, ...dcTable(categories)]),
    ...segment(0xc4, [0x10, ...acTable(acValues)]),
    ...segment(0xda, [sampling.length, ...sampling.flatMap((_, n) => [idOf(plan, n), 0]), 0, 63, 0]),
  ];
}

/** How many codes there are of each length, and their values. */
export function dcTable(categories: number): readonly number[] {
  return [0, 0, 0, 0, categories, ...Array(11).fill(0), ...Array.from({ length: categories }, (_, n) => n)];
}

export function acTable(values: readonly number[]): readonly number[] {
  return [0, 0, 0, 0, 0, 0, 0, values.length, ...Array(8).fill(0), ...values];
}

export function idOf({ ids }: JpegPlan, component: number): number {
  return ids?.[component] ?? component + 1;
}

/** What stands in front of tables and scans. @param marker the process */
export function frameHead(plan: JpegPlan, marker: number): readonly number[] {
  const { rows, columns, sampling, precision = 8, restartInterval = 0, firstStep = 16, adobe } = plan;
  const steps = Array.from({ length: 64 }, (_, n) => (n === 0 ? firstStep : 1));
  return [
    ...[0xff, 0xd8],
    ...(adobe === undefined ? [] : segment(0xee, [0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, adobe])),
    ...segment(0xdb, plan.hasWideSteps ? [0x10, ...steps.flatMap((step) => [0, step])] : [0, ...steps]),
    ...segment(marker, [
      ...[precision, rows >> 8, rows & 255, columns >> 8, columns & 255, sampling.length],
      ...sampling.flatMap(([h, v], n) => [idOf(plan, n), h * 16 + v, 0]),
    ]),
    ...(restartInterval > 0 ? segment(0xdd, [restartInterval >> 8, restartInterval & 255]) : []),
  ];
}

export function segment(marker: number, content: readonly number[]): readonly number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...content];
}
