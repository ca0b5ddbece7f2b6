import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesBelow } from '../support/folder.ts';
import { packedPackage } from '../support/packed-package.ts';
import type { Served } from './serve-example.ts';

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
  run('npm', ['run', 'build', '--silent', '--if-present'], folder);
  return ['dist', '.'].map((name) => path.join(folder, name)).find((place) => existsSync(place))!;
}

export function installs(name: string): boolean {
  return existsSync(path.resolve('examples', name, 'package.json'));
}

/** Whether packages can be installed here; asked once. */
export function reachesRegistry(): boolean {
  return spawnSync('npm', ['ping', '--silent'], { timeout: 20_000 }).status === 0;
}

/** Scripts that a browser has fetched, in bytes as gzip makes them: the page's, and the workers' with what these load. */
export function fetchedSizes(served: readonly Served[]) {
  const isWorker = ({ url, headers }: Served) =>
    headers['sec-fetch-dest'] === 'worker' ||
    served.some((one) => one.headers['sec-fetch-dest'] === 'worker' && headers.referer?.endsWith(one.url)) ||
    url.includes('deidentify.worker');
  const scripts = new Map(served.filter(({ type }) => type.includes('javascript')).map((one) => [one.url, one]));
  const packed = (some: readonly Served[]) => some.reduce((total, { body }) => total + gzipSync(body).length, 0);
  return {
    scripts: packed([...scripts.values()].filter((one) => !isWorker(one))),
    worker: packed([...scripts.values()].filter(isWorker)),
  };
}

/** Lines that the host writes: code and configuration, without empty ones and comments. */
export function linesOf(name: string): number {
  const folder = path.resolve('examples', name);
  const code = filesBelow(folder).filter((file) => /\.(?:m?js|tsx?|vue|conf)$/.test(file));
  return code
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line.trim() !== '' && !/^\s*(?:\/\/|\/\*\*|#)/.test(line)).length;
}

function run(command: string, parameters: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: 'utf8', timeout: 420_000 });
  if (status !== 0) throw new Error(`${command} ${parameters[0]} ended with ${status}: ${stdout}${stderr}`);
}
