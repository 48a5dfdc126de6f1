import { formatYuan } from '#app/domain/money.ts';
import { organisations } from '#seeds/world/organisations.ts';
import { people } from '#seeds/world/people.ts';
import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { moveClock, press, proveIdentity, settled, visit } from './page-deeds.ts';

/** The first officer of an organisation of the demo world, by its name. */
function officerOf(orgName: string): string {
  const org = organisations.find(({ name }) => name === orgName);
  const officer = people.find((person) => person.org === org?.key && person.roles.includes('officer'));
  if (officer === undefined) throw new Error(`${orgName} has no officer`);
  return officer.key;
}

const paper = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4\n% ${name}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`),
});

/** What the broker's bargain came to, for the journey of its first receipt: tests of this file run in their order. */
const bargain = { contract: '', licensor: '', licensee: '' };

test.use({ actionTimeout: 15_000 });

test('a demand gets sharper by questions until version 3 and is closed as solved', async ({ page, site, signInAs }) => {
  const [demand] = await site.rows<{ id: string; no: string; team: string }>(
    `select d.id, d.no, u.name as team from demands d
       join organisations o on o.id = d.org_id join matches m on m.demand_id = d.id
       join achievements a on a.id = m.achievement_id join organisations u on u.id = a.org_id
     where o.name = '定西薯月淀粉有限公司' and d.state = 'published' and m.answer is null order by d.no, m.rank limit 1`,
  );
  const path = `/desk/demands/${demand?.id}`;
  const team = officerOf(demand?.team ?? '');
  for (const [version, question, answer] of [
    [2, '来料的固含量大概是多少？', '固含量 4% 到 6%，加工季波动。'],
    [3, '现场能给多大的地方和多少电？', '预留 200 平方米，可供 150 千瓦。'],
  ] as const) {
    await signInAs(page, team);
    await visit(page, `${path}/questions`);
    await page.getByLabel('向企业提问').fill(question);
    await press(page, '提问');
    await expect(page.getByText(question)).toBeVisible();
    await signInAs(page, 'shuyue-officer');
    await visit(page, `${path}/questions`);
    const asked = page.getByRole('listitem').filter({ hasText: question });
    await asked.getByRole('textbox', { name: '答复' }).fill(answer);
    await asked.getByRole('button', { name: '答复' }).click();
    await expect(asked).toContainText(answer);
    await asked.getByRole('link', { name: '写进新的一版' }).click();
    await expect(page.getByText(`答：${answer}`)).toBeVisible();
    const problem = page.getByLabel('要解决的问题');
    await problem.fill(`${await problem.inputValue()}\n${answer}`);
    await page.getByLabel('内容不涉及国家秘密').check();
    await press(page, '保存为新一版并重新匹配');
    await expect(page).toHaveURL(new RegExp(`${path}/questions`));
    await expect(page.getByText(`已写进第 ${version} 版`)).toBeVisible();
  }
  await visit(page, path);
  await expect(page.getByText('第 3 版').first()).toBeVisible();
  await page.getByText('结束或延长需求').click();
  await press(page, '已经解决');
  await expect(page.getByText('已解决').first()).toBeVisible();
  await page.context().clearCookies();
  await visit(page, `/demands/${demand?.no}`);
  await expect(page.getByText('这项需求已经解决。').first()).toBeVisible();
});

test('a broker brings two parties together, and the contract comes from the term sheet', async ({
  page,
  site,
  signInAs,
}) => {
  await signInAs(page, 'qiandu-broker-1');
  await visit(page, '/desk/mandates');
  await page.getByText('向双方提一对').click();
  const choices = page.getByLabel('哪一对');
  const offered = await choices
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value).filter((value) => value !== ''));
  // The university's payee account and people are those of the other journeys.
  const [near] = await site.rows<{ id: string }>(
    `select m.id from matches m join achievements a on a.id = m.achievement_id join organisations o on o.id = a.org_id
       where o.name = '陇原理工大学' and m.id in (${offered.map((id) => `'${id}'`).join(',')}) limit 1`,
  );
  expect(near, 'the broker is shown a pair of 陇原理工大学').toBeDefined();
  await choices.selectOption(near?.id ?? '');
  await page.getByLabel('给双方的话').fill('工况和成果的指标对得上，建议先谈一次。');
  await press(page, '发给双方');
  await expect(page.getByText('建议先谈一次。')).toBeVisible();
  const [pair] = await site.rows<{ id: string; licensor: string; licensee: string }>(
    `select i.id, o.name as licensor, e.name as licensee from introductions i
       join organisations o on o.id = i.licensor_org_id join organisations e on e.id = i.licensee_org_id
     order by i.created_at desc limit 1`,
  );
  const [licensor, licensee] = [officerOf(pair?.licensor ?? ''), officerOf(pair?.licensee ?? '')];
  for (const person of [licensor, licensee]) {
    await signInAs(page, person);
    await visit(page, '/desk/brokers');
    const introduction = page.getByRole('listitem').filter({ hasText: '建议先谈一次。' });
    await introduction.getByRole('button', { name: '愿意谈' }).click();
    if (person === licensor) await expect(introduction).toContainText(/已同意/);
  }
  await expect(page).toHaveURL(/\/desk\/deals\/[0-9a-f-]{36}$/);
  const room = new URL(page.url()).pathname;
  await expect(page.getByRole('heading', { name: '谈清楚条件，就提合同草案' })).toBeVisible();
  await signInAs(page, licensor);
  await visit(page, room);
  await page.getByText('请一位技术经纪人').click();
  const brokers = page.getByRole('combobox', { name: '技术经纪人' });
  await brokers.selectOption(await brokers.locator('option', { hasText: '祁望岫' }).getAttribute('value'));
  await page.getByRole('textbox', { name: '佣金' }).fill('2');
  await press(page, '发出委托邀请');
  await expect(page.getByText('佣金为到账的 2%')).toBeVisible();
  await signInAs(page, 'qiandu-broker-1');
  await visit(page, '/desk/mandates');
  await page.getByRole('region', { name: '下一步' }).locator(`a[href="${room}"]`).click();
  await expect(page).toHaveURL(new RegExp(room));
  await press(page, '接受委托');
  await expect(page.getByRole('button', { name: /^结束委托/ })).toBeVisible();
  await signInAs(page, licensor);
  await visit(page, `${room}/offer`);
  await page.getByLabel('使用领域').fill('企业现有产线');
  await page.getByLabel('交付什么').fill('工艺说明书');
  const criteria = page.getByLabel('怎样算达到');
  for (let n = 0; n < (await criteria.count()); n += 1) {
    await criteria.nth(n).fill('连续运行 72 小时达到指标');
    // An achievement whose price is open has no amounts to begin with.
    const amount = page.locator(`#f-milestones-${n}-amount`);
    if ((await amount.inputValue()) === '') await amount.fill('10');
  }
  // Under a cap below the unit's chain of approval: without one a royalty takes its highest.
  await page.locator('#f-royalty-cap').fill('300');
  await page.getByRole('radio', { name: '双方共有' }).check();
  await press(page, '发出报价');
  await expect(page).toHaveURL(new RegExp(`${room}#offers`));
  await signInAs(page, licensee);
  await visit(page, room);
  await press(page, '接受，生成合同草案');
  await expect(page).toHaveURL(/\/desk\/contracts\/[0-9a-f-]{36}$/);
  Object.assign(bargain, { contract: new URL(page.url()).pathname, licensor, licensee });
  await visit(page, `${bargain.contract}/text`);
  await expect(page.getByText('企业现有产线').first()).toBeVisible();
});

