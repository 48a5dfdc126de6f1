import { mkdir } from 'node:fs/promises';
import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { visit } from './page-deeds.ts';

/** The pages that the README shows, and who looks at them. */
const pages: readonly { name: string; path: string | ((row: string) => string); as?: string; row?: string }[] = [
  { name: 'home', path: '/' },
  { name: 'achievements', path: `/achievements?q=${encodeURIComponent('马铃薯 淀粉 废水')}` },
  { name: 'pay-later', path: '/pay-later' },
  { name: 'desk', path: '/desk', as: 'longyuan-officer' },
  {
    name: 'contract',
    path: (id) => `/desk/contracts/${id}`,
    as: 'longyuan-officer',
    row: "select id from contracts where state = 'performing' order by no limit 1",
  },
];
const folder = new URL('./screenshots/', import.meta.url).pathname;

for (const { name, path, as, row } of pages) {
  test(`${name} looks as the README shows it`, async ({ page, site, signInAs }) => {
    if (as !== undefined) await signInAs(page, as);
    const [found] = row === undefined ? [] : await site.rows<{ id: string }>(row);
    const answer = await visit(page, typeof path === 'string' ? path : path(found?.id ?? ''));
    expect(answer?.status()).toBe(200);
    await expect(page.locator('h1')).toHaveCount(1);
    await expectAccessible(page);
    await expectNoSideScroll(page);
    if (process.env.UPDATE_SCREENSHOTS !== '1') return;
    await mkdir(folder, { recursive: true });
    // The top of the page is enough, and keeps the repository small.
    await page.screenshot({
      path: `${folder}${name}.png`,
      scale: 'css',
      clip: { x: 0, y: 0, width: 1280, height: 620 },
    });
  });
}
