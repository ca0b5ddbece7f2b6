import { expect, test } from '@playwright/test';

test('Help opens by its key, is searched, and shows its guides without the network', async ({ page, context }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Works offline' })).toBeVisible();
  await context.setOffline(true);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help.getByRole('heading', { name: 'Letters in the change list' })).toBeVisible();

  await help.getByRole('searchbox', { name: 'Search help' }).fill('project key');
  await expect(help.getByText('A secret file from which new IDs and date shifts follow')).toBeVisible();
  await expect(help.getByText('Emptied. Name and ID')).toBeHidden();
  await help.getByRole('list').getByRole('button').first().click();
  await expect(help.getByRole('article')).toBeVisible();

  await help.getByRole('navigation').getByRole('button', { name: 'Text in images' }).click();
  const guide = help.getByRole('article');
  await expect(guide.getByRole('heading', { level: 2, name: 'Blanked pixels' })).toBeVisible();
  await expect(guide.getByRole('table').first()).toBeVisible();

  await help.getByRole('button', { name: 'About Nescio' }).click();
  await expect(page.getByRole('dialog', { name: 'About Nescio' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Help and about' }).click();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(page.getByRole('button', { name: 'Help and about' })).toBeFocused();
});
