// `npm run scale:long`: one process over many small files, and over one object of 4 GB, both made by code: memory and rate as they go.
//   --files N (200,000)   --gigabytes N (4)   --only files|object   --records   --write draws docs/img/command-*.svg   --keep leaves the folder
//   --installed FOLDER takes the package that is installed there, and builds none
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { renderPlot } from '../../bench/plot.mjs';
import { installedCommand, load, makeInputs, run } from './installed-package.mjs';

process.chdir(new URL('../..', import.meta.url).pathname);
const { values: options } = parseArgs({
  options: {
    files: { type: 'string', default: '200000' },
    gigabytes: { type: 'string', default: '4' },
    only: { type: 'string' },
    installed: { type: 'string' },
    records: { type: 'boolean' },
    write: { type: 'boolean' },
    keep: { type: 'boolean' },
  },
});
const sampleMs = 500;
const rows = 10;
const bytesOfGigabyte = 1e9;
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-long-'));
const at = (...parts) => path.join(folder, ...parts);
let nescio = '';

try {
  nescio = installedCommand(folder, options.installed);
  run(process.execPath, [nescio, 'key', 'new', at('key.json')]);
  if (options.only !== 'object') await manyFiles(Number(options.files));
  if (options.only !== 'files') await oneObject(Number(options.gigabytes) * bytesOfGigabyte);
} finally {
  if (options.keep) say(`Left in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

async function manyFiles(files) {
  await makeInputs(at('in'), files);
  const { status, samples, most, cpu, last } = await watched(at('in'), at('out'));
  say(`${files} files: status ${status}, ${last}, at most ${most} MB, ${cpu.toFixed(0)} CPU-s`);
  const step = files / rows;
  for (const pass of ['decided', 'written']) {
    say(
      `\n| ${pass} | seconds | files/s since the row before | CPU ms a file since then | MB |\n| --- | --- | --- | --- | --- |`,
    );
    const own = samples.filter((sample) => sample.pass === pass);
    if (own.length === 0) continue;
    let before = own[0];
    for (let row = 1; row <= rows; row++) {
      const now = own.find(({ done }) => done >= row * step) ?? own.at(-1);
      const count = now.done - before.done;
      if (count === 0) continue;
      const [rate, cpuMs] = [count / (now.seconds - before.seconds), ((now.cpu - before.cpu) * 1000) / count];
      say(`| ${now.done} | ${now.seconds.toFixed(0)} | ${rate.toFixed(0)} | ${cpuMs.toFixed(2)} | ${now.megabytes} |`);
      before = now;
    }
  }
  if (options.write) {
    const lines = ['decided', 'written'].map((pass) => ({
      name: pass,
      points: samples.filter((sample) => sample.pass === pass).map(({ done, megabytes }) => [done, megabytes]),
    }));
    const title = `Memory of one process while it works on ${files} small files`;
    writeFileSync(
      'docs/img/command-many-files.svg',
      renderPlot({ title, x: 'files', y: 'MB', lines: lines.map(thinned) }),
    );
  }
}

async function oneObject(bytes) {
  const { multiFrameHead } = await load('bench/data/describe-sets.ts');
  mkdirSync(at('object'));
  const file = at('object', 'object.dcm');
  // Pixels of nothing but zeros take no room on the disk; the program reads and writes them all the same.
  const pixelBytes = Math.floor(bytes / (512 * 512 * 2)) * 512 * 512 * 2;
  const head = multiFrameHead(pixelBytes);
  closeSync(openSync(file, 'wx'));
  writeFileSync(file, head);
  truncateSync(file, head.length + pixelBytes);
  const { status, samples, most, cpu, last } = await watched(at('object'), at('object-out'));
  const seconds = samples.at(-1).seconds;
  say(
    `\nOne object of ${pixelBytes} bytes: status ${status}, ${last}, ${seconds.toFixed(0)} s, ${cpu.toFixed(1)} CPU-s, at most ${most} MB`,
  );
  const every = Math.max(1, Math.floor(samples.length / rows));
  say(`| seconds | MB |\n| --- | --- |`);
  for (const { seconds: second, megabytes } of samples.filter((_, n) => n % every === 0))
    say(`| ${second.toFixed(0)} | ${megabytes} |`);
}

/** Runs the command, and looks at its process twice a second: what it says of its progress, its memory, its processor time. */
async function watched(input, out) {
  // It tells its progress to a terminal alone.
  const asTerminal = 'data:text/javascript,process.stderr.isTTY=true';
  const records = options.records ? ['--records', `${out}-records`] : [];
  const command = [
    '--import',
    asTerminal,
    nescio,
    'deidentify',
    input,
    out,
    '--key',
    at('key.json'),
    '--log',
    'text',
    ...records,
  ];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const samples = [];
  let [most, startMs, cpu] = [0, performance.now(), 0];
  const look = () => {
    const now = lookAt(child.pid);
    if (now === null) return;
    ({ most, cpu } = now);
    const [, done, , pass] = [...said.matchAll(/(\d+) of (\d+) (decided|written)/g)].at(-1) ?? [null, 0, 0, 'reading'];
    samples.push({ pass, done: Number(done), seconds: (performance.now() - startMs) / 1000, ...now });
    said = said.slice(-2000);
  };
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const timer = setInterval(look, sampleMs);
  const status = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  return { status, samples, most, cpu, last: said.trim().split('\n').at(-1).split('\u001b[K').at(-1) };
}

/** Resident memory now and at most in MB, user and system seconds so far; null when it has ended. */
function lookAt(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024);
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      megabytes: megabytes('VmRSS'),
      most: megabytes('VmHWM'),
      cpu: (Number(fields[11]) + Number(fields[12])) / 100,
    };
  } catch {
    return null;
  }
}

/** As many points as a drawing shows. */
function thinned({ name, points }) {
  const every = Math.ceil(points.length / 100);
  return { name, points: points.filter((_, n) => n % every === 0 || n === points.length - 1) };
}

function say(text) {
  console.log(text);
}
