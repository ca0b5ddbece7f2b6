import { packed } from 'dcmjs-codecs/build/dcmjs-native-codecs.wasm?packed';
import { inflateSync } from 'fflate';

/** The codecs' WebAssembly, about 4 MB. Imported only when a compressed image is looked at: this module holds it as text. */
export function unpackCodecs(): Uint8Array<ArrayBuffer> {
  const binary = atob(packed);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return new Uint8Array(inflateSync(bytes));
}