test('a refusal with its reason reaches the asker', async ({ page, site, signInAs }) => {
  const [asked] = await site.rows<{ id: string; licensor: string; licensee: string; origin: string }>(
    `select d.id, o.name as licensor, e.name as licensee, d.origin from deals d
       join organisations o on o.id = d.licensor_org_id join organisations e on e.id = d.licensee_org_id
     where d.state = 'requested' order by d.no limit 1`,
  );
  const sides = [officerOf(asked?.licensor ?? ''), officerOf(asked?.licensee ?? '')];
  const [asker, receiver] = asked?.origin === 'demand' ? sides : sides.toReversed();
  await signInAs(page, receiver ?? '');
  await visit(page, `/desk/deals/${asked?.id}`);
  await page.getByText('婉拒（说明原因）').click();
  await page.getByRole('radio', { name: '价格谈不拢' }).check();
  await page.getByRole('textbox', { name: /补充说明/ }).fill('报价高于我们的预算一倍。');
  await press(page, '婉拒');
  await expect(page.getByText('已婉拒').first()).toBeVisible();
  await signInAs(page, asker ?? '');
  await visit(page, '/desk/notices');
  await page
    .getByRole('link', { name: /对方婉拒了对接/ })
    .first()
    .click();
  await expect(page.getByText('价格谈不拢').first()).toBeVisible();
  await expect(page.getByText('报价高于我们的预算一倍。').first()).toBeVisible();
});

