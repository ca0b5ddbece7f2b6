const FORMAT = 'nescio-project-key';
const KEY_BYTES = 32;

/** The key as a small JSON file with 64 hexadecimal digits. */
export function serializeProjectKey(key: Uint8Array): string {
  const hex = Array.from(key, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${JSON.stringify({ format: FORMAT, formatVersion: 1, key: hex }, null, 2)}\n`;
}

/** Reads a key file that `serializeProjectKey` wrote. Returns null for any other text. */
export function parseProjectKey(text: string): Uint8Array | null {
  const parsed = parseJson(text);
  if (typeof parsed !== 'object' || parsed === null || !('format' in parsed) || !('key' in parsed)) {
    return null;
  }
  const { format, key } = parsed;
  if (format !== FORMAT || typeof key !== 'string' || !/^[0-9a-f]{64}$/i.test(key)) {
    return null;
  }
  return Uint8Array.from({ length: KEY_BYTES }, (_, i) => Number.parseInt(key.slice(2 * i, 2 * i + 2), 16));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
