import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** WebAssembly, and what text search needs beside it. */
const packable = /\.(wasm|onnx|txt)\?packed$/;

const ownModule = /new URL\("ort-wasm[a-z-]*\.wasm",\s*import\.meta\.url\)(\.href)?/g;

/**
 * Turns `import { packed } from './x.wasm?packed'` into a script that holds the file, deflated and in base64. The page's policy
 * stops every fetch, so WebAssembly and models travel as script chunks (docs/adr/0004-image-codecs.md).
 */
export function packedWasm(): Plugin {
  return {
    name: 'packed-wasm',
    enforce: 'pre',
    // Some packages list what may be imported of them, and their models are not among it.
    resolveId: (id) => (/^[@a-z]/.test(id) && packable.test(id) ? resolve('node_modules', id) : null),
    load(id) {
      if (!packable.test(id)) return null;
      const packed = deflateRawSync(readFileSync(id.slice(0, -'?packed'.length)), { level: 9 });
      return `export const packed = ${JSON.stringify(packed.toString('base64'))};`;
    },
    // ONNX Runtime is handed its module; the address that it would fetch it from must not bring the file into the build.
    transform: (code, id) => (id.includes('/onnxruntime-web/') ? code.replace(ownModule, "''") : null),
  };
}
