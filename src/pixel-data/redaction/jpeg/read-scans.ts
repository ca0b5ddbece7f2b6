import { type BitReader, createBitReader, takeMarker } from './bit-reader.ts';
import { decoderOf, type HuffmanDecoder, type HuffmanSpec } from './huffman-code.ts';
import { type McuGrid, mcuGridOf } from './mcu-grid.ts';
import type { JpegImage } from './parse-jpeg.ts';
import type { JpegScan } from './parse-scans.ts';
import {
  behindRun,
  readFirstAc,
  readFirstDc,
  readMoreAc,
  readMoreDc,
  readWholeBlock,
  type ScanState,
} from './read-scan-block.ts';

/** The blocks of one component in an MCU, and how many blocks of it a scan of this component alone has. */
type Place = {
  readonly start: number;
  readonly horizontal: number;
  readonly vertical: number;
  readonly across: number;
  readonly down: number;
};

/** With what is known of those blocks, as `ScanState` has it. */
type ReadPlace = Place & Pick<ScanState, 'nonZero'>;

/**
 * The coefficients of all scans together, block after block in the order of one scan of all components, 64 each in zigzag order.
 * Blocks that only fill up an MCU may be in no scan; they are zero.
 * @returns null when the data cannot be followed to its end, or is too short for that many blocks
 */
export function readScans(image: JpegImage, scans: readonly JpegScan[]): Int16Array | null {
  const grid = mcuGridOf(image);
  const places = placesOf(image);
  const blocks = places.reduce((sum, { across, down }) => sum + across * down, 0);
  // Each block has a bit at least in the first scan of its component, so that memory is bounded by what is there.
  if (blocks > 8 * (scans[0]?.bytes.length ?? 0)) return null;
  const coefficients = new Int16Array(grid.across * grid.down * grid.blocks.length * 64);
  const decoders = new Map<HuffmanSpec, HuffmanDecoder | null>();
  const read = places.map((place) => ({ ...place, nonZero: new Uint32Array(2 * place.across * place.down) }));
  for (const scan of scans) if (!readScan(scan, grid, read, coefficients, decoders)) return null;
  return coefficients;
}

function placesOf(image: JpegImage): readonly Place[] {
  const { rows, columns, components } = image;
  const isSingle = components.length === 1;
  const [mostAcross, mostDown] = [
    Math.max(...components.map(({ horizontal }) => horizontal)),
    Math.max(...components.map(({ vertical }) => vertical)),
  ];
  let start = 0;
  return components.map(({ horizontal, vertical }) => {
    const across = Math.ceil(Math.ceil((columns * horizontal) / mostAcross) / 8);
    const down = Math.ceil(Math.ceil((rows * vertical) / mostDown) / 8);
    const place = { start, across, down, ...(isSingle ? { horizontal: 1, vertical: 1 } : { horizontal, vertical }) };
    start += place.horizontal * place.vertical;
    return place;
  });
}

type ReadScanBlock = (state: ScanState, component: number, block: number) => boolean;

const readers: Readonly<Record<JpegScan['kind'], ReadScanBlock>> = {
  sequential: readWholeBlock,
  'first-dc': readFirstDc,
  'more-dc': readMoreDc,
  'first-ac': readFirstAc,
  'more-ac': readMoreAc,
};

/** @returns false when the data cannot be followed, or goes on behind the last block */
function readScan(
  scan: JpegScan,
  grid: McuGrid,
  places: readonly ReadPlace[],
  coefficients: Int16Array,
  known: Map<HuffmanSpec, HuffmanDecoder | null>,
): boolean {
  const tables = tablesOf(scan, known);
  if (tables === null) return false;
  const { first, last, low, restartInterval } = scan;
  const reader = createBitReader(scan.bytes, scan.dataStart);
  const differences = new Int32Array(scan.components.length);
  const here = scan.components.map(({ index }) => places[index]!);
  const { nonZero } = here[0]!;
  const at = { unit: 0, blocksLeft: 0 };
  const state: ScanState = { reader, coefficients, ...tables, first, last, low, nonZero, differences, ...at };
  const single = here.length === 1 ? here[0]! : null;
  const units = single ? single.across * single.down : grid.across * grid.down;
  const readBlock = readers[scan.kind];
  const readUnit = single
    ? (unit: number) => readBlock(state, 0, 64 * blockOf(single, grid, unit))
    : (unit: number) => readMcu(state, readBlock, here, unit * grid.blocks.length);
  const interval = restartInterval > 0 ? restartInterval : units;
  for (let from = 0; from < units; from += interval) {
    if (from > 0) {
      if (state.blocksLeft > 0 || takeMarker(reader) !== 0xd0 + ((from / interval - 1) & 7)) return false;
      differences.fill(0);
    }
    const to = Math.min(units, from + interval);
    for (let unit = behindRun(state, from, to); unit < to; unit = behindRun(state, unit + 1, to)) {
      state.unit = unit;
      if (!readUnit(unit)) return false;
    }
  }
  return state.blocksLeft === 0 && isAtEnd(reader);
}

/** Tables to read a scan with; null when one is none. */
function tablesOf({ components }: JpegScan, known: Map<HuffmanSpec, HuffmanDecoder | null>) {
  const all = components.flatMap(({ dc, ac }) => [dc, ac]);
  for (const spec of all) if (spec !== null && !known.has(spec)) known.set(spec, decoderOf(spec));
  if (all.some((spec) => spec !== null && known.get(spec) === null)) return null;
  const decoder = (spec: HuffmanSpec | null) => (spec && known.get(spec)) ?? null;
  return { dc: components.map(({ dc }) => decoder(dc)), ac: components.map(({ ac }) => decoder(ac)) };
}

/** The blocks of an MCU that a scan of several components has. @param from the first block of the MCU */
function readMcu(state: ScanState, readBlock: ReadScanBlock, here: readonly Place[], from: number): boolean {
  for (const [component, { start, horizontal, vertical }] of here.entries()) {
    for (let n = 0; n < horizontal * vertical; n++) {
      if (!readBlock(state, component, 64 * (from + start + n))) return false;
    }
  }
  return true;
}

/** Where a block of a scan of one component is in the order of all (A.2.2, A.2.3). */
function blockOf({ start, horizontal, vertical, across }: Place, grid: McuGrid, unit: number): number {
  const [x, y] = [unit % across, Math.floor(unit / across)];
  const mcu = Math.floor(y / vertical) * grid.across + Math.floor(x / horizontal);
  return mcu * grid.blocks.length + start + (y % vertical) * horizontal + (x % horizontal);
}

/** Behind the last block comes a marker that is none of a restart, or the end. */
function isAtEnd(reader: BitReader): boolean {
  const marker = takeMarker(reader);
  return marker >= 0 && (marker < 0xd0 || marker > 0xd7);
}
