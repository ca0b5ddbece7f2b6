// Asks readers that share no code with the product whether an archive is right.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';

const readZip = new URL('../e2e/peers/ReadZip.java', import.meta.url).pathname;
const python = process.env.PYTHON_PATH ?? 'python3';
const testzip = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    names = archive.namelist()
    assert len(set(names)) == len(names), 'a name occurs twice'
    assert archive.testzip() is None, 'a checksum is wrong'
    print(len(names))`;

/** @throws when a reader finds fault, or another number of entries. @returns its size in bytes */
export function checkArchive(file, entries) {
  const counts = {
    'Python zipfile': run(python, ['-c', testzip, file]),
    'Java ZipInputStream': run('java', [readZip, file]),
  };
  for (const [reader, count] of Object.entries(counts)) {
    if (count !== entries) throw new Error(`${reader} found ${count} entries, not ${entries}.`);
  }
  return statSync(file).size;
}

/** The staged archive of a browser: the largest file of its private file systems that begins like a ZIP. */
export function findStagedArchive(profile) {
  const archives = filesBelow(path.join(profile, 'Default', 'File System'))
    .filter(isZip)
    .sort((a, b) => statSync(b).size - statSync(a).size);
  if (archives.length === 0) throw new Error('No staged archive was found in the profile of the browser.');
  return archives[0];
}

function run(command, args) {
  return Number(execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1e6 }));
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const below = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(below) : [below];
  });
}

function isZip(file) {
  const head = Buffer.alloc(4);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, head, 0, 4, 0);
  closeSync(descriptor);
  return head.readUInt32LE(0) === 0x04034b50;
}
