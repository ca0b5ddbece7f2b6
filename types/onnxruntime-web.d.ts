// The few calls of onnxruntime-web 1.30.0 that Nescio makes.
declare module 'onnxruntime-web/wasm' {
  export const env: {
    logLevel: 'verbose' | 'info' | 'warning' | 'error' | 'fatal';
    readonly wasm: {
      numThreads: number;
      /** True: a worker of its own, made by the library. */
      proxy: boolean;
      /** Bytes of `ort-wasm-simd-threaded.wasm`; without them the library fetches the file. */
      wasmBinary: Uint8Array<ArrayBuffer>;
    };
  };

  export class Tensor {
    constructor(type: 'float32', data: Float32Array, dims: readonly number[]);
    readonly data: Float32Array | Int32Array;
    readonly dims: readonly number[];
  }

  export type SessionOptions = {
    readonly executionProviders: readonly ['wasm'];
    /** 4 is fatal. */
    readonly logSeverityLevel: 0 | 1 | 2 | 3 | 4;
    readonly enableCpuMemArena: boolean;
    readonly enableMemPattern: boolean;
  };

  export class InferenceSession {
    static create(model: Uint8Array, options: SessionOptions): Promise<InferenceSession>;
    readonly inputNames: readonly string[];
    readonly outputNames: readonly string[];
    run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  }
}
