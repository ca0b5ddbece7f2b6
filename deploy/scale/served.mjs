// `npm run scale:served`: many small files from a real DICOMweb server (Orthanc) into a folder, by a manifest of studies, and the same from a
// folder: the outputs have to be the same. Needs Debian's orthanc and orthanc-dicomweb.
//   --files N   how many inputs (500)   --installed FOLDER takes the package that is installed there, and builds none
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hashesBelow, isSame } from './folder-hashes.mjs';
import { installedCommand, load, makeInputs, measured, run } from './installed-package.mjs';

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
process.chdir(root);
const { values: options } = parseArgs({ options: { files: { type: 'string' }, installed: { type: 'string' } } });
const files = Number(options.files ?? 500);
const folder = mkdtempSync(path.join(tmpdir(), 'nescio-served-'));
const at = (...parts) => path.join(folder, ...parts);

const { startOrthanc } = await load('e2e/support/orthanc.ts');
const orthanc = await startOrthanc({ OverwriteInstances: true });
try {
  await makeInputs(at('in'), files);
  for (const name of hashesBelow(at('in')).keys()) {
    const stored = await fetch(`${orthanc.url}/instances`, { method: 'POST', body: readFileSync(at('in', name)) });
    if (!stored.ok) throw new Error(`Orthanc did not take a file: ${stored.status}.`);
  }
  const studies = await (
    await fetch(`${orthanc.url}/dicom-web/studies`, { headers: { Accept: 'application/dicom+json' } })
  ).json();
  const uids = studies.map((study) => study['0020000D'].Value[0]);
  writeFileSync(at('studies.txt'), uids.map((uid) => `${orthanc.url}/dicom-web/studies/${uid}\n`).join(''));
  const nescio = installedCommand(folder, options.installed);
  run(process.execPath, [nescio, 'key', 'new', at('key.json')]);
  const more = ['--key', at('key.json'), '--log', 'none'];
  const fromFolder = measured([nescio, 'deidentify', at('in'), at('plain'), ...more]);
  const fromServer = measured([nescio, 'deidentify', '--manifest', at('studies.txt'), at('out'), ...more]);
  for (const [name, { status, seconds, user, system, megabytes }] of Object.entries({ fromFolder, fromServer })) {
    console.log(`${name}: status ${status}, ${seconds} s, ${user} s user, ${system} s system, at most ${megabytes} MB`);
  }
  const [expected, got] = [hashesBelow(at('plain')), hashesBelow(at('out'))];
  const isHeld = expected.size > 0 && isSame(got, expected) && fromServer.status === fromFolder.status;
  console.log(
    `${uids.length} studies, ${files} files, ${expected.size} outputs from the folder, ${got.size} from the server.`,
  );
  console.log(isHeld ? 'The same bytes.' : 'NOT the same bytes.');
  process.exitCode = isHeld ? 0 : 1;
} finally {
  await orthanc.stop();
  rmSync(folder, { recursive: true, force: true });
}
