import { readFileSync } from 'node:fs';
import type { InputContent } from '../pipeline/contracts/input-file.ts';
import { createDecoder } from '../pipeline/image/codecs/create-decoder.ts';
import { openImage } from '../pipeline/image/read-image.ts';

/** The decoder of the page, its WebAssembly read from disk instead of from a script chunk. */
const testDecoder = createDecoder(async () =>
  WebAssembly.compile(readFileSync('node_modules/dcmjs-codecs/build/dcmjs-native-codecs.wasm')),
);

/** Opens an image on disk the way the image worker does. */
export function openImageFile(path: string) {
  const content: InputContent = { kind: 'plain', blob: new Blob([readFileSync(path)]), lastModifiedMs: 0 };
  return openImage(content, testDecoder);
}
