import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { visit } from './page-deeds.ts';

const ask = (path: string, words: string): string => `${path}?q=${encodeURIComponent(words)}`;
const box = (page: Page) => page.locator('#main').getByRole('combobox', { name: '说出你的问题' });
/** What the list says it found. */
const found = async (page: Page): Promise<number> =>
  Number((await page.locator('#found').textContent())?.replace(/[^\d]/g, ''));

async function expectReadable(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideScroll(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('words find achievements, marked where they stand, and a facet narrows them to what it promised', async ({
  page,
}) => {
  await visit(page, '/');
  await box(page).fill('马铃薯 淀粉 废水');
  await box(page).press('Enter');
  await expect(page).toHaveURL(/\/achievements\?q=/);
  await expect(page.locator('#found')).toHaveText(/[1-9]\d* 项成果/);
  const best = page.getByRole('article').first();
  await expect(best.locator('mark').first()).toHaveText(/马铃薯|淀粉|废水/);
  await expectReadable(page);

  const all = await found(page);
  const facets = page.getByRole('form', { name: '筛选' });
  const choice = facets.getByRole('group', { name: '地区' }).getByRole('checkbox').first();
  const promised = Number((await choice.locator('..').textContent())?.match(/(\d+) 项/)?.[1]);
  expect(promised).toBeGreaterThan(0);
  expect(promised).toBeLessThan(all);
  const value = await choice.getAttribute('value');
  await choice.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(new RegExp(`region=${value}`));
  await expect(page.locator('#found')).toHaveText(`${promised} 项成果`);
  // Who goes by keyboard goes on from there.
  await expect(facets.locator(`input[value="${value}"]`)).toBeFocused();
  await expect(page.getByRole('article')).toHaveCount(Math.min(promised, 20));

  // The address alone gives the same list.
  await visit(page, page.url());
  await expect(page.locator('#found')).toHaveText(`${promised} 项成果`);
  await page.getByRole('navigation', { name: '排序' }).getByRole('link', { name: '成熟度高' }).click();
  await expect(page).toHaveURL(/sort=trl/);
  await expect(page.locator('#found')).toHaveText(`${promised} 项成果`);
});

test('a suggestion is picked by keyboard, and what was searched for stays on this device until it is cleared', async ({
  page,
}) => {
  await visit(page, '/search');
  await box(page).pressSequentially('马铃');
  const proposed = page.getByRole('listbox', { name: '建议' });
  await expect(proposed.getByRole('option').first()).toContainText('马铃薯');
  await expectReadable(page);
  await box(page).press('ArrowDown');
  await expect(box(page)).toHaveAttribute('aria-activedescendant', /-0$/);
  const chosen = (await proposed.getByRole('option').first().locator('span').first().textContent()) ?? '';
  await box(page).press('Enter');
  await expect(page).toHaveURL(new RegExp(`/search\\?q=${encodeURIComponent(chosen)}`));
  await expect(box(page)).toBeFocused();

  await box(page).fill('');
  const recent = page.getByRole('listbox', { name: '搜过的词' });
  await expect(recent.getByRole('option')).toContainText([chosen]);
  await expectAccessible(page);
  await page.getByRole('button', { name: '清除搜索记录' }).click();
  await expect(recent).toBeHidden();
  await expect(box(page)).toBeFocused();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('an empty list says which condition to give up, and gives what it promises', async ({ page }) => {
  await visit(page, `${ask('/achievements', '马铃薯')}&region=620200&trlTo=1`);
  await expect(page.locator('#found')).toHaveText('0 项成果');
  const way = page.getByRole('list', { name: '放宽条件' }).getByRole('link').first();
  await expect(way).toHaveText(/^去掉.+，可得 [\d,]+ 项$/);
  await expectReadable(page);
  const promised = (await way.textContent())?.match(/可得 ([\d,]+) 项/)?.[1];
  await way.click();
  await expect(page.locator('#found')).toHaveText(`${promised} 项成果`);
});

test('pinyin initials find a title', async ({ page }) => {
  await visit(page, ask('/achievements', 'mls'));
  await expect(page.getByRole('article').first().getByRole('heading')).toContainText(/马铃薯|薯/);
  await visit(page, '/achievements');
  await box(page).pressSequentially('mls');
  await expect(page.getByRole('listbox', { name: '建议' }).getByRole('option').first()).toContainText('马铃薯');
});

test('a word that no record says is proposed where records say another one of its meaning', async ({ page }) => {
  await visit(page, '/achievements');
  await box(page).pressSequentially('洋芋');
  await page.getByRole('listbox', { name: '建议' }).getByRole('option', { name: '洋芋' }).first().click();
  await expect(page.getByRole('article').first()).toContainText('马铃薯');
});

test('one box finds achievements, demands, experts, organisations, events and services; a number leads to its record', async ({
  page,
  site,
}) => {
  await visit(page, ask('/search', '废水'));
  const tabs = page.getByRole('navigation', { name: '找什么' });
  for (const name of ['成果', '需求', '专家', '机构', '活动']) {
    await expect(tabs.getByRole('link', { name: new RegExp(`^${name}\\d`) })).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: new RegExp(`[1-9]\\d* .${name}`) })).toBeVisible();
  }
  await expectReadable(page);
  await page
    .getByRole('link', { name: /项相符的成果$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/achievements\?q=.*&org=/);
  await expect(page.locator('#found')).toHaveText(/[1-9]\d* 项成果/);

  await visit(page, ask('/search', '陇原理工大学'));
  await tabs.getByRole('link', { name: /^机构/ }).click();
  await expect(page.getByRole('article').first()).toContainText('陇原理工大学');
  await expectReadable(page);
  await visit(page, ask('/search', '经纪人'));
  await tabs.getByRole('link', { name: /^服务[1-9]/ }).click();
  await expect(page).toHaveURL(/in=services/);
  await expectReadable(page);
  await page.getByRole('article').getByRole('link', { name: '找技术经纪人' }).click();
  await expect(page).toHaveURL(/\/brokers$/);
  await visit(page, ask('/search', '废水') + '&in=experts');
  await expect(page.getByRole('article').first().getByRole('link').first()).toBeVisible();
  await expectReadable(page);

  await visit(page, ask('/search', 'cg-2026-00001'));
  await expect(page).toHaveURL(`${site.url}/achievements/CG-2026-00001`);
  await visit(page, '/search');
  await expectReadable(page);
});

test('nobody is named who did not agree: anonymous demands and private people are not found', async ({
  page,
  site,
}) => {
  const [hidden] = await site.rows<{ name: string }>(
    `select p.name from achievement_people p where not p.is_public
       and not exists (select 1 from achievement_people q where q.name = p.name and q.is_public)
       and not exists (select 1 from brokers b join "user" u on u.id = b.user_id where u.name = p.name) limit 1`,
  );
  if (hidden !== undefined) {
    await visit(page, `${ask('/search', hidden.name)}&in=experts`);
    await expect(page.getByRole('heading', { level: 3, name: hidden.name })).toHaveCount(0);
  }
  const [anonymous] = await site.rows<{ title: string; org: string; orgId: string }>(
    `select v.data ->> 'title' as title, o.name as org, o.id as "orgId" from demands d
       join demand_versions v on v.demand_id = d.id and v.n = d.version_n join organisations o on o.id = d.org_id
      where d.state = 'published' and v.data ->> 'confidentiality' = 'anonymous' limit 1`,
  );
  if (anonymous === undefined) throw new Error('the demo world has no anonymous demand');
  await visit(page, ask('/search', anonymous.title));
  const row = page.getByRole('article').filter({ hasText: anonymous.title });
  await expect(row).toContainText('匿名企业');
  await expect(row).not.toContainText(anonymous.org);
  await visit(page, `${ask('/demands', anonymous.title)}&org=${anonymous.orgId}`);
  await expect(page.locator('#found')).toBeVisible();
  await expect(page.getByRole('heading', { level: 3, name: anonymous.title })).toHaveCount(0);
});

const odd = [
  '马',
  'a',
  '😀',
  '，。！？',
  "' OR 1=1; DROP TABLE achievements; --",
  'trl = 9 AND fields IN ["24"] OR _geoRadius(1,2,3)',
  '\\%_%',
  '<script>alert(1)</script>',
  'x'.repeat(10_000),
];
for (const path of ['/achievements', '/demands', '/search', '/search/suggest']) {
  test(`${path} answers whatever is typed`, async ({ page, request }) => {
    for (const words of odd) {
      const answer = await request.get(ask(path, words));
      expect(answer.status(), words.slice(0, 40)).toBe(200);
    }
    for (const raw of ['%00', '%ED%A0%80', '%F0%9F', '%', '%E9%A9%AC%00%E9%93%83']) {
      expect((await request.get(`${path}?q=${raw}`)).status(), raw).toBeLessThan(500);
    }
    if (path === '/search/suggest') return;
    await visit(page, ask(path, '<img src=x onerror=alert(1)>'));
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    await expect(box(page)).toHaveValue('<img src=x onerror=alert(1)>');
    // Ten thousand characters pasted: the box takes what can be searched.
    await box(page).fill('');
    await box(page).focus();
    await page.keyboard.insertText('薯'.repeat(10_000));
    await box(page).press('Enter');
    await expect(page).toHaveURL(/q=%E8%96%AF/);
    await expect(page.locator('h1')).toHaveCount(1);
  });
}

test('a search that is kept tells of a fitting record; its matches are explained, and a declined one sinks', async ({
  page,
  signInAs,
}) => {
  const title = '马铃薯淀粉汁水提蛋白的絮凝预处理';
  await signInAs(page, 'longyuan-officer');
  await visit(page, ask('/demands', '汁水提蛋白 絮凝预处理'));
  await page.getByRole('button', { name: '订阅这个搜索' }).click();
  await expect(page.getByText('已经订阅')).toBeVisible();
  await expectReadable(page);

  await signInAs(page, 'shuyue-officer');
  await visit(page, '/desk/demands/new');
  await page.getByLabel('需求名称').fill(title);
  await page.getByLabel('需求概述').fill('想在马铃薯淀粉加工季把汁水里的蛋白先絮凝提出来，再处理废水。');
  await page.getByLabel('要解决的问题').fill('马铃薯淀粉汁水泡沫多，絮凝剂用量大，提蛋白后废水仍难处理。');
  await page.getByRole('combobox', { name: '技术领域' }).first().selectOption('24.1');
  await page.getByLabel('所在地区').selectOption('621100');
  await page.getByLabel('成熟度，最低').selectOption('5');
  await page.getByLabel('成熟度，最高').selectOption('9');
  await page.getByLabel('预算，到').fill('200');
  await page.getByRole('checkbox', { name: '普通许可', exact: true }).check();
  await page.getByLabel('内容不涉及国家秘密').check();
  await page.getByRole('button', { name: '发布并匹配成果' }).click();
  const best = page.getByRole('article').first();
  await expect(best).toContainText(/同词 \d+ 个：/, { timeout: 20_000 });
  await expect(best.getByRole('row', { name: '领域' })).toBeVisible();
  await expectReadable(page);

  // The best one may already be talked about in the demo world; then it is not declined here.
  const open = page.getByRole('article').filter({ has: page.locator('summary', { hasText: '不合适' }) });
  const sunk = (await open.first().getByRole('heading').first().textContent())?.trim() ?? '';
  expect(sunk).not.toBe('');
  const unfit = page.getByRole('article').filter({ has: page.getByRole('heading', { name: sunk, exact: true }) });
  await unfit.locator('summary', { hasText: '不合适' }).click();
  await unfit.getByLabel('为什么不合适').selectOption({ label: '其他原因' });
  await unfit.getByRole('button', { name: '标为不合适' }).click();
  await expect(unfit.getByText('请写一句是什么原因').first()).toBeVisible();
  await unfit.getByLabel('为什么不合适').selectOption({ label: '成熟度还不够' });
  await unfit.getByLabel('补充一句').fill('还没有中试数据');
  await unfit.getByRole('button', { name: '标为不合适' }).click();
  const declined = page.getByRole('region', { name: /不合适的 1 项，排在最后/ });
  await expect(declined).toContainText(sunk);
  await expect(declined).toContainText('成熟度还不够（还没有中试数据）');
  await expect(unfit).toHaveCount(0);
  await expectReadable(page);

  await signInAs(page, 'longyuan-officer');
  await expect(async () => {
    await visit(page, '/desk/notices');
    await expect(page.locator('#main')).toContainText(title, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await page
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click();
  await expect(page).toHaveURL(/\/demands\//);
  await page.getByRole('button', { name: '关注，有变化时通知我' }).click();
  await expect(page.getByRole('button', { name: '取消关注' })).toBeVisible();
});
