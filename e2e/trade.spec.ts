import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { proveIdentity, visit } from './page-deeds.ts';

test('an NDA room from both sides: opened and logged, stopped, agreed anew', async ({ page, site, signInAs }) => {
  const [deal] = await site.rows<{ id: string }>(
    "select d.id from deals d join ndas n on n.deal_id = d.id where n.state = 'active' limit 1",
  );
  const room = `/desk/deals/${deal?.id}/room`;
  await signInAs(page, 'shuyue-officer');
  await visit(page, room);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('保密资料室');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '打开 两级絮凝配方与加药曲线' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^两级絮凝配方与加药曲线-[0-9A-F]{10}\.pdf$/);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
  const mark = /-([0-9A-F]{10})\.pdf$/.exec(file.suggestedFilename())?.[1] ?? '';

  await signInAs(page, 'longyuan-officer');
  await visit(page, room);
  await expect(page.getByRole('list', { name: '两级絮凝配方与加药曲线的打开记录' })).toContainText(mark);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideScroll(page);
  await page.getByRole('button', { name: '停止披露' }).click();
  await expect(page.getByRole('heading', { name: '提出保密协议' })).toBeVisible();

  await signInAs(page, 'shuyue-officer');
  await visit(page, room);
  await expect(page.getByRole('button', { name: /^打开 / })).toHaveCount(0);
  await expect(page.getByText('对方放了 2 份资料')).toBeVisible();
  await page.getByLabel('资料只用来做什么').fill('在二号线上试用');
  await page.getByRole('button', { name: '提出保密协议' }).click();
  await expect(page.getByText('待双方接受')).toBeVisible();
  for (const person of ['shuyue-officer', 'longyuan-officer']) {
    await signInAs(page, person);
    await visit(page, room);
    const accept = async () => {
      await page.getByLabel(/我已通读全文/).check();
      await page.getByRole('button', { name: '接受保密协议' }).click();
    };
    await accept();
    await proveIdentity(page, site, person);
    await accept();
    await expect(page.getByLabel(/我已通读全文/)).toHaveCount(0);
  }
  await expect(page.getByText('已生效')).toBeVisible();
  // To somebody of neither side there is no such room.
  await signInAs(page, 'qiongzhen-officer');
  expect((await visit(page, room))?.status()).toBe(404);
});

test('two enterprises bid against each other, the end moves, the winner’s result is published', async ({
  page,
  site,
  signInAs,
}) => {
  test.setTimeout(200_000);
  const [trade] = await site.rows<{ id: string; no: string }>(
    "select id, no from trades where state = 'announced' order by no limit 1",
  );
  const notice = `/trades/${trade?.no}`;
  await visit(page, notice);
  await expect(page.getByRole('timer')).toContainText('距登记截止');
  await expectAccessible(page);
  await signInAs(page, 'longyuan-officer');
  await visit(page, `/desk/trades/${trade?.id}`);
  await page.getByLabel('保证金到账日期').fill('2026-11-20');
  await page.getByLabel('银行流水号').fill('LS-E2E');
  await page.getByRole('button', { name: '定为合格' }).click();
  await expect(page.getByText('合格，2 号')).toBeVisible();

  // Its hour has come, with four minutes left: every bid moves the end.
  await site.rows(
    `update trades set apply_until = now() - interval '2 hours', bidding_at = now() - interval '30 seconds',
       closes_at = now() + interval '4 minutes' where no = '${trade?.no}' returning id`,
  );
  await site.rows(
    `update deadlines set due_at = now() - interval '1 second' where subject_id = '${trade?.id}' and kind = 'bidding' returning id`,
  );
  const bid = (amount: string) => page.getByRole('button', { name: `报 ${amount} 万元` });
  await signInAs(page, 'lianjiang-officer');
  await visit(page, notice);
  // Bidding opens with the sweep of the minute, which on a slow machine is the one after.
  await expect(async () => {
    await page.reload();
    await expect(bid('45')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 135_000 });
  await bid('45').click();
  await expect(page.getByText('现在你单位的报价最高')).toBeVisible();
  await expect(page.getByText('已延时 1 次')).toBeVisible();

  const other = await page.context().browser()!.newContext({ baseURL: site.url, locale: 'zh-CN' });
  const rival = await other.newPage();
  await other.addCookies([{ ...(await site.sessionCookie('shuyue-officer')), url: site.url }]);
  await visit(rival, notice);
  await rival.getByRole('button', { name: '报 46 万元' }).click();
  await expect(rival.getByText('现在你单位的报价最高')).toBeVisible();
  // The first bidder's page learns of it by itself.
  await expect(bid('47')).toBeVisible();
  await other.close();

  await site.rows(`update trades set closes_at = now() - interval '1 second' where no = '${trade?.no}' returning id`);
  // A bid that comes too late is answered by the end: the server has to have it before the page is left.
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await bid('47').click();
  await answered;
  await visit(page, notice);
  await expect(page.getByText('结果公示', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('（2 号竞买人）')).toBeVisible();
  await signInAs(page, 'longyuan-officer');
  await visit(page, `/desk/trades/${trade?.id}`);
  const minutes = page.waitForEvent('download');
  await page.getByRole('link', { name: '交易纪要 PDF' }).click();
  expect((await minutes).suggestedFilename()).toContain('科技成果挂牌交易纪要');
});
