import { joinBytes } from '../../dicom/join-bytes.ts';
import type { HiddenCode } from './codestream-content.ts';
import { endsInText, type SideBytes } from './side-bytes.ts';
import { codecOf, unitContent, unitKind, type VideoCodec } from './video-unit-content.ts';

/** Looks through an elementary video stream that comes in pieces of any size. */
export type UnitWalker = {
  /** @returns what the stream holds besides the pictures, as soon as it is met */
  readonly push: (bytes: Uint8Array) => HiddenCode | null;
  /** The stream has ended. */
  readonly end: () => HiddenCode | null;
};

/** No unit but coded pictures is longer. */
const longestUnit = 64 * 1024;
/** Enough to tell what a unit is. */
const leadBytes = 2;
const tailBytes = 64;

/** Units begin at 00 00 01 (ISO/IEC 13818-2 6.2.1, H.264 annex B, H.265 annex B). */
export function createUnitWalker(side: SideBytes): UnitWalker {
  const unit = new Uint8Array(longestUnit);
  let lengthBytes = 0;
  let codec: VideoCodec | null = null;
  let hasUnit = false;
  /** What a unit ends in, and bytes that may belong to the next start code. */
  let tail: Uint8Array = new Uint8Array(0);
  let carry: Uint8Array = new Uint8Array(0);

  /** Keeps what a unit begins with, and all of one that is not coded pictures. */
  function add(bytes: Uint8Array): HiddenCode | null {
    if (!hasUnit) return bytes.every((byte) => byte === 0) ? null : 'unknown-codestream';
    tail = joinBytes([tail, bytes.subarray(Math.max(0, bytes.length - tailBytes))]);
    if (tail.length > tailBytes) tail = tail.slice(tail.length - tailBytes);
    for (let at = 0; at < bytes.length; ) {
      if (lengthBytes >= leadBytes && isCoded()) return null;
      const most = lengthBytes < leadBytes ? leadBytes : unit.length;
      const part = bytes.subarray(at, at + most - lengthBytes);
      if (part.length === 0) return 'unknown-codestream';
      unit.set(part, lengthBytes);
      lengthBytes += part.length;
      at += part.length;
    }
    return null;
  }

  function isCoded(): boolean {
    codec ??= codecOf(unit[0] ?? 0, unit[1] ?? 0);
    return unitKind(codec, unit[0] ?? 0) === 'coded';
  }

  function finish(): HiddenCode | null {
    if (!hasUnit || lengthBytes === 0) return null;
    if (isCoded()) return endsInText(tail) ? 'behind-codestream' : null;
    let end = lengthBytes;
    while (end > 1 && unit[end - 1] === 0) end--;
    return unitContent(codec ?? 'avc', unit.subarray(0, end), side);
  }

  return {
    push: (bytes) => {
      const data = carry.length === 0 ? bytes : joinBytes([carry, bytes]);
      let at = 0;
      for (let code = startCodeAt(data, 0); code >= 0; code = startCodeAt(data, at)) {
        const found = add(data.subarray(at, code)) ?? finish();
        if (found) return found;
        hasUnit = true;
        lengthBytes = 0;
        tail = new Uint8Array(0);
        at = code + 3;
      }
      const kept = Math.max(at, data.length - 2);
      carry = data.slice(kept);
      return add(data.subarray(at, kept));
    },
    end: () => add(carry) ?? finish() ?? (hasUnit ? null : 'unknown-codestream'),
  };
}

/** Where 00 00 01 begins. @returns -1 without one */
function startCodeAt(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(1, from + 2); at >= 0; at = bytes.indexOf(1, at + 1)) {
    if (bytes[at - 1] === 0 && bytes[at - 2] === 0) return at - 2;
  }
  return -1;
}
