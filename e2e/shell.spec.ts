import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { visit } from './page-deeds.ts';

const publicPages = [
  '/',
  '/achievements',
  '/demands',
  '/bounties',
  '/bounties/subsidy',
  '/brokers',
  '/pay-later',
  '/publicity',
  '/trades',
  '/open-data',
  '/events',
  '/help',
  '/terms',
  '/privacy',
  '/sign-in',
  '/sign-in?way=password',
  '/sign-up',
  '/reset-password',
  '/outbox',
];

for (const path of publicPages) {
  test(`${path} is readable at every width, by keyboard and to a screen reader`, async ({ page }) => {
    await visit(page, path);
    await expect(page.locator('h1')).toHaveCount(1);
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSideScroll(page);
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveText('跳到正文');
  });
}

test('a new person signs in with a code, agrees once, registers an organisation and hands in its papers', async ({
  page,
  site,
}) => {
  await visit(page, '/desk');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdesk/);
  await page.getByLabel('手机号').fill('123');
  await page.getByRole('button', { name: '获取验证码' }).click();
  await expect(page.getByText('手机号是 11 位数字').first()).toBeVisible();
  await expect(page.getByLabel('手机号')).toHaveValue('123');
  await page.getByLabel('手机号').fill('138 1234 0001');
  await page.getByRole('button', { name: '获取验证码' }).click();
  await expect(page.getByLabel('验证码')).toBeVisible();
  const outbox = await page.context().newPage();
  await visit(outbox, '/outbox');
  const code = (await outbox.getByText('+8613812340001').locator('..').locator('..').textContent())?.match(
    /验证码 (\d{6})/,
  )?.[1];
  await outbox.close();
  await page.getByLabel('验证码').fill('000000' === code ? '000001' : '000000');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByText('验证码不对').first()).toBeVisible();
  await page.getByLabel('验证码').fill(code ?? '');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(`${site.url}/consent`);
  await page.getByRole('button', { name: '同意并继续' }).click();
  await expect(page.getByText('请勾选同意后继续').first()).toBeVisible();
  await page.getByLabel('我已阅读并同意以上两份说明').check();
  await page.getByRole('button', { name: '同意并继续' }).click();
  await expect(page.getByText('你还没有加入机构')).toBeVisible();
  await page.getByRole('link', { name: '注册机构' }).click();
  await page.getByLabel('机构类型').selectOption('enterprise');
  await page.getByLabel('机构全称').fill('兰州示例新材料有限公司');
  await page.getByLabel('统一社会信用代码').fill('91620100MA99000000');
  await page.getByLabel('所在地').selectOption('620102');
  await page.getByRole('button', { name: '注册', exact: true }).click();
  await expect(page.getByText('末位校验不符').first()).toBeVisible();
  await expect(page.getByLabel('机构全称')).toHaveValue('兰州示例新材料有限公司');
  await page.getByLabel('统一社会信用代码').fill('91620100MA9900000B');
  await page.getByRole('button', { name: '注册', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('兰州示例新材料有限公司');
  await expect(page.getByText('未认证')).toBeVisible();
});

test('a page that is not there says so in its frame, and so does a foreign row', async ({ page, signInAs }) => {
  expect((await visit(page, '/no-such-page'))?.status()).toBe(404);
  await expectErrorPage(page, '没有找到这一页', '找成果');
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  expect((await visit(page, '/achievements/CG-2026-99999'))?.status()).toBe(404);
  await expectErrorPage(page, '没有找到这一页', '找成果');
  await signInAs(page, 'shuyue-officer');
  for (const path of ['contracts', 'deals', 'receipts', 'obligations', 'imports', 'achievements', 'demands']) {
    const answer = await visit(page, `/desk/${path}/0197a000-0000-7000-8000-000000000000`);
    expect(answer?.status(), path).toBe(404);
    expect((await visit(page, `/desk/${path}/nonsense`))?.status(), path).toBe(404);
  }
  expect((await visit(page, '/desk/no-such-page'))?.status()).toBe(404);
  await expectErrorPage(page, '没有找到这一页', '回工作台');
  expect((await visit(page, '/desk/imports'))?.status()).toBe(200);
  await signInAs(page, 'shuyue-finance');
  expect((await visit(page, '/desk/imports'))?.status()).toBe(403);
  await expectErrorPage(page, '你不能打开这一页', '回工作台');
  await expect(page.getByRole('navigation', { name: '工作台' })).toBeVisible();
});

/** One heading, its words in the title, a frame around it and a way onward. */
async function expectErrorPage(page: Page, title: string, onward: string): Promise<void> {
  await expect(page).toHaveTitle(`${title} · 成果通`);
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.locator('#main').getByRole('link', { name: onward })).toBeVisible();
  await expectAccessible(page);
}

test('a number in the search leads to its record, for those who may see it', async ({ page, signInAs, site }) => {
  const [contract] = await site.rows<{ no: string; id: string }>(
    "select no, id from contracts where state = 'performing' order by no limit 1",
  );
  if (contract === undefined) throw new Error('the demo world has no contract');
  await visit(page, `/achievements?q=${contract.no}`);
  await expect(page.getByRole('combobox', { name: /^(说出你的问题|搜成果)/ })).toHaveValue(contract.no);
  await signInAs(page, 'longyuan-officer');
  await visit(page, '/desk');
  await page.getByRole('combobox', { name: /^(说出你的问题|搜成果)/ }).fill(contract.no.toLowerCase());
  await page.getByRole('combobox', { name: /^(说出你的问题|搜成果)/ }).press('Enter');
  await expect(page).toHaveURL(`${site.url}/desk/contracts/${contract.id}`);
  await visit(page, '/demands?q=CG-2026-00001');
  await expect(page).toHaveURL(`${site.url}/achievements/CG-2026-00001`);
});

test('another site cannot make a form be sent', async ({ request, site }) => {
  const answer = await request.post(`${site.url}/sign-out`, {
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    form: {},
  });
  expect(answer.status()).toBe(403);
});

test('health and readiness answer, and every page carries strict headers', async ({ request, site }) => {
  expect((await request.get(`${site.url}/healthz`)).status()).toBe(200);
  expect(await (await request.get(`${site.url}/readyz`)).json()).toEqual({ database: true, search: true });
  const headers = (await request.get(site.url)).headers();
  expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']+'; style-src-elem 'self' 'nonce-/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});
