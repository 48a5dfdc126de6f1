import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readSheet } from '#app/services/sheets/read-sheet.server.ts';
import { writeWorkbook, type WrittenRow } from '#app/services/sheets/write-workbook.server.ts';
import { people } from '#seeds/world/people.ts';
import { buffer } from 'node:stream/consumers';
import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { openImported, releaseAs } from './imported.ts';
import { moveClock, press, visit } from './page-deeds.ts';

const heads = [
  '成果名称',
  '完成单位',
  '密级',
  '成果类别',
  '技术领域',
  '成果简介',
  '技术就绪水平',
  '军民两用',
  '完成人',
];
/** What registration asks for besides; the mode of evaluation is left out. */
const registered = ['体现形式', '成果属性', '所处阶段', '研究开始年月', '研究结束年月', '计划来源', '关键词'];
const csvOf = (rows: readonly (readonly string[])[], head: readonly string[]): Buffer =>
  Buffer.from(`\uFEFF${[head, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n')}\r\n`);
const csvFile = (name: string, rows: readonly (readonly string[])[], head: readonly string[] = heads) => ({
  name,
  mimeType: 'text/csv',
  buffer: csvOf(rows, head),
});

const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4\n% ${name}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`),
});

const idIn = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

async function upload(
  page: Page,
  file: { name: string; mimeType: string; buffer: Buffer },
  valid: number,
): Promise<string> {
  await visit(page, '/desk/imports');
  await page.getByLabel('成果表').setInputFiles(file);
  await press(page, '上传并检查');
  await expect(page.getByRole('heading', { name: `确认导入 ${valid} 项成果` })).toBeVisible({ timeout: 40_000 });
  return idIn(page);
}

async function store(page: Page, says: string, reviewer = ''): Promise<void> {
  if (reviewer !== '') {
    await page.getByRole('radio', { name: /^指明一位保密审查人员/ }).check();
    await page.getByRole('combobox', { name: '由谁审' }).selectOption(reviewer);
  }
  await page.getByLabel(/不涉及国家秘密和不宜公开/).check();
  await press(page, '确认导入');
  await expect(page.getByText(says)).toBeVisible({ timeout: 40_000 });
}

async function sheetAt(path: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of readSheet(path, 'xlsx')) rows.push([...cells]);
  return rows;
}

test.use({ actionTimeout: 15_000 });

test('a sheet with faults: the marked-up file, corrected, is imported, exported, and undone', async ({
  page,
  signInAs,
}) => {
  test.setTimeout(120_000);
  const unit = '陇原理工大学';
  const row = (name: string, field: string, abstract: string) => [
    name,
    unit,
    '公开',
    '应用技术',
    field,
    abstract,
    '',
    '',
    '',
  ];
  const folder = await mkdtemp(join(tmpdir(), 'chengguo-library-'));
  await signInAs(page, 'longyuan-officer');
  await upload(
    page,
    csvFile('清单.csv', [
      row('枸杞鲜果真空预冷装置', '24.1', '田头真空预冷，两小时降到 4 ℃。'),
      row('枸杞烘干余热回收机组', '99.9', '余热回收，吨耗电下降 28%。'),
      row('枸杞色选剔除机', '24.1', ''),
    ]),
    1,
  );
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载标出问题的表' }).click();
  const marked = join(folder, 'marked.xlsx');
  await (await download).saveAs(marked);
  const [head = [], ...faulty] = await sheetAt(marked);
  expect(head.at(-1)).toBe('检查结果');
  expect(faulty.map((cells) => [cells[0], cells.at(-1)?.split('：')[0]])).toEqual([
    ['枸杞烘干余热回收机组', '技术领域'],
    ['枸杞色选剔除机', '成果简介'],
  ]);
  await page.getByText('放弃这次导入', { exact: true }).click();
  await press(page, '确认放弃');
  await expect(page.getByText('这次导入已放弃，没有任何内容入库。')).toBeVisible();

  const [field, abstract] = [head.indexOf('技术领域'), head.indexOf('成果简介')];
  const corrected: WrittenRow[] = faulty.map((cells) => ({
    cells: cells.map((cell, at) =>
      at === field ? '24.1' : at === abstract && cell === '' ? '光电色选，剔除率 99%。' : cell,
    ),
  }));
  const { stream } = await writeWorkbook(head, corrected);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const id = await upload(page, { name: '改好的清单.xlsx', mimeType: type, buffer: await buffer(stream) }, 2);
  await store(page, '等牛禾月做保密审查，确认后公开', '牛禾月');
  await expectAccessible(page);
  await signInAs(page, 'longyuan-secrecy');
  await releaseAs(page, '改好的清单.xlsx', '2');
  await expect(page.getByText('已处理 2 项，审过并公开')).toBeVisible({ timeout: 30_000 });
  await signInAs(page, 'longyuan-officer');

  await visit(page, '/desk/achievements?q=枸杞');
  await expect(page.getByText('导出这 2 项')).toBeVisible();
  const taken = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Excel', exact: true }).click();
  const own = join(folder, 'own.xlsx');
  await (await taken).saveAs(own);
  expect((await sheetAt(own)).map(([name]) => name)).toEqual(['成果名称', '枸杞烘干余热回收机组', '枸杞色选剔除机']);

  await visit(page, `/desk/imports/${id}`);
  await page.getByText('导错了？撤销这次导入').click();
  await page.getByLabel('撤销这次导入：新增的不再公开，更新过的恢复原来的内容。').check();
  await press(page, '撤销这次导入');
  await expect(page.getByText('已撤销', { exact: true }).first()).toBeVisible({ timeout: 40_000 });
  // The search follows what is stored a moment later.
  await expect(async () => {
    await visit(page, '/achievements?q=枸杞色选剔除机');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('heading', { level: 3 }).filter({ hasText: '枸杞色选剔除机' })).toHaveCount(0, {
      timeout: 1_000,
    });
  }).toPass({ timeout: 30_000 });
});

test('a sheet that nobody reviewed is reviewed as a whole: secrecy, then the office, then the public finds it', async ({
  page,
  signInAs,
}) => {
  const names = ['陇东苹果套袋机械手', '陇东苹果采后预冷托盘'];
  const row = (name: string) => [name, '陇原理工大学', '公开', '应用技术', '24.1', '样机试验两季。', '', '', ''];
  const found = page.getByRole('heading', { level: 3 }).filter({ hasText: '陇东苹果' });
  await signInAs(page, 'longyuan-officer');
  await upload(page, csvFile('陇东苹果.csv', names.map(row)), 2);
  await store(page, '共 2 行，已送保密审查');
  await visit(page, '/achievements?q=陇东苹果套袋机械手');
  await expect(found).toHaveCount(0);
  for (const [person, button] of [
    ['longyuan-secrecy', '整批保密审查通过，转审批'],
    ['longyuan-approver', '整批审核通过并公开'],
  ] as const) {
    await signInAs(page, person);
    const whole = await openImported(page, '陇东苹果.csv');
    await expect(whole).toContainText('2 项待');
    await expect(whole.getByRole('link', { name: names[0] })).toBeVisible();
    await expectAccessible(page);
    for (const box of await whole.getByRole('checkbox').all()) await box.check();
    await whole.getByRole('button', { name: button }).click();
    await expect(page.getByText('已处理 2 项')).toBeVisible({ timeout: 30_000 });
  }
  await expect(async () => {
    await visit(page, '/achievements?q=陇东苹果套袋机械手');
    await expect(found).not.toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
});

test('others’ records leave within the day’s limit; beyond it somebody decides', async ({ page, signInAs }) => {
  await signInAs(page, 'shuyue-officer');
  await visit(page, '/achievements?q=马铃薯');
  await page.getByRole('link', { name: '导出这些成果' }).click();
  await expect(page.getByText(/现在还可导出 500 条/)).toBeVisible();
  await expect(page.getByText('汇集起来仍可能泄露')).toBeVisible();
  await expectAccessible(page);
  const taken = page.waitForEvent('download');
  await press(page, 'CSV');
  expect((await taken).suggestedFilename()).toMatch(/\.csv$/);
  await visit(page, '/desk/exports');
  await expect(page.getByText(/现在还可导出 500 条/)).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideScroll(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await signInAs(page, 'platform-reviewer');
  await visit(page, '/desk/exports');
  await expect(page.getByRole('heading', { name: /定西薯月.*800 条/ })).toBeVisible();
  await press(page, '批准，30 天内有效');
  await signInAs(page, 'shuyue-officer');
  await visit(page, '/desk/exports');
  await expect(page.getByRole('row').filter({ hasText: '“马铃薯”' }).filter({ hasText: '已批准' })).toBeVisible();
});

/** The demo's record that a licensee uses; six experts of other units, the last of whom declares a conflict. */
const judged = '马铃薯淀粉工艺水蛋白提取与回用成套工艺';
const panel = [
  'longdong-inventor-2',
  'shazhou-inventor-2',
  'taomin-inventor-2',
  'liangzhou-inventor-2',
  'qilian-inventor-4',
] as const;
const conflicted = 'qilian-inventor-5';
const personOf = (key: string) => {
  const found = people.find((one) => one.key === key);
  if (found === undefined) throw new Error(`nobody is called ${key}`);
  return found;
};

test('an evaluation: asked for, five experts score apart and one stays out, issued with what each value rests on; its user’s word goes into the record', async ({
  page,
  signInAs,
}) => {
  test.setTimeout(150_000);
  const as = async (person: string, path: string) => {
    await signInAs(page, person);
    await visit(page, path);
  };
  let id = '';
  let at = '';
  await test.step('the unit asks; nobody but the evaluator reads the whole record, and only once it took the commission', async () => {
    await as('longyuan-officer', `/desk/achievements?q=${encodeURIComponent(judged)}`);
    await page.getByRole('link', { name: judged }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: judged })).toBeVisible();
    id = idIn(page);
    await visit(page, `/desk/achievements/${id}/evaluation`);
    await page.getByLabel('评价机构').selectOption({ label: '河西材料研究院' });
    await press(page, '委托评价');
    await as('hexi-officer', '/desk/evaluations');
    await page.getByRole('row').filter({ hasText: '待受理' }).getByRole('link', { name: judged }).click();
    await expect(page.getByRole('heading', { name: '全部登记内容' })).toHaveCount(0);
    await press(page, '受理委托');
    await expect(page.getByRole('heading', { name: '全部登记内容' })).toBeVisible();
    await expect(page.getByRole('heading', { name: '和主流做法比' })).toBeVisible();
    at = new URL(page.url()).pathname;
    for (const key of [...panel, conflicted]) {
      await page.getByLabel('邀请专家（手机号）').fill(personOf(key).phone);
      await press(page, '邀请');
      await expect(page.getByRole('listitem').filter({ hasText: personOf(key).name })).toBeVisible();
    }
  });

  await test.step('one has a conflict and stays out; five declare and score, one of them not the economy', async () => {
    await as(conflicted, at);
    await page.getByLabel('有冲突：和谁、什么关系').fill('与第一完成人合作过项目。');
    await press(page, '回避');
    await expect(page.getByText('你已回避')).toBeVisible();
    for (const [n, key] of panel.entries()) {
      await as(key, at);
      await expect(page.getByRole('heading', { name: '全部登记内容' })).toHaveCount(0);
      await page.getByRole('checkbox', { name: /没有任职、合作/ }).check();
      await press(page, '声明并参加评价');
      await expect(page.getByRole('heading', { name: '全部登记内容' })).toBeVisible();
      await page.getByLabel(/^技术价值(?!的)/).fill(String(76 + n * 3));
      await page.getByLabel('技术价值的理由').fill(`收率有第三方检测，编号 ${n + 1}`);
      await page.getByLabel(/^转化潜力(?!的)/).fill(String(80 + n));
      await page.getByLabel('转化潜力的理由').fill('已有企业在用');
      await page.getByLabel('经济价值的理由').fill(n === 0 ? '没有财务资料，不评' : '一季实测');
      if (n > 0) await page.getByLabel(/^经济价值(?!的)/).fill(String(70 + n * 5));
      await press(page, '提交评分');
      await expect(page.getByText('已提交，评价机构结束评分以前都可以修改')).toBeVisible();
    }
  });

  await test.step('no report without evidence: each value is asked for at once, then it is issued', async () => {
    await as('hexi-officer', at);
    await expect(page.getByText('一季实测')).toHaveCount(0);
    await expect(page.getByRole('link', { name: '出具报告' })).toHaveCount(0);
    await press(page, '结束评分，看评分和意见');
    await expect(page.getByText('一季实测').first()).toBeVisible();
    await page.getByRole('link', { name: '出具报告' }).click();
    await expect(page.getByRole('region', { name: '专家的评分和意见' })).toContainText('一季实测');
    const report = () => page.getByLabel(/^评价报告/).setInputFiles(pdf('评价报告.pdf'));
    await expect(page.getByText('5 位中 4 位评分')).toBeVisible();
    await page.getByLabel('评价结论').fill('工艺成熟，建议一季试用。');
    await report();
    await press(page, '出具报告');
    await expect(page.getByRole('alert')).toContainText('有 6 处要改');
    await expectAccessible(page);
    await page.getByLabel(/^技术价值的依据(?!材料)/).fill('检测报告 JC-2026-031');
    await page.getByLabel('经济价值的依据材料').setInputFiles(pdf('财务测算.pdf'));
    await page.getByLabel(/^转化潜力的依据(?!材料)/).fill('许可合同一份');
    await page.getByLabel('评定的技术就绪水平（TRL）').selectOption('7');
    await page.getByLabel('评定这一级的依据').fill('一季试用报告');
    for (const value of ['科学价值', '社会价值', '文化价值']) {
      await page.getByLabel(`${value}不适用的原因`).fill('本次只为转化交易，不评这一项');
    }
    await report();
    await press(page, '出具报告');
    await expect(page).toHaveURL(new RegExp(`${at}$`));
    // The evaluator reads who said it.
    await expect(page.getByRole('listitem').filter({ hasText: personOf(panel[1]).name })).toContainText('一季实测');
  });

  await test.step('everybody reads it with its radar, what each value rests on, and nobody’s name', async () => {
    await as('longyuan-officer', `/desk/achievements/${id}`);
    await page.getByRole('link', { name: '看公开页面' }).click();
    await page.waitForURL(/\/achievements\/CG-/);
    const no = idIn(page);
    await page.context().clearCookies();
    await visit(page, `/achievements/${no}/evaluation`);
    const latest = page.getByRole('article').first();
    await expect(latest.getByRole('img', { name: /各项价值的中位数/ })).toBeVisible();
    await expect(latest).toContainText('5 位中 4 位评分');
    await expect(latest).toContainText('完成单位的保密审查人员看过才对外开放');
    await expect(page.locator('main')).not.toContainText('JC-2026-031');
    await as('longyuan-secrecy', `/desk/achievements/${id}/evaluation`);
    const waiting = page.getByRole('article').first();
    await expect(waiting.getByText('待保密审查')).toBeVisible();
    await waiting.getByRole('checkbox', { name: /我看过报告文件/ }).check();
    await press(page, '保密审查通过，对外开放');
    await expect(waiting.getByText('已对外开放')).toBeVisible();
    // 摘要公开: what speaks of the whole text is for members of verified units.
    await page.context().clearCookies();
    await visit(page, `/achievements/${no}/evaluation`);
    await expect(latest).toContainText('由认证单位的人员登录后看');
    await expect(page.locator('main')).not.toContainText('JC-2026-031');
    await as('shuyue-officer', `/achievements/${no}/evaluation`);
    await expect(latest).toContainText('检测报告 JC-2026-031');
    await expect(latest).toContainText('评价机构评定：TRL 7');
    await expect(latest).toContainText('本次只为转化交易，不评这一项');
    await expect(latest).toContainText('收率有第三方检测，编号 5');
    await expect(latest).toContainText('认为不适用：没有财务资料，不评');
    for (const key of panel) await expect(page.locator('main')).not.toContainText(personOf(key).name);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSideScroll(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  await test.step('its user says what the use brought, and the unit writes it into the record', async () => {
    await as('shuyue-officer', '/desk/contracts');
    await page
      .getByRole('link', { name: /马铃薯淀粉/ })
      .first()
      .click();
    await page.waitForURL(/\/desk\/contracts\/[0-9a-f-]{36}/);
    await page.getByRole('link', { name: '应用效果反馈' }).click();
    const effect = '第二个榨季回收蛋白 530 吨，吨成本降到 2,610 元。';
    await page.getByLabel('用了以后的效果').fill(effect);
    await page.getByRole('radio', { name: '5 分' }).check();
    await page.getByRole('checkbox', { name: /同意把反馈/ }).check();
    await press(page, '提交反馈');
    await as('longyuan-officer', `/desk/achievements/${id}/evaluation`);
    await page.getByRole('listitem').filter({ hasText: effect }).getByRole('link', { name: '写进成果' }).click();
    await expect(page.getByLabel('成果简介')).toHaveValue(new RegExp(`应用效果（.*）：${effect}`));
    await press(page, '保存草稿');
    await expect(page.getByRole('region', { name: '改了什么' })).toContainText(effect);
  });
});

test('a record from the sheet through three reviews, assessed, listed, objected to, stale and confirmed again', async ({
  page,
  signInAs,
}) => {
  test.setTimeout(180_000);
  const name = '陇中旱塬无人机变量施肥决策系统';
  const as = async (person: string, path: string) => {
    await signInAs(page, person);
    await visit(page, path);
  };
  let id = '';
  const review = async (person: string, button: string, says: string | RegExp) => {
    await as(person, '/desk/reviews/achievements');
    await page.getByRole('link', { name }).first().click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    for (const box of await page.getByRole('region', { name: '审核' }).getByRole('checkbox').all()) await box.check();
    await press(page, button);
    await expect(page).toHaveURL(/\/desk\/reviews\/achievements\?decided=/);
    await expect(page.getByRole('status').filter({ hasText: name })).toContainText(says);
  };

  await test.step('imported, marked for dual use: it is not public yet', async () => {
    await signInAs(page, 'longzhong-officer');
    const line = [
      name,
      '陇中农牧大学',
      '公开',
      '应用技术',
      '24.1',
      '按地块长势变量施肥，亩节肥 18%。',
      '',
      '是',
      '巩麦川/教授/100%',
      '新装备',
      '原始性创新',
      '中期',
      '2023-04',
      '2026-03',
      '自选',
      '变量施肥',
    ];
    const importId = await upload(page, csvFile('无人机.csv', [line], [...heads, ...registered]), 1);
    await store(page, '共 1 行');
    await visit(page, `/desk/imports/${importId}?state=imported`);
    await page
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    id = idIn(page);
    await visit(page, `/achievements?q=${name}`);
    await expect(page.getByRole('heading', { level: 3 }).filter({ hasText: name })).toHaveCount(0);
  });

  await test.step('secrecy review, then the office: public', async () => {
    await review('longzhong-secrecy', '保密审查通过，转审批', '保密审查通过，已转单位审批');
    await review('longzhong-approver', '审核通过并公开', '第 1 版已公开');
  });

  await test.step('a paper is added: nobody outside sees it before the secrecy reviewer has', async () => {
    await as('longzhong-officer', `/desk/achievements/${id}/attachments`);
    await page.getByLabel('种类').selectOption('检测报告');
    await page.getByRole('textbox', { name: '名称', exact: true }).fill('田间测产报告，2026 年 7 月');
    await page.locator('input[type=file]').setInputFiles({
      name: '测产报告.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n% 测产\n'),
    });
    await page.getByLabel(/这份材料不涉及国家秘密/).check();
    await press(page, '上传');
    await expect(page.getByText('待保密审查')).toBeVisible();
    await expectAccessible(page);
    const paper = page.getByRole('link', { name: '田间测产报告，2026 年 7 月' });
    const href = (await paper.getAttribute('href')) ?? '';
    await signInAs(page, 'shuyue-officer');
    expect((await page.request.get(href)).status()).toBe(404);
    await as('longzhong-secrecy', `/desk/achievements/${id}/attachments`);
    // The screen could not read it: a person opens it, and says so.
    await page.getByRole('button', { name: /^保密审查通过/ }).click();
    await expect(page.getByText('请打开看过，再打勾').first()).toBeVisible();
    await page.getByRole('checkbox', { name: '我已打开看过' }).check();
    await page.getByRole('button', { name: /^保密审查通过/ }).click();
    await expect(page.getByText('待保密审查')).toHaveCount(0);
    await signInAs(page, 'shuyue-officer');
    expect((await page.request.get(href)).status()).toBe(200);
  });

  await test.step('registration says what it asks for and lacks, and is asked for once that is there', async () => {
    await as('longzhong-officer', `/desk/achievements/${id}`);
    await expect(page.getByRole('region', { name: '登记' })).toContainText('先由市州主管部门审核');
    await page.getByRole('link', { name: '申请登记' }).click();
    const wanted = page.getByRole('region', { name: '登记要求' });
    await expect(wanted).toContainText(/没有填\s*评价方式/);
    await expect(page.getByRole('button', { name: '确认申请登记' })).toHaveCount(0);
    await expectAccessible(page);
    await wanted.getByRole('link', { name: /去填.*评价方式/ }).click();
    const mode = page.getByRole('combobox', { name: '评价方式' });
    await expect(mode).toHaveAccessibleDescription(/科技成果登记要求填写/);
    await expectAccessible(page);
    await mode.selectOption('第三方评价');
    await press(page, '保存并提交审核');
    await expect(page.getByText('更正保密审查中')).toBeVisible();
    await review('longzhong-secrecy', '保密审查通过，转审批', '保密审查通过，已转单位审批');
    await review('longzhong-approver', '审核通过并公开', '第 2 版已公开');
    await as('longzhong-officer', `/desk/achievements/${id}/registration`);
    await press(page, '确认申请登记');
    await expect(page.getByText('请先上传，或者声明另行报送').first()).toBeVisible();
    await page.getByRole('checkbox', { name: /另行报送登记部门/ }).check();
    await press(page, '确认申请登记');
    await expect(page.getByRole('region', { name: '登记' })).toContainText('登记审核中：市州审核');
  });

  await test.step('sent back with a remark at its field: it stands at that field, and the card leads there', async () => {
    await as('dingxi-officer', '/desk/reviews/achievements');
    await page.getByRole('link', { name }).first().click();
    await expect(page.getByRole('region', { name: '送审材料' })).toContainText('田间测产报告');
    await expect(page.getByRole('region', { name: '登记要求' })).toContainText('还没有');
    await expectAccessible(page);
    await page.getByText('写意见：关键词', { exact: true }).click();
    await page.getByLabel('对“关键词”的意见').fill('再补一个');
    await press(page, '退回修改');
    await expect(page.getByRole('status').filter({ hasText: name })).toContainText('已退回单位补正');
    await as('longzhong-officer', `/desk/achievements/${id}`);
    await page.getByRole('region', { name: '登记' }).getByRole('link', { name: '关键词' }).click();
    await expect(page.getByLabel('关键词')).toHaveAccessibleDescription(/再补一个/);
    await visit(page, `/desk/achievements/${id}/registration`);
    await expect(page.getByText('正文和材料都还没有改过')).toBeVisible();
    await page.getByRole('checkbox', { name: /另行报送登记部门/ }).check();
    await press(page, '确认申请登记');
  });

  await test.step('registration: 市州, then the province gives the number', async () => {
    await review('dingxi-officer', '通过，转上一级', '市州审核通过，已转省级审核');
    await review('province-officer', '准予登记，编登记号', /批准登记号 962\d{4}Y\d{4}/);
    await visit(page, '/desk/reviews/achievements?tab=registered');
    await expect(page.getByRole('row').filter({ hasText: name })).toContainText(/962\d{4}Y\d{4}/);
    await as('longzhong-officer', `/desk/achievements/${id}`);
    await expect(page.getByRole('region', { name: '登记' })).toContainText(/批准登记号 962\d{4}Y\d{4}/);
    await expectAccessible(page);
  });

  await test.step('its readiness is assessed with evidence and confirmed by another person', async () => {
    await visit(page, `/desk/achievements/${id}/evaluation`);
    for (const level of [1, 2, 3, 4]) {
      await page
        .getByRole('group', { name: new RegExp(`^TRL ${level}(?!\\d)`) })
        .getByRole('checkbox')
        .check();
      await page.getByLabel(`第 ${level} 级的证据`).fill(`试验报告 2026-0${level}`);
    }
    await press(page, '提交自评');
    await as('longzhong-approver', `/desk/achievements/${id}/evaluation`);
    await press(page, /证据充分，确认 TRL 4/);
    await expect(page.getByText('TRL 4').first()).toBeVisible();
  });

  let no = '';
  await test.step('listed at a fixed price: an enterprise objects, the unit decides', async () => {
    await as('longzhong-officer', `/desk/achievements/${id}/list`);
    await page.getByRole('checkbox', { name: /^普通许可/ }).check();
    await page.getByRole('radio', { name: /^协议定价/ }).check();
    await page.getByRole('radio', { name: /^一口价/ }).check();
    await page.getByLabel('金额，或区间下限').fill('58');
    await press(page, '挂牌');
    await expect(page).toHaveURL(new RegExp(`/desk/achievements/${id}[?]done=list$`));
    await page.getByRole('link', { name: '看公开页面' }).click();
    await page.waitForURL(/\/achievements\/CG-/);
    no = idIn(page);
    await as('shuyue-officer', `/achievements/${no}`);
    await page.getByText('对挂牌有异议').click();
    await page.getByLabel('真实姓名').fill('周明远');
    await page.getByLabel('联系方式').fill('138 0000 0001');
    await page.getByLabel('异议内容和依据').fill('这项技术的核心算法是本公司委托开发的，合同约定共有。');
    await press(page, '实名提出异议');
    await as('longzhong-approver', `/achievements/${no}`);
    await page.getByRole('radio', { name: /^异议不成立/ }).check();
    await page.getByRole('textbox', { name: '理由' }).fill('合同已查，权属归学校，附件已寄送。');
    await press(page, '答复异议');
    await expect(page.getByRole('status').filter({ hasText: '已答复：异议不成立' })).toContainText('继续挂牌');
    await expect(page.getByText('合同已查')).toBeVisible();
  });

  await test.step('corrected: everybody reads the approved text until the correction is approved too', async () => {
    await as('longzhong-officer', `/desk/achievements/${id}`);
    await page.getByRole('link', { name: '更正', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: `更正：${name}` })).toBeVisible();
    await page.getByLabel('成果简介').fill('按地块长势变量施肥，两年亩节肥 21%。');
    await press(page, '保存草稿');
    await expect(page.getByRole('region', { name: '改了什么' })).toContainText('21%');
    await expectAccessible(page);
    // What is typed and not saved is handed in with the rest.
    await page.getByLabel('成果简介').fill('按地块长势变量施肥，两年亩节肥 22%。');
    await press(page, '提交更正');
    await expect(page.getByText('更正保密审查中')).toBeVisible();
    await expect(page.getByRole('region', { name: '改了什么' })).toContainText('22%');
    await review('longzhong-secrecy', '保密审查通过，转审批', '保密审查通过，已转单位审批');
    await visit(page, `/achievements/${no}`);
    await expect(page.getByText('亩节肥 18%')).toBeVisible();
    await review('longzhong-approver', '审核通过并公开', '第 3 版已公开');
    await visit(page, `/achievements/${no}`);
    await expect(page.getByText('两年亩节肥 22%')).toBeVisible();
    await expect(page.getByText('亩节肥 18%')).toHaveCount(0);
  });

  await test.step('after 92 days it waits to be confirmed; one click brings it back', async () => {
    await signInAs(page, 'longzhong-officer');
    await moveClock(page, /往后 92 天/);
    await expect(async () => {
      await visit(page, '/desk/listings?due=1');
      await expect(page.getByRole('row').filter({ hasText: name })).toContainText('待确认', { timeout: 1_000 });
    }).toPass({ timeout: 40_000 });
    await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: '确认仍有效' }).click();
    await expect(page.getByRole('status').filter({ hasText: '已确认 1 项仍有效' })).toBeVisible();
    await expect(page).toHaveURL(/\/desk\/listings\?due=1&/);
    await visit(page, '/desk/listings');
    await expect(page.getByRole('row').filter({ hasText: name })).not.toContainText('待确认');
  });
});
