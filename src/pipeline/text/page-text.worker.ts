import * as Comlink from 'comlink';
import { createTextEngine } from './create-text-engine.ts';
import { createTextLooker } from './create-text-looker.ts';

/** Runtime and models are chunks of their own, loaded with the first call (docs/adr/0009-text-search.md). */
const worker = createTextLooker({
  loadEngine: async () => {
    const { unpackRuntime } = await import('./chunks/text-search-runtime.ts');
    const { unpackDetector } = await import('./chunks/text-search-detector.ts');
    const { unpackReader } = await import('./chunks/text-search-reader.ts');
    return createTextEngine({ runtime: unpackRuntime(), detector: unpackDetector(), ...unpackReader() });
  },
  loadCodecs: async () => {
    const { unpackSearchCodecs } = await import('./chunks/text-search-codecs.ts');
    return WebAssembly.compile(unpackSearchCodecs());
  },
});

Comlink.expose(worker);
