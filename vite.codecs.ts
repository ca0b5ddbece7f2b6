import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** WebAssembly, and what text search needs beside it. */
const packable = /\.(wasm|onnx|txt)\?packed$/;
const folder = /\?packed-folder$/;

const ownModule = /new URL\("ort-wasm[a-z-]*\.wasm",\s*import\.meta\.url\)(\.href)?/g;

/**
 * Turns `import { packed } from './x.wasm?packed'` into a script that holds the file, deflated and in base64; with `?packed-folder` the
 * files of a folder, by name. The page's policy stops every fetch, so WebAssembly, models and fonts travel as script chunks
 * (docs/adr/0004-image-codecs.md).
 */
export function packedWasm(): Plugin {
  return {
    name: 'packed-wasm',
    enforce: 'pre',
    // Some packages list what may be imported of them, and their models are not among it.
    resolveId: (id) =>
      /^[@a-z]/.test(id) && (packable.test(id) || folder.test(id)) ? resolve('node_modules', id) : null,
    load(id) {
      if (folder.test(id)) return packedFolder(id.replace(folder, ''));
      if (!packable.test(id)) return null;
      return `export const packed = ${JSON.stringify(packedFile(id.slice(0, -'?packed'.length)))};`;
    },
    // ONNX Runtime is handed its module; the address that it would fetch it from must not bring the file into the build.
    transform: (code, id) => (id.includes('/onnxruntime-web/') ? code.replace(ownModule, "''") : null),
  };
}

function packedFolder(path: string): string {
  const names = readdirSync(path).filter((name) => !name.startsWith('LICENSE'));
  const files = Object.fromEntries(names.sort().map((name) => [name, packedFile(join(path, name))]));
  return `export const packed = ${JSON.stringify(files)};`;
}

function packedFile(path: string): string {
  return deflateRawSync(readFileSync(path), { level: 9 }).toString('base64');
}
