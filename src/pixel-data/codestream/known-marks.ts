import marksJson from '../data/encoder-marks.json' with { type: 'json' };

const comments: readonly RegExp[] = marksJson.comments.map((pattern) => new RegExp(`^${pattern}$`, 'i'));

const segments: readonly { readonly marker: number; readonly beginning: readonly number[] }[] = marksJson.segments.map(
  ([marker = '', beginning = '']) => ({
    marker: Number.parseInt(marker, 16),
    beginning: (beginning.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)),
  }),
);

/** Longer segments of these kinds hold something more, such as a thumbnail; ICC profiles are as long as they are. */
const longestSegmentBytes = 256;
const iccMarker = 0xe2;

/** True for comments that are empty or name an encoder and nothing else (`data/encoder-marks.json`). */
export function isEncoderComment(bytes: Uint8Array): boolean {
  let text = '';
  for (const byte of bytes.subarray(0, 512)) text += String.fromCharCode(byte);
  const trimmed = text.replace(/[\0\s]+$/, '').trimStart();
  if (trimmed === '' && bytes.every((byte) => byte === 0 || byte === 0x20)) return true;
  return bytes.length <= 512 && comments.some((comment) => comment.test(trimmed));
}

/** True for application segments that describe how the image is coded. @param marker second byte, E0 to EF */
export function isCodingSegment(marker: number, content: Uint8Array): boolean {
  if (content.length === 0) return true;
  if (content.length > longestSegmentBytes && marker !== iccMarker) return false;
  return segments.some(
    (segment) => segment.marker === marker && segment.beginning.every((byte, at) => content[at] === byte),
  );
}

/** Bytes behind an image that say nothing: padding of one value, or the one byte that makes a length even. */
export function isPadding(bytes: Uint8Array): boolean {
  return bytes.length <= 1 || bytes.every((byte) => byte === 0) || bytes.every((byte) => byte === 0xff);
}
