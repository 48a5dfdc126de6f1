import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { press, proveIdentity, settled, visit } from './page-deeds.ts';

/** The demo's contract that waits for the university's word on the company's changes. */
const offered = "select id, deal_id from contracts where state = 'offered' order by no limit 1";
/** A contract that runs, and who is the licensee's administrator. */
const performing = `select c.id, split_part(u.email, '@', 1) as other from contracts c
  join organisations o on o.id = c.licensor_org_id join memberships m on m.org_id = c.licensee_org_id
  join "user" u on u.id = m.user_id and u.email like '%-owner@%'
  where c.state = 'performing' and o.name = '陇原理工大学' order by c.no desc limit 1`;
/** A talk of the university that comes from no trade, without a contract, and who speaks for the other side. */
const talking = `select d.id, split_part(u.email, '@', 1) as other from deals d
  join organisations o on o.id = d.licensor_org_id join memberships m on m.org_id = d.licensee_org_id
  join "user" u on u.id = m.user_id and u.email like '%-officer@%'
  where d.state = 'talking' and o.name = '陇原理工大学'
    and not exists (select 1 from contracts c where c.deal_id = d.id)
    and not exists (select 1 from trades t where t.deal_id = d.id) order by d.no limit 1`;

test.use({ actionTimeout: 15_000 });

test('changes are answered clause by clause, and a counter-draft outlives the browser, without scripts too', async ({
  browser,
  page,
  site,
  signInAs,
}) => {
  const [contract] = await site.rows<{ id: string; deal_id: string }>(offered);
  const path = `/desk/contracts/${contract?.id}/terms`;
  await signInAs(page, 'longyuan-officer');
  await visit(page, path);
  await expect(page.getByRole('heading', { name: '对方改了 1 条，请逐条答复' })).toBeVisible();
  await expect(page.locator('del').first()).toContainText('1,000,000.00');
  await expect(page.locator('ins').first()).toContainText('850,000.00');
  await expectAccessible(page);
  await expectNoSideScroll(page);

  await test.step('what was typed stays, though nothing was sent', async () => {
    const composer = `/desk/deals/${contract?.deal_id}/contract`;
    const cookies = await page.context().cookies();
    const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url });
    await plain.addCookies(cookies);
    const paper = await plain.newPage();
    await paper.goto(`${composer}?step=trial`);
    await paper.getByLabel('试用期').fill('2');
    await press(paper, '保存并继续');
    await expect(paper.getByText('试用期要在 3 到 36 个月之间').first()).toBeVisible();
    await paper.getByLabel('试用期').fill('9');
    await press(paper, '保存并继续');
    await expect(paper.getByRole('heading', { level: 2, name: '里程碑' })).toBeVisible();
    const stones = await paper.getByLabel('怎样算达到').count();
    await press(paper, '加一个里程碑');
    await expect(paper.getByLabel('怎样算达到')).toHaveCount(stones + 1);
    await press(paper, `去掉里程碑 ${stones + 1}`);
    await expect(paper.getByLabel('怎样算达到')).toHaveCount(stones);
    await plain.close();

    await visit(page, `${composer}?step=review`);
    await expect(page.getByRole('heading', { name: '试用', exact: true, level: 3 })).toBeVisible();
    await expect(page.locator('ins').first()).toContainText('9');
    await expectAccessible(page);
    await visit(page, '/desk/contracts');
    await expect(page.getByRole('heading', { name: '没写完的草稿' })).toBeVisible();
    await visit(page, `${composer}?step=other`);
    const second = await page.context().newPage();
    await visit(second, `${composer}?step=other`);
    await page.getByLabel('期满后继续保密').fill('7');
    await expect(page.getByLabel('合同文本预览')).toContainText('继续 7 年');
    await second.getByLabel('期满后继续保密').fill('8');
    await press(second, '保存并继续');
    await expect(second.getByRole('alert')).toContainText('刚才在另一个窗口改过草稿');
    await press(second, '保存并继续');
    await expect(second).toHaveURL(/step=review/);
    await expect(second.getByLabel('合同文本预览')).toContainText('继续 8 年');
    await second.close();
    await visit(page, `${composer}?step=review`);
    await press(page, '丢掉草稿');
    // To leave before the answer would take the press back.
    await expect(page).not.toHaveURL(/step=review/);
    await visit(page, '/desk/contracts');
    await expect(page.getByRole('heading', { name: '没写完的草稿' })).toHaveCount(0);
  });

  await test.step('one clause is not taken: the other side is asked again with the reason', async () => {
    await visit(page, path);
    await page.getByRole('radio', { name: '不接受，保留我方原条款' }).check();
    await page.getByLabel('说明，对方会看到').fill('100 万元已是底线');
    await press(page, '提交答复');
    await expect(page).toHaveURL(new RegExp(`/desk/contracts/${contract?.id}$`));
    await signInAs(page, 'qiongzhen-officer');
    await visit(page, path);
    await expect(page.getByText('对方的理由：100 万元已是底线')).toBeVisible();
    await page.getByRole('radio', { name: '接受', exact: true }).check();
    await press(page, '提交答复');
    await expect(page).toHaveURL(new RegExp(`/desk/contracts/${contract?.id}$`));
    await expect(page.getByText('条款已商定').first()).toBeVisible();
  });
});

