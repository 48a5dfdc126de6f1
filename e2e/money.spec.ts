import type { Page } from '@playwright/test';
import { paymentReference } from '#app/domain/payment-reference.ts';
import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { moveClock, pressFirst, proveIdentity, visit } from './page-deeds.ts';
import type { Site } from './site.ts';

/** Confirms that it is the person himself, and comes back to the page. */
async function prove(page: Page, site: Site, person: string, path: string) {
  await visit(page, `/confirm-identity?next=${encodeURIComponent(path)}`);
  await proveIdentity(page, site, person);
  await visit(page, path);
}

const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`),
});

/** A milestone of the university's that nobody has paid anything of. */
const unpaid = `select o.id, o.label, o.amount_fen::text as fen, c.id as contract_id, c.no, p.name as payer,
    (select u.email from memberships m join "user" u on u.id = m.user_id where m.org_id = p.id and 'finance' = any(m.roles) limit 1) as email
  from obligations o join contracts c on c.id = o.contract_id join organisations p on p.id = o.payer_org_id
    join organisations u on u.id = o.payee_org_id
  where u.name = '陇原理工大学' and o.kind = 'milestone' and c.state = 'performing'
    and not exists (select 1 from receipts r where r.obligation_id = o.id) order by o.due_on, o.id limit 1`;
/** One of which something is open, so that its payer is shown the account. */
const open = unpaid.replace(
  'not exists (select 1 from receipts r where r.obligation_id = o.id)',
  'o.amount_fen > coalesce((select sum(a.amount_fen) from allocations a where a.obligation_id = o.id), 0)',
);
interface Unpaid {
  readonly id: string;
  readonly label: string;
  readonly fen: string;
  readonly contract_id: string;
  readonly no: string;
  readonly payer: string;
  readonly email: string;
}

const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;

test.use({ actionTimeout: 15_000 });

test('a receivable is written off by two people with the approval document; the payer is told nothing', async ({
  page,
  site,
  signInAs,
}) => {
  const [claim] = await site.rows<Unpaid>(unpaid);
  if (claim === undefined) throw new Error('nothing is unpaid');
  const payerFinance = claim.email.split('@')[0] ?? '';
  const path = `/desk/obligations/${claim.id}/write-off`;

  await signInAs(page, 'longyuan-finance');
  await visit(page, `/desk/obligations/${claim.id}`);
  await page.getByRole('link', { name: '申请核销' }).click();
  await page.getByLabel('付款方破产，清算没有可分配的财产').check();
  await page.getByLabel('经过和依据').fill('催款三次，清算终结，没有可分配的财产。');
  await page.getByLabel('核销批件').setInputFiles(pdf('核销批件.pdf'));
  await pressFirst(page, /^申请核销/);
  await expect(page.getByText('待审批').first()).toBeVisible();
  await expect(page.getByRole('button', { name: '批准核销' })).toHaveCount(0);
  await expectAccessible(page);

  await signInAs(page, 'longyuan-approver');
  await visit(page, '/desk');
  await expect(page.getByText('应收款核销待审批').first()).toBeVisible();
  await prove(page, site, 'longyuan-approver', path);
  await pressFirst(page, '批准核销');
  await expect(page.getByText('已核销').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await visit(page, '/desk/money');
  await expect(page.getByRole('heading', { name: '已核销' })).toBeVisible();

  await signInAs(page, payerFinance);
  await visit(page, `/desk/obligations/${claim.id}`);
  await expect(page.getByText(/核销/)).toHaveCount(0);
  expect((await page.request.get(path)).status()).toBe(404);
});

test('a charged penalty is waived in part by an approver with the document; the payer reads sum and reason, not the document', async ({
  page,
  site,
  signInAs,
}) => {
  const [claim] = await site.rows<{ id: string; fen: string; email: string }>(`
    select o.id, o.amount_fen::text as fen, (select u.email from memberships m join "user" u on u.id = m.user_id
      where m.org_id = o.payer_org_id and 'finance' = any(m.roles) limit 1) as email
    from obligations o where o.kind = 'interest' order by o.created_at, o.id limit 1`);
  if (claim === undefined) throw new Error('no penalty was charged');
  const path = `/desk/obligations/${claim.id}`;
  const waived = `¥${yuan(100n)}`;

  await signInAs(page, 'longyuan-approver');
  await visit(page, path);
  await page.getByRole('link', { name: '免除这笔违约金' }).click();
  await expect(page.getByRole('button', { name: /^免除/ })).toHaveCount(0);
  await prove(page, site, 'longyuan-approver', `${path}/waiver`);
  await page.getByLabel('免除的金额').fill('9999999');
  await page.getByLabel('免除的原因').fill('双方商定免一元');
  await page.getByLabel('本单位的批件').setInputFiles(pdf('免除批件.pdf'));
  await pressFirst(page, /^免除/);
  await expect(page.getByText('最多还能免除').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.getByLabel('免除的金额').fill('1.00');
  await page.getByLabel('本单位的批件').setInputFiles(pdf('免除批件.pdf'));
  await pressFirst(page, /^免除/);
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(page.getByText('双方商定免一元')).toBeVisible();

  await signInAs(page, claim.email.split('@')[0] ?? '');
  await visit(page, path);
  await expect(page.getByText('双方商定免一元')).toBeVisible();
  await expect(page.getByText(`另有 ${waived} 收款方免除，不用付款`)).toBeVisible();
  await expect(page.getByText('免除批件.pdf')).toHaveCount(0);
  expect((await page.request.get(`${path}/waiver`)).status()).toBe(404);
});

test('a statement of an unknown bank: its columns are said once, a line is matched by its code, two people confirm, both books show it', async ({
  page,
  site,
  signInAs,
}) => {
  const [claim] = await site.rows<Unpaid>(unpaid);
  if (claim === undefined) throw new Error('nothing is unpaid');
  const payerFinance = claim.email.split('@')[0] ?? '';
  const received = BigInt(claim.fen) + 100_000n;
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const statement = {
    name: '十一月明细.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        '哪天,进了多少,出了多少,谁的钱,写了什么,第几号',
        `${today},${yuan(received)},,${claim.payer},${paymentReference(claim.id)} 里程碑款,HH2026${Date.now()}`,
        `${today},,12.50,,账户维护费,HF2026${Date.now()}`,
      ].join('\r\n'),
    ),
  };
  const upload = async () => {
    await visit(page, '/desk/money/bank');
    const bank = page.locator('input[name="bankName"]');
    if (!(await bank.isVisible())) await page.getByText('上传银行流水', { exact: true }).click();
    await bank.fill('河谷示例银行');
    await page.getByLabel('本单位的账号').fill('6200112233445566');
    await page.getByLabel('流水文件').setInputFiles(statement);
    await pressFirst(page, '上传');
  };

  await test.step('the owner asks for two people above 100,000.00', async () => {
    await signInAs(page, 'longyuan-owner');
    await prove(page, site, 'longyuan-owner', '/desk/organisation/accounts');
    await page.getByLabel('超过多少要两人复核').fill('100000');
    await pressFirst(page, '保存');
    await expect(page.getByText('100,000.00').first()).toBeVisible();
  });

  await test.step('heads that tell nothing are mapped by hand, once', async () => {
    await signInAs(page, 'longyuan-finance');
    await upload();
    await expect(page.getByRole('heading', { name: '认不全这家银行的格式' })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('交易日期').selectOption('哪天');
    await page.getByLabel('收入（贷方）金额').selectOption('进了多少');
    await page.getByLabel('支出（借方）金额').selectOption('出了多少');
    await page.getByLabel('对方户名').selectOption('谁的钱');
    await page.getByLabel('附言').selectOption('写了什么');
    await page.getByLabel('流水号').selectOption('第几号');
    await pressFirst(page, '按这样读取');
    await expect(page.getByText('新增 2 行，已有 0 行没有重复保存')).toBeVisible();
    await upload();
    await expect(page.getByText('新增 0 行，已有 2 行没有重复保存')).toBeVisible();
  });

  const line = page.getByRole('listitem').filter({ hasText: `${paymentReference(claim.id)} 里程碑款` });
  await test.step('the line is matched by its code; more than is open becomes an advance', async () => {
    await prove(page, site, 'longyuan-finance', '/desk/money/bank');
    await expect(line.getByText(`附言写有付款码 ${paymentReference(claim.id)}`)).toBeVisible();
    await expect(line.getByText('多付 ¥1,000.00，多出的记为预收款')).toBeVisible();
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await line.getByRole('button', { name: '就是这一笔，登记到账' }).first().click();
    await expect(line).toHaveCount(0);
    await visit(page, '/desk/money/bank?view=done');
    await expect(line.getByText('待复核')).toBeVisible();
  });

  const [receipt] = await site.rows<{ id: string; no: string }>(
    `select id, no from receipts where obligation_id = '${claim.id}' order by created_at desc limit 1`,
  );
  const receiptPath = `/desk/receipts/${receipt?.id}`;
  const posted = () =>
    site.rows<{ name: string }>(
      `select o.name from ledger_entries e join organisations o on o.id = e.org_id where e.reference = 'received:${receipt?.id}' order by 1`,
    );
  await test.step('one person’s word is not enough, and he cannot say it twice', async () => {
    await visit(page, receiptPath);
    await expect(page.getByText('一人已核对，等另一位财务或者审批人复核')).toBeVisible();
    expect(await posted()).toEqual([]);
  });

  await test.step('another one confirms, and it stands in both books', async () => {
    await signInAs(page, 'longyuan-approver');
    await prove(page, site, 'longyuan-approver', receiptPath);
    await pressFirst(page, /确认/);
    await expect(page.getByText('已到账').first()).toBeVisible();
    expect((await posted()).map(({ name }) => name).sort()).toEqual([claim.payer, '陇原理工大学'].sort());
    await visit(page, '/desk/ledger');
    await expect(page.getByText(`${receipt?.no} ${claim.label}`).first()).toBeVisible();
    await expect(page.getByText('预收款').first()).toBeVisible();
    await expectAccessible(page);
    await signInAs(page, payerFinance);
    await visit(page, '/desk/ledger');
    await expect(page.getByText(`${receipt?.no} ${claim.label}`).first()).toBeVisible();
    await expect(page.getByText('预付款').first()).toBeVisible();
  });

  await test.step('every table leaves as a workbook too', async () => {
    await signInAs(page, 'longyuan-finance');
    for (const path of [
      '/desk/money/export?as=xlsx',
      '/desk/ledger/export?as=xlsx',
      '/desk/money/ageing/export?side=payee&by=region&as=xlsx',
      '/desk/money/due/export?side=payee&by=party&within=90&as=xlsx',
      '/desk/money/bank/export?view=done&as=xlsx',
    ]) {
      const answer = await page.request.get(path);
      expect(answer.status(), path).toBe(200);
      expect((await answer.body()).subarray(0, 2).toString(), path).toBe('PK');
    }
  });
});

test('an account is changed by two people, verified by a small transfer, held for a day, told to every counterparty', async ({
  page,
  site,
  signInAs,
}) => {
  const here = '/desk/organisation/accounts';
  const [claim] = await site.rows<Unpaid>(open);
  if (claim === undefined) throw new Error('nothing is unpaid');
  const payerFinance = claim.email.split('@')[0] ?? '';
  const newNo = '6200998877665544';
  const shownToPayer = async () => {
    await signInAs(page, payerFinance);
    await visit(page, `/desk/obligations/${claim.id}`);
    return (await page.getByRole('main').innerText()).replaceAll(/\s/g, '');
  };

  await test.step('finance enters it, and cannot agree to it', async () => {
    await signInAs(page, 'longyuan-finance');
    await prove(page, site, 'longyuan-finance', here);
    await page.getByLabel('户名').fill('靳榆荫');
    await page.getByLabel('开户行').fill('河谷示例银行兰州城关支行');
    await page.getByLabel('账号').fill(newNo);
    await page.getByLabel('为什么更换').fill('基本户迁到新的支行');
    await pressFirst(page, '提交，请另一人同意');
    // A personal account is none of the unit's.
    await expect(page.getByText(/户名.*一致|本单位/).first()).toBeVisible();
    await page.getByLabel('户名').fill('陇原理工大学');
    await pressFirst(page, '提交，请另一人同意');
    await expect(page.getByText('等另一位同事同意')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the owner agrees, finance asks for the transfer, the operator sends it', async () => {
    await signInAs(page, 'longyuan-owner');
    await prove(page, site, 'longyuan-owner', here);
    await pressFirst(page, '核对无误，同意');
    await expect(page.getByRole('button', { name: '申请打款' })).toBeVisible();
    await signInAs(page, 'longyuan-finance');
    await prove(page, site, 'longyuan-finance', here);
    await pressFirst(page, '申请打款');
    await expect(page.getByText('等平台打款')).toBeVisible();
    await signInAs(page, 'platform-reviewer');
    await prove(page, site, 'platform-reviewer', '/desk/reviews/accounts');
    await pressFirst(page, '已从平台账户打出');
    await expect(page.getByText('待打款 0')).toBeVisible();
  });

  await test.step('a wrong amount is counted, the right one begins the day of waiting', async () => {
    const [row] = await site.rows<{ fen: string }>(
      "select probe_fen::text as fen from payee_accounts where state = 'probing'",
    );
    const right = BigInt(row?.fen ?? '0');
    await signInAs(page, 'longyuan-finance');
    await prove(page, site, 'longyuan-finance', here);
    const answer = async (fen: bigint) => {
      await page.getByLabel('银行流水上到账的小额').fill(yuan(fen));
      await pressFirst(page, '提交金额');
    };
    await answer(right === 1n ? 2n : 1n);
    await expect(page.getByText('金额不对，还可以填 2 次').first()).toBeVisible();
    await answer(right);
    await expect(page.getByText('验证通过，正在等待')).toBeVisible();
  });

  await test.step('until then payers see the old one and are told; a day later the new one', async () => {
    expect(await shownToPayer()).not.toContain(newNo);
    await visit(page, '/desk/notices');
    await expect(page.getByText('陇原理工大学 **** 5544').first()).toBeVisible();
    await moveClock(page, /往后 1 天/);
    await expect.poll(shownToPayer, { timeout: 30_000 }).toContain(newNo);
  });
});

test('a card account is opened at the provider, looked at by a second person, held for a day; the old one is replaced', async ({
  page,
  site,
  signInAs,
}) => {
  const here = '/desk/organisation/accounts/card';
  const held = () =>
    site.rows<{ state: string; account: string }>(
      `select a.state, a.account from card_accounts a join organisations o on o.id = a.org_id
        where o.name = '陇原理工大学' order by a.proposed_at desc`,
    );

  await test.step('the owner asks, files a part at the provider, then the rest', async () => {
    await signInAs(page, 'longyuan-owner');
    await prove(page, site, 'longyuan-owner', here);
    await page.getByLabel('开户地区').selectOption('SG');
    await page.getByRole('textbox', { name: '说明' }).fill('用新加坡研究院收取境外许可费');
    await pressFirst(page, '申请更换');
    await pressFirst(page, '去服务商那边开户');
    await expect(page.getByRole('heading', { name: '开通在线收款（演示）' })).toBeVisible();
    await page.getByRole('button', { name: '提交一部分，还缺材料（演示）' }).click();
    await page.waitForURL(`**${here}`);
    await expect(page.getByRole('button', { name: '去服务商那边继续填' })).toBeVisible();
    await expectAccessible(page);
    await pressFirst(page, '去服务商那边继续填');
    await page.getByLabel('账户名称').fill('Longyuan Institute (Singapore)');
    await page.getByRole('button', { name: '提交材料，审核通过（演示）' }).click();
    await page.waitForURL(`**${here}`);
    await expect(page.getByText('等另一位同事同意')).toBeVisible();
    await expect(page.getByRole('button', { name: '核对无误，同意使用' })).toHaveCount(0);
  });

  await test.step('the approver agrees, and says why another name is the unit’s own', async () => {
    await signInAs(page, 'longyuan-approver');
    await prove(page, site, 'longyuan-approver', here);
    await pressFirst(page, '核对无误，同意使用');
    await expect(page.getByText('两人都同意，正在等待')).toHaveCount(0);
    await page.getByLabel('为什么是本单位的账户').fill('本校在新加坡全资设立的研究院');
    await pressFirst(page, '核对无误，同意使用');
    await expect(page.getByText('两人都同意，正在等待')).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectNoSideScroll(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect((await held()).map(({ state }) => state)).toEqual(['held', 'active']);
  });

  await test.step('a day later it takes the place of the old one', async () => {
    await moveClock(page, /往后 1 天/);
    await expect
      .poll(async () => (await held()).map(({ state }) => state), { timeout: 30_000 })
      .toEqual(['active', 'replaced']);
    await visit(page, here);
    await expect(page.getByText('Longyuan Institute (Singapore)').first()).toBeVisible();
  });
});

test('a named auditor comes in with a link and a code, reads, and both parties see what he opened', async ({
  browser,
  page,
  site,
  signInAs,
}) => {
  const [contract] = await site.rows<{ id: string }>(
    `select c.id from contracts c join organisations o on o.id = c.licensor_org_id
      where o.name = '陇原理工大学' and exists (select 1 from royalty_statements s where s.contract_id = c.id)
        and not exists (select 1 from auditor_grants g where g.contract_id = c.id) order by c.no limit 1`,
  );
  const here = `/desk/contracts/${contract?.id}/auditors`;
  await signInAs(page, 'longyuan-finance');
  await prove(page, site, 'longyuan-finance', here);
  const [clock] = await site.rows<{ day: string }>(
    `select to_char((now() + coalesce((select offset_ms from platform_clock), 0) * interval '1 millisecond')
      at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day`,
  );
  await page.getByLabel('姓名').fill('任核实');
  await page.getByLabel('单位').fill('示例会计师事务所');
  await page.getByLabel('手机').fill('13812345678');
  await page.getByLabel('事由').fill('按合同审计条款核对申报收入');
  await page.getByLabel('开始').fill(clock?.day ?? '');
  await page.getByLabel('结束').fill(clock?.day ?? '');
  await pressFirst(page, '授权并通知付款方');
  await expect(page.getByText(/要提前 10 个工作日通知付款方/).first()).toBeVisible();
  await page.getByLabel(/请付款方同意提前/).check();
  await pressFirst(page, '授权并通知付款方');
  await expect(page.getByRole('heading', { name: '任核实 · 示例会计师事务所' })).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await pressFirst(page, '领取链接');
  const letter = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of letter) chunks.push(chunk as Buffer);
  const link = /\/audit\/[\w-]{32}/.exec(Buffer.concat(chunks).toString('utf8'))?.[0] ?? '';

  const [licensee] = await site.rows<{ email: string }>(
    `select u.email from contracts c join memberships m on m.org_id = c.licensee_org_id join "user" u on u.id = m.user_id
      where c.id = '${contract?.id}' and 'finance' = any(m.roles) limit 1`,
  );
  const payer = licensee?.email.split('@')[0] ?? '';
  const outside = await browser.newContext({ baseURL: site.url });
  const auditor = await outside.newPage();
  await visit(auditor, link);
  await expect(auditor.getByText('付款方还没有同意提前查账', { exact: false })).toBeVisible();
  await signInAs(page, payer);
  await prove(page, site, payer, here);
  await expectAccessible(page);
  await pressFirst(page, '同意提前查账');
  await expect(page.getByRole('button', { name: '同意提前查账' })).toHaveCount(0);
  await visit(auditor, link);
  await expect(auditor.getByText('尾号 5678')).toBeVisible();
  await expectAccessible(auditor);
  await pressFirst(auditor, '发送验证码');
  await expect(auditor.getByLabel('验证码')).toBeVisible();
  const [sms] = await site.rows<{ body: string }>(
    "select body from outbox where recipient = '+8613812345678' order by created_at desc, id desc limit 1",
  );
  await auditor.getByLabel('验证码').fill(sms?.body.match(/\d{6}/)?.[0] ?? '');
  await pressFirst(auditor, '进入查账');
  await expect(auditor.getByRole('heading', { name: '各期申报' })).toBeVisible();
  await expectAccessible(auditor);
  await expectNoSideScroll(auditor);
  for (const [tab, heading] of [
    ['应付与到账', /^到账/],
    ['合同条款', /^合同条款/],
  ] as const) {
    await auditor.getByRole('link', { name: tab }).click();
    await expect(auditor.getByRole('heading', { name: heading }).first()).toBeVisible();
    await expectAccessible(auditor);
  }
  await pressFirst(auditor, '看完了，退出');
  await expect(auditor.getByRole('button', { name: '发送验证码' })).toBeVisible();
  await outside.close();

  await visit(page, here);
  for (const sight of ['索取验证码', '验证通过，进入', '看收入申报', '看收款单', '看合同条款']) {
    await expect(page.getByText(sight, { exact: true }).first()).toBeVisible();
  }
  await expect(page.getByText('尾号 5678')).toBeVisible();
  await expect(page.getByRole('button', { name: '收回授权' })).toHaveCount(0);
});
