/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Damages a copy of a file in one to four places. @param end first byte that stays as it is: where the pixels begin. */
export function mutateBytes(file: Uint8Array, end: number, random: Random): Uint8Array {
  let bytes: Uint8Array = file.slice();
  // Mostly one: what is damaged beyond reading tells little.
  const count = random() < 0.7 ? 1 : 2 + Math.floor(random() * 3);
  for (let step = 0; step < count; step++) {
    const mutation = pick(random() < 0.5 ? byteMutations : mutations, random);
    bytes = mutation(bytes, Math.max(1, Math.min(end, bytes.length)), random);
  }
  return bytes;
}

type Mutation = (bytes: Uint8Array, end: number, random: Random) => Uint8Array;

/** Bytes and lengths that parsers get wrong. */
const strangeBytes = [0x00, 0x01, 0x1b, 0x20, 0x5c, 0x5e, 0x7f, 0x80, 0xe0, 0xfe, 0xff];
const strangeLengths = [0, 1, 2, 7, 0xfffe, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const strangeVrs = ['SQ', 'UN', 'OB', 'UI', 'PN', 'DA', 'UT', 'AT', 'FD', 'ZZ', '\0\0'];

/** One bit, one random byte, one strange byte. */
const byteMutations: readonly Mutation[] = [
  (bytes, end, random) => put(bytes, at(end, random), (old) => old ^ (1 << Math.floor(random() * 8))),
  (bytes, end, random) => put(bytes, at(end, random), () => Math.floor(random() * 256)),
  (bytes, end, random) => put(bytes, at(end, random), () => pick(strangeBytes, random)),
];

const mutations: readonly Mutation[] = [
  ...byteMutations,
  // A strange length, long and short.
  (bytes, end, random) => {
    const offset = at(end, random);
    if (offset + 4 <= bytes.length) new DataView(bytes.buffer).setUint32(offset, pick(strangeLengths, random), true);
    return bytes;
  },
  (bytes, end, random) => {
    const offset = at(end, random);
    if (offset + 2 <= bytes.length) new DataView(bytes.buffer).setUint16(offset, pick(strangeLengths, random), true);
    return bytes;
  },
  // Another VR in the place of a real one.
  (bytes, end, random) => {
    const offset = findVr(bytes, at(end, random), end);
    const vr = pick(strangeVrs, random);
    return put(
      put(bytes, offset, () => vr.charCodeAt(0)),
      offset + 1,
      () => vr.charCodeAt(1),
    );
  },
  // A stretch left out, said twice, or copied to another place.
  (bytes, end, random) => {
    const [start, stop] = stretch(end, random);
    return joined(bytes.subarray(0, start), bytes.subarray(stop));
  },
  (bytes, end, random) => {
    const [start, stop] = stretch(end, random);
    return joined(bytes.subarray(0, stop), bytes.subarray(start));
  },
  (bytes, end, random) => {
    const [start, stop] = stretch(end, random);
    const target = at(end, random);
    return joined(bytes.subarray(0, target), bytes.subarray(start, stop), bytes.subarray(target));
  },
  // Cut short.
  (bytes, end, random) => bytes.slice(0, at(end, random)),
];

function put(bytes: Uint8Array, offset: number, value: (old: number) => number): Uint8Array {
  if (offset < bytes.length) bytes[offset] = value(bytes[offset]!);
  return bytes;
}

function at(end: number, random: Random): number {
  return Math.floor(random() * end);
}

function stretch(end: number, random: Random): readonly [start: number, stop: number] {
  const start = at(end, random);
  return [start, Math.min(end, start + 1 + Math.floor(random() * 64))];
}

function pick<Value>(values: readonly Value[], random: Random): Value {
  return values[Math.floor(random() * values.length)]!;
}

/** The next pair of capital letters, which mostly is a VR. */
function findVr(bytes: Uint8Array, from: number, end: number): number {
  const isCapital = (byte: number | undefined) => byte !== undefined && byte >= 0x41 && byte <= 0x5a;
  for (let offset = from; offset + 1 < end; offset++) {
    if (isCapital(bytes[offset]) && isCapital(bytes[offset + 1])) return offset;
  }
  return from;
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
