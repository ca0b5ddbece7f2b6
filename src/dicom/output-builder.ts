import { segmentIndexAt } from './dataset-access.ts';
import type { OutputPart } from './edit.ts';
import { elementFlag, type IndexedDataset } from './indexed-dataset.ts';

/** Below this a loop beats making a view for `set`. */
const smallCopyBytes = 48;

/**
 * An output while it grows: one buffer for the run of bytes at hand, closed by each range. Thousands of edits copy
 * thousands of short stretches, so nothing is made per stretch.
 */
export type OutputBuilder = {
  buffer: Uint8Array;
  lengthBytes: number;
  readonly parts: OutputPart[];
  /** Rows whose value is left in the file, in order, and the first of them that is still ahead. */
  readonly outsideRows: readonly number[];
  nextOutside: number;
};

export function createOutputBuilder(dataset: IndexedDataset): OutputBuilder {
  const outsideRows: number[] = [];
  // An inflated data set has no ranges: offsets in it are none of the file.
  if (!dataset.isInflated) {
    const { count, flags } = dataset.elements;
    for (let row = 0; row < count; row++) {
      if ((flags[row]! & elementFlag.outside) !== 0) outsideRows.push(row);
    }
  }
  return { buffer: new Uint8Array(32 * 1024), lengthBytes: 0, parts: [], outsideRows, nextOutside: 0 };
}

/** Makes room for more bytes. @returns where they go. */
export function reserveBytes(output: OutputBuilder, lengthBytes: number): number {
  const at = output.lengthBytes;
  const needed = at + lengthBytes;
  if (needed > output.buffer.length) {
    const grown = new Uint8Array(Math.max(needed, output.buffer.length * 2));
    grown.set(output.buffer.subarray(0, at));
    output.buffer = grown;
  }
  output.lengthBytes = needed;
  return at;
}

export function appendBytes(output: OutputBuilder, bytes: Uint8Array): void {
  copyInto(output, bytes, 0, bytes.length);
}

/** Appends a stretch of the input: what is in memory as bytes, values left in the file as ranges. Stretches ascend. */
export function appendStretch(
  output: OutputBuilder,
  dataset: IndexedDataset,
  fromBytes: number,
  toBytes: number,
): void {
  const { valueOffsets, endOffsets } = dataset.elements;
  let at = fromBytes;
  while (output.nextOutside < output.outsideRows.length) {
    const row = output.outsideRows[output.nextOutside]!;
    const value = valueOffsets[row]!;
    const end = endOffsets[row]!;
    if (end > toBytes) break;
    output.nextOutside++;
    if (value < at) continue;
    appendHeld(output, dataset, at, value);
    appendRange(output, value, end - value);
    at = end;
  }
  appendHeld(output, dataset, at, toBytes);
}

/** The parts in order; few, because each costs a write. */
export function finishOutput(output: OutputBuilder): readonly OutputPart[] {
  closeRun(output);
  return output.parts;
}

function appendHeld(output: OutputBuilder, dataset: IndexedDataset, fromBytes: number, toBytes: number): void {
  if (toBytes <= fromBytes) return;
  const segment = dataset.segments[segmentIndexAt(dataset.segments, fromBytes)];
  const at = segment ? fromBytes - segment.offsetBytes : -1;
  if (!segment || at < 0 || at + toBytes - fromBytes > segment.bytes.length) {
    throw new Error(`The index does not cover bytes ${fromBytes} to ${toBytes}.`);
  }
  copyInto(output, segment.bytes, at, toBytes - fromBytes);
}

function appendRange(output: OutputBuilder, offsetBytes: number, lengthBytes: number): void {
  if (lengthBytes === 0) return;
  closeRun(output);
  output.parts.push({ kind: 'range', offsetBytes, lengthBytes });
}

function closeRun(output: OutputBuilder): void {
  if (output.lengthBytes === 0) return;
  output.parts.push({ kind: 'bytes', bytes: output.buffer.slice(0, output.lengthBytes) });
  output.lengthBytes = 0;
}

function copyInto(output: OutputBuilder, from: Uint8Array, fromIndex: number, lengthBytes: number): void {
  const at = reserveBytes(output, lengthBytes);
  const { buffer } = output;
  if (lengthBytes > smallCopyBytes) buffer.set(from.subarray(fromIndex, fromIndex + lengthBytes), at);
  else for (let index = 0; index < lengthBytes; index++) buffer[at + index] = from[fromIndex + index]!;
}
