import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import JSZip from 'jszip';
import { parseCsv } from './support/csv.ts';
import { temporaryFolder } from './support/folder.ts';
import { patchScript, scripts, stopPatching, withoutServiceWorker } from './support/patched-scripts.ts';
import { needs, python } from './support/peers.ts';
import {
  deidentifiedSample,
  filesIn,
  type Hashes,
  pickedFiles,
  slowCloseAfter,
  subfoldersOf,
  zipHashes,
} from './support/picked-folder.ts';

test.use(withoutServiceWorker);
test.skip(...needs('Python', 'dcmdump'));
const scratch = temporaryFolder();
test.afterEach(({ page }) => stopPatching(page));
test.afterAll(() => scratch.discard());

/** The sample, de-identified: two studies. */
async function ready(page: Page) {
  const { app, totals } = await deidentifiedSample(page);
  const names = page.getByRole('radiogroup', { name: 'File names', exact: true });
  const choose = (name: string) => names.getByText(name, { exact: true }).click();
  const zip = async (name: string) => {
    const archive = await app.saveZip(join(scratch.path, name));
    return { archive, hashes: await zipHashes(archive) };
  };
  return { app, files: totals.deidentified, choose, zip };
}

async function unpack(archive: Uint8Array, name: string): Promise<string> {
  const folder = join(scratch.path, name);
  for (const member of Object.values((await JSZip.loadAsync(archive)).files).filter(({ dir }) => !dir)) {
    mkdirSync(dirname(join(folder, member.name)), { recursive: true });
    writeFileSync(join(folder, member.name), await member.async('uint8array'));
  }
  return folder;
}

const hashesOf = (hashes: Hashes) =>
  Object.entries(hashes)
    .filter(([path]) => path !== 'DICOMDIR')
    .map(([, hash]) => hash)
    .sort();

/** What `files.csv` says of where the outputs are. */
function recordedPaths(records: Awaited<ReturnType<typeof JSZip.loadAsync>>) {
  const columns = ['input_path', 'output_path', 'outcome', 'code', 'reason'] as const;
  return records
    .file('files.csv')!
    .async('string')
    .then((text) => parseCsv(text, columns).flatMap(({ output_path }) => output_path || []));
}

/** What `outputs.csv` says of their bytes. */
async function recordedHashes(records: Awaited<ReturnType<typeof JSZip.loadAsync>>): Promise<Hashes> {
  const columns = ['output_path', 'bytes', 'crc32', 'sha256'] as const;
  const rows = parseCsv(await records.file('outputs.csv')!.async('string'), columns);
  return Object.fromEntries(rows.map(({ output_path, sha256 }) => [output_path, sha256]));
}

test('a DICOMDIR that others read, over the same bytes, and records that name the same files', async ({ page }) => {
  const { app, files, choose, zip } = await ready(page);
  const plain = await zip('plain.zip');
  await choose('CD or viewer');
  await page.getByRole('checkbox', { name: 'Hashes', exact: true }).check();
  const { archive, hashes } = await zip('cd.zip');
  const paths = Object.keys(hashes);
  expect(paths.filter((path) => /^DICOM(\/\d{8}){4}$/.test(path))).toHaveLength(files);
  expect(paths.filter((path) => !path.startsWith('DICOM/'))).toEqual(['DICOMDIR']);
  expect(hashesOf(hashes)).toEqual(hashesOf(plain.hashes));

  const folder = await unpack(archive, 'cd');
  expect(python('read_file_set', [join(folder, 'DICOMDIR')])).toMatchObject({ files, studies: 2 });
  for (const reader of ['dcmdump', 'dcdirdmp']) {
    const { status, stdout, stderr } = spawnSync(reader, [join(folder, 'DICOMDIR')], { encoding: 'latin1' });
    expect([reader, status, stderr.match(/^(E:|Error).*/m)?.[0] ?? '']).toEqual([reader, 0, '']);
    expect(`${stdout}${stderr}`).toContain('PATIENT');
  }

  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  expect((await recordedPaths(records)).sort()).toEqual(paths.filter((path) => path !== 'DICOMDIR').sort());
  expect(await recordedHashes(records)).toEqual(hashes);
  // The same again is written only when it is asked for twice.
  await app.saveZipButton.click();
  const again = await app.saveZipAgain(join(scratch.path, 'again.zip'));
  expect(await zipHashes(again)).toEqual(hashes);
});

test('BIDS folders hold the same bytes, and the records say where', async ({ page }) => {
  const { app, files, choose, zip } = await ready(page);
  const plain = await zip('plain.zip');
  await choose('BIDS folders');
  const { hashes } = await zip('bids.zip');
  const paths = Object.keys(hashes);
  expect(paths.filter((path) => /^sub-[A-Za-z0-9]+\/ses-\d\d\/[a-z]+\/\d{3}\S*\/\d{5}\.dcm$/.test(path))).toHaveLength(
    files,
  );
  expect(hashesOf(hashes)).toEqual(hashesOf(plain.hashes));
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  expect((await recordedPaths(records)).sort()).toEqual(paths.sort());
});

test('a folder with a DICOMDIR that was broken off goes on to the same files', async ({ page }) => {
  await patchScript(page, scripts.folderWorker, slowCloseAfter(4, 1500));
  const { app, files, choose, zip } = await ready(page);
  await choose('CD or viewer');
  const { hashes } = await zip('whole.zip');
  await app.saveToFolder();
  await expect(page.getByRole('progressbar', { name: 'Saving to folder' })).not.toHaveAttribute('aria-valuenow', '0');
  await app.cancelButton.click();
  await expect(page.getByText(/Saving was cancelled/)).toBeVisible();
  const broken = await pickedFiles(page);
  const [subfolder] = subfoldersOf(broken) as [string];
  const some = filesIn(broken, subfolder);
  expect(Object.keys(some)).not.toContain('DICOMDIR');
  expect(Object.keys(some).length).toBeGreaterThan(0);
  expect(Object.keys(some).length).toBeLessThan(files);
  // The names are those that it began with, whatever is chosen now.
  await choose('New IDs');
  await app.resumeButton.click();
  await expect(app.savedFolder).toContainText(`${files} files`);
  expect(filesIn(await pickedFiles(page), subfolder)).toEqual(hashes);
});
