import { inflateSync } from 'fflate';

/** Bytes that travel as a script: deflated, in base64 (vite.codecs.ts). */
export function unpack(packed: string): Uint8Array<ArrayBuffer> {
  const binary = atob(packed);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return new Uint8Array(inflateSync(bytes));
}
