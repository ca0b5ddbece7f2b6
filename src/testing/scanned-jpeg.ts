import {
  acBits,
  acTable,
  codedBytes,
  dcBits,
  dcCode,
  dcTable,
  extra,
  frameHead,
  idOf,
  type JpegPlan,
  type MadeJpeg,
  makeJpeg,
  segment,
  sizeOf,
} from './jpeg-file.ts';

/** One scan: components by their place, coefficients from and to, the bit above the lowest one known so far, and the lowest it has. */
export type ScanPlan = readonly [components: readonly number[], first: number, last: number, high: number, low: number];

/** What libjpeg writes of three components, and of one. */
export const colourScans: readonly ScanPlan[] = [
  [[0, 1, 2], 0, 0, 0, 1],
  [[0], 1, 5, 0, 2],
  [[2], 1, 63, 0, 1],
  [[1], 1, 63, 0, 1],
  [[0], 6, 63, 0, 2],
  [[0], 1, 63, 2, 1],
  [[0, 1, 2], 0, 0, 1, 0],
  [[2], 1, 63, 1, 0],
  [[1], 1, 63, 1, 0],
  [[0], 1, 63, 1, 0],
];
export const greyScans: readonly ScanPlan[] = [
  [[0], 0, 0, 0, 1],
  [[0], 1, 5, 0, 2],
  [[0], 6, 63, 0, 2],
  [[0], 1, 63, 2, 1],
  [[0], 0, 0, 1, 0],
  [[0], 1, 63, 1, 0],
];

/** Runs with sizes; with size 0, sixteen zeros or an end of band for so many blocks. */
const symbols = Array.from({ length: 176 }, (_, n) => Math.floor(n / 11) * 16 + (n % 11));
const code = (symbol: number) => symbols.indexOf(symbol).toString(2).padStart(8, '0');
const bit = (value: number) => `${value & 1}`;

/** The coefficients of a made image as a progressive one or, with 63 as the last of each scan, in sequential scans (ISO/IEC 10918-1 G). */
export function makeScans(plan: JpegPlan, scans: readonly ScanPlan[]): MadeJpeg {
  const whole = makeJpeg({ ...plan, restartInterval: 0 });
  const isSequential = scans.every(([, first, last]) => first === 0 && last === 63);
  const order = blockOrder(plan, whole);
  // What only fills up an MCU is in no scan of one component.
  const inScans = new Set(plan.sampling.flatMap((_, n) => order.alone(n)));
  const blocks = whole.blocks.map((block, n) => {
    if (inScans.has(n)) return block;
    const component = order.component(n);
    const shared = scans.filter(([components]) => components.length > 1 && components.includes(component));
    return block.map((value, at) => (shared.some(([, first, last]) => first <= at && at <= last) ? value : 0));
  });
  const tables = [
    ...segment(0xc4, [0, ...dcTable(plan.categories ?? 12)]),
    ...segment(0xc4, [0x10, ...acTable(symbols)]),
  ];
  const frame = isSequential ? (plan.precision === 12 ? 0xc1 : 0xc0) : 0xc2;
  const out = [...frameHead(plan, frame), ...tables];
  for (const [components, first, last, high, low] of scans) {
    const named = components.flatMap((n) => [idOf(plan, n), 0]);
    out.push(...segment(0xda, [components.length, ...named, first, last, high * 16 + low]));
    const single = components.length === 1;
    const units = single ? order.alone(components[0]!).map((n) => [n]) : order.together(components);
    const state: ScanState = { last: new Map(), run: 0, behindRun: '' };
    let bits = '';
    for (const [n, unit] of units.entries()) {
      if (plan.restartInterval && n > 0 && n % plan.restartInterval === 0) {
        out.push(...codedBytes(bits + endOfRun(state)), 0xff, 0xd0 + ((n / plan.restartInterval - 1) % 8));
        bits = '';
        state.last.clear();
      }
      for (const at of unit)
        bits += blockBits(state, blocks[at]!, order.component(at), [components, first, last, high, low]);
    }
    out.push(...codedBytes(bits + endOfRun(state)));
  }
  out.push(0xff, 0xd9);
  return { ...whole, bytes: Uint8Array.from(out.length % 2 === 0 ? out : [...out, 0]), blocks };
}

