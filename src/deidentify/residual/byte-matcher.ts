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

/**
 * Prepares patterns for a search by their first four bytes: a bitmap of the first two turns most positions down at once, a
 * map of all four most of the rest. Patterns under four bytes are ignored.
 */
export function createByteMatcher(patterns: readonly BytePattern[]): ByteMatcher {
  const usable = patterns
    .filter(({ bytes }) => bytes.length >= shortestPatternBytes)
    .map(({ bytes, label }) => ({ label, bytes: bytes.map((byte) => lower[byte] ?? byte) }));
  const pairs = new Uint8Array(usable.length === 0 ? 0 : 65_536);
  const quads = new Map<number, BytePattern[]>();
  for (const pattern of usable) {
    pairs[pairAt(pattern.bytes, 0)] = 1;
    const quad = quadAt(pattern.bytes, 0);
    quads.set(quad, [...(quads.get(quad) ?? []), pattern]);
  }
  return {
    search: (bytes) => (usable.length === 0 ? [] : search(bytes, pairs, quads)),
    longestBytes: usable.reduce((longest, { bytes }) => Math.max(longest, bytes.length), 0),
  };
}

function search(
  bytes: Uint8Array,
  pairs: Uint8Array,
  quads: ReadonlyMap<number, readonly BytePattern[]>,
): readonly string[] {
  const found = new Set<string>();
  const last = bytes.length - shortestPatternBytes;
  let previous = lower[bytes[0] ?? 0] ?? 0;
  for (let at = 0; at <= last; at++) {
    const next = lower[bytes[at + 1]!]!;
    if (pairs[(previous << 8) | next] === 1) {
      for (const pattern of quads.get(quadAt(bytes, at)) ?? []) {
        if (isAt(pattern.bytes, bytes, at)) found.add(pattern.label);
      }
    }
    previous = next;
  }
  return [...found];
}

function pairAt(bytes: Uint8Array, at: number): number {
  return (lower[bytes[at]!]! << 8) | lower[bytes[at + 1]!]!;
}

function quadAt(bytes: Uint8Array, at: number): number {
  return (pairAt(bytes, at) << 16) | pairAt(bytes, at + 2);
}

function isAt(pattern: Uint8Array, bytes: Uint8Array, at: number): boolean {
  if (at + pattern.length > bytes.length) return false;
  for (let offset = shortestPatternBytes; offset < pattern.length; offset++) {
    if (lower[bytes[at + offset]!] !== pattern[offset]) return false;
  }
  return true;
}
