// `npm run scale:store`: many small files to a real object store (OpenStack Swift with s3api), killed at half and gone on with, and the
// same back; a wrong secret, a full bucket, a slow and a dying store. Needs Debian's swift-proxy, swift-account, swift-container and
// swift-object, and root.
//   --files N   how many inputs (10,000)
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startFaultyProxy } from './faulty-proxy.mjs';
import { hashesBelow, isSame, sha256 } from './folder-hashes.mjs';
import { installedCommand, makeInputs, measured, run, secondsSince } from './installed-package.mjs';
import { accessKey, setQuota, startSwift } from './local-swift.mjs';

const { values: options } = parseArgs({ options: { files: { type: 'string' } } });
const files = Number(options.files ?? 10_000);
/** Of the runs that meet a fault. */
const fewFiles = 200;
const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
process.chdir(root);
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-store-'));
const at = (...parts) => path.join(folder, ...parts);
const secret = 'SECRET-OF-THE-STORE';
const port = 6390;
const problems = [];
let command = '';
const swift = await startSwift(at('swift'), { port, secret });
const proxy = await startFaultyProxy(swift.url);
const env = {
  ...process.env,
  AWS_ENDPOINT_URL: swift.url,
  AWS_ACCESS_KEY_ID: accessKey,
  AWS_SECRET_ACCESS_KEY: secret,
  AWS_REGION: 'us-east-1',
};
// Its warning about later versions of itself says nothing of this run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const client = new S3Client({
  endpoint: swift.url,
  region: 'us-east-1',
  credentials: { accessKeyId: accessKey, secretAccessKey: secret },
  forcePathStyle: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
});

