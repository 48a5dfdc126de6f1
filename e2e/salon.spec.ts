import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { localTime } from '#app/domain/event-form.ts';
import { people } from '#seeds/world/people.ts';
import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { figure, pressFirst, settled, visit } from './page-deeds.ts';
import type { Site } from './site.ts';

const title = '马铃薯加工成果对接沙龙（全程）';
const pin = '246810';
const organizer = 'shiguang-officer';
const buyer = 'shuyue-officer';
const seller = 'longyuan-officer';
/** Thirty people come: two at the table, twenty-six for twenty-four chairs, two as a group. */
const chairs = 24;
const audience = people
  .filter(({ key }) => key.includes('inventor') || key.includes('finance'))
  .slice(0, chairs + 2)
  .map(({ key }) => key);

/** A text field by its whole label, marked as optional or not. */
const field = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}(选填)?$`) });
const from = new Date(Math.ceil((Date.now() + 2 * 3_600_000) / 60_000) * 60_000);
const later = (hours: number) => localTime(new Date(from.getTime() + hours * 3_600_000));

test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 15_000 });

let deskPath = '';
let no = '';
let phonePath = '';
const ids = new Map<string, string>();

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** A form sent as the page itself would, for the many who register. */
async function send(
  request: APIRequestContext,
  site: Site,
  person: string,
  path: string,
  form: Record<string, string>,
) {
  const { name, value } = await site.sessionCookie(person);
  const answer = await request.post(site.url + path, {
    headers: { cookie: `${name}=${value}`, origin: site.url, 'sec-fetch-site': 'same-origin' },
    form,
    maxRedirects: 0,
  });
  expect(answer.status(), `${person} ${JSON.stringify(form)}: ${await answer.text()}`).toBe(302);
}

async function ticketIds(site: Site): Promise<Record<string, string>> {
  const rows = await site.rows<{ kind: string; id: string }>(
    `select t.kind, t.id from event_tickets t join events e on e.id = t.event_id where e.no = '${no}'`,
  );
  return Object.fromEntries(rows.map(({ kind, id }) => [kind, id]));
}
const statesOf = async (site: Site) =>
  Object.fromEntries(
    (
      await site.rows<{ state: string; n: number }>(
        `select r.state, count(*)::int as n from event_registrations r join events e on e.id = r.event_id where e.no = '${no}' group by 1`,
      )
    ).map(({ state, n }) => [state, n]),
  );
async function pdf(page: Page, name: string): Promise<void> {
  const answer = await page.request.get(`${deskPath}/papers/${name}`);
  expect(answer.status(), name).toBe(200);
  expect(answer.headers()['content-type'], name).toBe('application/pdf');
  expect((await answer.body()).subarray(0, 5).toString(), name).toBe('%PDF-');
}

test('an organizer makes a salon with a programme, another person reviews it, and it is public', async ({
  page,
  site,
  signInAs,
}) => {
  await signInAs(page, organizer);
  await visit(page, '/desk/events/new');
  await page.getByLabel('活动名称').fill(title);
  await field(page, '开始').first().fill(later(0));
  await field(page, '结束').first().fill(later(3));
  await page.getByLabel('报名截止').fill(later(0));
  await page.getByLabel('举办地').selectOption('621102');
  await field(page, '地点').first().fill('安定区会议中心');
  await page.getByLabel('观众人数').fill(String(chairs));
  await page.getByLabel('企业人数').fill('6');
  await page.getByLabel('项目方人数').fill('6');
  await pressFirst(page, '保存');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  deskPath = new URL(page.url()).pathname;
  await page.getByText('加环节', { exact: true }).first().click();
  await field(page, '名称').first().fill('成果路演');
  await page.getByRole('button', { name: '加环节' }).click();
  await expect(page.getByText('成果路演').first()).toBeVisible();
  const [shown] = await site.rows<{ no: string; name: string }>(
    "select a.no, a.name from achievements a join organisations o on o.id = a.org_id where o.name like '陇原理工大学%' and a.state = 'published' order by a.no limit 1",
  );
  await page.getByLabel('成果或需求编号').fill(shown?.no ?? '');
  await pressFirst(page, '邀请展示');
  await expect(page.getByText('待答复')).toBeVisible();
  await visit(page, `${deskPath}/files`);
  await page.getByLabel('是什么').selectOption('poster');
  await page.locator('input[type=file]').setInputFiles({ name: '海报.png', mimeType: 'image/png', buffer: picture });
  await pressFirst(page, '上传');
  await expect(page.getByText('待保密审查，还不公开')).toBeVisible();
  await visit(page, deskPath);
  await pressFirst(page, '提交保密审查');
  await expect(page.getByText('保密审查中')).toBeVisible();
  await signInAs(page, 'shiguang-owner');
  await visit(page, deskPath);
  await page.getByLabel('我已审查，材料不涉密，可以公开').check();
  await pressFirst(page, '通过审查并发布');
  await expect(page.getByText('报名中')).toBeVisible();
  no =
    (
      await page
        .getByText(/HD-\d{4}-\d+/)
        .first()
        .textContent()
    )?.match(/HD-\d{4}-\d+/)?.[0] ?? '';
  await signInAs(page, seller);
  await visit(page, '/desk/events');
  const asked = page
    .locator('li')
    .filter({ hasText: title })
    .filter({ has: page.getByRole('button', { name: '同意展示' }) });
  await asked.getByRole('checkbox').check();
  await asked.getByRole('button', { name: '同意展示' }).click();
  const taken = page.locator('li').filter({ hasText: title }).filter({ hasText: '已列入' });
  await expect(taken).toBeVisible();
  // Slides for those who come: not seen before the organizer's reviewer has had them before him, and by nobody else.
  await taken.getByRole('link', { name: '讲解材料' }).click();
  await page.getByLabel('给已报名的参会人').check();
  const slides = { name: '讲解.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%EOF') };
  await page.locator('input[type=file]').setInputFiles(slides);
  await page.getByLabel(/材料不涉密/).check();
  await pressFirst(page, '上传讲解材料');
  await expect(page.getByText('待组织方审查')).toBeVisible();
  await expectAccessible(page);
  await signInAs(page, 'shiguang-owner');
  await visit(page, `${deskPath}/files`);
  await page.getByLabel('已审查，不涉密').check();
  await pressFirst(page, '通过审查');
  await expect(page.getByText('已审查，给已报名的参会人')).toBeVisible();
  await visit(page, `/events/${no}`);
  await expect(page.getByRole('link', { name: /讲解材料/ })).toHaveCount(0);
  await expect(page.getByText('成果路演').first()).toBeVisible();
  await expect(page.getByText(shown?.name ?? '').first()).toBeVisible();
  await expect(page.getByRole('img', { name: `${title}海报` })).toBeVisible();
  for (const [name, type] of [
    ['card.png', 'image/png'],
    ['poster', 'image/webp'],
    ['seats.json', 'application/json'],
  ] as const) {
    const answer = await page.request.get(`/events/${no}/${name}`);
    expect([answer.status(), answer.headers()['content-type']?.split(';')[0]], name).toEqual([200, type]);
  }
  await expectAccessible(page);
  await expectNoSideScroll(page);
});

test('thirty people register, the waiting list moves up by itself', async ({ page, request, site, signInAs }) => {
  const tickets = await ticketIds(site);
  const phoneOf = (key: string) => people.find((one) => one.key === key)?.phone ?? '';
  for (const person of audience.slice(2)) {
    await send(request, site, person, `/events/${no}`, {
      intent: 'register',
      ticketId: tickets.audience ?? '',
      name: people.find(({ key }) => key === person)?.name ?? '',
      phone: phoneOf(person),
      unit: '',
      post: '',
    });
  }
  for (const person of audience.slice(0, 2)) {
    await signInAs(page, person);
    await visit(page, `/events/${no}`);
    await page
      .getByLabel('参会身份')
      .first()
      .selectOption(tickets.audience ?? '');
    await pressFirst(page, '报名');
    await expect(page.getByText('你已报名')).toBeVisible();
  }
  for (const [person, kind] of [
    [buyer, 'company'],
    [seller, 'project'],
  ] as const) {
    await signInAs(page, person);
    await visit(page, `/events/${no}`);
    await page
      .getByLabel('参会身份')
      .first()
      .selectOption(tickets[kind] ?? '');
    await page.getByLabel(/参加一对一洽谈/).check();
    await pressFirst(page, '报名');
    await expect(page.getByText('你已报名')).toBeVisible();
    await expect(page.getByRole('link', { name: /讲解材料/ })).toBeVisible();
  }
  await page.getByText('团体报名').click();
  const group = page.locator('form').filter({ has: page.getByLabel('名单') });
  await group.getByLabel('参会身份').selectOption(tickets.project ?? '');
  await group.getByLabel('名单').fill('郎团体 13900000001 工程师\n水团体 13900000002 专员');
  await pressFirst(page, '提交名单');
  await expect(page).toHaveURL(/group=2/);
  expect(await statesOf(site)).toEqual({ registered: chairs + 4, waitlisted: 2 });

  // The first two of the audience came last: they wait, the third gives up his seat, and the first moves up.
  await signInAs(page, audience[2] ?? '');
  await visit(page, `/events/${no}`);
  await page.getByRole('link', { name: '看我的参会码' }).click();
  await expect(page.getByLabel('参会码，入场时出示')).toBeVisible();
  await pressFirst(page, '取消报名');
  await expect(page.getByText('已取消')).toBeVisible();
  expect(await statesOf(site)).toEqual({ registered: chairs + 3, waitlisted: 1, offered: 1, cancelled: 1 });
  await signInAs(page, audience[0] ?? '');
  await visit(page, `/events/${no}`);
  await page.getByRole('link', { name: '看我的参会码' }).click();
  await expect(page.getByText('有空位了')).toBeVisible();
  await pressFirst(page, '确认参加');
  await expect(page.getByText('已报名')).toBeVisible();
  expect(await statesOf(site)).toEqual({ registered: chairs + 4, waitlisted: 1, cancelled: 1 });
});

test('a workbook of guests is read, a wrong one is refused by its rows', async ({ page, site, signInAs }) => {
  await signInAs(page, organizer);
  const list = async (rows: string) => {
    await visit(page, `${deskPath}/import`);
    await page.getByLabel('直接报名：对方已经答应来，马上收到参会码').check();
    await page.locator('input[type=file]').setInputFiles({
      name: '名单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`姓名,手机号,单位,职务,参会身份\n${rows}`),
    });
    await pressFirst(page, '录入并发送');
  };
  await list('表一,13900000011,示例公司,厂长,企业\n表二,139,示例公司,厂长,企业');
  await expect(page.getByText(/第 3 行：手机号不对/).first()).toBeVisible();
  await list('表一,13900000011,示例公司,厂长,企业\n表二,13900000012,示例公司,厂长,企业');
  await expect(page.getByText('2 人已录入')).toBeVisible();
  expect(await statesOf(site)).toEqual({ registered: chairs + 6, waitlisted: 1, cancelled: 1 });
  await expectAccessible(page);
  const sheet = await page.request.get(`${deskPath}/list?as=xlsx`);
  expect([sheet.status(), (await sheet.body()).subarray(0, 2).toString()]).toEqual([200, 'PK']);
});

test('meetings are asked, suggested, scheduled and printed', async ({ page, signInAs }) => {
  await signInAs(page, organizer);
  await visit(page, `${deskPath}/meetings`);
  await page.getByLabel('约见截止').fill(later(0));
  await pressFirst(page, '开放一对一洽谈');
  await expect(figure(page, '可以约见的人')).toHaveText(/2/);
  await signInAs(page, buyer);
  await visit(page, deskPath.replace('/desk/events/', '/desk/meetings/'));
  await expect(page.getByLabel('想见谁').locator('option')).toHaveCount(2);
  await page.getByLabel('想见谁').selectOption({ index: 1 });
  await page.getByLabel('想谈什么').first().fill('想看中试数据和运行成本');
  await pressFirst(page, '发出约见');
  await expect(page.getByText('你想谈：想看中试数据和运行成本')).toBeVisible();
  await signInAs(page, seller);
  await visit(page, deskPath.replace('/desk/events/', '/desk/meetings/'));
  await pressFirst(page, /同意|想见/);
  await expect(page.getByText('已同意')).toBeVisible();
  await signInAs(page, organizer);
  await visit(page, `${deskPath}/meetings`);
  await pressFirst(page, '按供需匹配推荐');
  await settled(page);
  await pressFirst(page, '安排日程');
  await expect(page.getByRole('button', { name: '发布日程并通知参会人' })).toBeVisible({ timeout: 40_000 });
  await pressFirst(page, '发布日程并通知参会人');
  await expect(page.getByText('已发布', { exact: true })).toBeVisible();
  for (const name of ['schedule', 'slips', 'sign-in', 'badges', 'seats', 'items']) await pdf(page, name);
  await visit(page, `${deskPath}/meetings/day`);
  await expect(page.getByText('1 号桌').first()).toBeVisible();
});

/** Opens the helper's page in a browser of its own and says the PIN. */
async function helper(browser: Browser, site: Site, hasScripts: boolean): Promise<Page> {
  const context = await browser.newContext({
    baseURL: site.url,
    javaScriptEnabled: hasScripts,
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
  });
  const phone = await context.newPage();
  await (hasScripts ? visit(phone, phonePath) : phone.goto(phonePath));
  await phone.getByLabel('口令').fill(pin);
  await phone.getByRole('button', { name: '开始值班' }).click();
  await expect(phone.getByText('应到')).toBeVisible();
  return phone;
}

test('helpers check people in with link and PIN: offline with a queue, and without scripts; a conflict is shown', async ({
  page,
  browser,
  site,
  signInAs,
}) => {
  await signInAs(page, organizer);
  await visit(page, deskPath);
  await pressFirst(page, '现在开始');
  await expect(page.getByText('进行中')).toBeVisible();
  await visit(page, `${deskPath}/people`);
  await page.getByRole('textbox', { name: '位置' }).fill('东门');
  await page.getByRole('textbox', { name: '口令（6 位数字）' }).fill(pin);
  await pressFirst(page, '生成签到链接');
  const link = page.getByRole('link', { name: /\/scan\// });
  phonePath = new URL((await link.getAttribute('href')) ?? '').pathname;
  await visit(page, `${deskPath}/people`);
  await expect(link).toHaveCount(0);
  await expectAccessible(page);

  const wrong = await (await browser.newContext({ baseURL: site.url })).newPage();
  await visit(wrong, phonePath);
  await wrong.getByLabel('口令').fill('000000');
  await wrong.getByRole('button', { name: '开始值班' }).click();
  await expect(wrong.getByText('口令不对').first()).toBeVisible();
  await wrong.context().close();

  const faults: string[] = [];
  const phone = await helper(browser, site, true);
  phone.on('console', (message) => {
    if (message.type() === 'error' && !/status of 503/.test(message.text())) faults.push(message.text());
  });
  await expect(phone.getByText('● 已联网，全部已上传')).toBeVisible();
  await expectAccessible(phone);
  await expectNoSideScroll(phone);
  await expect
    .poll(() => phone.evaluate(async () => (await (await caches.open('scanner-1')).keys()).length))
    .toBeGreaterThan(3);

  const rows = await site.rows<{ id: string; name: string; phone: string }>(
    `select r.id, a.name, a.phone from event_registrations r join event_attendees a on a.registration_id = r.id
     join events e on e.id = r.event_id where e.no = '${no}' and r.state = 'registered' order by r.created_at`,
  );
  for (const { id, name } of rows) ids.set(name, id);
  const [first, second, third, fourth] = rows;
  const box = phone.getByLabel('姓名、手机尾号、名单序号或参会码下的手动码');
  const enter = async (words: string) => {
    await box.fill(words);
    await box.press('Enter');
  };

  await phone.context().setOffline(true);
  await phone.reload();
  await expect(phone.getByText('○ 没有网络')).toBeVisible();
  await enter((first?.id ?? '').slice(-8).toUpperCase());
  await expect(phone.getByText(`✓ ${first?.name ?? ''}`)).toBeVisible();
  // A real ticket: its signature is checked on the phone; a forged one is refused there.
  const ticket = await ticketOf(page, site, second?.id ?? '', signInAs);
  await enter(ticket);
  await expect(phone.getByText(`✓ ${second?.name ?? ''}`)).toBeVisible();
  await enter(ticket.replace(/.{4}$/, 'AAAA'));
  await expect(phone.getByText('不是本场活动的参会码')).toBeVisible();
  await enter(ticket);
  await expect(phone.getByText('重复：已经签到').first()).toBeVisible();
  await expect(phone.getByText(/3 条待上传/)).toBeVisible();
  await pressFirst(phone, '结束值班，删除手机上的名单');
  await expect(phone.getByText('先别结束')).toBeVisible();

  // Meanwhile another helper, whose browser runs no scripts, lets the same person in at another door.
  const plain = await helper(browser, site, false);
  await plain.getByLabel('姓名、手机尾号、名单序号或参会码下的手动码').fill((first?.id ?? '').slice(-8));
  await plain.getByRole('button', { name: '登记' }).click();
  await expect(plain.getByText(`${first?.name ?? ''} 成功`)).toBeVisible();
  await plain.getByLabel('姓名、手机尾号、名单序号或参会码下的手动码').fill(third?.name ?? '');
  await plain.getByRole('button', { name: '登记' }).click();
  await expect(plain.getByText(`${third?.name ?? ''} 成功`)).toBeVisible();
  await plain.context().close();

  await phone.reload();
  await expect(phone.getByText(/3 条待上传/)).toBeVisible();
  await phone.context().setOffline(false);
  await expect(phone.getByText('● 已联网，全部已上传')).toBeVisible({ timeout: 20_000 });
  await enter(fourth?.name ?? '');
  await expect(phone.getByText(`✓ ${fourth?.name ?? ''}`)).toBeVisible();
  await pressFirst(phone, '撤销');
  await expect(phone.getByText('撤销成功').first()).toBeVisible();
  await expect(figure(phone, '已到')).toHaveText('3 人');
  for (const { id } of rows.slice(3, 20)) await enter(id.slice(-8).toUpperCase());
  await expect(phone.getByText('● 已联网，全部已上传')).toBeVisible({ timeout: 20_000 });
  await pressFirst(phone, '结束值班，删除手机上的名单');
  await expect(phone.getByLabel('口令')).toBeVisible();
  expect(await phone.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  expect(faults).toEqual([]);
  await phone.context().close();

  await visit(page, `${deskPath}/people`);
  await expect(figure(page, '已到')).toHaveText('20 人');
  await expect(page.getByRole('table', { name: '要核对的扫码' })).toContainText(first?.name ?? '');
  await page.getByText('补录纸质签到表').click();
  // Two who are expected and did not pass a phone, by their numbers on the printed list.
  const signed = await site.rows<{ n: number }>(
    `select n::int from (select r.state, r.checked_in_at, row_number() over (order by r.created_at, r.id) as n
       from event_registrations r join events e on e.id = r.event_id where e.no = '${no}') list
     where state = 'registered' and checked_in_at is null order by n limit 2`,
  );
  expect(signed).toHaveLength(2);
  await page.getByLabel('签了名的序号').fill(signed.map(({ n }) => String(n)).join(' '));
  await page.getByLabel('签到时间').fill(localTime(new Date(Date.now() - 60_000)));
  await pressFirst(page, '录入');
  await expect(figure(page, '已到')).toHaveText('22 人');
  await page.getByText('现场补登：来了但没报名的人').click();
  const walkIn = page.locator('form').filter({ has: page.getByRole('button', { name: '登记并签到' }) });
  await walkIn.getByLabel('姓名').fill('路过的人');
  await walkIn.getByLabel('手机号').fill('13900000021');
  await pressFirst(page, '登记并签到');
  await expect(figure(page, '已到')).toHaveText('23 人');
  await pressFirst(page, '停用');
  await expect(page.getByRole('button', { name: '停用' })).toHaveCount(0);
  expect((await page.request.get(phonePath)).status()).toBe(404);
});

/** The ticket of a registration, read from its own page by its owner. */
async function ticketOf(page: Page, site: Site, id: string, signInAs: (page: Page, key: string) => Promise<void>) {
  const [row] = await site.rows<{ email: string }>(
    `select u.email from event_registrations r join "user" u on u.id = r.user_id where r.id = '${id}'`,
  );
  await signInAs(page, (row?.email ?? '').split('@')[0] ?? '');
  await visit(page, `/events/${no}`);
  const href = await page.getByRole('link', { name: '看我的参会码' }).getAttribute('href');
  await signInAs(page, organizer);
  return (href ?? '').split('/').at(-1) ?? '';
}

test('after the day both rate their meeting, the intent of both is a deal room, and the report shows the trace', async ({
  page,
  site,
  signInAs,
}) => {
  await visit(page, '/outbox');
  const clock = page.locator('strong').first();
  const before = (await clock.textContent()) ?? '';
  await page.getByRole('button', { name: '往后 1 天' }).click();
  await expect(clock).not.toHaveText(before);
  const meetings = deskPath.replace('/desk/events/', '/desk/meetings/');
  await signInAs(page, buyer);
  await visit(page, meetings);
  await pressFirst(page, '意向');
  await expect(page.getByText('已告诉对方你有意向')).toBeVisible();
  await signInAs(page, seller);
  await visit(page, meetings);
  await expect(page.getByText('对方有合作意向')).toBeVisible();
  await pressFirst(page, '意向');
  const choice = page.getByLabel('意向是关于哪项成果？选好就打开洽谈室');
  const room = page.getByRole('link', { name: '进入洽谈室' });
  await expect(choice.or(room).first()).toBeVisible();
  if (await choice.isVisible()) {
    // One that no two speak about yet: else the room that is open is the one they come to.
    const spokenOf = await site.rows<{ name: string }>(
      'select distinct a.name from deals d join achievements a on a.id = d.achievement_id',
    );
    const offered = await choice.locator('option').allTextContents();
    const fresh = offered.findIndex((label, n) => n > 0 && !spokenOf.some(({ name }) => label.includes(name)));
    await choice.selectOption({ index: fresh });
    await pressFirst(page, '打开洽谈室');
  } else await room.click();
  await expect(page).toHaveURL(/\/desk\/deals\//);
  await expect(page.getByText('洽谈中').first()).toBeVisible();

  await signInAs(page, organizer);
  await expect(async () => {
    await visit(page, `${deskPath}/outcome`);
    await expect(page.getByText('已举办').first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await page.getByLabel('是什么').selectOption('photo');
  await page.locator('input[type=file]').setInputFiles({
    name: '现场.png',
    mimeType: 'image/png',
    buffer: picture,
  });
  await pressFirst(page, '上传');
  const photo = page.getByRole('link', { name: '现场.png' });
  await expect(photo).toBeVisible();
  expect((await page.request.get((await photo.getAttribute('href')) ?? '')).status()).toBe(200);
  await expect(page.getByRole('table', { name: '从会面到到账' })).toContainText('一对一洽谈');
  await expect(figure(page, '到场')).toHaveText('23 人');
  await expect(page.getByRole('table', { name: '逐项成效' })).toContainText('CG-');
  await expect(figure(page, '一对一洽谈')).toHaveText('1 场');
  await expect(figure(page, '洽谈意向')).toHaveText('1 项');
  await expectAccessible(page);
  await page.getByLabel('活动总结').fill('三十人报名，二十二人到场，一对洽谈进入洽谈室。');
  await pressFirst(page, '提交活动报告');
  await expect(page.getByText('已报告').first()).toBeVisible();
  for (const name of ['report', 'signed']) await pdf(page, name);
  await signInAs(page, 'dingxi-officer');
  await visit(page, `${deskPath}/outcome`);
  await pressFirst(page, '确认报告');
  await expect(page.getByText('已确认').first()).toBeVisible();
  await page.context().clearCookies();
  await visit(page, `/events/${no}`);
  await expect(page.getByText('三十人报名')).toBeVisible();
});