/** Numbers of blocks, in the order of one scan of all, that a scan of some components comes to. */
function blockOrder({ rows, columns, sampling }: JpegPlan, { mcu, blocks }: MadeJpeg) {
  const isSingle = sampling.length === 1;
  const factors = isSingle ? [[1, 1] as const] : sampling;
  const components = factors.flatMap(([h, v], n) => Array.from({ length: h * v }, () => n));
  const component = (at: number) => components[at % mcu.blocks]!;
  const mcus = Array.from({ length: blocks.length / mcu.blocks }, (_, n) => n);
  return {
    component,
    together: (some: readonly number[]) =>
      mcus.map((n) => components.flatMap((one, at) => (some.includes(one) ? [n * mcu.blocks + at] : []))),
    alone: (one: number) => {
      const [h, v] = factors[one]!;
      const across = Math.ceil(Math.ceil((columns * h * 8) / mcu.width) / 8);
      const down = Math.ceil(Math.ceil((rows * v * 8) / mcu.height) / 8);
      const first = components.indexOf(one);
      return Array.from({ length: across * down }, (_, n) => {
        const [x, y] = [n % across, Math.floor(n / across)];
        const number = Math.floor(y / v) * mcu.across + Math.floor(x / h);
        return number * mcu.blocks + first + (y % v) * h + (x % h);
      });
    },
  };
}

type ScanState = { readonly last: Map<number, number>; run: number; behindRun: string };

function blockBits(state: ScanState, block: readonly number[], component: number, scan: ScanPlan): string {
  const [, first, last, high, low] = scan;
  if (first > 0) return high === 0 ? firstBits(state, block, scan) : moreBits(state, block, scan);
  if (high > 0) return bit(block[0]! >> low);
  const value = block[0]! >> low;
  const difference = value - (state.last.get(component) ?? 0);
  state.last.set(component, value);
  return last === 0 ? dcCode(sizeOf(difference)) + extra(difference) : dcBits(difference) + acBits(block, code);
}

function firstBits(state: ScanState, block: readonly number[], [, first, last, , low]: ScanPlan): string {
  let text = '';
  let zeros = 0;
  for (let at = first; at <= last; at++) {
    const value = Math.trunc(block[at]! / 2 ** low);
    if (value === 0) {
      zeros++;
      continue;
    }
    text += endOfRun(state);
    for (; zeros > 15; zeros -= 16) text += code(0xf0);
    text += code(zeros * 16 + sizeOf(value)) + extra(value);
    zeros = 0;
  }
  return zeros > 0 ? text + lengthened(state, '') : text;
}

function moreBits(state: ScanState, block: readonly number[], [, first, last, , low]: ScanPlan): string {
  const sizes = block.map((value) => Math.floor(Math.abs(value) / 2 ** low));
  const lastNew = sizes.lastIndexOf(1, last);
  let text = '';
  let corrections = '';
  let zeros = 0;
  for (let at = first; at <= last; at++) {
    const size = sizes[at]!;
    if (size === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15 && at <= lastNew; zeros -= 16) {
      text += endOfRun(state) + code(0xf0) + corrections;
      corrections = '';
    }
    if (size > 1) {
      corrections += bit(size);
      continue;
    }
    text += `${endOfRun(state)}${code(zeros * 16 + 1)}${block[at]! > 0 ? 1 : 0}${corrections}`;
    corrections = '';
    zeros = 0;
  }
  return zeros > 0 || corrections !== '' ? text + lengthened(state, corrections) : text;
}

/** One more block that ends here. */
function lengthened(state: ScanState, corrections: string): string {
  state.run++;
  state.behindRun += corrections;
  return state.run === 0x7fff ? endOfRun(state) : '';
}

function endOfRun(state: ScanState): string {
  if (state.run === 0) return '';
  const size = Math.floor(Math.log2(state.run));
  const rest = size === 0 ? '' : (state.run - 2 ** size).toString(2).padStart(size, '0');
  const text = code(size * 16) + rest + state.behindRun;
  state.run = 0;
  state.behindRun = '';
  return text;
}
