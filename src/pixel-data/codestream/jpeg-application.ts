import { hasText, uint16At, uint32At } from './codestream-content.ts';

/** What the ICC profile segments of an image came to so far: each holds a part of one profile. */
export type ColourProfile = { readonly parts: number; readonly statedBytes: number; readonly lengthBytes: number };

export const noColourProfile: ColourProfile = { parts: 0, statedBytes: 0, lengthBytes: 0 };

const profileMark = 'ICC_PROFILE\0';

/** @see ICC.1:2022 B.4 */
export function isProfilePart(code: number, content: Uint8Array): boolean {
  return code === 0xe2 && hasText(content, 0, profileMark);
}

/**
 * How many bytes of an application segment say how the image is coded: JFIF, SPIFF header and end of directory, the colour
 * transforms of JPEG-LS and Adobe. Each has one length; what is behind that, a thumbnail of JFIF among it, is read by no decoder.
 * @param code second byte of the marker, E0 to EF
 * @returns 0 for a segment that is anything else
 * @see ISO/IEC 10918-5 (JFIF), 10918-3 annex F (SPIFF)
 */
export function codingBytes(code: number, content: Uint8Array): number {
  const begins = (text: string, lengthBytes: number) =>
    content.length >= lengthBytes && hasText(content, 0, text) ? lengthBytes : 0;
  switch (code) {
    case 0xe0:
      return begins('JFIF\0', jfifBytes);
    case 0xe8:
      return begins('SPIFF\0', 30) || begins('mrfx', 5) || endOfDirectoryBytes(content);
    case 0xee:
      return begins('Adobe', 12);
    default:
      return 0;
  }
}

const jfifBytes = 14;
const thumbnailSizeAt = 12;

/** A JFIF segment with a thumbnail says its size in its last two bytes. */
export function hasThumbnail(code: number, content: Uint8Array): boolean {
  return code === 0xe0 && content.length >= jfifBytes && uint16At(content, thumbnailSizeAt) !== 0;
}

/** The last entry of a SPIFF directory, with the start of an image behind it or without. */
function endOfDirectoryBytes(content: Uint8Array): number {
  if (content.length < 4 || uint32At(content, 0) !== 1) return 0;
  return content[4] === 0xff && content[5] === 0xd8 ? 6 : 4;
}

const profileHeadBytes = profileMark.length + 2;

/** Takes the next part of a profile in. @returns null for one that is none */
export function nextPart(
  content: Uint8Array,
  { parts, statedBytes, lengthBytes }: ColourProfile,
): ColourProfile | null {
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
