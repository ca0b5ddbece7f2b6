import type { DecodedSamples } from '../../../pixel-data/rendering/compose-frame.ts';
import type { CodecName, EncoderName } from '../../../pixel-data/rendering/frame-coding.ts';
import { type EncodedFrame, instantiateCodecs, type NativeCodecs, type PlainFrame } from './native-codecs.ts';

/** Decodes one frame with a codec that is loaded when first needed. @returns null when the codestream is damaged */
export type Decode = (codec: CodecName, frame: EncodedFrame) => Promise<DecodedSamples | null>;

/** Encodes one frame without loss. @returns null when the library cannot */
type Encode = (codec: EncoderName, frame: PlainFrame) => Promise<Uint8Array | null>;

export type Codecs = { readonly decode: Decode; readonly encode: Encode };

/**
 * Codecs that load their module with the first compressed frame. A codestream that makes the library fail leaves its
 * memory in a state nobody knows, so the next frame gets a new instance.
 */
export function createCodecs(loadModule: () => Promise<WebAssembly.Module>): Codecs {
  let loading: Promise<WebAssembly.Module> | null = null;
  let codecs: NativeCodecs | null = null;
  const attempt = async <Result>(work: (native: NativeCodecs) => Result): Promise<Result | null> => {
    loading ??= loadModule();
    // A chunk that did not come may come the next time.
    const module = await loading.catch((failure: unknown) => {
      loading = null;
      throw failure;
    });
    codecs ??= await instantiateCodecs(module);
    try {
      return work(codecs);
    } catch {
      codecs = null;
      return null;
    }
  };
  return {
    decode: (codec, frame) => attempt((native) => native.decode(codec, frame)),
    encode: (codec, frame) => attempt((native) => native.encode(codec, frame)),
  };
}
