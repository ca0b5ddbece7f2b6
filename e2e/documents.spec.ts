import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { overflow, violations } from './support/axe.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { watchNetwork } from './support/network-watch.ts';
import { stopPatching } from './support/patched-scripts.ts';
import { needs, python } from './support/peers.ts';

const folder = temporaryFolder();
test.beforeAll(() => {
  if (!needs('pydicom')[0]) python('make_documents', [folder.path]);
});
/** Two of the looks in which a person may meet it, as far apart as they get. */
const looks = [
  [1440, 'light'],
  [390, 'dark'],
] as const;

/** What a program says of its input beside its results; it has to be there. */
function run(command: string, ...args: readonly string[]): string {
  const { error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  return stderr;
}

test.afterEach(({ page }) => stopPatching(page));
test.afterAll(() => folder.discard());
test.skip(...needs('pydicom', 'dcmdump', 'dciodvfy'));

test('pages of a document are drawn, looked at and blanked, and nothing else of it leaves', async ({
  page,
  baseURL,
}) => {
  const isProbe = (text: string) => /data:,probe|connect-src data/.test(text);
  const watch = await watchNetwork(page, new URL(baseURL ?? '').origin, isProbe);
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  await expect(app.trySampleData).toBeEnabled();
  await app.drop(
    ...['letter', 'damaged', 'locked', 'torn', 'absent', 'quick', 'slow'].map((name) =>
      join(folder.path, `${name}.dcm`),
    ),
  );
  await app.waitUntilScanned();
  await app.foretold();
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  const decide = page.getByRole('region', { name: 'Decide', exact: true });
  const waiting = decide.getByRole('list', { name: 'Waiting', exact: true });
  const decided = page.getByRole('status', { name: 'Decided', exact: true });
  const draw = decide.getByRole('button', { name: 'Pages as pictures', exact: true });

  // What cannot be drawn says so, and keeps its other ways out.
  await waiting.getByRole('button', { name: /Series 2/ }).click();
  await draw.click();
  await expect(decide.getByRole('alert')).toHaveText(
    /^damaged\.dcm: The PDF is damaged.* or put a blank page in its place\.$/,
  );
  await expect(decide.getByRole('button', { name: 'Leave document out' })).toBeFocused();
  await waiting.getByRole('button', { name: /Series 3/ }).click();
  await expect(decide.getByRole('alert')).toHaveCount(0);
  await draw.click();
  await expect(decide.getByRole('alert')).toHaveText(/^locked\.dcm: The PDF asks for a password/);
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    expect(await violations(page), `${width} ${colorScheme}`).toEqual([]);
    await page.screenshot({ path: `test-results/screenshots/pages-problem-${width}-${colorScheme}.png` });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  // The library goes on without a picture that it cannot decode, and with half of one that is torn.
  for (const [series, name] of [
    ['Series 4', 'torn'],
    ['Series 5', 'absent'],
  ]) {
    await waiting.getByRole('button', { name: new RegExp(series ?? '') }).click();
    await expect(decide.getByRole('alert')).toHaveCount(0);
    await draw.click();
    await expect(decide.getByRole('alert')).toHaveText(new RegExp(`^${name}\\.dcm: Page 1 cannot be drawn as a whole`));
  }

  // A cancel keeps what is finished; the other document waits as before.
  await waiting.getByRole('button', { name: /Series 6/ }).click();
  await draw.click();
  await expect(decide.getByRole('status', { name: 'Pages as pictures' })).toHaveText(/document 2 of 2/);
  await decide.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(decide.getByText('2 pages of 1 file of Series 6 re-drawn as pictures')).toBeVisible();
  // Of a series the strongest reason waits at a time: its pictures, and behind them the document that is left.
  const series6 = waiting.getByRole('listitem').filter({ hasText: 'Series 6' });
  await expect(series6).toHaveCount(1);
  await expect(series6).toContainText('Look at 2 images');
  await page.keyboard.press('Control+z');
  await expect(series6).toHaveCount(1);
  await expect(series6).not.toContainText('Look at');

  await waiting.getByRole('button', { name: /Series 1/ }).click();
  await draw.click();
  await expect(decide.getByText('2 pages of 1 file of Series 1 re-drawn as pictures')).toBeVisible();
  const picture = decide.getByRole('img', { name: /^Frame 1 of 2, 1756 by 1755/ });
  await expect(picture).toBeVisible();
  // Back to the document, and once more.
  await page.keyboard.press('Control+z');
  await expect(draw).toBeVisible();
  await draw.click();
  await expect(picture).toBeVisible();
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    expect(await overflow(page), `${width}`).toBe(0);
    await page.screenshot({ path: `test-results/screenshots/pages-drawn-${width}-${colorScheme}.png` });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await decide.getByRole('button', { name: 'Draw box', exact: true }).click();
  const { x, y, width, height } = (await picture.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + 0.05 * width, y + 0.05 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.5 * width, y + 0.12 * height, { steps: 4 });
  await page.mouse.up();
  await decide.getByRole('button', { name: 'Blank 1 box' }).click();
  await expect(decided).toHaveText('1 of 6 decided');
  for (let left = 0; left < 5; left++) await page.keyboard.press('x');
  await expect(decided).toHaveText('6 of 6 decided');
  await page.keyboard.press('Enter');
  expect(await app.totals()).toEqual({ deidentified: 1, held: 0, skipped: 6, failed: 0 });
  await page.screenshot({ path: 'test-results/screenshots/pages-deliver.png' });
  const zip = await JSZip.loadAsync(await app.saveZip(join(folder.path, 'out.zip')));
  const [output] = Object.values(zip.files).filter(({ name }) => name.endsWith('.dcm'));
  const path = join(folder.path, 'out.dcm');
  await writeFile(path, (await output?.async('nodebuffer')) ?? '');
  expect(
    python('judge_pages', [path, '%PDF', 'Quillfeather', 'Barnabette', 'Glucose', 'MRN5820417', 'Letter']),
  ).toEqual({
    sopClass: '1.2.840.10008.5.1.4.1.1.7.4',
    modality: 'DOC',
    shape: [2, 1755, 1756, 3],
    pages: [1, 2],
    isNameBlack: true,
    showsRest: [true, true],
    words: [],
  });
  expect(run('dcm2pnm', '--all-frames', path, join(folder.path, 'page'))).not.toMatch(/^[EF]:/m);
  expect(run('dciodvfy', path)).not.toMatch(/^Error/m);
  const records = await JSZip.loadAsync(await app.saveRecords(join(folder.path, 'records.zip')));
  const decisions = JSON.parse((await records.file('decisions.json')?.async('string')) ?? '');
  expect(decisions.documents).toMatchObject([{ kind: 'pages' }]);
  expect(await records.file('report.html')?.async('string')).toContain('re-drawn as pictures');
  expect(watch.problems()).toEqual([]);
});
