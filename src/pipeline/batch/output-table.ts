import type { OutputPath } from '../contracts/file-outcome.ts';

/** What is remembered of an output that has gone out, in numbers: its path, its fingerprint, its CRC. */
type OutputMark = { readonly path: OutputPath; readonly fingerprint: string; readonly crc32: number | null };

/** Outputs that have gone out, at less than 100 bytes each, so that a million of them fit into memory. */
export type OutputTable = {
  /** What has a path: nothing, the same output, an output of the same fingerprint that may differ, or another one. */
  readonly compare: (mark: OutputMark) => 'free' | 'same' | 'alike' | 'other';
  readonly add: (mark: OutputMark) => void;
};

/** Two numbers for the path, two for the fingerprint, one for the CRC, one that says whether the place is taken and the CRC known. */
const stride = 6;
const firstPlaces = 1024;
const taken = 1;
const hasCrc = 2;

/**
 * Paths are told apart by hashes of 64 bits. If two paths ever had one hash, the later output would get the longer name, and
 * nothing else: fingerprints are made of the UID too, so both hashes would have to be the same before a file stays back.
 */
export function createOutputTable(): OutputTable {
  let places = firstPlaces;
  let count = 0;
  let table = new Uint32Array(stride * places);

  /** The place of a path, or the free place where it belongs. */
  function find(high: number, low: number): number {
    for (let place = low % places; ; place = (place + 1) % places) {
      const at = stride * place;
      if (table[at + 5] === 0 || (table[at] === high && table[at + 1] === low)) return at;
    }
  }

  function grow(): void {
    const before = table;
    places *= 2;
    table = new Uint32Array(stride * places);
    for (let at = 0; at < before.length; at += stride) {
      if (before[at + 5] !== 0) table.set(before.subarray(at, at + stride), find(before[at]!, before[at + 1]!));
    }
  }

  return {
    compare: ({ path, fingerprint, crc32 }) => {
      const at = find(...hashOf(path));
      if (table[at + 5] === 0) return 'free';
      const [high, low] = hashOf(fingerprint);
      if (table[at + 2] !== high || table[at + 3] !== low) return 'other';
      return crc32 !== null && table[at + 5] === (taken | hasCrc) && table[at + 4] === crc32 >>> 0 ? 'same' : 'alike';
    },
    add: ({ path, fingerprint, crc32 }) => {
      if (2 * ++count > places) grow();
      const flags = crc32 === null ? taken : taken | hasCrc;
      const [high, low] = hashOf(path);
      table.set([high, low, ...hashOf(fingerprint), (crc32 ?? 0) >>> 0, flags], find(high, low));
    },
  };
}

/** 64 bits of a text, well mixed; nobody has to be kept from finding another text with the same. */
export function hashOf(text: string): readonly [high: number, low: number] {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  const mixed = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(mixed ^ (mixed >>> 13), 3266489909);
  return [mixed >>> 0, low >>> 0];
}
