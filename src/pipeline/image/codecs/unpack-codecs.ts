import { packed } from 'dcmjs-codecs/build/dcmjs-native-codecs.wasm?packed';
import { unpack } from './unpack.ts';

/** The codecs' WebAssembly, about 4 MB. Imported only when a compressed image is looked at: this module holds it as text. */
export function unpackCodecs(): Uint8Array<ArrayBuffer> {
  return unpack(packed);
}
