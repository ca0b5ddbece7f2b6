import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { watchMemory } from '../bench/process-tree.mjs';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs, python } from './support/peers.ts';

test.skip(...needs('Python'));

/** 110 frames have 262 MB, which the page would hold if it had no place to put them; 450 have 1.07 GB. */
const frames = Number(process.env['CLIP_FRAMES'] ?? 110);
const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

test('what stands around the regions of a large compressed ultrasound clip is blanked, and nothing of it stays behind', async ({
  page,
}) => {
  test.setTimeout(60_000 + frames * 1500);
  const clip = join(scratch.path, 'clip.dcm');
  python('make_clip', [clip, `${frames}`]);
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open('?pixels=clean');
  const peak = watchMemory(process.pid, 250);
  await app.filesInput.setInputFiles([clip]);
  await app.waitUntilScanned();
  expect(await app.deidentify()).toEqual({ deidentified: 1, held: 0, skipped: 0, failed: 0 });
  const saved = join(scratch.path, 'out.zip');
  const startedAtMs = performance.now();
  await app.saveZip(saved);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(
    `${frames} frames: saved in ${seconds} s, the page with its workers took at most ${peak().page.toFixed(0)} MB`,
  );
  const answer = python<{ readonly frames: number }>('check_clip', [clip, saved]);
  expect(answer).toEqual({ frames, right: frames, syntax: '1.2.840.10008.1.2.5' });
  expect(await stagedImages(page)).toEqual([]);
});

/** Files of images that lie in the storage of the page. The saved archive may lie there as well, under a name with letters. */
function stagedImages(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const parent = await root.getDirectoryHandle('staged-archives');
    const found: string[] = [];
    for await (const folder of parent.values()) {
      for await (const name of (folder as FileSystemDirectoryHandle).keys()) if (/^\d+$/.test(name)) found.push(name);
    }
    return found;
  });
}
