import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import excel from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { listingInput } from '#app/domain/listing-input.ts';
import type { PatentFacts } from '#app/domain/patent.ts';
import { patentCheckDigit } from '#app/domain/patent-number.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { notices, organisationPatents, patents } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { listAchievement } from '../listings/list-achievement.server.ts';
import { attachPatents, detachPatent } from './attach-patents.server.ts';
import { enterPatents, removePatent } from './enter-patents.server.ts';
import { lapsedListings } from './lapsed-listings.server.ts';
import { loadPatents } from './load-patents.server.ts';
import { patentFile } from './patent-file.server.ts';
import type { PatentSource } from './patent-source.ts';
import { listOwnPatents, registerOf } from './queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

let serial = 1000;
/** A number that no other test has. */
const freshNumber = (): string => {
  serial += 1;
  const digits = `20231${String(9_900_000 + serial).padStart(7, '0')}`;
  return `ZL${digits}.${patentCheckDigit(digits)}`;
};

const factsOf = (number: string, given: Partial<PatentFacts> = {}): PatentFacts => ({
  number,
  otherNumber: null,
  title: '一种示例方法',
  type: 'invention',
  owner: '示例大学',
  status: 'granted',
  filedOn: '2023-04-12',
  grantedOn: null,
  expiresOn: null,
  paidUntilOn: null,
  ...given,
});

const sourceOf = (facts: readonly PatentFacts[], asOf = '2026-11-20', name = '示例数据库'): PatentSource => ({
  name,
  asOf,
  find: async () => ({ facts, looked: facts.length, faults: [] }),
});

async function scene() {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const achievement = await makeAchievement(db, unit, person);
  const enter = (...numbers: string[]) => enterPatents(officer, { lines: numbers.join('\n') });
  const all = (tab: Parameters<typeof listOwnPatents>[1]['tab'] = 'all') =>
    listOwnPatents(officer, { tab, words: '', page: 1 });
  return { clock, ctx, unit, officer, achievement, enter, all };
}
const admin = async (ctx: ActorContext) => asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));

describe('a list of numbers', () => {
  test('what is right is entered once, what is wrong comes back with its line', async () => {
    const { officer, enter, all } = await scene();
    const [a, b] = [freshNumber(), freshNumber()];
    const wrong = `${a.slice(0, -1)}${a.endsWith('1') ? '2' : '1'}`;
    const first = await enterPatents(officer, { lines: `${a}\n${wrong}\n马铃薯\n${b}\n${b}` });
    expect(first.added).toBe(2);
    expect(first.faults.map(({ at, fault }) => [at, fault])).toEqual([
      [2, 'check_digit'],
      [3, 'shape'],
      [5, 'repeated'],
    ]);
    const again = await enter(b, a);
    expect([again.added, again.known.toSorted()]).toEqual([0, [a, b].toSorted()]);
    expect((await all()).rows.map(({ number }) => number).toSorted()).toEqual([a, b].toSorted());
  });

  test('sent twice at once it is one list; other roles and other units have nothing to do with it', async () => {
    const { ctx, enter, unit, all, officer } = await scene();
    const number = freshNumber();
    const both = await Promise.all([enter(number), enter(number)]);
    expect(both.map(({ added }) => added).toSorted()).toEqual([0, 1]);
    const finance = await asActor(ctx, await makePerson(db, unit, ['finance']));
    await expect(enterPatents(finance, { lines: number })).rejects.toMatchObject({ code: 'forbidden' });
    const other = await scene();
    expect((await other.all()).total).toBe(0);
    await expect(removePatent(other.officer, { number })).rejects.toMatchObject({ code: 'not_found' });
    await removePatent(officer, { number });
    expect((await all()).total).toBe(0);
  });
});

