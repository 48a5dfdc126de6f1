import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { publicRecordFields } from '#app/domain/open-data.ts';
import type { Database } from '#db/client.server.ts';
import { achievements } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { apiPageSize, getPublicRecord, listPublicRecords } from './public-records.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('pages, each from where the last one ended, reach every public record once, and name nobody of the team', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit);
  const made: string[] = [];
  for (let n = 0; n < apiPageSize + 3; n += 1) made.push((await makeAchievement(db, unit, person)).no);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listPublicRecords>> = await listPublicRecords(ctx, after);
    seen.push(...page.records.map(({ no }) => no));
    after = page.next;
  } while (after !== null);
  expect(seen.toSorted()).toEqual(made.toSorted());
  expect(Object.keys(await getPublicRecord(ctx, made[0]!)).toSorted()).toEqual([...publicRecordFields].toSorted());
  expect(JSON.stringify(await getPublicRecord(ctx, made[0]!))).not.toContain('示例甲');
  await expect(listPublicRecords(ctx, 'CG-2026-NONE')).rejects.toMatchObject({ code: 'invalid' });
  await expect(getPublicRecord(ctx, 'CG-2026-NONE')).rejects.toMatchObject({ code: 'not_found' });
});

test('a page is turned though its last record was withdrawn meanwhile; the mark of the place names no record', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit);
  for (let n = 0; n < apiPageSize + 1; n += 1) await makeAchievement(db, unit, person);
  const { records, next } = await listPublicRecords(ctx, null);
  await db
    .update(achievements)
    .set({ state: 'withdrawn' })
    .where(eq(achievements.no, records.at(-1)!.no));
  const second = await listPublicRecords(ctx, next);
  expect(second.records.length).toBeGreaterThan(0);
  const numbers = new Set(records.map(({ no }) => no));
  expect(second.records.some(({ no }) => numbers.has(no))).toBe(false);
  expect(Buffer.from(next!, 'base64url').toString()).not.toContain('CG-');
  for (const made of ['9'.repeat(17), `x ${crypto.randomUUID()}`, `1 ${'z'.repeat(36)}`, records[0]!.no]) {
    const cursor = Buffer.from(made).toString('base64url');
    await expect(listPublicRecords(ctx, cursor)).rejects.toMatchObject({ code: 'invalid' });
  }
});

test('dual use and export control leave in no list: each is read by itself', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit);
  const near = [
    await makeAchievement(db, unit, person, { isDualUse: true }),
    await makeAchievement(db, unit, person, { exportControl: '1C001' }),
  ];
  const { records } = await listPublicRecords(ctx, null);
  for (const { no } of near) {
    expect(records.map((record) => record.no)).not.toContain(no);
    expect(await getPublicRecord(ctx, no)).toMatchObject({ no });
  }
});
