import { hash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { anonymousRowsADay } from '#app/domain/api-key.ts';
import { openApiDocument, PublicRecord, publicRecordFields } from '#app/domain/open-data.ts';
import type { Database } from '#db/client.server.ts';
import { apiKeys, apiUsage } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { approveKey, askKey, issueKey, listKeys, refuseKey, revokeKey } from './api-keys.server.ts';
import { chargeRows, readerOf } from './charge-rows.server.ts';
import { getPublicRecord } from './public-records.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

async function scene() {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const org = await makeOrganisation(db);
  const officer = await asActor(ctx, await makePerson(db, org, ['officer']));
  const reviewer = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['reviewer'] }));
  const ask = (key?: string) => askKey(officer, { name: '省平台对接', purpose: '每日同步到省级平台检索', key });
  return { clock, ctx, org, officer, reviewer, ask };
}
const changed = { code: 'state_changed' };

test('a key is asked for, approved, fetched once, and only its hash stays; revoked it opens nothing', async () => {
  const { ctx, officer, reviewer, ask } = await scene();
  const form = crypto.randomUUID();
  const [{ id: keyId }, again] = await Promise.all([ask(form), ask(form)]);
  expect(again.id).toBe(keyId);
  await expect(issueKey(officer, { keyId })).rejects.toMatchObject(changed);
  await expect(approveKey(officer, { keyId, rowsADay: 5000 })).rejects.toMatchObject({ code: 'forbidden' });
  await approveKey(reviewer, { keyId, rowsADay: 5000 });
  await expect(refuseKey(reviewer, { keyId, note: '重复' })).rejects.toMatchObject(changed);
  const both = await Promise.allSettled([issueKey(officer, { keyId }), issueKey(officer, { keyId })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const key = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))[0] ?? '';
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, keyId));
  expect(row?.keySha256).toBe(hash('sha256', key));
  expect(JSON.stringify(row)).not.toContain(key);
  expect(JSON.stringify(await listKeys(officer))).not.toContain(row?.keySha256);
  expect(await readerOf(ctx, key)).toEqual({ id: `key:${keyId}`, rowsADay: 5000 });
  const stranger = (await scene()).officer;
  await expect(revokeKey(stranger, { keyId })).rejects.toMatchObject({ code: 'not_found' });
  await revokeKey(officer, { keyId });
  expect(await readerOf(ctx, key)).toBeNull();
  expect(await readerOf(ctx, 'cgt_made-up-key')).toBeNull();
});

test('rows are counted for a day, exactly, by however many requests at once; the next day begins anew', async () => {
  const { ctx, clock } = await scene();
  const reader = { ...(await readerOf({ ...ctx, address: `203.0.113.${Math.random()}` }, null))! };
  expect(reader.rowsADay).toBe(anonymousRowsADay);
  await chargeRows(ctx, reader, anonymousRowsADay - 100);
  const many = await Promise.allSettled(Array.from({ length: 5 }, () => chargeRows(ctx, reader, 50)));
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  const refused = many.find((one) => one.status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'rate_limited', params: { seconds: 50_400 } } });
  const [used] = await db.select().from(apiUsage).where(eq(apiUsage.reader, reader.id));
  expect(used?.rows).toBe(anonymousRowsADay);
  clock.moveDays(1);
  expect(await chargeRows(ctx, reader, 1)).toBe(anonymousRowsADay - 1);
});

test('nobody is known by his address from one day to the next', async () => {
  const { ctx, clock } = await scene();
  const at = { ...ctx, address: '203.0.113.77' };
  const first = await readerOf(at, null);
  clock.moveDays(1);
  expect((await readerOf(at, null))?.id).not.toBe(first?.id);
  expect(first?.id).not.toContain('203.0.113.77');
});

test('the OpenAPI document tells of the very fields that the records have', async () => {
  const { ctx } = await scene();
  const unit = await makeOrganisation(db, { kind: 'university' });
  const { no } = await makeAchievement(db, unit, await makePerson(db, unit));
  const record = await getPublicRecord(ctx, no);
  expect(PublicRecord.parse(record)).toEqual(record);
  const document = openApiDocument('https://example.com');
  expect(document.openapi).toBe('3.1.0');
  const { schema } = document.paths['/api/v1/achievements/{no}'].get.responses['200'].content['application/json'];
  expect(Object.keys(schema.properties ?? {})).toEqual(publicRecordFields);
  expect(Object.keys(record).toSorted()).toEqual([...publicRecordFields].toSorted());
});
