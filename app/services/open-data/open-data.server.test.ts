import { beforeAll, expect, test } from 'vitest';
import { publicRecordFields } from '#app/domain/open-data.ts';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { apiPageSize, getPublicRecord, listPublicRecords } from './public-records.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('pages by the last number reach every public record once, and name nobody of the team', async () => {
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
  await expect(listPublicRecords(ctx, 'CG-2026-NONE')).rejects.toMatchObject({ code: 'not_found' });
  await expect(getPublicRecord(ctx, 'CG-2026-NONE')).rejects.toMatchObject({ code: 'not_found' });
});
