import type { Page } from '@playwright/test';
import { press, visit } from './page-deeds.ts';
import { expect } from './fixtures.ts';

/** What a reviewer decides on of an import: its part of the desk, opened. */
export async function openImported(page: Page, file: string) {
  await visit(page, '/desk/reviews/achievements');
  const line = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: file, exact: true }) });
  await line.getByRole('link', { name: '看过再审' }).click();
  await expect(page).toHaveURL(/[?&]import=/);
  // The address is there before the page is.
  await expect(line.getByRole('checkbox').first()).toBeVisible();
  return line;
}

/** The one who was named for a file has looked at it and lets its rows go public. */
export async function releaseAs(page: Page, file: string, rows: string): Promise<void> {
  const whole = await openImported(page, file);
  for (const box of await whole.getByRole('checkbox').all()) await box.check();
  await press(page, `我已审过整份文件，确认公开 ${rows} 项`);
}
