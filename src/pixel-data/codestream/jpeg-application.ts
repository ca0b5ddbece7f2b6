import { hasText, uint32At } from './codestream-content.ts';

/** What the ICC profile segments of an image came to so far: each holds a part of one profile. */
export type ColourProfile = { readonly parts: number; readonly statedBytes: number; readonly lengthBytes: number };

export const noColourProfile: ColourProfile = { parts: 0, statedBytes: 0, lengthBytes: 0 };

/**
 * Reads an application segment that says how the image is coded: JFIF without a thumbnail, SPIFF header and end of
 * directory, the colour transforms of JPEG-LS and Adobe, ICC profiles. Each has one length only.
 * @param code second byte of the marker, E0 to EF
 * @returns the profile so far, null for a segment that holds anything else
 * @see ISO/IEC 10918-5 (JFIF), 10918-3 annex F (SPIFF), ICC.1:2022 B.4
 */
export function applicationSegment(code: number, content: Uint8Array, profile: ColourProfile): ColourProfile | null {
  if (code === 0xe2 && hasText(content, 0, 'ICC_PROFILE\0')) return nextPart(content, profile);
  return isKnown(code, content) ? profile : null;
}

function isKnown(code: number, content: Uint8Array): boolean {
  const { length } = content;
  switch (code) {
    case 0xe0:
      return length === 14 && hasText(content, 0, 'JFIF\0') && content[12] === 0 && content[13] === 0;
    case 0xe8:
      return (
        (length === 30 && hasText(content, 0, 'SPIFF\0')) ||
        (uint32At(content, 0) === 1 &&
          (length === 4 || (length === 6 && content[4] === 0xff && content[5] === 0xd8))) ||
        (length === 5 && hasText(content, 0, 'mrfx'))
      );
    case 0xee:
      return length === 12 && hasText(content, 0, 'Adobe');
    default:
      return false;
  }
}

const profileHeadBytes = 'ICC_PROFILE\0'.length + 2;

function nextPart(content: Uint8Array, { parts, statedBytes, lengthBytes }: ColourProfile): ColourProfile | null {
  const part = content[12] ?? 0;
  const all = content[13] ?? 0;
  const data = content.subarray(profileHeadBytes);
  if (part !== parts + 1 || part > all) return null;
  if (part === 1 && !isProfile(data)) return null;
  return {
    parts: part,
    statedBytes: part === 1 ? uint32At(data, 0) : statedBytes,
    lengthBytes: lengthBytes + data.length,
  };
}

/** Every ICC profile has its signature at this place. */
export function isProfile(bytes: Uint8Array): boolean {
  return bytes.length >= 128 && hasText(bytes, 36, 'acsp');
}

/** A profile states its length; nothing may stand behind it. */
export function isColourProfileWhole({ statedBytes, lengthBytes }: ColourProfile): boolean {
  return statedBytes === lengthBytes;
}