describe('what a source says', () => {
  test('speaks for the unit’s own patents: those of its list and those in its name, never another’s', async () => {
    const { officer, enter, all, unit } = await scene();
    const [listed, named, foreign] = [freshNumber(), freshNumber(), freshNumber()];
    await enter(listed);
    const loaded = await loadPatents(
      officer,
      sourceOf([
        factsOf(listed, { owner: '原专利权人' }),
        factsOf(named, { owner: `${unit.name}；别的单位` }),
        factsOf(foreign, { status: 'ceased', owner: '别的单位' }),
      ]),
    );
    expect(loaded).toMatchObject({ looked: 3, stored: 2, added: 1 });
    expect(loaded.foreign).toEqual([`${foreign} 别的单位`]);
    expect(await db.$count(patents, eq(patents.number, foreign))).toBe(0);
    const { rows } = await all();
    expect(rows.find(({ number }) => number === listed)).toMatchObject({ isOthers: true, isLapsed: false });
    expect(rows.find(({ number }) => number === named)).toMatchObject({ isOthers: false, expiresOn: '2043-04-12' });
  });

  test('later facts stand, older ones do not come back; of one day the operator’s count', async () => {
    const { ctx, officer, enter, all } = await scene();
    const number = freshNumber();
    await enter(number);
    const load = (who: ActorContext, status: PatentFacts['status'], asOf: string) =>
      loadPatents(who, sourceOf([factsOf(number, { status })], asOf));
    const stateNow = async () => (await all()).rows[0]?.facts?.status;
    await load(officer, 'granted', '2026-11-01');
    await load(officer, 'pending', '2026-10-01');
    expect(await stateNow()).toBe('granted');
    const operator = await admin(officer);
    await load(operator, 'ceased', '2026-11-01');
    expect(await stateNow()).toBe('ceased');
    await load(officer, 'granted', '2026-11-10');
    expect(await stateNow()).toBe('granted');
    await expect(load(officer, 'granted', '2027-01-01')).rejects.toMatchObject({ code: 'invalid', field: 'asOf' });
    const stranger = await asActor(
      ctx,
      await makePerson(db, await makeOrganisation(db, { kind: 'broker_agency' }), ['officer']),
    );
    await expect(load(stranger, 'ceased', '2026-11-11')).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('two loads at once leave one row a number', async () => {
    const { officer, enter } = await scene();
    const numbers = Array.from({ length: 20 }, freshNumber);
    await enter(...numbers);
    const facts = numbers.map((number) => factsOf(number));
    await Promise.all([loadPatents(officer, sourceOf(facts)), loadPatents(officer, sourceOf(facts.toReversed()))]);
    const orgId = officer.actor.org?.orgId ?? '';
    expect(await db.$count(patents, eq(patents.orgId, orgId))).toBe(20);
    expect(await db.$count(organisationPatents, eq(organisationPatents.orgId, orgId))).toBe(20);
  });
});

describe('a listing', () => {
  const listed = async () => {
    const made = await scene();
    const number = freshNumber();
    await made.enter(number);
    const attach = () => attachPatents(made.officer, { numbers: [number], achievementNo: made.achievement.no });
    await attach();
    const terms = listingInput(7).parse({ modes: ['LIC_NON'], pricing: 'agreed', priceKind: 'negotiable' });
    await listAchievement(made.officer, { id: made.achievement.id, terms });
    const lapsed = () => lapsedListings(made.ctx, made.unit.id);
    return { ...made, number, attach, lapsed };
  };

  test('is warned of once when its patent lapses, by the register or by time', async () => {
    const { officer, number, lapsed, clock, unit, ctx } = await listed();
    const colleague = await makePerson(db, unit, ['officer']);
    const load = (given: Partial<PatentFacts>, asOf: string) =>
      loadPatents(officer, sourceOf([factsOf(number, given)], asOf));
    const told = () => db.$count(notices, and(eq(notices.userId, colleague.id), eq(notices.kind, 'patent.lapse')));
    await load({}, '2026-11-18');
    expect(await lapsed()).toEqual([]);
    await load({ status: 'ceased' }, '2026-11-19');
    await load({ status: 'ceased' }, '2026-11-20');
    expect(await lapsed()).toMatchObject([{ number, status: 'ceased' }]);
    expect(await told()).toBe(1);
    await load({ type: 'utility_model', filedOn: '2016-11-22' }, '2026-11-20');
    expect(await lapsed()).toEqual([]);
    clock.moveDays(3);
    expect(await lapsedListings(ctx, null)).toEqual(expect.arrayContaining([expect.objectContaining({ number })]));
  });

  test('shows what it rests on; a link is taken back, and a linked patent stays in the list', async () => {
    const { officer, achievement, number, attach, unit, ctx, all } = await listed();
    expect(await attach()).toBe(0);
    const other = await scene();
    const link = { numbers: [number], achievementNo: achievement.no };
    await expect(attachPatents(other.officer, link)).rejects.toMatchObject({ code: 'invalid' });
    const foreign = { numbers: [number], achievementNo: other.achievement.no };
    await expect(attachPatents(other.officer, foreign)).rejects.toMatchObject({ code: 'state_changed' });
    await expect(removePatent(officer, { number })).rejects.toMatchObject({ code: 'invalid' });
    const asked = { achievementId: achievement.id, orgId: unit.id, numbers: [] };
    expect(await registerOf(ctx, asked)).toEqual({ linked: [number], register: [] });
    await loadPatents(officer, sourceOf([factsOf(number)]));
    expect((await registerOf(ctx, asked)).register).toMatchObject([{ number, status: 'granted', isLapsed: false }]);
    expect((await all('unlinked')).total).toBe(0);
    await expect(detachPatent(other.officer, { number, achievementId: achievement.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    await detachPatent(officer, { number, achievementId: achievement.id });
    expect((await all('unlinked')).total).toBe(1);
  });
});

describe('a file that was exported', () => {
  const heads = ['序号', '申请号', '标题', '专利类型', '当前专利权人', '法律状态', '申请日', '年费缴至'];
  const lines = (unit: string, number: string) => [
    ['检索式：权利人=示例'],
    heads,
    ['1', number.replace('ZL', 'CN'), '一种示例方法', '发明授权', unit, '专利权维持', '2023.04.12', '2027-04-12'],
    ['2', '202310000001.9', '写错的', '发明授权', unit, '专利权维持', '', ''],
    ['3', freshNumber(), '没见过的状态', '发明授权', unit, '某种状态', '', ''],
  ];

  test.each(['csv', 'xlsx'] as const)('as %s is read with every fault and its row', async (kind) => {
    const { officer, all, unit } = await scene();
    const number = freshNumber();
    const rows = lines(unit.name, number);
    let bytes = Buffer.from(`\uFEFF${rows.map((row) => row.join(',')).join('\r\n')}`);
    if (kind === 'xlsx') {
      const book = new excel.Workbook();
      const sheet = book.addWorksheet('导出');
      for (const row of rows) sheet.addRow(row);
      bytes = Buffer.from(await book.xlsx.writeBuffer());
    }
    const { sha256 } = await officer.files.put(Readable.from([bytes]), 1_000_000);
    const source = patentFile(officer.files, { sha256, name: '示例导出', asOf: '2026-11-20' });
    const loaded = await loadPatents(officer, source);
    expect(loaded).toMatchObject({ looked: 3, stored: 1, added: 1, foreign: [] });
    expect(loaded.faults.map(({ rowNo }) => rowNo)).toEqual([4, 5]);
    expect((await all()).rows).toMatchObject([{ number, facts: { paidUntilOn: '2027-04-12', source: '示例导出' } }]);
  });

  test('that is no such table is refused with what to do, and nothing is stored', async () => {
    const { officer, all } = await scene();
    const tries = ['姓名,电话\n甲,1', '%PDF-1.4 x', ''];
    for (const text of tries) {
      const { sha256 } = await officer.files.put(Readable.from([Buffer.from(text)]), 1_000_000);
      const source = patentFile(officer.files, { sha256, name: '示例', asOf: '2026-11-20' });
      await expect(loadPatents(officer, source), text).rejects.toMatchObject({ code: 'file_refused' });
    }
    expect((await all()).total).toBe(0);
  });
});
