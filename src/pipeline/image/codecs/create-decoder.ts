import type { Decode } from '../read-image.ts';
import { instantiateCodecs, type NativeCodecs } from './native-codecs.ts';

/**
 * A decoder that loads its module with the first compressed frame. A codestream that makes the library fail leaves its
 * memory in a state nobody knows, so the next frame gets a new instance.
 */
export function createDecoder(loadModule: () => Promise<WebAssembly.Module>): Decode {
  let loading: Promise<WebAssembly.Module> | null = null;
  let codecs: NativeCodecs | null = null;
  return async (codec, frame) => {
    loading ??= loadModule();
    codecs ??= await instantiateCodecs(await loading);
    try {
      return codecs.decode(codec, frame);
    } catch {
      codecs = null;
      return null;
    }
  };
}