try {
  command = installedCommand(folder);
  run('npm', [
    'install',
    '--silent',
    '--no-audit',
    '--no-fund',
    '--prefix',
    folder,
    `@aws-sdk/client-s3@${sdkVersion()}`,
  ]);
  for (const bucket of ['whole', 'faults', 'quota', 'inbox'])
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  await makeInputs(at('in'), files);
  await makeInputs(at('few'), fewFiles);
  nescio(['key', 'new', at('key.json')]);
  const expected = foldersOutput('in', 'plain');
  const few = foldersOutput('few', 'plain-few');
  await killedAtHalf(expected);
  await back(expected);
  await wrongSecret();
  await fullBucket(few);
  await slowStore(few);
  await dyingStore(few);
} finally {
  proxy.stop();
  await swift.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(problems.length === 0 ? 'All held.' : `Failed: ${problems.join('; ')}`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function killedAtHalf(expected) {
  const args = toStore('in', 's3://whole/run', ['--records', at('records'), '--resume']);
  const startedMs = Date.now();
  const first = spawn(process.execPath, [command, ...args], { stdio: 'inherit', env });
  const ended = new Promise((resolve) => first.once('exit', resolve));
  let atHalf = 0;
  while (atHalf < files / 2 && first.exitCode === null) {
    await wait(500);
    atHalf = (await listed('whole')).size;
  }
  first.kill('SIGKILL');
  await ended;
  const journal = readdirSync(folder).find((name) => name.endsWith('.journal.jsonl'));
  const marks = journal === undefined ? 0 : readFileSync(at(journal), 'utf8').trim().split('\n').length - 1;
  const before = await listed('whole');
  console.log(`Killed after ${secondsSince(startedMs)} s: ${before.size} stored, ${marks} of them in the journal.`);
  const { status, seconds, user, system, megabytes } = measured([command, ...args], env);
  console.log(
    `Gone on with: status ${status} after ${seconds} s, ${user} s user and ${system} s system, at most ${megabytes} MB.`,
  );
  const after = await listed('whole');
  const again = [...before].filter(([key, date]) => after.get(key) !== date).length;
  const lines = readFileSync(at('records', 'outputs.jsonl'), 'utf8').trim().split('\n').length;
  console.log(`${after.size} objects and ${lines} lines of outputs of ${files} files; put twice: ${again}.`);
  nescio(['merge', at('records'), at('merged')]);
  const verified = tryNescio(['verify', 's3://whole/run', at('merged', 'receipt.zip')]);
  console.log(verified.stderr.trim());
  // What was stored in the moment of the kill and has no mark is put again.
  const isWhole = status === 0 && after.size === files && lines === files && again <= before.size - marks;
  hold('killed at half, each is stored once', isWhole && marks < files && verified.status === 0);
  hold('the bytes of a folder', isSame(await contents('whole'), expected));
}

async function back(expected) {
  await upload('in', 'inbox');
  const startedMs = Date.now();
  const { status } = tryNescio(['deidentify', 's3://inbox/in', at('back'), '--key', at('key.json'), '--log', 'none']);
  console.log(`From the store: status ${status} after ${secondsSince(startedMs)} s.`);
  hold('from the store, the same bytes', status === 0 && isSame(hashesBelow(at('back')), expected));
}

async function wrongSecret() {
  const startedMs = Date.now();
  const { status, stderr } = tryNescio(toStore('few', 's3://faults/secret'), { AWS_SECRET_ACCESS_KEY: 'wrong' });
  console.log(`Wrong secret: status ${status} after ${secondsSince(startedMs)} s: ${stderr.trim()}`);
  hold('a wrong secret', status === 1 && stderr.includes('(403)') && (await listed('faults')).size === 0);
}

/** By Swift's own quota of objects. */
async function fullBucket(expected) {
  await setQuota(port, 'quota', fewFiles / 4);
  const full = tryNescio(toStore('few', 's3://quota/run'));
  const stored = (await listed('quota', 'run/')).size;
  console.log(`Full bucket: status ${full.status}, ${stored} stored: ${full.stderr.trim()}`);
  await setQuota(port, 'quota', 2 * fewFiles);
  const resumed = tryNescio(toStore('few', 's3://quota/run', ['--resume']));
  const isWhole = resumed.status === 0 && isSame(await contents('quota', 'run/'), expected);
  const isRefused = full.status === 1 && full.stderr.includes('takes no more');
  hold('a full bucket, gone on with', isRefused && stored > 0 && stored < fewFiles && isWhole);
}

async function slowStore(expected) {
  proxy.delayMs = 500;
  const startedMs = Date.now();
  const { status } = await proxied(toStore('few', 's3://faults/slow'));
  console.log(`A store that takes half a second for each answer: status ${status} after ${secondsSince(startedMs)} s.`);
  proxy.delayMs = 0;
  hold('a slow store', status === 0 && isSame(await contents('faults', 'slow/'), expected));
}

/** From a quarter on it answers with errors for ten seconds, and breaks all connections for twenty. */
async function dyingStore(expected) {
  const startedMs = Date.now();
  const going = proxied(toStore('few', 's3://faults/dying'));
  while ((await listed('faults', 'dying/')).size < fewFiles / 4) await wait(200);
  proxy.way = 'errors';
  await wait(10_000);
  proxy.way = 'gone';
  await wait(20_000);
  proxy.way = 'open';
  const { status } = await going;
  console.log(`A store that is away for half a minute: status ${status} after ${secondsSince(startedMs)} s.`);
  hold('a dying store', status === 0 && isSame(await contents('faults', 'dying/'), expected));
}

function toStore(source, out, more = []) {
  const where = ['--key', at('key.json'), '--journal', folder, '--log', 'none'];
  return ['deidentify', at(source), out, ...where, ...more];
}

function foldersOutput(source, out) {
  nescio(['deidentify', at(source), at(out), '--key', at('key.json'), '--log', 'none']);
  return hashesBelow(at(out));
}

function nescio(args) {
  run(process.execPath, [command, ...args], env);
}

function tryNescio(args, more = {}) {
  return spawnSync(process.execPath, [command, ...args], { env: { ...env, ...more }, encoding: 'utf8' });
}

/** Beside this process, which is the proxy. */
function proxied(args) {
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...env, AWS_ENDPOINT_URL: proxy.url },
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.once('exit', (status) => resolve({ status })));
}

function hold(what, isSo) {
  console.log(`${isSo ? 'Held' : 'NOT held'}: ${what}.`);
  if (!isSo) problems.push(what);
}

/** Dates of objects by key. */
async function listed(bucket, prefix = '') {
  const dates = new Map();
  let token;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    for (const { Key, LastModified } of page.Contents ?? []) dates.set(Key, LastModified.toISOString());
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return dates;
}

/** SHA-256 of objects by key, without its first folder. */
async function contents(bucket, prefix = '') {
  const found = new Map();
  for (const [key] of await listed(bucket, prefix)) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    found.set(key.slice(key.indexOf('/') + 1), sha256(await Body.transformToByteArray()));
  }
  return found;
}

async function upload(source, bucket) {
  for (const name of hashesBelow(at(source)).keys()) {
    const Body = readFileSync(at(source, name));
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: `${source}/${name}`, Body }));
  }
}

function sdkVersion() {
  return JSON.parse(readFileSync('package.json', 'utf8')).devDependencies['@aws-sdk/client-s3'];
}
