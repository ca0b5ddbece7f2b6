import { readFileSync } from 'node:fs';
import type { InputContent } from '../pipeline/contracts/input-file.ts';
import { createCodecs } from '../pipeline/image/codecs/create-codecs.ts';
import { openImage } from '../pipeline/image/read-image.ts';

/** The codecs of the page, their WebAssembly read from disk instead of from a script chunk. */
export const testCodecs = createCodecs(async () =>
  WebAssembly.compile(readFileSync('node_modules/dcmjs-codecs/build/dcmjs-native-codecs.wasm')),
);

/** Opens an image on disk the way the image worker does. */
export function openImageFile(path: string) {
  const content: InputContent = { kind: 'plain', blob: new Blob([readFileSync(path)]), lastModifiedMs: 0 };
  return openImage(content, testCodecs.decode);
}
