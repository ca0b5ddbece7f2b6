// `node deploy/scale/records.mjs --records N [--only merge|journal|patients] [--package FOLDER] [--compact] [--keep]`: what records of N files, of which none
// is there, cost: time and most memory of `merge` over 100 shards, of reading a journal, of reading a table of one patient for 100 files.
// The lines are those of one made CT slice that the package (npm run build:package) has de-identified, with other identifiers in each;
// --compact has the replaced SOP Instance UID alone of its changes.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const shards = 100;
const filesOfSeries = 100;
const seriesOfStudy = 4;
const studiesOfPatient = 2;
const blockCharacters = 4 * 1024 * 1024;

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '200000' },
    only: { type: 'string' },
    package: { type: 'string', default: 'dist-package' },
    compact: { type: 'boolean' },
    keep: { type: 'boolean' },
  },
});
const count = Number(options.records);
const nescio = path.resolve(options.package, 'nescio.js');
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-records-'));
const at = (...parts) => path.join(folder, ...parts);
const parts = { merge: measureMerge, journal: measureJournal, patients: measurePatients };

try {
  const { module } = await runnerImport(new URL('../../src/testing/ct-slice.ts', import.meta.url).pathname);
  mkdirSync(at('in'));
  writeFileSync(at('in', '1.dcm'), module.ctSlice({ instance: 1 }));
  run('key', 'new', at('key.json'));
  const shard = [0, 1].find((index) => deidentifyOne(`${index}/2`, `out-${index}`, `records-${index}`));
  for (const [name, measure] of Object.entries(parts)) {
    if (options.only === undefined || options.only === name) measure(at(`records-${shard}`));
  }
} finally {
  if (options.keep) say(`Left in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

/** @returns whether the one file is of this shard */
function deidentifyOne(shard, out, records) {
  run(
    'deidentify',
    '--log',
    'none',
    '--key',
    at('key.json'),
    '--shard',
    shard,
    '--records',
    at(records),
    at('in'),
    at(out),
  );
  return readdirSync(at(out)).length > 0;
}

function measureMerge(template) {
  const read = (name) => JSON.parse(readFileSync(path.join(template, name), 'utf8').split('\n')[0]);
  const [file, identity, changes, output] = ['files', 'identities', 'changes', 'outputs'].map((name) =>
    read(`${name}.jsonl`),
  );
  const summary = JSON.parse(readFileSync(path.join(template, 'summary.json'), 'utf8'));
  const isOfInstance = ({ uids = [] }) => uids.includes(identity.instanceUidOld);
  const ofInstance = (uid) =>
    uid === identity.instanceUidOld ? '<instanceUidOld>' : uid === identity.instanceUidNew ? '<instanceUidNew>' : uid;
  const rows = (options.compact ? changes.rows.filter(isOfInstance) : changes.rows).map((row) =>
    row.uids ? { ...row, uids: row.uids.map(ofInstance) } : row,
  );
  const place = 'N-<patient>/S-<study>/E-<series>/I-<instance>.dcm';
  const input = '/archive/ward/<patient>/<study>/<series>/IM<n>.dcm';
  const marked = Object.keys(identifiersOf(0)).filter((name) => name in identity);
  const templates = {
    files: createTemplate({ ...file, line: '<line>', input, output: place }),
    identities: createTemplate({
      ...identity,
      line: '<line>',
      ...Object.fromEntries(marked.map((name) => [name, `<${name}>`])),
    }),
    changes: createTemplate({ line: '<line>', rows }),
    outputs: createTemplate({
      ...output,
      line: '<line>',
      output: place,
      sha256: '<sha256>',
      fingerprint: '<fingerprint>',
    }),
  };
  const folders = [];
  let bytes = 0;
  for (let shard = 0; shard < shards; shard++) {
    const own = at(`shard-${shard}`);
    folders.push(own);
    mkdirSync(own);
    for (const name of ['profile.json', 'decisions.json']) cpSync(path.join(template, name), path.join(own, name));
    const files = Object.entries(templates).map(([name, template]) => ({
      lines: createLines(path.join(own, `${name}.jsonl`)),
      template,
    }));
    let line = 0;
    // The files of a series fall to all shards, as by hash.
    for (let n = shard; n < count; n += shards) {
      line += 1;
      const values = { line, n, ...identifiersOf(n) };
      for (const { lines, template } of files) lines.addText(template(values));
    }
    for (const { lines } of files) bytes += lines.close();
    const counts = { added: line, deidentified: line, held: 0, skipped: 0, failed: 0 };
    writeFileSync(
      path.join(own, 'summary.json'),
      JSON.stringify({ ...summary, ...counts, shard: `${shard}/${shards}` }),
    );
  }
  report(`merge of ${count} records in ${shards} shards, ${megabytes(bytes)} MB`, ['merge', ...folders, at('merged')]);
  for (const name of readdirSync(at('merged'))) say(`  ${name}: ${megabytes(statSync(at('merged', name)).size)} MB`);
}

/** An unsharded run of one file, gone on with behind a journal of many: it reads the journal and refuses. */
function measureJournal() {
  run('deidentify', '--log', 'none', '--key', at('key.json'), at('in'), at('out'));
  const journal = at('out.journal.jsonl');
  const [header, entry] = readFileSync(journal, 'utf8').split('\n');
  const lines = createLines(journal);
  lines.add(JSON.parse(header));
  const own = JSON.parse(entry);
  for (let n = 0; n < count; n++) {
    const { patient, study, series, instance } = identifiersOf(n);
    const hash = instance.padStart(43, '0');
    lines.add({
      ...own,
      file: hash,
      version: hash,
      outputPath: `N-${patient}/S-${study}/E-${series}/I-${instance}.dcm`,
    });
  }
  const bytes = lines.close();
  const options = ['--resume', '--log', 'none', '--key', at('key.json')];
  report(`journal of ${count} outputs, ${megabytes(bytes)} MB`, ['deidentify', ...options, at('in'), at('out')]);
}

function measurePatients() {
  const patients = Math.ceil(count / 100);
  const place = at('patients.csv');
  const rows = Array.from({ length: patients }, (_, n) => `OLD${n},NEW-${n.toString(36)}\r\n`);
  writeFileSync(place, `id_old,id_new\r\n${rows.join('')}`);
  const profile = at('lookup.json');
  const shown = JSON.parse(spawnSync(process.execPath, [nescio, 'profile', 'show'], { encoding: 'utf8' }).stdout);
  writeFileSync(profile, JSON.stringify({ ...shown.profile, patients: { kind: 'lookup' } }));
  report(`table of ${patients} patients`, [
    'check',
    '--log',
    'none',
    '--profile',
    profile,
    '--patient-table',
    place,
    at('in'),
  ]);
}

/** Old and new identifiers of the n-th made file; new ones in no order, as a key gives them. */
function identifiersOf(n) {
  const series = Math.floor(n / filesOfSeries);
  const study = Math.floor(series / seriesOfStudy);
  const patient = Math.floor(study / studiesOfPatient);
  const scattered = (value, salt) => BigInt.asUintN(64, BigInt(value * 8 + salt + 1) * 0x9e3779b97f4a7c15n).toString();
  const uids = (kind, value, salt) => ({
    [`${kind}UidOld`]: `1.2.826.0.1.3680043.${salt}.${value}`,
    [`${kind}UidNew`]: `2.25.${scattered(value, salt)}`,
  });
  const own = scattered(n, 3);
  return {
    patient: scattered(patient, 0),
    study: scattered(study, 1),
    series: scattered(series, 2),
    instance: own,
    sha256: own.padStart(64, '0'),
    fingerprint: own.padStart(22, '0'),
    patientIdOld: `OLD${patient}`,
    patientIdNew: scattered(patient, 0),
    ...uids('study', study, 1),
    ...uids('series', series, 2),
    ...uids('instance', n, 3),
  };
}

/** The JSON of a value as a function of what stands in it as `<name>`; a number where `<line>` is all of a string. */
function createTemplate(value) {
  const pieces = JSON.stringify(value)
    .replace('"<line>"', '<line>')
    .split(/<(\w+)>/);
  return (values) => {
    let text = pieces[0];
    for (let at = 1; at < pieces.length; at += 2) text += values[pieces[at]] + pieces[at + 1];
    return text;
  };
}

function createLines(place) {
  const file = openSync(place, 'w');
  let text = '';
  let bytes = 0;
  const flush = () => {
    bytes += writeSync(file, text);
    text = '';
  };
  const addText = (line) => {
    text += `${line}\n`;
    if (text.length > blockCharacters) flush();
  };
  return {
    addText,
    add: (value) => addText(JSON.stringify(value)),
    close: () => {
      flush();
      closeSync(file);
      return bytes;
    },
  };
}

/** Runs the command under `time`, and says what it took and what its last words were. */
function report(title, command) {
  const { stderr, status } = spawnSync(
    '/usr/bin/time',
    ['-f', '%e s, %U s in user mode, %M KB', process.execPath, nescio, ...command],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  say(`${title}: status ${status}. ${stderr.trim().split('\n').slice(-2).join(' | ')}`);
}

function run(...command) {
  spawnSync(process.execPath, [nescio, ...command], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

function say(text) {
  console.log(text);
}