test('what one side writes stands before the other without a reload', async ({ page, browser, site, signInAs }) => {
  const [talk] = await site.rows<{ id: string; licensor: string; licensee: string }>(
    `select d.id, o.name as licensor, e.name as licensee from deals d
       join organisations o on o.id = d.licensor_org_id join organisations e on e.id = d.licensee_org_id
     where d.state = 'talking' and d.origin = 'match' order by d.no limit 1`,
  );
  const room = `/desk/deals/${talk?.id}`;
  await signInAs(page, officerOf(talk?.licensee ?? ''));
  await visit(page, room);
  await page.getByLabel('写消息').fill('写到一半');
  const other = await browser.newContext({ baseURL: site.url, locale: 'zh-CN' });
  const faults: string[] = [];
  other.on('weberror', (error) => faults.push(String(error.error())));
  const speaker = await other.newPage();
  await signInAs(speaker, officerOf(talk?.licensor ?? ''));
  await visit(speaker, room);
  for (const words of ['数据已经整理好。', '下周三带样品过来。']) {
    await speaker.getByLabel('写消息').fill(words);
    await press(speaker, '发送');
    await expect(page.getByText(words)).toBeVisible();
    await expect(speaker.getByText(words)).toBeVisible();
  }
  // The page is the same one: what was being written stands.
  await expect(page.getByLabel('写消息')).toHaveValue('写到一半');
  await settled(speaker);
  await other.close();
  expect(faults).toEqual([]);
});

