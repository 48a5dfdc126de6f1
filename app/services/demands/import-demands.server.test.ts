import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { demands, specialists } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, type Organisation, testClock } from '#seeds/make.ts';
import { codeLists } from '#seeds/reference/all.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { writeCodeLists } from '../reference/write-code-lists.server.ts';
import { bookOf } from '../sheets/sheets-for-tests.ts';
import { importDemands } from './import-demands.server.ts';

let db: Database;
let ctx: Context;
let company: Organisation;
let officer: ActorContext;
const head = ['需求名称*', '所在地区', '技术指标', '预算上限'];

const sheet = async (...rows: readonly (readonly string[])[]) => ({
  ...(await ctx.files.put(Readable.from([await bookOf([head, ...rows])]), 1_000_000)),
  name: '需求.xlsx',
});
const right = (title: string) => [title, '安定区', '回收率/>=/75/%/抽检', '80'];

beforeAll(async () => {
  ({ db } = await testDatabase());
  await writeCodeLists(makeContext(db), codeLists);
});
beforeEach(async () => {
  ctx = makeContext(db, { now: testClock().now });
  company = await makeOrganisation(db, { kind: 'enterprise' });
  officer = await asActor(ctx, await makePerson(db, company, ['officer']));
});
const own = () => db.select().from(demands).where(eq(demands.orgId, company.id));

test('right rows become drafts; sent again they are known, and no second one is made', async () => {
  const file = await sheet(right('工艺水蛋白回收与减量'), right('薯渣干燥节能改造'), right('薯渣干燥节能改造'));
  expect(await importDemands(officer, { file, skipsWrong: false })).toEqual({ taken: 2, known: [4], wrong: [] });
  expect((await own()).map(({ title, state }) => [title, state]).toSorted()).toEqual([
    ['工艺水蛋白回收与减量', 'draft'],
    ['薯渣干燥节能改造', 'draft'],
  ]);
  expect(await importDemands(officer, { file, skipsWrong: false })).toMatchObject({ taken: 0, known: [2, 3, 4] });
});

test('one wrong row keeps everything out, unless the person leaves it behind', async () => {
  const file = await sheet(right('工艺水蛋白回收与减量'), ['', '安定区', '', '很多']);
  const refused = await importDemands(officer, { file, skipsWrong: false });
  expect(refused).toMatchObject({ taken: 0, wrong: [{ rowNo: 3 }] });
  expect(refused.wrong[0]?.faults.map(({ column }) => column)).toEqual(
    expect.arrayContaining(['需求名称', '预算上限']),
  );
  expect(await own()).toEqual([]);
  expect(await importDemands(officer, { file, skipsWrong: true })).toMatchObject({ taken: 1 });
});

test('who was sent to an enterprise brings its sheet in, for it to review; nobody else does', async () => {
  const person = await makePerson(db, await makeOrganisation(db), ['officer']);
  const envoy = await asActor(ctx, person);
  const file = await sheet(right('工艺水蛋白回收与减量'));
  await expect(importDemands(envoy, { file, orgId: company.id, skipsWrong: false })).rejects.toMatchObject({
    code: 'not_found',
  });
  await db.insert(specialists).values({
    userId: person.id,
    servedOrgId: company.id,
    kind: 'envoy',
    byOrgId: (await makeOrganisation(db, { kind: 'authority' })).id,
    startsOn: '2026-11-01',
    endsOn: '2027-10-31',
  });
  expect(await importDemands(envoy, { file, orgId: company.id, skipsWrong: false })).toMatchObject({ taken: 1 });
  expect(await own()).toMatchObject([{ state: 'review', enteredBy: person.id }]);
});

test('what is no sheet, has no heads or no rows is told so', async () => {
  const put = async (bytes: Buffer) => ({ ...(await ctx.files.put(Readable.from([bytes]), 1_000_000)), name: 'x' });
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
  const take = async (bytes: Buffer) => codeOf(importDemands(officer, { file: await put(bytes), skipsWrong: false }));
  expect(await take(Buffer.from('%PDF-1.7 '))).toBe('file_refused');
  expect(await take(await bookOf([['名字'], ['甲']]))).toBe('invalid');
  expect(await take(await bookOf([head]))).toBe('invalid');
  const unit = await asActor(
    ctx,
    await makePerson(db, await makeOrganisation(db, { kind: 'university' }), ['officer']),
  );
  expect(await codeOf(importDemands(unit, { file: await sheet(right('别人的需求不能填')), skipsWrong: false }))).toBe(
    'forbidden',
  );
});