test('a transfer is written step by step, sent, and agreed by the other side', async ({ page, site, signInAs }) => {
  const [deal] = await site.rows<{ id: string; other: string }>(talking);
  await signInAs(page, 'longyuan-officer');
  await visit(page, `/desk/deals/${deal?.id}/contract`);
  await page.getByRole('radio', { name: /^技术转让/ }).check();
  await expect(page.getByLabel('细类').getByRole('option')).toHaveText([
    '以后再定',
    '专利权转让',
    '专利申请权转让',
    '技术秘密转让',
    '其他知识产权转让',
  ]);
  await page.getByLabel('细类').selectOption('技术秘密转让');
  await press(page, '保存并继续');
  await page.getByLabel('使用领域').fill('马铃薯淀粉加工');
  await page.getByLabel('交付什么').fill('工艺说明书');
  await press(page, '保存并继续');
  await expect(page.getByLabel('名称')).toHaveCount(2);
  for (const i of [0, 1]) await page.getByLabel('金额').nth(i).fill('30');
  await page.getByLabel('怎样算达到').nth(1).fill('双方签字的交接单');
  await press(page, '保存并继续');
  await press(page, '保存并继续');
  await page.getByRole('radio', { name: '谁改进归谁' }).check();
  await press(page, '保存并继续');
  await expect(page.getByText('条款齐全，可以发出')).toBeVisible();
  await expectAccessible(page);
  await press(page, '发给对方');
  await expect(page).toHaveURL(/\/desk\/contracts\/[\w-]+$/);
  const path = new URL(page.url()).pathname;
  await signInAs(page, deal?.other ?? '');
  await visit(page, path);
  await press(page, '同意第 1 版条款');
  await expect(page.getByText('条款已商定').first()).toBeVisible();
  await expect(page.getByText('技术转让 | 技术秘密转让')).toBeVisible();
});

test('a change of a signed contract is signed on the page and taken back, then sealed on paper by both', async ({
  page,
  site,
  signInAs,
}) => {
  const [row] = await site.rows<{ id: string; other: string }>(performing);
  const path = `/desk/contracts/${row?.id}`;
  const write = async (years: string) => {
    await signInAs(page, 'longyuan-officer');
    await visit(page, `${path}/changes`);
    await page.getByRole('link', { name: '拟一份变更' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '拟一份合同变更' })).toBeVisible();
    await settled(page);
    await page.getByRole('button', { name: /^\d 其他约定/ }).click();
    await page.getByLabel('期满后继续保密').fill(years);
    await press(page, '核对改动');
    const [day] = await site.rows<{ day: string }>("select to_char(now() + interval '10 days', 'YYYY-MM-DD') as day");
    await page.getByLabel('从哪天起执行').fill(day?.day ?? '');
    await page.getByLabel('为什么变更').fill('双方都要更长的保密期');
    await expect(page.getByRole('heading', { name: '保密', exact: true, level: 3 })).toBeVisible();
    await expectAccessible(page);
    await press(page, '存为待签署的变更');
    await expect(page.getByText('变更待本方签署')).toBeVisible();
  };

  await test.step('signed on the page and sent, then taken back', async () => {
    await write('9');
    await signInAs(page, 'longyuan-owner');
    const send = async () => {
      await page.getByLabel('法定代表人本人').check();
      await page.getByLabel('我已核对改了什么').check();
      await press(page, '签署并发给对方');
    };
    await visit(page, `${path}/changes`);
    await send();
    await proveIdentity(page, site, 'longyuan-owner');
    await send();
    await expect(page.getByText('变更待对方签署')).toBeVisible();
    await expectAccessible(page);
    await press(page, '收回变更');
    await expect(page.getByText('已收回')).toBeVisible();
  });

  await test.step('the next one is sent unsigned; its scan is confirmed by both, and it waits for its day', async () => {
    await write('8');
    await signInAs(page, 'longyuan-owner');
    await visit(page, `${path}/changes`);
    await press(page, '发给对方，双方纸质用印');
    await expect(page).toHaveURL(/\/signing\?version=\d+$/);
    await expect(page.getByText(/签的是合同变更：第 \d+ 版/)).toBeVisible();
    const print = await page.getByRole('link', { name: '下载 PDF 打印' }).getAttribute('href');
    expect((await page.request.get(print ?? '')).headers()['content-type']).toBe('application/pdf');
    const scan = { name: '变更协议.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%变更\n%%EOF\n') };
    await page.getByLabel('双方用印后的扫描件').setInputFiles(scan);
    await press(page, '上传扫描件');
    const signing = new URL(page.url());
    const confirm = async () => {
      await page.getByLabel('在纸上代表本单位签字的人').fill('法定代表人');
      await page.getByLabel('法定代表人本人').check();
      const [today] = await site.rows<{ day: string }>("select to_char(now(), 'YYYY-MM-DD') as day");
      await page.getByLabel('用印日期').fill(today?.day ?? '');
      await page.getByLabel(/^我已逐页核对/).check();
      await press(page, /^确认扫描件与第/);
    };
    await confirm();
    await proveIdentity(page, site, 'longyuan-owner');
    await confirm();
    await expect(page.getByText(/^等 .+ 确认$/)).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSideScroll(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    const other = row?.other ?? '';
    await signInAs(page, other);
    await visit(page, `${path}/changes`);
    await page.getByRole('link', { name: '打印、上传和确认' }).click();
    await expect(page).toHaveURL(signing.href);
    await settled(page);
    await confirm();
    await proveIdentity(page, site, other);
    await confirm();
    await expect(page.getByText('双方已用印，扫描件已确认')).toBeVisible();
    await visit(page, `${path}/changes`);
    await expect(page.getByText('变更已签署')).toBeVisible();
    await expect(page.getByText(/起执行；在这以前按第 1 版执行/)).toBeVisible();
    await expect(page.getByRole('link', { name: '拟一份变更' })).toHaveCount(0);
  });
});