// From here on the clock moves.
test('the broker’s commission falls due with the first receipt, and not with the signature', async ({
  page,
  site,
  signInAs,
}) => {
  test.setTimeout(150_000);
  const { contract } = bargain;
  const [unit, company] = [bargain.licensor, bargain.licensee].map((person) => person.replace(/-officer$/, ''));
  const as = async (person: string, path: string) => {
    await signInAs(page, person);
    await visit(page, path);
  };
  const [row] = await site.rows<{ no: string }>(`select no from contracts where id = '${contract.split('/').at(-1)}'`);
  const statement = page
    .getByRole('table', { name: '按到账的佣金' })
    .getByRole('row')
    .filter({ hasText: row?.no ?? '' });

  await test.step('the draft is agreed, stands in publicity and is signed', async () => {
    await as(`${unit}-officer`, contract);
    await press(page, '同意第 1 版条款');
    await page.getByLabel('异议找谁提').fill('科技处 0931-0000000');
    await press(page, '开始公示');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('定价公示');
    await moveClock(page, /往后 16 天/);
    await as(`${unit}-owner`, contract);
    for (let day = 0; day < 12 && (await page.getByText('公示期内双方都不能签署。').isVisible()); day += 1) {
      await moveClock(page, /往后 1 天/);
      await visit(page, contract);
    }
    for (const [person, shown] of [
      [`${unit}-owner`, '许可方已签署'],
      [`${company}-owner`, '（已签署）'],
    ] as const) {
      await as(person, contract);
      const sign = async () => {
        await page.getByLabel('法定代表人本人').check();
        await page.getByLabel('我已通读全文').check();
        await press(page, '签署第 1 版');
      };
      await sign();
      await proveIdentity(page, site, person);
      await sign();
      await expect(page.getByText(shown).first()).toBeVisible();
    }
    await as('qiandu-broker-1', '/desk/mandates');
    await expect(statement).toHaveCount(0);
  });

  await test.step('the first milestone is accepted, paid and confirmed', async () => {
    await as(`${unit}-officer`, contract);
    const milestone = page.getByRole('listitem').filter({ hasText: '里程碑 1：' });
    await milestone.getByRole('link', { name: '条件成就了，提交证据' }).click();
    await page.getByLabel('证据文件').setInputFiles(paper('第三方检测报告.pdf'));
    await press(page, '提交验收');
    await expect(page.getByRole('link', { name: /第三方检测报告/ })).toBeVisible();
    await as(`${company}-officer`, contract);
    await page.getByLabel(/^条件已成就/).check();
    await press(page, '验收通过');
    // The button's own words are no answer: it goes once the milestone is accepted.
    await expect(page.getByRole('button', { name: '验收通过' })).toHaveCount(0);
    await as(`${company}-finance`, contract);
    await page.getByRole('link', { name: '去付款' }).first().click();
    await expect(page).toHaveURL(/\/desk\/obligations\//);
    await settled(page);
    const [paid] = await site.rows<{ day: string }>(
      `select to_char(max(at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from audit_lines`,
    );
    await page.getByLabel('回单流水号').fill('20261220-00088');
    await page.getByLabel('付款日期').fill(paid?.day ?? '');
    await page.getByLabel('银行回单').setInputFiles(paper('回单.pdf'));
    await press(page, '提交回单，等收款方确认');
    await expect(page.getByText('等收款方财务确认')).toBeVisible();
    const receipt = new URL(page.url()).pathname;
    await as('qiandu-broker-1', '/desk/mandates');
    await expect(statement).toHaveCount(0);
    await as(`${unit}-finance`, receipt);
    await page.getByRole('link', { name: '确认本人后办理' }).first().click();
    await proveIdentity(page, site, `${unit}-finance`);
    await press(page, '确认到账');
    await expect(page.getByText('确认时间')).toBeVisible();
  });

  await as('qiandu-broker-1', '/desk/mandates');
  const [cash] = await site.rows<{ fen: string }>(
    `select r.amount_fen::text as fen from receipts r join contracts c on c.id = r.contract_id where c.no = '${row?.no}'`,
  );
  await expect(statement).toContainText(formatYuan((BigInt(cash?.fen ?? '0') * 2n) / 100n).replace('¥', ''));
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSideScroll(page);
});

// Last: it moves the clock by months.
test('a call becomes a signed contract: argued, posted, answered, judged, in publicity, signed', async ({
  page,
  site,
  signInAs,
}) => {
  test.setTimeout(240_000);
  const experts = ['shazhou', 'taomin', 'liangzhou', 'qilian', 'longdong'].map((key) => `${key}-inventor-1`);
  const as = async (person: string, path: string) => {
    await signInAs(page, person);
    await visit(page, path);
  };
  let path = '';
  let no = '';

  await test.step('the enterprise calls, the authority asks five experts and posts', async () => {
    await as('maoyun-officer', '/desk/bounties/new');
    await page.getByLabel('用哪项需求').selectOption({ index: 1 });
    const [office] = await site.rows<{ id: string }>(
      `select m.org_id as id from memberships m join "user" u on u.id = m.user_id where u.email = 'province-officer@example.com'`,
    );
    await page.getByLabel('组织方').selectOption(office?.id ?? '');
    await page.getByLabel('项目总投入').fill('300');
    await page.getByLabel('其中自筹').fill('239');
    await press(page, '提交主管部门论证');
    await expect(page.getByText('自筹要够总投入减去补助的部分。').first()).toBeVisible();
    await page.getByLabel('其中自筹').fill('240');
    await press(page, '提交主管部门论证');
    await expect(page).toHaveURL(/\/desk\/bounties\/[0-9a-f-]{36}$/);
    path = new URL(page.url()).pathname;
    await as('province-officer', path);
    await press(page, '受理并组织论证');
    await visit(page, `${path}/panel`);
    for (const key of experts) {
      await page.getByLabel('手机号').fill(people.find((person) => person.key === key)?.phone ?? '');
      await press(page, '邀请');
      const name = people.find((person) => person.key === key)?.name ?? '';
      await expect(page.getByRole('cell', { name, exact: true })).toBeVisible();
    }
    for (const key of experts) {
      await as(key, `${path}/panel`);
      await page.getByRole('radio', { name: '同意', exact: true }).check();
      await page.getByLabel('理由').fill('指标能检验，经费合理。');
      await press(page, '提交意见');
      await expect(page.getByRole('button', { name: '修改意见' })).toBeVisible();
    }
    await as('province-officer', path);
    await press(page, '张榜');
    await expect(page.getByText('正在征集揭榜方')).toBeVisible();
    [{ no } = { no: '' }] = await site.rows<{ no: string }>(
      `select no from bounties where id = '${path.split('/').at(-1)}'`,
    );
  });

  await test.step('a unit answers; nobody reads it before the last day', async () => {
    await page.context().clearCookies();
    await visit(page, '/bounties?phase=open');
    await expectAccessible(page);
    await as('longyuan-officer', `/bounties/${no}`);
    await page.getByRole('link', { name: '揭榜', exact: true }).first().click();
    await page.getByLabel('基础成果').selectOption({ index: 1 });
    await page.getByLabel('怎么解决').fill('先在小试线上复现工况，再放大到一条产线，逐项测榜上的指标，直到连续运行。');
    await page.getByLabel('技术路线').fill('小试、放大、连续运行。');
    await page.getByRole('textbox', { name: /^团队/ }).fill('负责人一名，工艺三名。');
    await page.getByLabel('知识产权').fill('现有专利归本单位，新成果共有。');
    await page.getByLabel('里程碑 1').fill('小试达标');
    await page.getByLabel('完成日期').first().fill('2027-09-30');
    await page.getByLabel('怎样算达到').first().fill('连续 72 小时达到指标');
    await page.getByLabel('经费').first().fill('60');
    await press(page, '揭榜');
    await expect(page.getByText('承诺').first()).toBeVisible();
    await page.getByLabel(/承诺与发榜方没有/).check();
    await press(page, '揭榜');
    await expect(page.getByText('揭榜书已经交上')).toBeVisible();
    await as('province-officer', `${path}/panel`);
    await expect(page.getByText('还没有拆封')).toBeVisible();
    for (let n = 0; n < 2; n += 1) await moveClock(page, /往后 16 天/);
  });

  await test.step('experts declare and score, the enterprise chooses, the authority awards', async () => {
    for (const key of experts.slice(0, 3)) {
      await as(key, `${path}/panel`);
      await page.getByLabel('以上声明属实').check();
      await press(page, '声明');
      await expect(page.getByRole('button', { name: '提交评分' })).toBeVisible();
      for (const label of [/^方案可行/, /^经费合理/, /^团队条件/]) await page.getByLabel(label).fill('85');
      await page.getByRole('textbox', { name: /^理由/ }).fill('路线可行。');
      await press(page, '提交评分');
      await expect(page.getByRole('button', { name: '修改评分' })).toBeVisible();
      await expect(page.getByText('平均')).toHaveCount(0);
    }
    await as('maoyun-officer', `${path}/panel`);
    await page.getByRole('radio', { name: /陇原理工大学/ }).check();
    await page.getByRole('textbox', { name: /^理由/ }).fill('工况最接近。');
    await press(page, '选定');
    await expect(page.getByText('发榜方选定')).toBeVisible();
    await as('province-officer', `${path}/panel`);
    await page.getByRole('radio', { name: /陇原理工大学/ }).check();
    await press(page, '定榜并公示');
    await expect(page.getByText('中榜公示，期满没有未答复的异议就签约。')).toBeVisible();
    await visit(page, `/bounties/${no}`);
    await expect(page.locator('#notice')).toContainText('陇原理工大学');
    await moveClock(page, /往后 16 天/);
  });

  await test.step('the proposal becomes the contract draft, and both sign', async () => {
    await as('maoyun-officer', path);
    await press(page, '生成合同草案');
    await expect(page).toHaveURL(/\/desk\/contracts\/[0-9a-f-]{36}$/);
    const contract = new URL(page.url()).pathname;
    await expect(page.getByText('小试达标').first()).toBeVisible();
    await as('longyuan-officer', contract);
    await press(page, '同意第 1 版条款');
    await page.getByLabel('异议找谁提').fill('科技处 0931-0000000');
    await press(page, '开始公示');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('定价公示');
    await moveClock(page, /往后 16 天/);
    await as('longyuan-owner', contract);
    for (let day = 0; day < 12 && (await page.getByText('公示期内双方都不能签署。').isVisible()); day += 1) {
      await moveClock(page, /往后 1 天/);
      await visit(page, contract);
    }
    for (const [person, shown] of [
      ['longyuan-owner', '许可方已签署'],
      ['maoyun-owner', '（已签署）'],
    ] as const) {
      await as(person, contract);
      const sign = async () => {
        await page.getByLabel('法定代表人本人').check();
        await page.getByLabel('我已通读全文').check();
        await press(page, '签署第 1 版');
      };
      await sign();
      await proveIdentity(page, site, person);
      await sign();
      await expect(page.getByText(shown).first()).toBeVisible();
    }
    await as('province-officer', path);
    await expect(page.getByText('按里程碑检查').first()).toBeVisible();
    await expect(page.getByText('小试达标').first()).toBeVisible();
    await visit(page, `${path}/course`);
    await expect(page.getByText('60 万元').first()).toBeVisible();
    await page.setViewportSize({ width: 360, height: 780 });
    await expectNoSideScroll(page);
  });
});
