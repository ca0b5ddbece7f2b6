import { expect, type Page } from '@playwright/test';

/** The view What remains, by role and name. */
export function remainsOf(page: Page) {
  const tab = page.getByRole('tab', { name: /What remains/ });
  const looking = page.getByRole('progressbar', { name: 'Looking at what remains' });
  return {
    tab,
    grid: page.getByRole('grid', { name: 'What remains', exact: true }),
    search: page.getByRole('searchbox', { name: 'Search values' }),
    toCheckOnly: page.getByRole('checkbox', { name: 'To check only' }),
    plain: page.getByRole('checkbox', { name: 'Numbers and new values' }),
    selected: page.getByRole('region', { name: 'Selected value' }),
    waitUntilDone: async (timeoutMs = 20_000) => {
      await expect(tab).toContainText('to check', { timeout: timeoutMs });
      await expect(looking).toHaveCount(0, { timeout: timeoutMs });
    },
  };
}

export type RemainingLine = { readonly path: string; readonly text: string | null; readonly files: number };

/** Every line of the list, read by scrolling from top to end; fails when a line never comes into the page. */
export async function readRemaining(page: Page): Promise<readonly RemainingLine[]> {
  const grid = page.getByRole('grid', { name: 'What remains', exact: true });
  const lines = await grid.evaluate(async (element) => {
    const scroller = element.parentElement as HTMLElement;
    const seen = new Map<number, { path: string; text: string | null; files: number }>();
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const read = () => {
      for (const row of element.querySelectorAll('[role=row][data-index]')) {
        const [, value, attribute, count] = row.children;
        const title = attribute?.querySelector('[title]')?.getAttribute('title') ?? '';
        const tag = attribute?.querySelector('code')?.textContent ?? '';
        seen.set(Number(row.getAttribute('data-index')), {
          path: /, (\([0-9A-F]{4},.*)$/.exec(title)?.[1] ?? tag,
          text: value?.querySelector('code')?.textContent ?? null,
          files: Number((count?.firstChild?.textContent ?? '').replaceAll(',', '')),
        });
      }
    };
    scroller.scrollTop = 0;
    await frame();
    read();
    while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
      scroller.scrollTop += scroller.clientHeight;
      await frame();
      read();
    }
    return { rows: [...seen.values()], expected: Number(element.getAttribute('aria-rowcount')) - 1 };
  });
  expect(lines.rows.length).toBe(lines.expected);
  return lines.rows;
}
