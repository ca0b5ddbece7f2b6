import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { madeOnce } from './made-once.ts';

const folder = path.resolve('test-results/artifacts/package');

/** The npm package as `npm pack` makes it, built once a test run: each spec installs it in its own way. */
export function packedPackage(): string {
  madeOnce(folder, () => {
    run(process.execPath, ['package/build.mjs']);
    run('npm', ['pack', path.resolve('dist-package'), '--silent', '--pack-destination', folder]);
  });
  return path.join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!);
}

function run(command: string, parameters: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stdout}${stderr}`);
}
