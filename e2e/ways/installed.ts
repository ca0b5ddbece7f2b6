import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packedPackage } from '../support/packed-package.ts';

/** Installs the packed package into a folder, as others do. */
export function installInto(folder: string): void {
  writeFileSync(join(folder, 'package.json'), '{ "name": "app", "private": true, "type": "module" }');
  const asked = ['install', '--offline', '--no-audit', '--no-fund', '--silent', packedPackage()];
  run('npm', asked, folder, [0]);
}

/**
 * Runs a program to its end.
 * @throws Error with what it said, when it ends with another status
 */
export function run(program: string, parameters: readonly string[], cwd: string, statuses: readonly number[]): string {
  const options = { cwd, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync(program, parameters, options);
  if (status === null || !statuses.includes(status))
    throw new Error(`${program} ${parameters[0]} ended with ${status}: ${stderr || stdout}`);
  return stdout;
}
