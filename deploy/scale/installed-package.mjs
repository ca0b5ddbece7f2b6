import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runnerImport } from 'vite';

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** Loads a module of the repository that is written in TypeScript. @param file below its root */
export async function load(file) {
  return (await runnerImport(`${root}/${file}`, { configFile: false, root, logLevel: 'error' })).module;
}

/** Runs a program to its end. @throws with what it said, when it does not end with 0 */
export function run(program, args, env = process.env) {
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args[0]} ended with ${status}: ${stderr || stdout}`);
}

/** As a person installs it, from the packed package. The working directory is the root of the repository. */
export function installPackage(folder) {
  run(process.execPath, ['package/build.mjs']);
  run('npm', ['pack', path.resolve('dist-package'), '--silent', '--pack-destination', folder]);
  const packed = path.join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, packed]);
}

/**
 * @param installed a folder in which a person has installed the package before; without it, the packed package is installed into `folder`
 * @returns the script of the command there
 */
export function installedCommand(folder, installed) {
  if (installed === undefined) installPackage(folder);
  return path.join(installed ?? folder, 'node_modules', 'nescio', 'nescio.js');
}

/** Runs a script of Node to its end, and measures it (`/usr/bin/time`). */
export function measured(command, env = process.env) {
  const startedMs = Date.now();
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%M %U %S', process.execPath, ...command], {
    env,
    encoding: 'utf8',
  });
  const lines = stderr.trim().split('\n');
  const [kilobytes, user, system] = lines.pop().split(' ').map(Number);
  return {
    status,
    said: lines.join(' | '),
    seconds: secondsSince(startedMs),
    user,
    system,
    megabytes: Math.round(kilobytes / 1024),
  };
}

export function secondsSince(startedMs) {
  return Math.round((Date.now() - startedMs) / 1000);
}

/** So many tiny slices below a folder, 500 in each folder of it. */
export async function makeInputs(folder, files) {
  const { tinySlice } = await load('bench/data/describe-sets.ts');
  for (let file = 0; file < files; file++) {
    const below = path.join(folder, String(Math.floor(file / 500)));
    if (file % 500 === 0) mkdirSync(below, { recursive: true });
    writeFileSync(path.join(below, `${file}.dcm`), tinySlice(file));
  }
}
