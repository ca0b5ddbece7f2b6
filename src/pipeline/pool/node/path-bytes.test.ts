import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readAhead } from '../../reading/read-ahead.ts';
import { pathBytes } from './path-bytes.ts';
import { reviveBytes } from './revive-bytes.ts';

// As it is, but for what a test makes of one call of it.
vi.mock('node:fs', async (load) => {
  const actual = await load<typeof import('node:fs')>();
  return { ...actual, readSync: vi.fn(actual.readSync) };
});

const folder = mkdtempSync(path.join(tmpdir(), 'nescio-path-bytes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newFile(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const numbered = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 31) % 256);

describe('bytes of a file by its path', () => {
  const bytes = numbered(1000);
  const file = newFile('numbered', bytes);
  const bound = fc.option(fc.integer({ min: -1200, max: 1200 }), { nil: undefined });

  it('are cut and read as a Blob is, on either side of a worker', async () => {
    const whole = await pathBytes(file);
    const blob = new Blob([bytes]);
    await fc.assert(
      fc.asyncProperty(bound, bound, bound, bound, async (start, end, innerStart, innerEnd) => {
        const cut = whole.slice(start, end).slice(innerStart, innerEnd);
        const expected = blob.slice(start, end).slice(innerStart, innerEnd);
        expect(cut.size).toBe(expected.size);
        const read = await reviveBytes(structuredClone(cut)).arrayBuffer();
        expect(new Uint8Array(read)).toEqual(new Uint8Array(await expected.arrayBuffer()));
      }),
    );
  });

  it('cannot be read any more once the file is longer, of another date or gone', async () => {
    const longer = newFile('longer', bytes);
    const touched = newFile('touched', bytes);
    const gone = newFile('gone', bytes);
    const all = await Promise.all([longer, touched, gone].map(pathBytes));
    appendFileSync(longer, 'x');
    utimesSync(touched, 1, 1);
    rmSync(gone);
    for (const one of all) await expect(one.slice(0, 10).arrayBuffer()).rejects.toThrow();
  });

  it('are handed over in windows, as whole as they were when the file was added', async () => {
    const long = numbered(600_000);
    const place = newFile('long', long);
    const cut = (await pathBytes(place)).slice(1000, 590_000);
    const handed: Uint8Array[] = [];
    const take = (window: Uint8Array) => void handed.push(window.slice());
    expect(cut.handOver(10, 588_990, take)).toBe(true);
    expect(handed.length).toBeGreaterThan(1);
    expect(Buffer.concat(handed).equals(long.subarray(1010, 590_000))).toBe(true);
    expect(cut.handOver(10, 588_991, take)).toBe(false);
    const full = () => {
      throw new Error('full');
    };
    expect(() => cut.handOver(0, 10, full)).toThrow('full');
    appendFileSync(place, 'x');
    expect(cut.handOver(0, 10, take)).toBe(false);
    rmSync(place);
    expect(cut.handOver(0, 10, take)).toBe(false);
  });

  /** Longer than what is read between two looks at the file. */
  const large = 9_000_000;

  /** Writes over the first byte, as a copy of another file onto this one does. */
  function rewrite(place: string): void {
    const file = openSync(place, 'r+');
    writeSync(file, 'x', 0);
    closeSync(file);
  }

  it.each([
    ['in the first window', 0],
    ['in the last window', large - 1],
  ])('are not taken for whole when the file is written to %s', async (_, when) => {
    const place = newFile('rewritten', new Uint8Array(large));
    utimesSync(place, 1, 1);
    const whole = await pathBytes(place);
    let handed = 0;
    const isWhole = whole.handOver(0, large, (window) => {
      if (handed <= when && when < handed + window.length) rewrite(place);
      handed += window.length;
    });
    expect(isWhole).toBe(false);
    if (when === 0) expect(handed).toBeLessThan(large / 2);
  });

  it('are not taken for whole when the date was put back after the file was written to', async () => {
    const place = newFile('put-back', numbered(1000));
    utimesSync(place, 1, 1);
    const whole = await pathBytes(place);
    const rewriteOnce = () => {
      rewrite(place);
      utimesSync(place, 1, 1);
    };
    await setTimeout(20);
    expect(whole.handOver(0, 1000, rewriteOnce)).toBe(false);
  });

  it('are not taken for whole when the file is written to while they are read in one piece', async () => {
    const place = newFile('rewritten-in-one', bytes);
    utimesSync(place, 1, 1);
    const whole = await pathBytes(place);
    vi.mocked(readSync).mockImplementationOnce((...parameters: Parameters<typeof readSync>) => {
      rewrite(place);
      return readSync(...parameters);
    });
    await expect(whole.arrayBuffer()).rejects.toThrow();
  });

  it('are those of an ordinary file alone', async () => {
    await expect(pathBytes(folder)).rejects.toThrow();
    await expect(pathBytes(path.join(folder, 'nothing'))).rejects.toThrow();
  });

  it('are read ahead one by one, and one that is gone keeps no other from it', async () => {
    const names = ['a', 'b', 'c'];
    const contents = await Promise.all(
      names.map(async (name, at) => {
        const blob = await pathBytes(newFile(name, numbered(20 + at)));
        return { kind: 'plain', blob, lastModifiedMs: blob.lastModified } as const;
      }),
    );
    rmSync(path.join(folder, 'b'));
    const ahead = readAhead(contents, ({ blob }) => blob.size);
    expect(await ahead(0)).toEqual(numbered(20));
    expect(await ahead(1)).toBeNull();
    expect(await ahead(2)).toEqual(numbered(22));
  });
});
