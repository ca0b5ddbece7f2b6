// `npm run bench:command`, after npm run build:package: what a CT slice costs the command, part by part, beside reading and writing its bytes.
// Two numbers of slices, so that what starts once can be told from what each slice costs; then a profile of both threads.
//   --slices N   the larger number (1,600); the smaller one is a quarter
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { runnerImport } from 'vite';
import { median } from './median.mjs';

const { values: options } = parseArgs({ options: { slices: { type: 'string', default: '1600' } } });
const most = Number(options.slices);
const few = Math.round(most / 4);
const runs = 3;
const perFolder = 100;
const here = import.meta.dirname;
const nescio = path.join(here, '../dist-package/nescio.js');
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-parts-'));
const at = (...parts) => path.join(folder, ...parts);

/** Where a stretch of the profile belongs: the innermost function on its stack that is named here, `node:` of those of Node alone. */
const parts = {
  'reading headers': ['readEach', 'readAll'],
  'index of inputs and outputs': ['indexFile'],
  'rules and edits': ['deidentifyDataset', 'planFile'],
  'comparing and searching the output': ['verifyOutput'],
  'SHA-256': ['node:update'],
  'CRC-32': ['node:crc32'],
  'reading pixels, writing, renaming': ['fillFile', 'writeOne'],
  journal: ['note', 'append'],
  'messages between threads': ['node:postMessage'],
};

try {
  await makeSlices();
  run('key', 'new', at('key.json'));
  say(
    `Processor time (user and system), one thread for files, the middle one of ${runs} runs; load ${loadavg()[0].toFixed(0)}.\n`,
  );
  const [small, large] = [few, most].map((count) =>
    median(Array.from({ length: runs }, () => commandMs(count)).sort((a, b) => a - b)),
  );
  const perSlice = (large - small) / (most - few);
  say('| What | ms |\n| --- | --- |');
  say(`| ${few} slices, with the start | ${small.toFixed(0)} |`);
  say(`| ${most} slices, with the start | ${large.toFixed(0)} |`);
  say(`| **a slice** beyond the first ${few} | **${perSlice.toFixed(2)}** |`);
  for (const [name, cost] of bytesAlone()) say(`| ${name} | ${cost.toFixed(2)} |`);
  say(`\n| Part, of ${most} slices with the start (profile, without waiting) | Share |\n| --- | --- |`);
  for (const [name, share] of profiled()) say(`| ${name} | ${Math.round(share * 100)} % |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function makeSlices() {
  const { module } = await runnerImport(path.join(here, 'data/describe-sets.ts'), {
    configFile: false,
    logLevel: 'error',
  });
  for (let slice = 0; slice < most; slice++) {
    for (const set of slice < few ? ['few', 'most'] : ['most']) {
      const below = at(set, String(Math.floor(slice / perFolder)));
      mkdirSync(below, { recursive: true });
      writeFileSync(path.join(below, `${slice}.dcm`), module.ctSlice(slice));
    }
  }
}

function commandMs(count) {
  const [place, ...more] = [
    at('out'),
    '--workers',
    '1',
    '--profile',
    'ps315-basic',
    '--log',
    'none',
    '--key',
    at('key.json'),
  ];
  const command = [nescio, 'deidentify', at(count === few ? 'few' : 'most'), place, ...more];
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%U %S', process.execPath, ...command], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`nescio ended with ${status}: ${stderr.slice(-400)}`);
  rmSync(place, { recursive: true });
  rmSync(`${place}.journal.jsonl`, { force: true });
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return (user + system) * 1000;
}

/** Calls alone, over the same files. */
function* bytesAlone() {
  const files = readdirSync(at('most'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const window = Buffer.alloc(1 << 20);
  mkdirSync(at('alone'));
  let bytes = 0;
  const read = (file) => {
    const opened = openSync(file, 'r');
    bytes = readSync(opened, window);
    closeSync(opened);
  };
  const write = (_, n) => {
    const part = at('alone', `${n}.part`);
    const opened = openSync(part, 'wx');
    writeSync(opened, window, 0, bytes);
    closeSync(opened);
    renameSync(part, at('alone', `${n}`));
  };
  const parts = {
    'reading its bytes alone': read,
    'writing them into a new file, and renaming it, alone': write,
    'SHA-256 alone': () => createHash('sha256').update(window.subarray(0, bytes)).digest(),
    'CRC-32 alone': () => crc32(window.subarray(0, bytes)),
  };
  for (const [name, part] of Object.entries(parts)) {
    const before = process.cpuUsage();
    for (const [n, file] of files.entries()) part(file, n);
    const { user, system } = process.cpuUsage(before);
    yield [name, (user + system) / 1000 / files.length];
  }
}

/** Shares of all time in which a thread did not wait. */
function profiled() {
  const place = at('profiled');
  const profiling = ['--cpu-prof', `--cpu-prof-dir=${at('profiles')}`];
  const command = ['deidentify', at('most'), place, '--workers', '1', '--profile', 'ps315-basic', '--log', 'none'];
  const { status } = spawnSync(process.execPath, [...profiling, nescio, ...command, '--key', at('key.json')], {
    stdio: 'ignore',
  });
  if (status !== 0) throw new Error(`nescio ended with ${status} while it was profiled.`);
  const times = new Map();
  let all = 0;
  for (const name of readdirSync(at('profiles'))) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(at('profiles', name), 'utf8'));
    const partOf = partsOfNodes(nodes);
    for (const [n, sample] of samples.entries()) {
      const part = partOf.get(sample);
      if (part === null) continue;
      times.set(part, (times.get(part) ?? 0) + timeDeltas[n]);
      all += timeDeltas[n];
    }
  }
  return [...times].map(([name, time]) => [name, time / all]).sort(([, one], [, other]) => other - one);
}

/** @returns the part of each node; null where its thread waits */
function partsOfNodes(nodes) {
  const byName = new Map(Object.entries(parts).flatMap(([part, names]) => names.map((name) => [name, part])));
  const found = new Map();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (node, inherited) => {
    const { functionName, url } = node.callFrame;
    // What is nearer to the bytes says more: a hash within a write is a hash.
    const own = byName.get(url.startsWith('node:') ? `node:${functionName}` : functionName) ?? inherited;
    found.set(
      node.id,
      functionName === '(idle)' ? null : functionName === '(garbage collector)' ? 'garbage collector' : own,
    );
    for (const child of node.children ?? []) visit(byId.get(child), own);
  };
  visit(nodes[0], 'start, lists of files, all else');
  return found;
}

function run(...command) {
  spawnSync(process.execPath, [nescio, ...command], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
