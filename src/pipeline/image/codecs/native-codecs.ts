import type { DecodedSamples } from '../../../pixel-data/rendering/compose-frame.ts';
import type { CodecName, EncoderName } from '../../../pixel-data/rendering/frame-coding.ts';

/** What a decoder is told of a frame besides its bytes. */
export type EncodedFrame = {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly samplesPerPixel: number;
  readonly isSigned: boolean;
  readonly isPlanar: boolean;
  readonly photometric: string;
};

/** Unsigned samples of one frame, little endian, pixel by pixel; bits of the container and of the samples. */
export type PlainFrame = {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly samplesPerPixel: number;
  /** Three samples are red, green and blue, and JPEG 2000 may transform them reversibly. */
  readonly isRgb: boolean;
};

/** Decodes or encodes one frame, without loss. @throws when the library fails; the instance is then used up. */
export type NativeCodecs = {
  readonly decode: (codec: CodecName, frame: EncodedFrame) => DecodedSamples;
  readonly encode: (codec: EncoderName, frame: PlainFrame) => Uint8Array;
};

/** Numbers that the library has for them (PhotometricInterpretation of dcmjs-codecs, in this order). */
const photometrics = [
  ...['MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR', 'RGB', 'YBR_FULL', 'YBR_FULL_422', 'YBR_PARTIAL_422'],
  ...['YBR_PARTIAL_420', 'YBR_ICT', 'YBR_RCT', 'CMYK', 'ARGB', 'HSV'],
];

type Exports = { readonly memory: WebAssembly.Memory; readonly _initialize?: () => void } & Readonly<
  Record<string, (...values: readonly (number | boolean)[]) => number>
>;

/**
 * Runs the WebAssembly of dcmjs-codecs (libijg for 8, 12 and 16 bits, CharLS, OpenJPEG, OpenJPH, libjxl)
 * without the library's own script, which fetches its module and evaluates text: the policy of the page allows neither.
 */
export async function instantiateCodecs(module: WebAssembly.Module): Promise<NativeCodecs> {
  let memory: WebAssembly.Memory | null = null;
  let warnings = 0;
  const instance = await WebAssembly.instantiate(
    module,
    importsFor(
      () => memory,
      () => {
        warnings += 1;
      },
    ),
  );
  const api = instance.exports as Exports;
  memory = api.memory;
  return {
    decode: (codec, frame) => {
      warnings = 0;
      const decoded = decode(api, codec, frame);
      return { ...decoded, hasWarning: warnings > 0 };
    },
    encode: (codec, frame) => encode(api, codec, frame),
  };
}

function decode(api: Exports, codec: CodecName, frame: EncodedFrame): DecodedSamples {
  const call = callerOf(api);
  const context = contextFor(call, frame);
  const options = call('CreateDecoderParameters');
  call('SetConvertColorspaceToRgb', options, 0);
  call('SetEncodedBufferSize', context, frame.bytes.length);
  // The buffer of the memory is another one after it has grown, so it is asked for anew each time.
  new Uint8Array(api.memory.buffer).set(frame.bytes, call('GetEncodedBuffer', context));
  call(codec, context, options);
  const from = call('GetDecodedBuffer', context);
  const decoded: DecodedSamples = {
    bytes: new Uint8Array(api.memory.buffer, from, call('GetDecodedBufferSize', context)).slice(),
    rows: call('GetRows', context),
    columns: call('GetColumns', context),
    bitsAllocated: call('GetBitsAllocated', context),
    samplesPerPixel: call('GetSamplesPerPixel', context),
    isPlanar: call('GetPlanarConfiguration', context) === 1,
    isRgb: codec !== 'DecodeJpeg' && codec !== 'DecodeJpegLs',
  };
  call('ReleaseDecoderParameters', options);
  call('ReleaseCodecsContext', context);
  return decoded;
}

/** RPCL, which one of the syntaxes of HTJ2K demands and the others allow (PS3.5 A.4.4.1). */
const progressionOrder = 2;

function encode(api: Exports, codec: EncoderName, frame: PlainFrame): Uint8Array {
  const call = callerOf(api);
  const photometric = frame.samplesPerPixel === 1 ? 'MONOCHROME2' : frame.isRgb ? 'RGB' : 'YBR_FULL';
  const context = contextFor(call, { ...frame, photometric, isSigned: false, isPlanar: false });
  const options = call('CreateEncoderParameters');
  call('SetLossy', options, 0);
  call('SetAllowedLossyError', options, 0);
  call('SetProgressionOrder', options, progressionOrder);
  call('SetAllowMct', options, frame.isRgb ? 1 : 0);
  call('SetDecodedBufferSize', context, frame.bytes.length);
  new Uint8Array(api.memory.buffer).set(frame.bytes, call('GetDecodedBuffer', context));
  call(codec, context, options);
  const from = call('GetEncodedBuffer', context);
  const encoded = new Uint8Array(api.memory.buffer, from, call('GetEncodedBufferSize', context)).slice();
  call('ReleaseEncoderParameters', options);
  call('ReleaseCodecsContext', context);
  return encoded;
}

type Call = (name: string, ...values: readonly (number | boolean)[]) => number;

function callerOf(api: Exports): Call {
  return (name, ...values) => api[name]!(...values);
}

function contextFor(call: Call, frame: Omit<EncodedFrame, 'bytes'>): number {
  const context = call('CreateCodecsContext');
  call('SetColumns', context, frame.columns);
  call('SetRows', context, frame.rows);
  call('SetBitsAllocated', context, frame.bitsAllocated);
  call('SetBitsStored', context, frame.bitsStored);
  call('SetSamplesPerPixel', context, frame.samplesPerPixel);
  call('SetPixelRepresentation', context, frame.isSigned ? 1 : 0);
  call('SetPlanarConfiguration', context, frame.isPlanar ? 1 : 0);
  call('SetPhotometricInterpretation', context, Math.max(0, photometrics.indexOf(frame.photometric)));
  return context;
}

const warningStart = 'Jpeg2000Buffer::OpjMessageCallbackWarning';

/** What the module asks of its host: no files, no environment, no clock; failures become exceptions without text. */
function importsFor(memoryOf: () => WebAssembly.Memory | null, onWarning: () => void): WebAssembly.Imports {
  const nothing = () => 0;
  const fail = (): never => {
    // The text may quote what the codestream holds, so it goes no further.
    throw new Error('The codec failed.');
  };
  const zero = (...places: readonly number[]) => {
    const memory = memoryOf();
    if (memory !== null) for (const place of places) new DataView(memory.buffer).setUint32(place, 0, true);
    return 0;
  };
  // Warnings of OpenJPEG come as information that begins with their name. The text goes no further either.
  const inform = (text: number) => {
    const memory = memoryOf();
    const start = memory && String.fromCharCode(...new Uint8Array(memory.buffer, text, warningStart.length));
    if (start === warningStart) onWarning();
    return 0;
  };
  return {
    env: {
      onCodecsException: fail,
      onCodecsInfo: inform,
      onCodecsTrace: nothing,
      emscripten_notify_memory_growth: nothing,
    },
    wasi_snapshot_preview1: {
      proc_exit: fail,
      fd_close: nothing,
      fd_seek: nothing,
      fd_write: (_file: number, _parts: number, _count: number, written: number) => zero(written),
      environ_get: nothing,
      environ_sizes_get: (count: number, size: number) => zero(count, size),
      clock_time_get: (_clock: number, _precision: bigint, time: number) => zero(time, time + 4),
    },
  };
}
