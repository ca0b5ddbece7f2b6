import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

const ending = '.wasm?packed';

/**
 * Turns `import { packed } from './x.wasm?packed'` into a script that holds the module, deflated and in base64. The page's policy
 * stops every fetch, so WebAssembly travels as a script chunk (docs/adr/0004-image-codecs.md).
 */
export function packedWasm(): Plugin {
  return {
    name: 'packed-wasm',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(ending)) return null;
      const packed = deflateRawSync(readFileSync(id.slice(0, -'?packed'.length)), { level: 9 });
      return `export const packed = ${JSON.stringify(packed.toString('base64'))};`;
    },
  };
}
