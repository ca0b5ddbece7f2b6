// `npm run scale:server`: many small files to a real DICOMweb server (Orthanc), killed at half and gone on with. Needs Debian's
// orthanc and orthanc-dicomweb.
//   --files N   how many inputs (10,000)   --installed FOLDER takes the package that is installed there, and builds none
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { installedCommand, load, makeInputs, measured, run, secondsSince } from './installed-package.mjs';

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
process.chdir(root);
const { values: options } = parseArgs({ options: { files: { type: 'string' }, installed: { type: 'string' } } });
const files = Number(options.files ?? 10_000);
const mostMsToHalf = 600_000;
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-server-'));
const at = (...parts) => path.join(folder, ...parts);

const { startOrthanc } = await load('e2e/support/orthanc.ts');
// A file that came a second time would be told as a new one.
const orthanc = await startOrthanc({ OverwriteInstances: true });
try {
  await makeInputs(at('in'), files);
  const nescio = installedCommand(folder, options.installed);
  run(process.execPath, [nescio, 'key', 'new', at('key.json')]);
  const send = [
    nescio,
    'deidentify',
    at('in'),
    `${orthanc.url}/dicom-web`,
    '--key',
    at('key.json'),
    '--journal',
    folder,
  ];
  const command = [...send, '--records', at('records'), '--log', 'none', '--resume'];
  const startedMs = Date.now();
  const first = spawn(process.execPath, command, { stdio: 'inherit' });
  const ended = new Promise((resolve) => first.once('exit', resolve));
  while ((await stored()) < files / 2 && Date.now() - startedMs < mostMsToHalf) await wait(50);
  first.kill('SIGKILL');
  await ended;
  const journal = readdirSync(folder).find((name) => name.endsWith('.journal.jsonl'));
  const marks = readFileSync(at(journal), 'utf8').trim().split('\n').length - 1;
  console.log(`Killed after ${secondsSince(startedMs)} s: ${await stored()} stored, ${marks} of them in the journal.`);
  const { status, seconds, user, system, megabytes } = measured(command);
  const [count, times] = [
    (await (await fetch(`${orthanc.url}/statistics`)).json()).CountInstances,
    await newInstances(),
  ];
  const lines = readFileSync(at('records', 'outputs.jsonl'), 'utf8').trim().split('\n').length;
  console.log(
    `Gone on with: status ${status} after ${seconds} s, ${user} s user and ${system} s system, at most ${megabytes} MB.`,
  );
  console.log(`${count} on the server, stored ${times} times, ${lines} lines of outputs, of ${files} files.`);
  const isWhole = status === 0 && [count, times, lines].every((number) => number === files);
  console.log(isWhole ? 'Each is stored once.' : 'NOT each is stored once.');
  run(process.execPath, [nescio, 'merge', at('records'), at('merged')]);
  const verify = () => {
    const verified = measured([nescio, 'verify', `${orthanc.url}/dicom-web`, at('merged', 'receipt.zip')]);
    console.log(
      `verify ends with ${verified.status}: ${verified.said} (${verified.seconds} s, ${verified.user} s user, ${verified.megabytes} MB)`,
    );
    return verified.status;
  };
  const isKnown = verify() === 0;
  await orthanc.replaceWithAnother(await anyUid());
  const isSeen = verify() === 1;
  console.log(isKnown && isSeen ? 'verify sees what is there.' : 'verify does NOT see what is there.');
  process.exitCode = isWhole && isKnown && isSeen ? 0 : 1;
} finally {
  await orthanc.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function stored() {
  return (await (await fetch(`${orthanc.url}/statistics`)).json()).CountInstances;
}

/** How often a file was stored, by the server's own list of what has changed. */
async function newInstances() {
  let [count, since, isDone] = [0, 0, false];
  while (!isDone) {
    const { Changes, Last, Done } = await (await fetch(`${orthanc.url}/changes?limit=5000&since=${since}`)).json();
    count += Changes.filter(({ ChangeType }) => ChangeType === 'NewInstance').length;
    [since, isDone] = [Last, Done];
  }
  return count;
}

async function anyUid() {
  const [id] = await (await fetch(`${orthanc.url}/instances?limit=1&since=0`)).json();
  return (await (await fetch(`${orthanc.url}/instances/${id}`)).json()).MainDicomTags.SOPInstanceUID;
}
