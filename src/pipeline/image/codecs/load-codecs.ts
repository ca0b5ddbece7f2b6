import { unpack } from './unpack.ts';

/** The codecs' WebAssembly, about 4 MB, as a chunk that holds nothing else: all workers of the page share it. */
export async function loadCodecs(): Promise<WebAssembly.Module> {
  const { packed } = await import('dcmjs-codecs/build/dcmjs-native-codecs.wasm?packed');
  return WebAssembly.compile(unpack(packed));
}
