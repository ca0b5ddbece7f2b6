import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { anonymizerPage, withoutSavePicker } from '../anonymizer-page.ts';
import { decideSome } from './decide-some.ts';
import { hashesIn, type Made, type Task, textsOf } from './way.ts';

const longMs = 600_000;

/**
 * The page, from the drop of the folder to the saved archives.
 * @param decidesInto where decisions are saved that are made on the way; null: none are made
 */
export async function byPage(browser: Browser, task: Task, decidesInto: string | null = null): Promise<Made> {
  const at = (name: string) => join(task.scratch, name);
  const { folder, purpose, search, keyFile, decisionsFile } = task;
  const page = await browser.newPage();
  try {
    await withoutSavePicker(page);
    const app = anonymizerPage(page);
    await app.open(`?purpose=${purpose}&search=${search}`);
    await app.drop(folder);
    await app.waitUntilScanned(longMs);
    await app.openProjectKey(page.getByRole('button', { name: 'Load key', exact: true }), keyFile);
    await page.getByText('Loaded from a file').first().waitFor();
    await app.waitUntilScanned(longMs);
    await app.foretold(longMs);
    if (decisionsFile !== null || decidesInto !== null) {
      await page.getByRole('button', { name: 'Decide', exact: true }).click();
      if (decisionsFile !== null) {
        await app.openProjectKey(page.getByRole('button', { name: 'Open decisions' }), decisionsFile);
        await page.getByText(/^Decisions about \d+ files were opened/).waitFor();
      }
      if (decidesInto !== null) await decideSome(page, decidesInto);
      await page.getByRole('button', { name: 'Back to review' }).click();
      await app.foretold(longMs);
    }
    const counts = await app.deidentify(longMs);
    await app.saveZip(at('page.zip'));
    const records = await textsOf(await app.saveRecords(at('records.zip')));
    const receipt = await textsOf(await app.saveReceipt(at('receipt.zip')));
    return { counts, outputs: await hashesIn(at('page.zip')), records, receipt };
  } finally {
    await page.close();
  }
}
