/** POSIX.1-1988 `ustar`, with a record of POSIX.1-2001 (pax) for paths that do not fit into it. */
export const tarBlockBytes = 512;

/** Two empty blocks. */
export const tarEnd = new Uint8Array(2 * tarBlockBytes);

const longestName = 100;
const longestPrefix = 155;
/** Eleven octal digits. */
const largestBytes = 8 ** 11 - 1;

/**
 * What stands before a file in a tar. Owner, mode and date are the same for all, so that equal outputs give equal bytes.
 */
export function tarHeader(path: string, sizeBytes: number): Uint8Array {
  const encoder = new TextEncoder();
  // A header's own name is of ASCII; a pax record is UTF-8.
  const plain = path.replace(/[^\x20-\x7e]/g, '_');
  const cut = cutPath(plain);
  const records = [
    ...(cut === null || plain !== path ? [paxRecord('path', path)] : []),
    ...(sizeBytes > largestBytes ? [paxRecord('size', String(sizeBytes))] : []),
  ].join('');
  const header = block(cut ?? { name: plain.slice(-longestName), prefix: '' }, Math.min(sizeBytes, largestBytes), '0');
  if (records === '') return header;
  const text = encoder.encode(records);
  const padded = Math.ceil(text.length / tarBlockBytes) * tarBlockBytes;
  const bytes = new Uint8Array(tarBlockBytes + padded + tarBlockBytes);
  bytes.set(block({ name: 'PaxHeaders/long', prefix: '' }, text.length, 'x'));
  bytes.set(text, tarBlockBytes);
  bytes.set(header, tarBlockBytes + padded);
  return bytes;
}

/** Splits a long path between two parts. @returns null when no place fits */
function cutPath(path: string): { readonly name: string; readonly prefix: string } | null {
  if (path.length <= longestName) return { name: path, prefix: '' };
  for (let at = path.indexOf('/'); at > 0 && at <= longestPrefix; at = path.indexOf('/', at + 1)) {
    if (path.length - at - 1 <= longestName) return { name: path.slice(at + 1), prefix: path.slice(0, at) };
  }
  return null;
}

/** `length key=value\n`, the length in bytes counting itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const restBytes = new TextEncoder().encode(rest).length;
  let length = restBytes + 1;
  while (String(length).length + restBytes !== length) length += 1;
  return `${length}${rest}`;
}

function block(
  { name, prefix }: { readonly name: string; readonly prefix: string },
  sizeBytes: number,
  type: '0' | 'x',
) {
  const bytes = new Uint8Array(tarBlockBytes);
  const put = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  put(0, name);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${sizeBytes.toString(8).padStart(11, '0')}\0`);
  put(136, '00000000000\0');
  put(148, ' '.repeat(8));
  put(156, type);
  put(257, 'ustar\x0000');
  put(345, prefix);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return bytes;
}
