import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The themes of the page. */
export const themes = ['light', 'dark'] as const;

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds against the WCAG 2.2 A and AA rules in the light theme, and of contrast in the dark one, a line each: nothing but
 * contrast can be different there. The page stays in the dark theme.
 *
 * @param look what is done in each theme besides, such as a picture of the page
 */
export async function violationsInBothThemes(
  page: Page,
  look: (theme: (typeof themes)[number]) => Promise<unknown> = async () => undefined,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    const lines =
      theme === 'light'
        ? await violations(page)
        : await linesOf(page, new AxeBuilder({ page }).withRules('color-contrast'));
    found.push(...lines.map((line) => `${theme}: ${line}`));
    await look(theme);
  }
  return found;
}

/** What axe finds against the WCAG 2.2 A and AA rules in the theme of now, a line each. */
export function violations(page: Page): Promise<readonly string[]> {
  return linesOf(page, new AxeBuilder({ page }).withTags(wcag));
}

/**
 * Nothing moves meanwhile: a button that is enabled just then has the text of now on the background of before, for a tenth of a
 * second.
 */
async function linesOf(page: Page, axe: AxeBuilder): Promise<readonly string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await afterTransitions(page);
  const { violations: found } = await axe.setLegacyMode().analyze();
  await page.emulateMedia({ reducedMotion: null });
  return found.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`,
  );
}

/** Waits until what has begun to change its colour has ended. */
async function afterTransitions(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(changes.map(({ finished }) => finished));
  });
}

/** How far the page scrolls sideways, in CSS pixels; 0 is right. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
