import marksJson from '../data/encoder-marks.json' with { type: 'json' };

const comments: readonly RegExp[] = marksJson.comments.map((pattern) => new RegExp(`^${pattern}$`, 'i'));

/** x265 writes all its settings. */
const longestComment = 8192;

/** True for comments that are empty or name an encoder and nothing else (`data/encoder-marks.json`). */
export function isEncoderComment(bytes: Uint8Array): boolean {
  if (bytes.every((byte) => byte === 0 || byte === 0x20)) return true;
  if (bytes.length > longestComment) return false;
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  const trimmed = text.replace(/[\0\s]+$/, '').trimStart();
  return comments.some((comment) => comment.test(trimmed));
}
