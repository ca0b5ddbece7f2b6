import { spawnSync } from 'node:child_process';
import { peers, pythonPath } from '../setup/peers.mjs';

const folder = new URL('../peers/', import.meta.url).pathname;

/** For `test.skip(...needs('Java'))`: skips, and says why, where one of these programs is not installed. */
export function needs(...names: readonly string[]): [boolean, string] {
  const missing = missingPeers(...names);
  if (missing.length > 0) console.log(`SKIPPED: needs ${missing.join(', ')}`);
  return [missing.length > 0, `needs ${missing.join(', ')}`];
}

function missingPeers(...names: readonly string[]): readonly string[] {
  return peers
    .filter((peer) => names.some((name) => peer.name.includes(name)) && !peer.isThere())
    .map((peer) => peer.name);
}

/** Runs one of the Python scripts of e2e/peers and reads the JSON that it prints. Throws with its words when it fails. */
export function python<Answer>(script: string, args: readonly string[], input: unknown = null): Answer {
  const output = run(pythonPath(), ['-B', '-W', 'ignore', `${folder}${script}.py`, ...args], JSON.stringify(input));
  return JSON.parse(output) as Answer;
}

/** Entries that Java's ZipInputStream reads to the end; it is the strictest of the common readers. */
export function countWithJava(archive: string): number {
  return Number(run('java', [`${folder}ReadZip.java`, archive]));
}

/** `unzip -t`: throws when it finds any fault. */
export function testWithUnzip(archive: string): void {
  run('unzip', ['-tqq', archive]);
}

/** Problems that dcmdump has with a file; empty when it reads it whole. */
export function dumpProblem(file: string): string {
  const { status, stderr } = spawnSync('dcmdump', ['-q', '-M', file], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return status === 0 ? '' : stderr.trim() || `ended with ${status}`;
}

function run(command: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${error?.message ?? ''}${stderr}${stdout}`);
  return stdout;
}
