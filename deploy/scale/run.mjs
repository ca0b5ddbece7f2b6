// `npm run scale`: each recipe of deploy/ end to end, with tasks killed on the way, against one process. Needs root for Slurm.
//   --files N   how many inputs (20,000)   --only parallel|snakemake|slurm   --keep   leaves the folder
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hashesBelow, sha256 } from './folder-hashes.mjs';
import { installPackage, makeInputs, run as runProgram } from './installed-package.mjs';
import { startSlurm } from './local-slurm.mjs';

const shards = 10;
const mostMsToStart = 300_000;
/** A journal of this size has its first line and outputs behind it. */
const someLinesBytes = 4000;
const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
process.chdir(root);
const { values: options } = parseArgs({
  options: { files: { type: 'string' }, only: { type: 'string' }, keep: { type: 'boolean' } },
});
const files = Number(options.files ?? 20_000);
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-scale-'));
const at = (...parts) => path.join(folder, ...parts);
const env = { ...process.env, PATH: `${at('node_modules', '.bin')}:${process.env.PATH}` };
const run = (program, args) => runProgram(program, args, env);
const problems = [];
const recipes = [
  ['parallel', 'GNU parallel, one shard killed', runParallel],
  ['snakemake', 'Snakemake, one shard killed', runSnakemake],
  ['slurm', 'Slurm, one task killed, one node drained, two tasks again', runSlurm],
];

try {
  await makeInputs(at('in'), files);
  installPackage(folder);
  run('nescio', ['key', 'new', at('key.json')]);
  const expected = await timed('one process', async () => {
    run('nescio', [
      'deidentify',
      '--log',
      'none',
      '--key',
      at('key.json'),
      '--records',
      at('one.records'),
      at('in'),
      at('one'),
    ]);
    run('nescio', ['merge', at('one.records'), at('one.merged')]);
    return 'one';
  });
  for (const [name, title, recipe] of recipes) {
    if (options.only === undefined || options.only === name) await timed(title, recipe, expected);
  }
} finally {
  if (options.keep) say(`Left in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
say(problems.length === 0 ? 'All recipes gave the outputs of one process.' : `Failed: ${problems.join('; ')}`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Runs one recipe, compares what it made, and says how long it took. */
async function timed(title, recipe, expected) {
  const startedMs = Date.now();
  let found = null;
  try {
    const name = await recipe();
    const seconds = Math.round((Date.now() - startedMs) / 1000);
    found = resultOf(name);
    const isSame = expected === undefined || expected.text === found.text;
    say(`${title}: ${found.outputs} outputs in ${seconds} s, ${isSame ? 'whole' : 'NOT the same as one process'}`);
    if (!isSame) problems.push(title);
  } catch (error) {
    say(`${title}: ${error.message}`);
    problems.push(title);
  }
  return found;
}

async function runParallel() {
  const names = placesOf('parallel');
  const recipe = spawn(path.resolve('deploy/parallel/nescio.sh'), [...names, String(shards), '2'], {
    env,
    stdio: 'inherit',
  });
  await killShard(2, names);
  await ended(recipe);
  return 'parallel';
}

async function runSnakemake() {
  const [source, out, key, records, merged] = placesOf('snakemake');
  const config = [`in=${source}`, `out=${out}`, `key=${key}`, `records=${records}`, `merged=${merged}`];
  const args = ['--snakefile', path.resolve('deploy/snakemake/Snakefile'), '--cores', '2', '--retries', '2', '--quiet'];
  mkdirSync(at('snakemake.work'));
  const recipe = spawn('snakemake', [...args, '--config', ...config, `shards=${shards}`], {
    env: { ...env, HOME: folder },
    cwd: at('snakemake.work'),
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  await killShard(2, [source, out]);
  await ended(recipe);
  return 'snakemake';
}

async function runSlurm() {
  const [source, out, key, records, merged] = placesOf('slurm');
  const slurm = await startSlurm(at('slurm.local'), { nodes: 2, cpus: 2 });
  try {
    Object.assign(slurm.env, env, { SLURM_CONF: slurm.env.SLURM_CONF });
    Object.assign(slurm.env, { IN: source, OUT: out, KEY: key, RECORDS: records, MERGED: merged });
    const submit = (...args) =>
      slurm.ask('sbatch', '--parsable', `--output=${at('slurm.local', 'log', '%x-%a.txt')}`, ...args);
    submit('deploy/slurm/nescio.sbatch');
    await killShard(3, [source, out]);
    slurm.ask('scontrol', 'update', 'NodeName=node2', 'State=DRAIN', 'Reason=test');
    await wait(3000);
    slurm.ask('scontrol', 'update', 'NodeName=node2', 'State=RESUME');
    await emptied(slurm);
    if (existsSync(path.join(records, '3', 'summary.json'))) throw new Error('the task that was killed has ended well');
    submit('--array=3,7', 'deploy/slurm/nescio.sbatch');
    await emptied(slurm);
    submit('deploy/slurm/merge.sbatch');
    await emptied(slurm);
    return 'slurm';
  } finally {
    slurm.stop();
  }
}

async function emptied(slurm) {
  while (slurm.ask('squeue', '--noheader') !== '') await wait(500);
}

/** Kills the process of a shard as soon as it has written something. */
async function killShard(shard, [source, out]) {
  const isIt = (line) => line.includes(`--shard ${shard}/${shards} `) && line.endsWith(`${source} ${out}`);
  const journal = `${out}.journal-${shard}-of-${shards}.jsonl`;
  for (const startedMs = Date.now(); Date.now() - startedMs < mostMsToStart; await wait(20)) {
    if (!existsSync(journal) || statSync(journal).size < someLinesBytes) continue;
    const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
    const found = lines.find((line) => isIt(line) && /^ *\d+ (\S*\/)?node \S+nescio/.test(line));
    if (found === undefined) throw new Error(`shard ${shard} had ended before it could be killed: take more files`);
    process.kill(Number.parseInt(found, 10), 'SIGKILL');
    return;
  }
  throw new Error(`shard ${shard} has not begun`);
}

/** Waits for a recipe, and refuses any but a good end. */
function ended(recipe) {
  return new Promise((resolve, reject) => {
    recipe.on('exit', (status) => (status === 0 ? resolve() : reject(new Error(`the recipe ended with ${status}`))));
  });
}

/** What lies in a folder, path by path, after the receipt was held against it, and the records that go with it. */
function resultOf(name) {
  run('nescio', ['verify', at(name), at(`${name}.merged`, 'receipt.zip')]);
  const hashes = hashesBelow(at(name));
  const lines = [...hashes].map(([file, hash]) => `${file} ${hash}`);
  lines.push(sha256(readFileSync(at(`${name}.merged`, 'outputs.csv'))));
  return { outputs: hashes.size, text: lines.join('\n') };
}

function placesOf(name) {
  return [at('in'), at(name), at('key.json'), at(`${name}.records`), at(`${name}.merged`)];
}

function say(text) {
  console.log(text);
}
