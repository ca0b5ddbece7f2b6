import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, type Totals, withoutSavePicker } from './anonymizer-page.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';

const scratch = temporaryFolder();
const members = 4;
const extraBytes = 200_000;
let series: ReturnType<typeof ctSeries>;
test.skip(...needs('Python', 'bsdtar', '7-Zip'));
test.beforeAll(() => {
  series = ctSeries(members, extraBytes);
});
test.afterAll(() => {
  series.discard();
  scratch.discard();
});

const at = (name: string) => join(scratch.path, name);
const run = (command: string, ...args: readonly string[]) => execFileSync(command, args, { stdio: 'pipe' });

async function totalsOf(page: Page, ...paths: readonly string[]): Promise<Totals> {
  const app = anonymizerPage(page);
  await app.open();
  await app.drop(...paths);
  await app.waitUntilScanned();
  return app.deidentify();
}

/** The pixels at the end of every file of the ZIP that is saved now. Names and UIDs differ with each visit, as the key does. */
async function savedPixels(page: Page, name: string): Promise<readonly string[]> {
  const zip = await JSZip.loadAsync(await anonymizerPage(page).saveZip(at(name)), { checkCRC32: true });
  const files = await Promise.all(Object.values(zip.files).map((file) => file.async('nodebuffer')));
  return files.map((file) => createHash('sha256').update(file.subarray(-extraBytes)).digest('hex')).sort();
}

const allFine = { deidentified: members, held: 0, skipped: 0, failed: 0 };

const archivers: readonly (readonly [name: string, make: (path: string) => unknown])[] = [
  ['gnu.tar', (path) => run('tar', '-cf', path, '-C', series.path, '.')],
  ['posix.tar.gz', (path) => run('tar', '-czf', path, '--format=posix', '-C', series.path, '.')],
  ['bsd.tgz', (path) => run('bsdtar', '-czf', path, '--format=pax', '-C', series.path, '.')],
  ['seven.tar', (path) => run('7zz', 'a', '-ttar', path, `${series.path}/.`)],
  ['no-ending', (path) => run('bsdtar', '-cf', path, '--format=ustar', '-C', series.path, '.')],
];

test('tars of other programs, packed or not, come to what the folder comes to', async ({ page }) => {
  test.slow();
  await withoutSavePicker(page);
  expect(await totalsOf(page, series.path)).toEqual(allFine);
  const plain = await savedPixels(page, 'plain.zip');
  expect(plain).toHaveLength(members);
  for (const [name, make] of archivers) {
    make(at(name));
    expect(await totalsOf(page, at(name)), name).toEqual(allFine);
    expect(await savedPixels(page, `${name}.out.zip`), name).toEqual(plain);
  }
});

test('gzip files of one image each are read, also those of several members', async ({ page }) => {
  const folder = at('packed');
  mkdirSync(folder);
  for (const [n, file] of filesBelow(series.path).entries()) {
    const path = join(folder, `${basename(file)}.gz`);
    const bytes = readFileSync(file);
    const middle = n % 2 === 0 ? bytes.length : bytes.length >> 1;
    const parts = [bytes.subarray(0, middle), bytes.subarray(middle)].filter((part) => part.length > 0);
    writeFileSync(path, Buffer.concat(parts.map((part) => execFileSync('gzip', ['-c'], { input: part }))));
  }
  expect(await totalsOf(page, folder)).toEqual(allFine);
});

test('what is not opened is named, with the way out, beside what is', async ({ page }) => {
  const folder = at('mixed');
  mkdirSync(folder);
  for (const [n, file] of filesBelow(series.path).entries()) copyFileSync(file, join(folder, `IM${n}`));
  const content = at('content');
  mkdirSync(content);
  copyFileSync(filesBelow(series.path)[0]!, join(content, 'IM1'));
  run('7zz', 'a', join(folder, 'a.7z'), join(content, 'IM1'));
  for (const [name, format] of [
    ['a.iso', 'iso9660'],
    ['a.cpio', 'newc'],
    ['a.xar', 'xar'],
  ] as const) {
    run('bsdtar', '-cf', join(folder, name), `--format=${format}`, '-C', content, 'IM1');
  }
  for (const [name, option] of [
    ['a.tar.xz', '-cJf'],
    ['a.tar.bz2', '-cjf'],
    ['a.tar.zst', '--zstd -cf'],
  ] as const) {
    run('tar', ...option.split(' '), join(folder, name), '-C', content, 'IM1');
  }
  run('7zz', 'a', '-tzip', at('whole.zip'), join(content, 'IM1'));
  const whole = readFileSync(at('whole.zip'));
  writeFileSync(join(folder, 'setup.exe'), Buffer.concat([Buffer.from('MZ'), Buffer.alloc(1000), whole]));
  copyFileSync(at('whole.zip'), join(folder, 'download.zip.part'));
  truncateSync(join(folder, 'download.zip.part'), whole.length - 30);
  expect(await totalsOf(page, folder)).toEqual({ deidentified: members, held: 0, skipped: 8, failed: 1 });
  await expect(page.getByText('Archive to unpack first').first()).toBeVisible();
  await expect(page.getByText('Archive damaged or incomplete').first()).toBeVisible();
  await expect(page.getByText(/leave it out/i)).toHaveCount(0);
});

test('a packed tar that would unpack to gigabytes of nothing fails, and quickly', async ({ page }) => {
  const bomb = at('bomb.tar.gz');
  execFileSync(
    'sh',
    [
      '-c',
      `truncate -s 3G "$0.raw" && tar -cf - -C "$1" "$(basename "$0").raw" | gzip -9 > "$0"; rm "$0.raw"`,
      bomb,
      scratch.path,
    ],
    { stdio: 'pipe' },
  );
  expect(await totalsOf(page, bomb, ...filesBelow(series.path))).toEqual({ ...allFine, failed: 1 });
});

test('a packed tar that is cut gives no member and one failure', async ({ page }) => {
  const cut = at('cut.tgz');
  run('tar', '-czf', cut, '-C', series.path, '.');
  truncateSync(cut, readFileSync(cut).length - 100);
  expect(await totalsOf(page, cut, ...filesBelow(series.path))).toEqual({ ...allFine, failed: 1 });
});
