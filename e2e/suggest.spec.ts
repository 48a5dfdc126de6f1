import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { visit } from './page-deeds.ts';

test('proposals come as one types, are chosen by keys alone and never pile up', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/search/suggest')) asked.push(request.url());
  });
  await visit(page, '/achievements');
  const field = page.getByRole('combobox', { name: '说出你的问题' });
  await field.pressSequentially('malingshu', { delay: 20 });
  const list = page.getByRole('listbox', { name: '建议' });
  await expect(list.getByRole('option').first()).toContainText('马铃薯');
  expect(asked.length).toBeLessThanOrEqual(3);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideScroll(page);

  await field.press('ArrowDown');
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await field.press('Escape');
  await expect(list).toBeHidden();
  await field.fill('');
  await field.pressSequentially('熔盐');
  await expect(list.getByRole('option').first()).toBeVisible();
  await field.press('ArrowDown');
  const chosen = await list.getByRole('option').first().locator('span').first().textContent();
  await field.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(chosen!.trim())}`));
  await expect(page.getByRole('heading', { name: /项成果/ })).toBeVisible();
});

test('one wrong character is offered right, and the offer leads to what was meant', async ({ page }) => {
  await visit(page, `/achievements?q=${encodeURIComponent('马玲薯')}`);
  await page.getByRole('link', { name: '马铃薯', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent('马铃薯')}`));
  await expect(page.getByRole('heading', { name: /[1-9]\d* 项成果/ })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the field is a plain form', async ({ page }) => {
    await page.goto('/demands');
    await page.getByRole('searchbox', { name: '说出你的问题' }).fill('薯渣');
    await page.getByRole('button', { name: '搜索', exact: true }).first().click();
    await expect(page).toHaveURL(new RegExp(`/demands\\?q=${encodeURIComponent('薯渣')}`));
    await expect(page.getByText('薯渣').first()).toBeVisible();
  });
});
