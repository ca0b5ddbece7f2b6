import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { packedPackage } from '../support/packed-package.ts';
import type { Received } from '../support/upload-proxy.ts';
import { createTusServer } from './tus-server.ts';

/** An example as somebody has it who copies it into an empty folder. @returns the folder to serve */
export function buildExample(name: string, folder: string): string {
  cpSync(path.resolve('examples', name), folder, { recursive: true });
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) {
    mkdirSync(path.join(folder, 'nescio'));
    run('tar', ['-xzf', packedPackage(), '--strip-components=1', '-C', 'nescio'], folder);
    return folder;
  }
  const { dependencies, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
  // Not from the registry: the package as it is here.
  const placed = { ...rest, dependencies: { ...dependencies, nescio: `file:${packedPackage()}` } };
  writeFileSync(manifest, JSON.stringify(placed));
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', '--prefer-offline', '--ignore-scripts'], folder);
  run('npm', ['run', 'build', '--silent'], folder);
  return path.join(folder, 'dist');
}

/** Whether packages can be installed here; asked once. */
export function reachesRegistry(): boolean {
  return spawnSync('npm', ['ping', '--silent'], { timeout: 20_000 }).status === 0;
}

/** What a browser has fetched of a folder, in bytes as gzip makes them: scripts of the page, and the worker's. */
export function fetchedSizes(folder: string, received: readonly Received[]) {
  const names = new Set(received.map(({ url }) => url).filter((url) => url.endsWith('.js')));
  const packed = (urls: readonly string[]) =>
    urls.reduce((total, url) => total + gzipSync(readFileSync(path.join(folder, url))).length, 0);
  const isWorker = (url: string) => path.basename(url).includes('deidentify.worker');
  return {
    scripts: packed([...names].filter((url) => !isWorker(url))),
    worker: packed([...names].filter(isWorker)),
  };
}

/** Lines that the host writes: code, and the element in the page. */
export function linesOf(name: string): number {
  const folder = path.resolve('examples', name);
  const code = readdirSync(folder).filter((file) => /\.(?:js|tsx?|vue)$/.test(file));
  return code
    .flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('//') && !line.trim().startsWith('/**')).length;
}

export type ExampleSite = {
  readonly origin: string;
  /** Every request, with its body. */
  readonly received: readonly Received[];
  /** The bytes of each upload, by `POST upload` or by tus. */
  readonly uploads: () => readonly Buffer[];
  readonly stop: () => Promise<void>;
};

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** A portal that serves a folder under a policy, hands out a key and takes uploads. */
export async function serveExample(folder: string, policy: string): Promise<ExampleSite> {
  const received: Received[] = [];
  const tus = createTusServer();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const seen = { method, url, headers: JSON.stringify(headers), body: Buffer.concat(chunks) };
    received.push(seen);
    if (url.startsWith('/files')) {
      const reply = tus.handle(seen);
      return void response.writeHead(reply.status, reply.headers).end();
    }
    if (url === '/upload') return void response.writeHead(method === 'POST' ? 204 : 405).end();
    if (url === '/project.key') return void response.end(new Uint8Array(32).fill(3));
    const file = path.join(folder, url === '/' ? 'index.html' : new URL(url, 'http://portal').pathname);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  return {
    origin: `http://localhost:${port}`,
    received,
    uploads: () => [
      ...received.filter(({ url }) => url === '/upload').map(({ body }) => body),
      ...tus.uploads().map(({ bytes }) => bytes),
    ],
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function run(command: string, parameters: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: 'utf8', timeout: 240_000 });
  if (status !== 0) throw new Error(`${command} ${parameters[0]} ended with ${status}: ${stdout}${stderr}`);
}
