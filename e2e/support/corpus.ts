import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import JSZip from 'jszip';
import { filesBelow } from './folder.ts';

const { NESCIO_CORPUS = '../shared/corpus/dev' } = process.env;

/** The folder of public DICOM files (docs/fixtures.md). It is not part of the repository. */
export const corpusFolder = resolve(NESCIO_CORPUS);
export const hasCorpus = existsSync(corpusFolder);
export const corpusSkip = `SKIPPED: no corpus at ${NESCIO_CORPUS}; set NESCIO_CORPUS to a folder of DICOM files.`;

/** Inputs that the page must count: each file, and each member of a zip in place of the zip. */
export async function countInputs(folder: string): Promise<number> {
  const files = filesBelow(folder);
  const zips = files.filter((file) => file.toLowerCase().endsWith('.zip'));
  let members = 0;
  for (const zip of zips) {
    const archive = await JSZip.loadAsync(readFileSync(zip));
    members += Object.values(archive.files).filter((entry) => !entry.dir).length;
  }
  return files.length - zips.length + members;
}

/** Where an input of the records is on disk; its path starts with the name of the dropped folder. */
export function originalOf(folder: string, inputPath: string): string {
  const relative = inputPath.replace(/^\//, '');
  const name = basename(folder);
  return resolve(folder, relative.startsWith(`${name}/`) ? relative.slice(name.length + 1) : relative);
}
