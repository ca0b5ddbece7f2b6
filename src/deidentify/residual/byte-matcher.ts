/** A pattern of bytes and what it says. */
export type BytePattern = { readonly bytes: Uint8Array; readonly label: string };

/** Finds many patterns in one pass; ASCII letters match in either case. */
export type ByteMatcher = {
  /** Labels of the patterns found, each once. */
  readonly search: (bytes: Uint8Array) => readonly string[];
  /** Bytes of the longest pattern; 0 when there is none. */
  readonly longestBytes: number;
};

/** Shorter ones would be found by chance. */
const shortestPatternBytes = 4;

/** One byte in lower case (ASCII), as a table: the search looks at every byte of a header. */
const lower = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte));

/** Patterns made ready for the search; those of a visit are shared by the matchers of its files. */
export type ByteIndex = {
  readonly byStart: ReadonlyMap<number, readonly BytePattern[]>;
  /** 1 for the first two bytes of a pattern. What is 1 without need costs a look and finds nothing. */
  readonly pairs: Uint8Array;
  readonly longestBytes: number;
};

/**
 * Prepares patterns for a search by their first four bytes: a bitmap of the first two turns most positions down at once, a
 * map of all four most of the rest. Patterns under four bytes are ignored.
 */
export function indexPatterns(patterns: readonly BytePattern[]): ByteIndex {
  const usable = usablePatterns(patterns);
  const pairs = new Uint8Array(65_536);
  const byStart = new Map<number, BytePattern[]>();
  for (const pattern of usable) {
    pairs[pairAt(pattern.bytes, 0)] = 1;
    const start = quadAt(pattern.bytes, 0);
    byStart.set(start, [...(byStart.get(start) ?? []), pattern]);
  }
  return { byStart, pairs, longestBytes: longestOf(usable) };
}

/** @param own a few patterns of one file, beside those that others have too */
export function createByteMatcher(shared: ByteIndex, own: readonly BytePattern[] = []): ByteMatcher {
  const usable = usablePatterns(own);
  const longestBytes = Math.max(shared.longestBytes, longestOf(usable));
  // A bitmap of their own would cost each file 64 KB.
  for (const { bytes } of usable) shared.pairs[pairAt(bytes, 0)] = 1;
  return { search: (bytes) => (longestBytes === 0 ? nothing : search(bytes, shared, usable)), longestBytes };
}

const nothing: readonly string[] = [];

function usablePatterns(patterns: readonly BytePattern[]): readonly BytePattern[] {
  return patterns
    .filter(({ bytes }) => bytes.length >= shortestPatternBytes)
    .map(({ bytes, label }) => ({ label, bytes: bytes.map((byte) => lower[byte] ?? byte) }));
}

function longestOf(patterns: readonly BytePattern[]): number {
  return patterns.reduce((longest, { bytes }) => Math.max(longest, bytes.length), 0);
}

function search(bytes: Uint8Array, { pairs, byStart }: ByteIndex, own: readonly BytePattern[]): readonly string[] {
  const found = new Set<string>();
  const last = bytes.length - shortestPatternBytes;
  let previous = lower[bytes[0] ?? 0] ?? 0;
  for (let at = 0; at <= last; at++) {
    const next = lower[bytes[at + 1]!]!;
    if (pairs[(previous << 8) | next] === 1) {
      addLabels(byStart.get(quadAt(bytes, at)) ?? noPatterns, bytes, at, found);
      addLabels(own, bytes, at, found);
    }
    previous = next;
  }
  return found.size === 0 ? nothing : [...found];
}

const noPatterns: readonly BytePattern[] = [];

function addLabels(patterns: readonly BytePattern[], bytes: Uint8Array, at: number, found: Set<string>): void {
  for (const pattern of patterns) if (isAt(pattern.bytes, bytes, at)) found.add(pattern.label);
}

function pairAt(bytes: Uint8Array, at: number): number {
  return (lower[bytes[at]!]! << 8) | lower[bytes[at + 1]!]!;
}

function quadAt(bytes: Uint8Array, at: number): number {
  return (pairAt(bytes, at) << 16) | pairAt(bytes, at + 2);
}

function isAt(pattern: Uint8Array, bytes: Uint8Array, at: number): boolean {
  if (at + pattern.length > bytes.length) return false;
  for (let offset = 0; offset < pattern.length; offset++) {
    if (lower[bytes[at + offset]!] !== pattern[offset]) return false;
  }
  return true;
}
