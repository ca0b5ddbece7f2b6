// `npm run scale:faults`, as root: what goes wrong around a run, with the packed package and real file systems: a full disk, one that cannot be
// written, inputs that vanish, a damaged journal, a key that others may read, two runs into one folder. Each has to end with its status and
// its words, leave nothing half-written, and be gone on with to the bytes of a run that nothing happened to.
//   --installed FOLDER takes the package that is installed there, and builds none
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hashesBelow, isSame, isWithin } from './folder-hashes.mjs';
import { installedCommand, load, run } from './installed-package.mjs';

process.chdir(new URL('../..', import.meta.url).pathname);
const { values: options } = parseArgs({ options: { installed: { type: 'string' } } });
const slices = 60;
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-faults-'));
const at = (...parts) => path.join(folder, ...parts);
let nescio = '';
const problems = [];
const mounts = [];

try {
  nescio = installedCommand(folder, options.installed);
  const { ctSlice } = await load('bench/data/describe-sets.ts');
  mkdirSync(at('in'));
  for (let n = 0; n < slices; n++) writeFileSync(at('in', `${n}.dcm`), ctSlice(n));
  run(process.execPath, [nescio, 'key', 'new', at('key.json')]);
  const whole = deidentify(at('whole'));
  expect('a run that nothing happens to', whole, 0, `${slices} de-identified`);
  const expected = hashesBelow(at('whole'));
  const goesOn = (name, out) => {
    const resumed = deidentify(out, '--resume');
    expect(`${name}, gone on with`, resumed, 0, '');
    check(`${name}, gone on with: the bytes of a whole run`, isSame(hashesBelow(out), expected));
  };

  // Some thirty of sixty slices fit.
  const full = mount('full', '16m');
  const ended = deidentify(path.join(full, 'out'));
  expect('a full disk', ended, 1, 'no room');
  check('a full disk: whole files alone', isPart(hashesBelow(path.join(full, 'out')), expected));
  run('mount', ['-o', 'remount,size=80m', full]);
  goesOn('a full disk', path.join(full, 'out'));
  expect('a full disk, as a ZIP', deidentify(path.join(mount('full-zip', '8m'), 'out.zip')), 1, 'no room');
  check(
    'a full disk, as a ZIP: no archive',
    readdirSync(at('full-zip')).every((name) => !name.includes('.zip')),
  );

  const still = mount('read-only', '80m');
  run('mount', ['-o', 'remount,ro', still]);
  expect('a folder that cannot be written', deidentify(path.join(still, 'out')), 1, 'written');
  check('a folder that cannot be written: nothing in it', readdirSync(still).length === 0);

  const { status, err, out } = await whileRunning('vanished', at('in-vanishing'), () =>
    rmSync(at('in-vanishing'), { recursive: true }),
  );
  expect('inputs that vanish', { status, err }, 4, 'failed');
  check('inputs that vanish: whole files alone', isPart(hashesBelow(out), expected));

  deidentify(at('damaged'));
  const journal = `${at('damaged')}.journal.jsonl`;
  const lines = readFileSync(journal, 'utf8').split('\n');
  writeFileSync(journal, [...lines.slice(0, 3), '{"file":', ...lines.slice(3)].join('\n'));
  expect('a damaged journal', deidentify(at('damaged'), '--resume'), 1, 'damaged');
  check('a damaged journal: nothing was changed', isSame(hashesBelow(at('damaged')), expected));

  chmodSync(at('key.json'), 0o644);
  expect('a key that others may read', deidentify(at('readable')), 1, 'others');
  check('a key that others may read: no output', !existsSync(at('readable')));
  chmodSync(at('key.json'), 0o600);

  const two = await whileRunning('two', at('in-two'), (place) => {
    expect('a second run into one folder', deidentifyFrom(at('in-two'), place, '--resume'), 1, 'Another run');
  });
  expect('the first of two runs', two, 0, `${slices} de-identified`);
  check('two runs: the bytes of one', isSame(hashesBelow(two.out), expected));
} finally {
  for (const place of mounts) run('umount', [place]);
  rmSync(folder, { recursive: true, force: true });
}
say(problems.length === 0 ? 'All as it has to be.' : `Failed: ${problems.join('; ')}`);
process.exitCode = problems.length === 0 ? 0 : 1;

function deidentify(out, ...more) {
  return deidentifyFrom(at('in'), out, ...more);
}

function commandOf(input, out, ...more) {
  return [nescio, 'deidentify', input, out, '--key', at('key.json'), '--workers', '1', ...more];
}

function deidentifyFrom(...parameters) {
  const { status, stderr } = spawnSync(process.execPath, commandOf(...parameters), { encoding: 'utf8' });
  return { status, err: stderr };
}

/** Does something to a run, over a copy of the inputs, when its first output is there. */
async function whileRunning(name, input, act) {
  run('cp', ['-r', at('in'), input]);
  const out = at(name);
  const child = spawn(process.execPath, commandOf(input, out), { stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (child.exitCode === null && !hasOutput(out)) await wait(2);
  child.kill('SIGSTOP');
  act(out);
  child.kill('SIGCONT');
  return { status: await ended, err, out };
}

/** By names alone: what is half-made ends with `.part`, and is renamed at any time. */
function hasOutput(out) {
  return existsSync(out) && readdirSync(out, { recursive: true }).some((name) => name.endsWith('.dcm'));
}

function mount(name, size) {
  mkdirSync(at(name));
  run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', at(name)]);
  mounts.push(at(name));
  return at(name);
}

/** What is half-made has a name of its own, and is no file of a whole run. */
function isPart(found, whole) {
  return found.size > 0 && found.size < whole.size && isWithin(found, whole);
}

function expect(name, { status, err }, wanted, words) {
  check(`${name}: status ${wanted}`, status === wanted && err.includes(words));
  say(`  ${name}: ${status}, ${err.trim().split('\n').at(-1)}`);
}

function check(name, holds) {
  if (!holds) problems.push(name);
  say(`${holds ? 'ok' : 'NOT'}  ${name}`);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
