import { data, log } from 'dcmjs';
import type { Vr } from './vr.ts';

// dcmjs logs values (over-long ones, for instance), and a console is no place for them.
log.setLevel('silent', false);
log.getLogger('validation.dcmjs').setLevel('silent', false);
log.getLogger('AsyncDicomReader').setLevel('silent', false);

const { ReadBufferStream, ValueRepresentation, WriteBufferStream } = data;
type ReadBufferStream = InstanceType<typeof ReadBufferStream>;
type WriteBufferStream = InstanceType<typeof WriteBufferStream>;

/** dcmjs knows no SV; its bytes are those of UV. */
const lentVrs: Partial<Record<Vr, Vr>> = { SV: 'UV' };

/** Building a stream costs more than reading a value, so each buffer keeps its own. */
const streams = new WeakMap<ArrayBufferLike, ReadBufferStream>();

/** Making a stream costs far more than writing a value, so small values share one. */
const scratchBytes = 16_384;
const scratch = new WriteBufferStream(scratchBytes, true);

/** Lengths are not dcmjs' to judge: it throws on over-long values and quotes them. */
const writeOptions = { allowInvalidVRLength: true } as const;

/**
 * Reads a text value field with dcmjs, whole: backslashes and padding stay, so that nothing of what dcmjs makes of
 * them (numbers for DS, dropped empty names) gets in the way.
 *
 * @param decode turns the bytes into text for the VRs that depend on Specific Character Set
 */
export function readTextValue(bytes: Uint8Array, vr: Vr, decode: (bytes: Uint8Array) => string): string {
  if (bytes.length === 0) return '';
  const stream = streamAt(bytes, true);
  stream.setDecoder({ decode: (view) => decode(new Uint8Array(view.buffer, view.byteOffset, view.byteLength)) });
  const value = ValueRepresentation.createByTypeString(vr).readBytes(stream, bytes.length);
  return typeof value === 'object' ? value.join('\\') : String(value);
}

/**
 * Reads the values of a fixed-width numeric VR or AT with dcmjs. Bytes too few for another value are left alone: dcmjs
 * would read on into the next element, and makes 0 of an empty value.
 */
export function readNumericValues(
  bytes: Uint8Array,
  vr: Vr,
  valueBytes: number,
  isLittleEndian: boolean,
): readonly (number | bigint)[] {
  const count = Math.floor(bytes.length / valueBytes);
  if (count === 0) return [];
  const stream = streamAt(bytes, isLittleEndian);
  const reader = ValueRepresentation.createByTypeString(lentVrs[vr] ?? vr);
  return Array.from({ length: count }, () => {
    const value = reader.readBytes(stream, valueBytes) as number | bigint;
    return vr === 'SV' ? BigInt.asIntN(64, BigInt(value)) : value;
  });
}

/**
 * Writes a value field with dcmjs, padded to even length as its VR demands.
 *
 * @param encode turns text into bytes for the VRs that depend on Specific Character Set
 */
export function writeValues(
  values: string | readonly (string | number | bigint)[],
  vr: Vr,
  isLittleEndian: boolean,
  encode: (text: string) => Uint8Array,
): Uint8Array {
  const stream = emptyStream(capacityFor(values));
  stream.setEndian(isLittleEndian);
  // A copy, because dcmjs writes from the start of the buffer behind a view.
  stream.encoder = { encode: (text) => encode(text).slice() };
  const lent = vr === 'SV' && typeof values !== 'string' ? values.map(unsigned) : values;
  ValueRepresentation.createByTypeString(lentVrs[vr] ?? vr).writeBytes(stream, lent, writeOptions);
  return new Uint8Array(stream.getBuffer());
}

/** Bytes that suffice in each of our encodings, escape sequences included. */
function capacityFor(values: string | readonly (string | number | bigint)[]): number {
  if (typeof values === 'string') return values.length * 8 + 16;
  return values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length * 8 + 1 : 8), 16);
}

/** An empty stream with room for the value, which then lies in one chunk of it. */
function emptyStream(capacity: number): WriteBufferStream {
  if (capacity > scratchBytes) return new WriteBufferStream(capacity, true);
  scratch.offset = 0;
  scratch.size = 0;
  return scratch;
}

function unsigned(value: string | number | bigint): bigint {
  return BigInt.asUintN(64, BigInt(value));
}

function streamAt(bytes: Uint8Array, isLittleEndian: boolean): ReadBufferStream {
  let stream = streams.get(bytes.buffer);
  if (stream === undefined) {
    // The whole buffer, because dcmjs ignores where a view begins.
    stream = new ReadBufferStream(bytes.buffer as ArrayBuffer, isLittleEndian);
    streams.set(bytes.buffer, stream);
  }
  stream.setEndian(isLittleEndian);
  stream.offset = bytes.byteOffset;
  return stream;
}
