import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve('test-results/artifacts/package');

const waitMs = 200;
const mostWaits = 1500;

/** The npm package as `npm pack` makes it, built once a test run: each spec installs it in its own way. */
export function packedPackage(): string {
  const done = path.join(folder, 'packed');
  const building = path.join(folder, 'building');
  if (isFirst(building)) {
    try {
      run(process.execPath, ['package/build.mjs']);
      run('npm', ['pack', path.resolve('dist-package'), '--silent', '--pack-destination', folder]);
      mkdirSync(done);
    } catch (error) {
      rmdirSync(building);
      throw error;
    }
  }
  // Another process of the run may be building it.
  for (let waits = 0; !existsSync(done); waits++) {
    if (waits > mostWaits) throw new Error(`Nobody has finished the package in ${folder}.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs);
  }
  return path.join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!);
}

/** True for the one process that makes the folder. */
function isFirst(mark: string): boolean {
  mkdirSync(path.dirname(mark), { recursive: true });
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}

function run(command: string, parameters: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stdout}${stderr}`);
}
