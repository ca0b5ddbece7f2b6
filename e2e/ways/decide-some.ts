import { expect, type Locator, type Page } from '@playwright/test';
import { drag } from '../support/drag-on-image.ts';

/** What a picture may take until it counts as seen. */
const seenMs = 6000;
/** Entries of the queue that are tried before the rest is given up. */
const mostEntries = 200;

/** Ways out of the queue. Each gives false where the entry that is open does not have it, and leaves the entry as it was. */
type WayOut = (page: Page, decide: Locator) => Promise<boolean>;
const waysOut: Readonly<Record<string, WayOut>> = {
  'remove the value': (_, decide) => press(decide, 'Remove the value'),
  'blank page': (_, decide) => press(decide, 'Blank page'),
  'let through with a note': async (page, decide) => {
    if (!(await press(decide, 'Let through with a note…'))) return false;
    await decide.getByRole('textbox').fill('Known, and of no harm');
    await page.keyboard.press('Enter');
    return true;
  },
  'blank a box': async (page, decide) => {
    const picture = decide.getByRole('img', { name: /^Image/ });
    if (!(await comes(picture)) || !(await press(decide, 'Draw box'))) return false;
    await drag(page, [40, 40], [120, 90]);
    await page.keyboard.press('a');
    return press(decide, 'Blank 1 box');
  },
  'nothing identifying': (_, decide) => press(decide, 'Nothing identifying'),
  'leave out': (_, decide) => press(decide, 'Leave out'),
};

/**
 * Decides about some of what waits, once by each way out, and saves the decisions.
 * @throws where a way out was not to be had
 */
export async function decideSome(page: Page, target: string): Promise<void> {
  const decide = page.getByRole('region', { name: 'Decide', exact: true });
  const status = page.getByRole('status', { name: 'Decided', exact: true });
  await expect(status).toHaveText(/^0 of /);
  const open = new Set(Object.keys(waysOut));
  let decided = 0;
  for (let entry = 0; entry < mostEntries && open.size > 0; entry += 1) {
    const taken = await firstTaken([...open], page, decide);
    if (taken === null) await page.keyboard.press('ArrowRight');
    else {
      open.delete(taken);
      decided += 1;
      await expect(status, taken).toHaveText(new RegExp(`^${decided} of `));
    }
  }
  expect([...open], 'ways out that no entry has').toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save decisions' }).click();
  await (await download).saveAs(target);
}

async function firstTaken(names: readonly string[], page: Page, decide: Locator): Promise<string | null> {
  for (const name of names) if (await waysOut[name]!(page, decide)) return name;
  return null;
}

/** @returns false where there is no such button, or it cannot be pressed in time */
async function press(decide: Locator, name: string): Promise<boolean> {
  const button = decide.getByRole('button', { name, exact: true });
  if ((await button.count()) !== 1) return false;
  return inTime(button.click({ timeout: seenMs }));
}

function comes(what: Locator): Promise<boolean> {
  return inTime(what.waitFor({ timeout: seenMs }));
}

function inTime(action: Promise<void>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
