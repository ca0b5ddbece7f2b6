import { unpackDetector } from './chunks/text-search-detector.ts';
import { unpackReader } from './chunks/text-search-reader.ts';
import { unpackRuntime } from './chunks/text-search-runtime.ts';
import type { TextModels } from './create-text-engine.ts';

/** Runtime and models of the package: one file beside its scripts, `text-models.js` (vite.package.config.ts). */
export function textModels(): TextModels {
  return { runtime: unpackRuntime(), detector: unpackDetector(), ...unpackReader() };
}
