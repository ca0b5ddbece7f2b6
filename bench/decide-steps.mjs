// What a person does with a long queue of Decide, by keys, for `--scroll`.
import { settle } from './scroll-page.mjs';

const entriesAStep = 30;

/** Everything of the set waits for a person who looks at it. */
export async function decideSteps(page, step) {
  await step('Decide: open the queue', async () => {
    await page.getByRole('button', { name: 'Decide', exact: true }).first().click();
    await page.getByRole('list', { name: 'Waiting', exact: true }).waitFor();
    await page.evaluate(settle);
  });
  const first = await decided(page);
  if (first.total < 100) throw new Error(`Only ${first.total} series wait.`);
  await step('Decide: skip', () => press(page, 'ArrowRight', entriesAStep));
  await step('Decide: leave out', () => press(page, 'x', entriesAStep));
  await step('Decide: look at all images, nothing identifying', () => lookThrough(page, 5));
  await step('Decide: draw a box and blank it', () => blank(page, 5));
  await step('Decide: undo', () => press(page, 'z', 20));
  const { count } = await decided(page);
  const expected = entriesAStep + 10 - 20;
  if (count !== expected) throw new Error(`${count} series are decided, and not ${expected}.`);
  await step('Decide: scroll the queue', () => page.evaluate(scrollQueue));
}

/** One key after the other, each when the frame after the last one is on the screen. */
async function press(page, key, times) {
  for (let n = 0; n < times; n++) {
    await page.keyboard.press(key);
    await page.evaluate(settle);
  }
  // The plan of what was decided goes on behind.
  await page.waitForTimeout(1500);
}

/** By Enter alone: *Look* until every image was seen, then *Nothing identifying*. */
async function lookThrough(page, series) {
  const { count } = await decided(page);
  const primary = page.locator('.decide-decision .btn.primary');
  while ((await decided(page)).count < count + series) {
    const isSettled = (await primary.getAttribute('aria-disabled')) !== 'true';
    if (isSettled) await page.keyboard.press('Enter');
    await page.waitForTimeout(350);
  }
  await page.waitForTimeout(1500);
}

async function blank(page, series) {
  const { count } = await decided(page);
  for (let n = 1; n <= series; n++) {
    await page.keyboard.press('b');
    await page.keyboard.press('a');
    const button = page.getByRole('button', { name: /^Blank 1 box/ });
    while ((await button.getAttribute('aria-disabled')) === 'true') await page.waitForTimeout(100);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    while ((await decided(page)).count < count + n) await page.waitForTimeout(50);
  }
  await page.waitForTimeout(1500);
}

async function decided(page) {
  const text = await page.getByRole('status', { name: 'Decided', exact: true }).textContent();
  const [count, total] = (text ?? '').replaceAll(',', '').match(/\d+/g)?.map(Number) ?? [];
  return { count, total };
}

/** Runs in the page: from the top of the queue to its end, a screen a frame. */
async function scrollQueue() {
  const scroller = document.querySelector('.queue-scroll');
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  scroller.scrollTop = 0;
  await frame();
  for (let before = -1; scroller.scrollTop !== before; ) {
    before = scroller.scrollTop;
    scroller.scrollTop += scroller.clientHeight;
    await frame();
  }
}
