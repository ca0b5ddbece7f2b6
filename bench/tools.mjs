// CPU time of tools beside each other over the same CT slices: `npm run bench:tools`. Needs dist-package, gdcmanon, dcmodify and Python
// with pydicom; `cp` is what reading and writing the bytes costs alone. PYTHON_PATH chooses another Python.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from './median.mjs';

const slices = 400;
const runs = 3;
const { PYTHON_PATH: python = '/usr/bin/python3' } = process.env;
const here = import.meta.dirname;
const root = mkdtempSync(path.join(tmpdir(), 'nescio-tools-'));
const input = path.join(root, 'in');
const key = path.join(root, 'key.json');
const certificate = path.join(root, 'certificate.pem');
const nescio = path.join(here, '../dist-package/nescio.js');

/** Tags that name people or the study, which dcmodify has to be told. */
const named = ['0010,0010', '0010,0020', '0010,0030', '0008,0050', '0008,0080', '0008,0090', '0020,0010'];

/** Each gets a new path for its output, and where it changes files in place a copy of them. */
const tools = [
  ['cp -r', (out) => ['cp', '-r', input, out]],
  [
    'dcmodify, in place',
    (out) => [
      'dcmodify',
      '-nb',
      '-gst',
      '-gse',
      '-gin',
      '-imt',
      ...named.flatMap((tag) => ['-ma', `(${tag})=`]),
      ...filesIn(out),
    ],
    true,
  ],
  ['gdcmanon -e', (out) => ['gdcmanon', '-e', '-r', '-c', certificate, input, out]],
  ['pydicom script', (out) => [python, path.join(here, 'tools-pydicom.py'), input, out]],
  [
    'nescio deidentify',
    (out) => [
      process.execPath,
      nescio,
      'deidentify',
      input,
      out,
      '--key',
      key,
      '--profile',
      'ps315-basic',
      '--log',
      'none',
    ],
  ],
];

const filesIn = (folder) => readdirSync(folder).map((name) => path.join(folder, name));

/** @returns CPU time in milliseconds. @throws Error when the tool fails or leaves files out */
function cpuMs([, command, isInPlace]) {
  // A name of its own: nescio keeps a journal beside what it has written.
  const out = path.join(mkdtempSync(path.join(root, 'run-')), 'out');
  if (isInPlace) cpSync(input, out, { recursive: true });
  const [program, ...parameters] = command(out);
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%U %S', program, ...parameters], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.slice(-400)}`);
  const written = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  if (written !== slices) throw new Error(`${program} wrote ${written} of ${slices} files.`);
  rmSync(out, { recursive: true });
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return (user + system) * 1000;
}

const say = (line) => process.stdout.write(`${line}\n`);

const run = (program, ...parameters) => {
  const { status, stderr } = spawnSync(program, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.slice(-400)}`);
};

try {
  mkdirSync(input);
  run(python, path.join(here, '../e2e/peers/make_series.py'), input, `${slices}`, `${512 * 512 * 2}`);
  run(process.execPath, nescio, 'key', 'new', key);
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=bench', '-out', certificate];
  run('openssl', ...request, '-keyout', path.join(root, 'key.pem'));
  say(
    `CPU time (user and system) of ${slices} slices of 512 KB, start of the program included; the middle one of ${runs} runs.\n`,
  );
  say('| Tool | ms a slice | least to most |\n| --- | --- | --- |');
  for (const tool of tools) {
    const perSlice = Array.from({ length: runs }, () => cpuMs(tool) / slices).sort((one, other) => one - other);
    const [least, most] = [perSlice[0], perSlice.at(-1)].map((ms) => ms.toFixed(1));
    say(`| ${tool[0]} | ${median(perSlice).toFixed(1)} | ${least} to ${most} |`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
