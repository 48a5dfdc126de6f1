import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { openDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.ts';
import { projectRoot } from '#db/project-root.ts';
import { newTerms, type PayLaterTerms } from '#app/domain/contract.ts';
import { proposeContract } from '#app/services/contracts/propose-contract.server.ts';
import { asActor, makeContext } from '#seeds/make.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { expectProofOffline } from './offline-proof.ts';
import { figure, moveClock, press, proveIdentity, visit } from './page-deeds.ts';
import type { Site } from './site.ts';

/** 3 × 10 万元 of milestones, 3 % of net sales, at most 35 万元 in all, for two years. */
const terms: PayLaterTerms = {
  ...newTerms,
  fieldOfUse: '牦牛乳低温膜浓缩',
  termYears: 2,
  trial: { months: 6, extensionMonths: 3 },
  deliverables: ['工艺说明书', '膜组件清洗规程'],
  milestones: ['移动装置验证', '一条线投用', '两季稳定运行'].map((name, at) => ({
    name,
    trigger: (['tech_validated', 'in_production', 'in_production'] as const)[at] ?? 'in_production',
    triggerFen: null,
    triggerOn: null,
    criteria: '乳铁蛋白保留率不低于 85%',
    evidence: '第三方检测报告',
    amountFen: 10_000_000n,
    payWithinDays: 30,
    acceptWithinDays: 15,
  })),
  royalty: { ...newTerms.royalty!, deductions: [{ name: '税金', capPpm: null }], capFen: 35_000_000n },
  improvements: 'owner_each',
  dispute: { way: 'court', place: '兰州市' },
};

const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(
    `%PDF-1.4\n% ${name} ${Math.random()}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  ),
});

const milestone = (page: Page, position: number) =>
  page.locator('li[id^="milestone-"]').filter({ hasText: `里程碑 ${position}：` });

async function today(page: Page) {
  await visit(page, '/outbox');
  return /\d{4}-\d{2}-\d{2}/.exec((await page.locator('strong').first().textContent()) ?? '')?.[0] ?? '';
}

/** A deal that the demo world left in talk, and the terms that its unit sends; composing has a journey of its own. */
async function proposed(site: Site): Promise<string> {
  const joined = await startEmbedded({ dataDir: join(site.dataDir, 'postgres') });
  const { db, close } = openDatabase(joined.url, { poolSize: 2 });
  try {
    const [row] = await site.rows<{ deal: string; officer: string }>(
      `select d.id as deal, u.id as officer from deals d join achievements a on a.id = d.achievement_id, "user" u
       where a.name like '牦牛乳低温膜浓缩%' and d.state = 'talking' and u.email = 'longyuan-officer@example.com'`,
    );
    const ctx = await asActor(makeContext(db, { now: () => new Date() }), { id: row?.officer ?? '' });
    return (await proposeContract(ctx, { dealId: row?.deal ?? '', terms })).id;
  } finally {
    await close();
    await joined.stop();
  }
}

test.use({ actionTimeout: 15_000 });

test('the life of one contract: from the draft to its last day', async ({ page, site, browser }) => {
  test.setTimeout(240_000);
  const contractId = await proposed(site);
  const contractPath = `/desk/contracts/${contractId}`;
  /** One session each until the clock moves: a confirmation code serves for several deeds, as in an office. */
  const sessions = new Map<string, Awaited<ReturnType<Site['sessionCookie']>>>();
  const as = async (person: string, path = contractPath) => {
    const cookie = sessions.get(person) ?? (await site.sessionCookie(person));
    sessions.set(person, cookie);
    await page.context().clearCookies();
    await page.context().addCookies([{ ...cookie, url: site.url }]);
    await visit(page, path);
  };
  const wait = async (label: RegExp) => {
    await moveClock(page, label);
    sessions.clear();
  };
  let day = '';

  await test.step('1 the draft is agreed and its price stands in publicity', async () => {
    await as('maoyun-officer');
    await press(page, '同意第 1 版条款');
    await expect(page.getByText('条款已商定').first()).toBeVisible();
    await as('longyuan-officer');
    await page.getByLabel('异议找谁提').fill('科技处 0931-0000000');
    await press(page, '开始公示');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('定价公示');
    await as('longyuan-approver');
    await expect(page.getByText('公示期内双方都不能签署。')).toBeVisible();
    await wait(/往后 16 天/);
    await as('longyuan-approver');
    // A last day on a rest day moves to the next working day.
    for (let n = 0; n < 12 && (await page.getByText('公示期内双方都不能签署。').isVisible()); n += 1) {
      await wait(/往后 1 天/);
      await visit(page, contractPath);
    }
    await expect(page.getByRole('link', { name: '去签署' }).first()).toBeVisible();
  });

  await test.step('2 both sides sign on the page', async () => {
    for (const person of ['longyuan-approver', 'maoyun-owner']) {
      await as(person);
      const sign = async () => {
        await page.getByLabel('法定代表人本人').check();
        await page.getByLabel('我已通读全文').check();
        await press(page, '签署第 1 版');
      };
      await sign();
      await proveIdentity(page, site, person);
      await sign();
      await expect(page.getByRole('button', { name: '签署第 1 版' })).toHaveCount(0);
    }
    await expect(page.getByText('（已签署）')).toBeVisible();
    await expectProofOffline(page, browser, contractPath);
  });

  await test.step('3 what was agreed is delivered and taken over: the trial begins', async () => {
    await as('longyuan-officer', `${contractPath}/trial/file?for=delivery`);
    await page.getByRole('checkbox', { name: '工艺说明书' }).check();
    await page.getByRole('checkbox', { name: '膜组件清洗规程' }).check();
    await page.getByLabel('交付清单或资料').setInputFiles(pdf('交付清单.pdf'));
    await press(page, '提交交付');
    await expect(page.getByRole('heading', { name: '第 1 次交付' })).toBeVisible();
    await as('maoyun-officer', `${contractPath}/trial`);
    await page.getByLabel('我已按清单核对').check();
    await press(page, '验收合格，开始试用');
    await expect(page.getByText(/验收合格$/)).toBeVisible();
    await expect(page.getByRole('heading', { name: '转为正式实施' })).toHaveCount(0);
  });

  const submit = async (position: number, report: string) => {
    await as('longyuan-officer');
    await milestone(page, position)
      .getByRole('link', { name: /提交证据|再次提交/ })
      .click();
    await page.getByLabel('证据文件').setInputFiles(pdf(report));
    await press(page, '提交验收');
    await expect(milestone(page, position).getByRole('link', { name: new RegExp(report) })).toBeVisible();
  };
  const accept = async (position: number) => {
    await as('maoyun-officer');
    await milestone(page, position)
      .getByLabel(/^条件已成就/)
      .check();
    await milestone(page, position).getByRole('button', { name: '验收通过' }).click();
    await expect(milestone(page, position)).toContainText('已验收，待付款');
  };
  /** Pays a claim by bank, found where the payer's finance looks for it; answers the path of the receipt. */
  const pay = async (serial: string, from = contractPath, link: string | RegExp = '去付款'): Promise<string> => {
    day = await today(page);
    await as('maoyun-finance', from);
    await page.getByRole('link', { name: link }).first().click();
    await expect(page).toHaveURL(/\/desk\/obligations\//);
    await page.getByLabel('回单流水号').fill(serial);
    await page.getByLabel('付款日期').fill(day);
    await page.getByLabel('银行回单').setInputFiles(pdf(`${serial}.pdf`));
    await press(page, '提交回单，等收款方确认');
    await expect(page.getByText('等收款方财务确认')).toBeVisible();
    const receipt = new URL(page.url()).pathname;
    await as('longyuan-finance', receipt);
    const confirm = page.getByRole('button', { name: '确认到账' });
    await expect(confirm.or(page.getByRole('link', { name: '确认本人后办理' })).first()).toBeVisible();
    if (!(await confirm.isVisible())) {
      await page.getByRole('link', { name: '确认本人后办理' }).first().click();
      await proveIdentity(page, site, 'longyuan-finance');
    }
    await confirm.click();
    await expect(page.getByText('确认时间')).toBeVisible();
    return receipt;
  };

  let secondReceipt = '';
  await test.step('4 the first milestone is disputed, given in, shown again and paid', async () => {
    await submit(1, '移动装置三日试验.pdf');
    await as('maoyun-officer');
    const row = milestone(page, 1);
    await row.getByText('有争议，只停这一项').click();
    await row.getByLabel('争议是什么').fill('样品没有按约定在 5 ℃ 下取。');
    await row.getByRole('button', { name: '提出争议' }).click();
    await expect(row).toContainText('有争议，已冻结');
    await as('longyuan-officer');
    await expect(milestone(page, 2).getByRole('link', { name: '条件成就了，提交证据' })).toBeVisible();
    await row.getByText('承认条件未成就').click();
    await row.getByLabel('说明').fill('按约定温度重做一次。');
    await row.getByRole('button', { name: '承认未成就' }).click();
    await expect(row).toContainText('验收未通过');
    await submit(1, '五度试验报告.pdf');
    await accept(1);
    await pay('20261201-00001');
    await as('maoyun-officer');
    await expect(milestone(page, 1)).toContainText('已到账');
  });

  await test.step('5 silence accepts the second milestone', async () => {
    await submit(2, '投用确认单.pdf');
    await wait(/往后 16 天/);
    await as('maoyun-finance');
    await expect(milestone(page, 2)).toContainText('逾期未答复，视为通过');
    secondReceipt = await pay('20261201-00002');
    await as('maoyun-finance');
    await expect(figure(page, '到账')).toHaveText('¥200,000.00');
  });

  await test.step('6 the trial is reported, confirmed by the other side, and becomes a licence', async () => {
    await as('maoyun-officer', `${contractPath}/trial/file?for=report`);
    await page.getByRole('radio').first().check();
    await page.getByLabel('测了什么，结果如何').fill('三批料乳铁蛋白保留率 88%、90%、91%。');
    await press(page, '提交报告');
    await expect(page.getByRole('heading', { name: /^报告 1：/ })).toBeVisible();
    await as('longyuan-officer', `${contractPath}/trial`);
    await page.getByLabel('确认这份报告').check();
    await press(page, '提交意见');
    await expect(page.getByText(/韦砾川确认$/)).toBeVisible();
    await as('maoyun-owner', `${contractPath}/trial`);
    // From here on it costs money: the second factor is asked.
    await page.getByLabel('我代表本单位决定转为正式实施').check();
    await press(page, '转为正式实施');
    await proveIdentity(page, site, 'maoyun-owner');
    await page.getByLabel('我代表本单位决定转为正式实施').check();
    await press(page, '转为正式实施');
    await expect(page.getByText('已转为正式实施').first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('7 the third milestone is accepted and paid', async () => {
    await submit(3, '两季运行记录.pdf');
    await accept(3);
    await pay('20261201-00003');
    await as('maoyun-finance');
    await expect(figure(page, '到账')).toHaveText('¥300,000.00');
  });

  const report = async (gross: string, path = `${contractPath}/statements`) => {
    await as('maoyun-finance', path);
    await page.getByLabel('本期收入（未扣除）').fill(gross);
    await page.getByLabel('税金').fill('200,000.00');
  };
  const filed = page.getByRole('table', { name: '已申报的各期收入' });
  await test.step('8 a period is reported, restated, and only what is right is paid', async () => {
    await wait(/往后 92 天/);
    await wait(/往后 92 天/);
    await report('1,200,000.00');
    await press(page, '提交申报');
    await expect(filed).toContainText('30,000.00');
    await page.getByText('申报有误？更正').getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: /^更正/ })).toBeVisible();
    await page.getByLabel('本期收入（未扣除）').fill('1,100,000.00');
    await page.getByLabel('为什么更正').fill('一张红字发票漏记。');
    await press(page, '提交更正');
    await expect(filed).toContainText('已更正 1 次');
    // The claim stands; what was reported too much is set against it, and the period is charged by the report that counts.
    await expect(filed).toContainText('¥900,000.00¥27,000.00¥0.00');
    await expect(filed).toContainText('原计 ¥30,000.00，更正调低 ¥3,000.00，应付 ¥27,000.00；调低的已记贷项');
    await expect(filed).toContainText('到账 ¥0.00，贷项已抵 ¥3,000.00，未付 ¥27,000.00');
    await pay('20270601-00004', `${contractPath}/statements`, '未付清，去看');
    await as('maoyun-finance');
    await expect(figure(page, '到账')).toHaveText('¥327,000.00');
    await expect(figure(page, '未到账')).toHaveText('¥0.00');
  });

  await test.step('9 money goes back, its claim is open again and is paid again', async () => {
    day = await today(page);
    await as('longyuan-finance', secondReceipt);
    const prove = page.getByRole('link', { name: '确认本人后办理' });
    await expect(prove.first().or(page.getByText('登记退回的款')).first()).toBeVisible();
    if (await prove.first().isVisible()) {
      await prove.first().click();
      await proveIdentity(page, site, 'longyuan-finance');
    }
    await page.getByText('登记退回的款').click();
    await page.getByLabel('退回金额').fill('20,000.00');
    await page.getByLabel('为什么退').fill('多开一台的膜组件，双方同意退回。');
    await page.getByLabel('退款回单流水号').fill('20270601-00005');
    await page.getByLabel('退款日期').fill(day);
    await page.getByLabel('退款回单', { exact: false }).last().setInputFiles(pdf('退款回单.pdf'));
    await press(page, '登记退回，等付款方确认');
    await expect(page.getByText('20270601-00005')).toBeVisible();
    await as('maoyun-finance', secondReceipt);
    await page.getByRole('link', { name: '核对银行流水，确认本人后办理' }).click();
    await proveIdentity(page, site, 'maoyun-finance');
    await press(page, '确认已收到退款');
    await expect(page.getByText(/已恢复未付/)).toBeVisible();
    await as('maoyun-finance');
    await expect(figure(page, '未到账')).toHaveText('¥20,000.00');
    await pay('20270601-00006', secondReceipt, /^里程碑 2：/);
    await as('maoyun-finance');
    await expect(figure(page, '到账')).toHaveText('¥327,000.00');
  });

  await test.step('tried out without JavaScript, a report is computed: nothing is filed, no figure stands in an address', async () => {
    await as('maoyun-finance', `${contractPath}/statements`);
    const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url });
    await plain.addCookies(await page.context().cookies());
    const paper = await plain.newPage();
    await paper.goto(`${contractPath}/statements`);
    await paper.getByLabel('本期收入（未扣除）').fill('1,200,000.00');
    await press(paper, '先算一算');
    await expect(paper.getByText('本期达到封顶，超出部分不再支付。')).toBeVisible();
    await expect(paper.getByLabel('本期收入（未扣除）')).toHaveValue('1,200,000.00');
    expect(new URL(paper.url()).search).toBe('');
    await expect(paper.getByRole('table', { name: '已申报的各期收入' })).toContainText('合计 1 期');
    await plain.close();
  });

  await test.step('10 the next period reaches the cap; paid, the contract is settled', async () => {
    await report('1,200,000.00');
    await expect(page.getByText('本期达到封顶，超出部分不再支付。')).toBeVisible();
    await press(page, '提交申报');
    await expect(filed).toContainText('23,000.00');
    await pay('20270601-00007', `${contractPath}/statements`, '未付清，去看');
    await as('maoyun-owner');
    await expect(page.getByText('已结清').first()).toBeVisible();
    await expect(figure(page, '到账')).toHaveText('¥350,000.00');
  });

  await test.step('11 its last day passes and it is closed', async () => {
    await wait(/往后 366 天/);
    await wait(/往后 366 天/);
    await as('longyuan-officer');
    await expect(page.getByText('已期满').first()).toBeVisible();
    await expect(page.getByText('合同期限已届满，没有要办的事')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the books agree with the facts, the evidence with itself', async () => {
    const { DATABASE_URL: _none, ...env } = process.env;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'db/verify/ledger.ts'], {
      cwd: projectRoot,
      env: { ...env, DATA_DIR: site.dataDir },
    });
    expect(stdout).toMatch(/^\d+ claims and \d+ entries checked, 0 differences$/m);
  });
});
