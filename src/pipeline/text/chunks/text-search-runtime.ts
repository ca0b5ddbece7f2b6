import { packed } from 'onnxruntime-web/dist/ort-wasm-simd-threaded.wasm?packed';
import { unpack } from '../../image/codecs/unpack.ts';

/** The WebAssembly of ONNX Runtime, about 14 MB. */
export function unpackRuntime(): Uint8Array<ArrayBuffer> {
  return unpack(packed);
}
