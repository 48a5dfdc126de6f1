import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { formatYuan } from '#app/domain/money.ts';
import { projectRoot } from '#db/project-root.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { releaseAs } from './imported.ts';
import { figure, moveClock, press, proveIdentity, settled, visit } from './page-deeds.ts';

/** One sheet as a transfer office keeps it: three achievements, a row with two faults, a row that stands twice. */
const unit = '陇原理工大学';
const dryer = '鲜食百合鳞片真空微波干燥与护色成套技术';
const head = [
  '成果名称',
  '完成单位',
  '密级',
  '成果类别',
  '技术领域',
  '成果简介',
  '解决的问题',
  '做法',
  '关键词',
  '所在地区',
  '所处阶段',
  '技术就绪水平',
  '合作方式',
  '定价方式',
  '里程碑合计（万元）',
  '收入提成',
  '提成封顶（万元）',
  '试用月数',
  '完成人',
];
const payLater = ['普通许可；先使用后付费', '先用后付', '46', '3%', '50', '3', '鲁松砚/教授/60%；党菽禾/副教授/40%'];
const plain = ['普通许可', '面议', '', '', '', '', ''];
const sheet = [
  head,
  [
    dryer,
    unit,
    '公开',
    '应用技术',
    '24.1',
    '百合鳞片先护色再真空微波干燥，低温脱水时间短，色泽洁白，复水好，适合鲜食百合产地加工。',
    '百合热风干燥褐变重，成品发黄卖不上价。',
    '无硫护色后真空微波低温干燥，褐变度降低六成。',
    '百合干燥；护色；真空微波',
    '兰州市',
    '中期',
    '6',
    ...payLater,
  ],
  [
    '百合鳞茎冷链贮藏保鲜剂',
    unit,
    '公开',
    '应用技术',
    '24.1',
    '用于百合鳞茎贮藏的可食保鲜剂。',
    '',
    '',
    '百合；保鲜',
    '兰州市',
    '中期',
    '4',
    ...plain,
  ],
  [
    '戈壁日光温室墙体蓄热砌块',
    unit,
    '公开',
    '应用技术',
    '24.1',
    '用风积沙做的蓄热砌块。',
    '',
    '',
    '温室；蓄热',
    '张掖市',
    '中期',
    '5',
    ...plain,
  ],
  [
    '没有写对的一行',
    unit,
    '公开',
    '应用技术',
    '99.9',
    '领域和就绪水平都不对。',
    '',
    '',
    '',
    '兰州市',
    '',
    '12',
    ...plain,
  ],
  [dryer, unit, '公开', '应用技术', '24.1', '同一项又写了一遍。', '', '', '', '兰州市', '', '6', ...payLater],
];
const csv = `\uFEFF${sheet.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n')}\r\n`;
const paper = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4\n% ${name}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`),
});

const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();

async function platformDay(page: Page): Promise<string> {
  const away = page.url();
  await visit(page, '/outbox');
  const now = (await page.locator('strong').first().textContent()) ?? '';
  await visit(page, away);
  return /\d{4}-\d{2}-\d{2}/.exec(now)?.[0] ?? '';
}

const idIn = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

test.use({ actionTimeout: 15_000 });

test('one deal, from a row of a sheet to money in the books', async ({ page, site, signInAs }) => {
  test.setTimeout(180_000);
  let dealPath = '';
  let contractPath = '';
  let today = '';
  const as = async (person: string, path: string) => {
    await signInAs(page, person);
    await visit(page, path);
  };

  await test.step('1 an officer imports achievements and finds them in the public list', async () => {
    await as('longyuan-officer', '/desk/imports');
    const template = page.waitForEvent('download');
    await follow(page, '下载模板');
    expect((await template).suggestedFilename()).toMatch(/\.xlsx$/);
    await page
      .getByLabel('成果表')
      .setInputFiles({ name: '百合成果.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await press(page, '上传并检查');
    await expect(page.getByRole('heading', { name: '确认导入 3 项成果' })).toBeVisible({ timeout: 30_000 });
    const bad = page.getByRole('row').filter({ hasText: '第 5 行' });
    await expect(bad).toContainText('技术领域：');
    await expect(bad).toContainText('技术就绪水平：');
    const twice = page.getByRole('row').filter({ hasText: '第 6 行' });
    await expect(twice).toContainText('重复');
    await expect(twice).toContainText(dryer);
    await press(page, '确认导入');
    await expect(page.getByText('请确认').or(page.getByText('承诺')).first()).toBeVisible();
    await page.getByRole('radio', { name: /^指明一位保密审查人员/ }).check();
    await page.getByRole('combobox', { name: '由谁审' }).selectOption('牛禾月');
    await page.getByLabel(/不涉及国家秘密和不宜公开/).check();
    await press(page, '确认导入');
    await expect(page.getByText('等牛禾月做保密审查，确认后公开')).toBeVisible({ timeout: 30_000 });
    await signInAs(page, 'longyuan-secrecy');
    await releaseAs(page, '百合成果.csv', '3');
    await expect(page.getByText('已处理 3 项，审过并公开')).toBeVisible({ timeout: 30_000 });

    await page.context().clearCookies();
    await expect(async () => {
      await visit(page, `/achievements?q=${encodeURIComponent('百合 护色')}`);
      await expect(page.getByRole('link', { name: dryer })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    const total = page.locator('#found');
    const before = await total.textContent();
    await page.getByRole('checkbox', { name: /^先用后付/ }).check();
    await expect(page).toHaveURL(/payLater=1/);
    await expect(page.getByRole('link', { name: dryer })).toBeVisible();
    expect(Number.parseInt((await total.textContent()) ?? '', 10)).toBeLessThanOrEqual(
      Number.parseInt(before ?? '', 10),
    );
    for (const [group, option, query] of [
      ['领域', /^轻工食品/, /[?&]field=24/],
      ['地区', /^兰州市/, /[?&]region=620100/],
    ] as const) {
      await page.getByRole('group', { name: group }).getByRole('checkbox', { name: option }).check();
      await expect(page).toHaveURL(query);
      await expect(page.getByRole('link', { name: dryer })).toBeVisible();
    }
    const lowest = page.getByRole('combobox', { name: '最低' });
    await lowest.selectOption('7');
    await expect(page.getByRole('link', { name: dryer })).toHaveCount(0);
    await visit(page, page.url().replace('trlFrom=7', 'trlFrom=6'));
    await expect(lowest).toHaveValue('6');
    await follow(page, dryer);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(dryer);
  });

  await test.step('2 an enterprise publishes a demand and sees why achievements match', async () => {
    await as('shuyue-officer', '/desk/demands/new');
    await page.getByLabel('需求名称').fill('百合鳞片干燥护色与产地加工');
    await page.getByLabel('需求概述').fill('想把鲜食百合鳞片做成不褐变的干品，求真空微波干燥与护色技术。');
    await page.getByLabel('要解决的问题').fill('百合热风干燥褐变重，成品发黄；希望无硫护色，低温干燥，复水好。');
    await page.getByRole('combobox', { name: '技术领域' }).first().selectOption('24.1');
    await page.getByLabel('所在地区').selectOption('620100');
    await page.getByLabel('成熟度，最低').selectOption('5');
    await page.getByLabel('成熟度，最高').selectOption('8');
    await page.getByLabel('预算，到').fill('200');
    await page.getByRole('checkbox', { name: '普通许可', exact: true }).check();
    await expect(page.getByRole('checkbox', { name: '接受先用后付' })).toBeChecked();
    await page.getByLabel('内容不涉及国家秘密').check();
    await press(page, '发布并匹配成果');
    const best = page.getByRole('article').first();
    await expect(best).toContainText(dryer, { timeout: 20_000 });
    await expect(best).toContainText(/(?:同词 \d+ 个|最重的 10 个同词)：/);
    for (const reason of ['领域', '成熟度', '价格', '地区'])
      await expect(best.getByRole('row', { name: reason })).toContainText('符合');
    await best.getByRole('link', { name: /申请对接/ }).click();
  });

  await test.step('3 both sides and a broker talk in their room', async () => {
    await page.getByLabel('为什么想谈').fill('我厂有一条百合干品线，想先试用三个月真空微波干燥。');
    await press(page, '发出申请');
    await expect(page.getByText('等对方答复')).toBeVisible();
    dealPath = new URL(page.url()).pathname;
    await as('longyuan-officer', dealPath);
    await press(page, '接受对接，打开洽谈室');
    await expect(page.getByRole('heading', { name: '谈清楚条件，就提合同草案' })).toBeVisible();
    await page.getByLabel('写消息').fill('可以先在你们厂里试三个月，见效再付。');
    await press(page, '发送');
    await expect(page.locator('#latest')).toContainText('见效再付');
    await page.getByText('请一位技术经纪人').click();
    const brokers = page.getByRole('combobox', { name: '技术经纪人' });
    const broker = await brokers.locator('option', { hasText: '祁望岫' }).getAttribute('value');
    await brokers.selectOption(broker);
    await page.getByRole('textbox', { name: '佣金' }).fill('2');
    await press(page, '发出委托邀请');
    await expect(page.getByText('佣金为到账的 2%')).toBeVisible();
    await as('qiandu-broker-1', dealPath);
    await press(page, '接受委托');
    await expect(page.getByRole('button', { name: /^结束委托/ })).toBeVisible();
    await expect(page.locator('#latest')).toContainText('见效再付');
    await as('hexi-officer', '/desk');
    expect((await visit(page, dealPath))?.status()).toBe(404);
  });

  await test.step('4 a pay-later contract is agreed, stands in publicity and is signed by both', async () => {
    await as('longyuan-officer', dealPath);
    await follow(page, '提出合同条款');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('提出合同');
    await settled(page);
    const goOn = async (step: string) => {
      await press(page, '保存并继续');
      await expect(page.getByRole('heading', { level: 2, name: step })).toBeVisible();
      await settled(page);
    };
    await expect(page.getByRole('radio', { name: /^先用后付许可/ })).toBeChecked();
    await goOn('许可什么');
    await expect(page.getByLabel(/入门费/)).toHaveCount(0);
    await page.getByLabel('使用领域').fill('百合鳞片干燥');
    await page.getByLabel('交付什么').fill('工艺说明书\n现场指导 5 天');
    // What is typed is kept and read out of the contract's text beside it, before anything is sent.
    await expect(page.getByLabel('合同文本预览')).toContainText('使用领域：百合鳞片干燥');
    await goOn('试用');
    await goOn('里程碑');
    const criteria = page.getByLabel('怎样算达到');
    await expect(criteria).toHaveCount(3);
    await criteria.nth(0).fill('连续运行 72 小时，褐变度不高于 0.2');
    await criteria.nth(1).fill('日处理鲜百合不少于 2 吨');
    await criteria.nth(2).fill('连续投产 30 天');
    await goOn('收入提成');
    await expect(page.getByRole('textbox', { name: /^比例/ }).first()).toHaveValue('3');
    await page.getByLabel('提成第 1 年净销售额').fill('400');
    await goOn('其他约定');
    await page.getByRole('radio', { name: '双方共有' }).check();
    await goOn('核对并发出');
    await expect(page.getByText('条款齐全，可以发出')).toBeVisible();
    const schedule = page.getByRole('region', { name: '应付安排' });
    for (const amount of ['92,000.00', '138,000.00', '230,000.00']) await expect(schedule).toContainText(amount);
    await expect(page.getByRole('heading', { name: /共付：低 .+，中 .+，高 / })).toBeVisible();
    await press(page, '发给对方');
    await expect(page).toHaveURL(/\/desk\/contracts\/[0-9a-f-]{36}$/);
    contractPath = new URL(page.url()).pathname;

    await as('shuyue-officer', contractPath);
    await press(page, '同意第 1 版条款');
    await expect(page.getByText('条款已商定').first()).toBeVisible();
    await as('longyuan-officer', contractPath);
    await page.getByLabel('异议找谁提').fill('科技处 0931-0000000');
    await press(page, '开始公示');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('定价公示');

    await as('longyuan-owner', contractPath);
    await expect(page.getByText('公示期内双方都不能签署。')).toBeVisible();
    await expect(page.getByRole('button', { name: '签署第 1 版' })).toHaveCount(0);
    await moveClock(page, /往后 16 天/);
    // A last day on a rest day moves to the next working day.
    for (let day = 0; day < 12 && (await page.getByText('公示期内双方都不能签署。').isVisible()); day += 1)
      await moveClock(page, /往后 1 天/);

    for (const [person, shown] of [
      ['longyuan-owner', '许可方已签署'],
      ['shuyue-owner', '（已签署）'],
    ] as const) {
      await as(person, contractPath);
      const sign = async () => {
        await page.getByLabel('法定代表人本人').check();
        await page.getByLabel('我已通读全文').check();
        await press(page, '签署第 1 版');
      };
      await sign();
      await proveIdentity(page, site, person);
      await expect(page).toHaveURL(new RegExp(`${contractPath}$`));
      await sign();
      await expect(page.getByText(shown).first()).toBeVisible();
    }
    await expect(page.getByText('（已签署）')).toBeVisible();
    const [version] = await site.rows<{ sha256: string }>(
      `select sha256 from contract_versions where contract_id = '${idIn(page)}' and n = 1`,
    );
    expect(version?.sha256).toMatch(/^[0-9a-f]{64}$/);
    await expect(page.getByText(version?.sha256 ?? 'none').first()).toBeAttached();
  });

  const submit = async (position: number, report: string, link = '条件成就了，提交证据') => {
    await as('longyuan-officer', contractPath);
    const milestone = page.getByRole('listitem').filter({ hasText: `里程碑 ${position}：` });
    await milestone.getByRole('link', { name: link }).click();
    await page.getByLabel('证据文件').setInputFiles(paper(report));
    await press(page, '提交验收');
    await expect(page.getByRole('link', { name: new RegExp(report) })).toBeVisible();
    await as('shuyue-officer', contractPath);
    return milestone;
  };
  const achieve = async (position: number, report: string, link?: string) => {
    const milestone = await submit(position, report, link);
    await page.getByLabel(/^条件已成就/).check();
    await press(page, '验收通过');
    await expect(
      milestone
        .locator('p')
        .filter({ hasText: /验收通过$/ })
        .first(),
    ).toBeVisible();
    await as('shuyue-finance', contractPath);
    await follow(page, '去付款');
    await expect(page).toHaveURL(/\/desk\/obligations\//);
    await settled(page);
  };
  const transfer = async (serial: string) => {
    await page.getByLabel('回单流水号').fill(serial);
    await page.getByLabel('付款日期').fill(today);
    await page.getByLabel('银行回单').setInputFiles(paper(`${serial}.pdf`));
    await press(page, '提交回单，等收款方确认');
    await expect(page.getByText('等收款方财务确认')).toBeVisible();
    return new URL(page.url()).pathname;
  };
  const confirmReceipt = async (receiptPath: string) => {
    await as('longyuan-finance', receiptPath);
    const confirm = page.getByRole('button', { name: '确认到账' });
    await expect(confirm.or(page.getByRole('link', { name: '确认本人后办理' })).first()).toBeVisible();
    if (!(await confirm.isVisible())) {
      await follow(page, '确认本人后办理');
      await proveIdentity(page, site, 'longyuan-finance');
    }
    await confirm.click();
    await expect(confirm).toHaveCount(0);
    await expect(page.getByText('确认时间')).toBeVisible();
  };

  let cardReceipt = '';
  await test.step('5 milestones are accepted and paid, by card and by bank transfer', async () => {
    today = await platformDay(page);
    await achieve(1, '第三方检测报告.pdf');
    await press(page, /^在线支付/);
    await expect(page.getByText('演示收银台：仅供演示')).toBeVisible();
    await page.getByRole('button', { name: '支付 ¥92,000.00' }).click();
    await expect(page.getByText('已到账 ¥92,000.00')).toBeVisible();
    await follow(page, '看收款单');
    await expect(page).toHaveURL(/\/desk\/receipts\//);
    cardReceipt = new URL(page.url()).pathname;

    const second = await submit(2, '日处理量记录.pdf');
    await second.getByText('验收不通过').click();
    await second.getByLabel('哪里没有达到约定的标准').fill('记录只有两天，约定要连续七天。');
    await press(page, '退回补充');
    await expect(second).toContainText('记录只有两天，约定要连续七天。');
    await achieve(2, '中试运行记录.pdf', '补充证据，再次提交');
    const receipt = await transfer('20261120-00031');
    await as('shuyue-finance', contractPath);
    await expect(figure(page, '到账')).toHaveText('¥92,000.00');
    await confirmReceipt(receipt);
    await as('longyuan-officer', contractPath);
    await expect(figure(page, '到账')).toHaveText('¥230,000.00');

    await achieve(3, '投产验收单.pdf');
    await confirmReceipt(await transfer('20261120-00032'));
  });

  await test.step('6 a receipt is shared by proposal and approval, to the fen', async () => {
    await as('longyuan-officer', cardReceipt);
    await press(page, '提交，请完成人确认');
    await expect(page.getByText('提出人不能批准自己的方案')).toBeVisible();
    await follow(page, '看确认、公示和发放');
    await page.getByLabel('签字的分配表').setInputFiles(paper('分配表.pdf'));
    await press(page, '记录本人已签字确认');
    await expect(page.getByText('待审批').first()).toBeVisible();
    await as('longyuan-approver', cardReceipt);
    await press(page, '批准分配方案');
    await expect(page.getByText('待入账').first()).toBeVisible();
    await as('longyuan-finance', cardReceipt);
    await press(page, '分配入账');
    await expect(page.getByText('已入账，待发放').first()).toBeVisible();
    const shares = page.getByRole('table', { name: '各方份额' });
    const amounts = await shares
      .locator('tbody:not([data-total]) data')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('value') ?? ''));
    expect(amounts.length).toBeGreaterThanOrEqual(4);
    expect(amounts.reduce((sum, fen) => sum + BigInt(fen), 0n)).toBe(9_200_000n);
    await expect(shares.getByRole('row').filter({ hasText: '祁望岫' })).toContainText('1,840.00');
    await as('longyuan-finance', contractPath);
    await expect(figure(page, '合同额')).toHaveText('¥460,000.00');
    await expect(figure(page, '到账')).toHaveText('¥460,000.00');
  });

  await test.step('7 two quarters are reported: the royalty is due and paid, then the cap is reached', async () => {
    await moveClock(page, /往后 366 天/);
    today = await platformDay(page);
    const report = async () => {
      await as('shuyue-finance', `${contractPath}/statements`);
      await page.getByLabel('本期收入（未扣除）').fill('1,200,000.00');
      await page.getByLabel('税金').fill('200,000.00');
    };
    const filed = page.getByRole('table', { name: '已申报的各期收入' });
    const payNext = async (amount: string, serial: string) => {
      await filed.getByRole('link', { name: '未付清，去看' }).click();
      await expect(figure(page, '应付')).toHaveText(amount);
      await confirmReceipt(await transfer(serial));
    };

    await report();
    await expect(page.getByText(formatYuan(3_000_000n)).first()).toBeVisible();
    await press(page, '提交申报');
    await expect(filed).toContainText('1,000,000.00');
    await payNext('¥30,000.00', '20271120-00007');
    await as('shuyue-finance', contractPath);
    await expect(figure(page, '到账')).toHaveText('¥490,000.00');
    await expect(figure(page, '未到账')).toHaveText('¥0.00');

    await report();
    await expect(page.getByText('本期达到封顶，超出部分不再支付。')).toBeVisible();
    await press(page, '提交申报');
    await expect(page.getByText('累计已到封顶，以后不再计提成')).toBeVisible();
    await payNext('¥10,000.00', '20271120-00008');
    await as('shuyue-finance', contractPath);
    await expect(figure(page, '到账')).toHaveText('¥500,000.00');
    await expect(figure(page, '未到账')).toHaveText('¥0.00');
    await expectAccessible(page);
  });

  await test.step('the books agree with the facts', async () => {
    const { DATABASE_URL: _none, ...env } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'db/verify/ledger.ts'], {
      cwd: projectRoot,
      env: { ...env, DATA_DIR: site.dataDir },
    });
    expect(stdout).toMatch(/^\d+ claims and \d+ entries checked, 0 differences$/m);
  });
});
