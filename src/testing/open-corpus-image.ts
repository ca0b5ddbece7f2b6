import { readFileSync } from 'node:fs';
import { createDecoder } from '../pipeline/codecs/create-decoder.ts';
import type { InputContent } from '../pipeline/input-file.ts';
import { openImage } from '../pipeline/read-image.ts';

/** The decoder of the page, its WebAssembly read from disk instead of from a script chunk. */
const testDecoder = createDecoder(async () =>
  WebAssembly.compile(readFileSync('node_modules/dcmjs-codecs/build/dcmjs-native-codecs.wasm')),
);

/** Opens an image on disk the way the image worker does. */
export function openImageFile(path: string) {
  const content: InputContent = { kind: 'plain', blob: new Blob([readFileSync(path)]), lastModifiedMs: 0 };
  return openImage(content, testDecoder);
}
