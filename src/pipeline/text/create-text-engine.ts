import { env, InferenceSession, type SessionOptions, Tensor } from 'onnxruntime-web/wasm';
import { alphabetOf, decodeCtc } from '../../text-search/decode-ctc.ts';
import type { Planes } from '../../text-search/detector-input.ts';
import type { TextEngine } from '../../text-search/search-picture.ts';

/** Runtime and models, as bytes: how they come to be in memory is the business of whoever has them. */
export type TextModels = {
  /** The WebAssembly of ONNX Runtime. */
  readonly runtime: Uint8Array<ArrayBuffer>;
  readonly detector: Uint8Array<ArrayBuffer>;
  readonly reader: Uint8Array<ArrayBuffer>;
  /** The letters that the reading model knows, a line each. */
  readonly letters: string;
};

/**
 * Starts the two models on one thread. Their log is shut: it could quote what a picture shows.
 * @throws when the browser does not give the memory or the models are damaged
 */
export async function createTextEngine(models: TextModels): Promise<TextEngine> {
  env.logLevel = 'fatal';
  env.wasm.numThreads = 1;
  env.wasm.proxy = false;
  env.wasm.wasmBinary = models.runtime;
  const detector = await InferenceSession.create(models.detector, options);
  const reader = await InferenceSession.create(models.reader, options);
  const alphabet = alphabetOf(models.letters);
  return {
    detect: async (input) => {
      const output = await run(detector, input);
      const [, , rows = 0, columns = 0] = output.dims;
      return { values: output.data as Float32Array, columns, rows };
    },
    read: async (line) => {
      const output = await run(reader, line);
      const [, steps = 0, letters = 0] = output.dims;
      return decodeCtc({ values: output.data as Float32Array, steps, letters }, alphabet);
    },
  };
}

/** Without an arena, what one picture needed is free for the next: sizes differ. */
const options: SessionOptions = {
  executionProviders: ['wasm'],
  logSeverityLevel: 4,
  enableCpuMemArena: false,
  enableMemPattern: false,
};

async function run(session: InferenceSession, { values, columns, rows }: Planes): Promise<Tensor> {
  const results = await session.run({ [session.inputNames[0]!]: new Tensor('float32', values, [1, 3, rows, columns]) });
  return results[session.outputNames[0]!] as Tensor;
}
