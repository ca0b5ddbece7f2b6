// `npm run scale:same`: the same files in another order, in 1, 3 and 10 shards, and in a run that is killed (SIGKILL) at half and gone on with:
// each has to give the paths and bytes of one run, and `merge` of its records the same outputs.csv. With the packed package.
//   --files N (20,000)   --installed FOLDER takes the package that is installed there, and builds none
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hashesBelow, sha256 } from './folder-hashes.mjs';
import { installedCommand, makeInputs, run, secondsSince } from './installed-package.mjs';

process.chdir(new URL('../..', import.meta.url).pathname);
const { values: options } = parseArgs({
  options: { files: { type: 'string', default: '20000' }, installed: { type: 'string' } },
});
const files = Number(options.files);
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-same-'));
const at = (...parts) => path.join(folder, ...parts);
const problems = [];
let nescio = '';

try {
  nescio = installedCommand(folder, options.installed);
  await makeInputs(at('in'), files);
  run(process.execPath, [nescio, 'key', 'new', at('key.json')]);
  const expected = made('one run', 'one', () => [deidentify('one', [at('in')])]);
  compare('one run, its inputs in another order', 'shuffled', () => [
    deidentify('shuffled', ['--manifest', shuffled()]),
  ]);
  for (const count of [1, 3, 10]) {
    compare(`${count} shards`, `of-${count}`, () =>
      Array.from({ length: count }, (_, index) =>
        deidentify(`of-${count}`, [at('in'), '--shard', `${index}/${count}`], `${index}`),
      ),
    );
  }
  const done = await killedAtHalf();
  compare(`killed when ${done} were written, and gone on with`, 'killed', () => [
    deidentify('killed', [at('in'), '--resume']),
  ]);

  function compare(title, name, make) {
    const found = made(title, name, make);
    const isSame = found.text === expected.text;
    say(`${isSame ? 'ok' : 'NOT'}  ${title}: ${found.count} files`);
    if (!isSame) problems.push(title);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
say(problems.length === 0 ? `All are the same, of ${files} files.` : `Failed: ${problems.join('; ')}`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Makes outputs and records, and merges these. @returns what is compared */
function made(title, name, make) {
  const startedMs = Date.now();
  const records = make();
  run(process.execPath, [nescio, 'merge', ...records, at(`${name}.merged`)]);
  const lines = [...hashesBelow(at(name))].map(([file, hash]) => `${file} ${hash}`);
  say(`${title}: ${secondsSince(startedMs)} s`);
  const text = [...lines, sha256(readFileSync(at(`${name}.merged`, 'outputs.csv')))].join('\n');
  if (name !== 'one') rmSync(at(name), { recursive: true });
  return { count: lines.length, text };
}

/** @param parameters inputs and options @returns the folder of its records */
function deidentify(name, parameters, part = '') {
  const records = at(`${name}.records${part}`);
  run(process.execPath, [...deidentifyCommand(), ...parameters, '--records', records, at(name)]);
  return records;
}

function deidentifyCommand() {
  return [nescio, 'deidentify', '--log', 'none', '--key', at('key.json')];
}

async function killedAtHalf() {
  const child = spawn(process.execPath, [...deidentifyCommand(), at('in'), at('killed')], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const journal = `${at('killed')}.journal.jsonl`;
  const written = () => (existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 2 : 0);
  while (child.exitCode === null && written() < files / 2) await wait(50);
  child.kill('SIGKILL');
  await ended;
  return written();
}

/** A manifest of all files in an order of chance. */
function shuffled() {
  const { stdout } = spawnSync('sh', ['-c', `find ${at('in')} -type f | sort -R`], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  writeFileSync(at('list'), stdout);
  return at('list');
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
