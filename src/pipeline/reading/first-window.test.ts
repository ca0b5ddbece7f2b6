import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../testing/build-dataset.ts';
import { createFirstWindow } from './first-window.ts';

const kilobyte = 1024;

/** An uncompressed image whose header ends a little behind `headerBytes`. */
function native(headerBytes: number) {
  return buildDataset([
    { tag: 0x00204000, vr: 'UT', values: ['x'.repeat(headerBytes)] },
    { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(2000) },
  ]);
}

const jpegBaseline = '1.2.840.10008.1.2.4.50';

function compressed() {
  const elements = [{ tag: 0x7fe00010, vr: 'OB', fragments: [new Uint8Array(0), new Uint8Array(100)] }] as const;
  return buildDataset(elements, { transferSyntaxUid: jpegBaseline });
}

function windowAfter(datasets: readonly ReturnType<typeof native>[]) {
  const window = createFirstWindow();
  for (const dataset of datasets) window.learn(dataset);
  return window;
}

const eight = <Item>(item: Item): Item[] => Array.from({ length: 8 }, () => item);

describe('the first window', () => {
  it('is long as long as little is known, and never longer than the file', () => {
    expect(createFirstWindow().bytesOf(500 * kilobyte)).toBe(64 * kilobyte);
    expect(windowAfter(eight(native(3000)).slice(1)).bytesOf(500 * kilobyte)).toBe(64 * kilobyte);
    expect(createFirstWindow().bytesOf(1000)).toBe(1000);
  });

  it('holds the longest of the last eight headers', () => {
    const headers = eight(native(3000));
    expect(windowAfter(headers).bytesOf(500 * kilobyte)).toBe(4 * kilobyte);
    expect(windowAfter([...headers, native(9000)]).bytesOf(500 * kilobyte)).toBe(12 * kilobyte);
    expect(windowAfter([native(9000), ...headers]).bytesOf(500 * kilobyte)).toBe(4 * kilobyte);
    expect(windowAfter(eight(native(900_000))).bytesOf(5000 * kilobyte)).toBe(64 * kilobyte);
  });

  it('is the whole file when those before were compressed images, which are looked through whole', () => {
    const images = eight(compressed());
    expect(windowAfter(images).bytesOf(3000 * kilobyte)).toBe(3000 * kilobyte);
    expect(windowAfter(images).bytesOf(5000 * kilobyte)).toBe(64 * kilobyte);
    expect(windowAfter([...images, native(3000)]).bytesOf(3000 * kilobyte)).toBe(64 * kilobyte);
  });
});
