import type { Page } from '@playwright/test';

/** Drags over the picture that is open, from one place to another, by columns and rows of an image of 320 columns. */
export async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const picture = (await page.getByRole('img', { name: /^Image/ }).boundingBox())!;
  const scale = picture.width / 320;
  const [start, end] = [from, to].map(([x, y]) => [picture.x + x * scale, picture.y + y * scale] as const);
  await page.mouse.move(...start!);
  await page.mouse.down();
  await page.mouse.move(...end!, { steps: 4 });
  await page.mouse.up();
}
