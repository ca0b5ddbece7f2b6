import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { build } from 'vite';
import { packedPackage } from '../support/packed-package.ts';
import type { Received } from '../support/upload-proxy.ts';
import { blockOfGuide, scriptsOfGuide } from './read-guide.ts';

const repository = path.resolve(import.meta.dirname, '../..');

/** Where the guide's example servers are in a test. */
export type Places = { readonly pacs: string; readonly tus: string; readonly deid: string };

/** A portal on an origin of its own, made of the guide's examples and the packed package. */
export type PortalSite = {
  readonly folder: string;
  readonly build: (places: Places) => Promise<void>;
  readonly discard: () => void;
};

/** Packs and installs the package beside the portal; it lies in the repository, so that Uppy is found. */
export function installPortal(): PortalSite {
  mkdirSync(path.join(repository, '.tmp'), { recursive: true });
  const folder = mkdtempSync(path.join(repository, '.tmp/portal-'));
  mkdirSync(path.join(folder, 'node_modules/nescio'), { recursive: true });
  run('tar', ['-xzf', packedPackage(), '--strip-components=1', '-C', 'node_modules/nescio'], folder);
  cpSync(path.join(import.meta.dirname, 'site'), folder, { recursive: true });
  return {
    folder,
    build: async (places) => {
      for (const [name, code] of scriptsOfGuide()) writeFileSync(path.join(folder, name), replacePlaces(code, places));
      const element = path.join(folder, 'element.html');
      writeFileSync(element, readFileSync(element, 'utf8').replace('<!-- FORM -->', blockOfGuide('element')));
      const pages = ['engine', 'element', 'iframe', 'uppy', 'blank'];
      await build({
        root: folder,
        configFile: false,
        base: './',
        logLevel: 'error',
        worker: { format: 'es' },
        build: {
          target: 'es2023',
          minify: false,
          assetsInlineLimit: 0,
          modulePreload: { polyfill: false },
          rolldownOptions: { input: pages.map((page) => path.join(folder, `${page}.html`)) },
        },
      });
      writeFileSync(path.join(folder, 'dist/project.key'), new Uint8Array(32).fill(3));
    },
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @returns what the compiler says of the guide's examples; nothing when their types are right */
export function compileExamples(folder: string, moduleResolution: string): string {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: [],
    module: moduleResolution === 'NodeNext' ? 'NodeNext' : 'ESNext',
    moduleResolution,
    // Uppy's own declarations name libraries that are not there; ours are checked whole in e2e/package.spec.ts.
    skipLibCheck: true,
  };
  const files = [...scriptsOfGuide().keys()];
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module", "private": true }');
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const compiler = path.join(repository, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' }).stdout;
}

export function replacePlaces(text: string, { pacs, tus, deid }: Places): string {
  return text
    .replaceAll('https://pacs.example.org', pacs)
    .replaceAll('https://tus.example.org', tus)
    .replaceAll('https://deid.example.org', deid);
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Serves a folder under the policy that the guide prints for each page. Keeps every byte that it was sent. */
export async function serveSite(folder: string, port: number, places: () => Places, received: Received[]) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers: JSON.stringify(headers), body: Buffer.concat(chunks) });
    const name = new URL(url, 'http://portal').pathname;
    const file = path.join(folder, name);
    if (!existsSync(file) || name.endsWith('/')) return void response.writeHead(404).end();
    const page = path.basename(name, '.html');
    const policy = blockOfGuide(`csp ${['engine', 'element', 'uppy'].includes(page) ? page : 'iframe'}`);
    response.setHeader('Content-Security-Policy', replacePlaces(policy, places()));
    response.setHeader('Content-Type', types[path.extname(name)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function run(command: string, parameters: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}
