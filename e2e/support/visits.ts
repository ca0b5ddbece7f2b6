import { expect, type Page, type PlaywrightTestArgs, test } from '@playwright/test';
import { withoutTextSearch } from './without-text-search.ts';

/**
 * The ways a person comes to the page: for the first time, when the service worker takes over while they work, and later, when
 * it has the page from its first byte.
 */
const visits = ['first', 'later'] as const;
export type Visit = (typeof visits)[number];

type Declare = (name: string, body: (given: PlaywrightTestArgs) => Promise<void>) => void;

/** A `test.describe` for each way. `inTurn()` is `test`, or on the visit whose turn it is not, nothing (see `isTurnOf`). */
export function onEachVisit(title: string, declareTests: (visit: Visit, inTurn: () => Declare) => void): void {
  for (const visit of visits) {
    test.describe(`${title}, ${visit} visit`, () => {
      let index = 0;
      declareTests(visit, () => (isTurnOf(visit, index++) ? test : () => undefined));
    });
  }
}

const { NESCIO_VISITS = 'in turn' } = process.env;

/**
 * True for the visit on which a case of a table is tried: cases that are much alike take the visits in turn, so that `npm test`
 * stays short. With NESCIO_VISITS=all (`.ci/nightly`) each case is tried on both.
 */
export function isTurnOf(visit: Visit, index: number): boolean {
  return NESCIO_VISITS === 'all' || visits[index % visits.length] === visit;
}

/** Opens an address so, without the search for text. */
export async function visitPage(page: Page, plain: string, visit: Visit): Promise<void> {
  const address = withoutTextSearch(plain);
  await page.goto(address);
  if (visit === 'first') return;
  await untilControlled(page);
  await page.goto(address);
  expect(await isControlled(page), 'the service worker answers for the page').toBe(true);
}

/** Waits for the service worker: what comes after it is sent as on every later visit. */
export async function untilControlled(page: Page): Promise<void> {
  await expect.poll(() => isControlled(page), { timeout: 60_000 }).toBe(true);
}

function isControlled(page: Page): Promise<boolean> {
  return page.evaluate(() => navigator.serviceWorker.controller !== null);
}
