import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { achievements } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeAchievement, makeContext, makeDemand, makeOrganisation, makePerson } from '#seeds/make.ts';
import { sitemapEntries, sitemapParts } from './sitemap.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('the sitemap names public records, units and open demands, and nothing that was withdrawn or is for a few', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit);
  const shown = await makeAchievement(db, unit, person);
  const gone = await makeAchievement(db, unit, person);
  await db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, gone.id));
  const company = await makeOrganisation(db);
  const asker = await makePerson(db, company);
  const open = await makeDemand(db, company, asker);
  const few = await makeDemand(db, company, asker, { confidentiality: 'targeted' });
  const parts = await sitemapParts(ctx);
  expect(parts).toEqual(['pages', 'units', 'demands', 'achievements-1']);
  const all = await Promise.all(parts.map((part) => sitemapEntries(ctx, part)));
  const paths = all.flatMap((entries) => (entries ?? []).map(({ path }) => path));
  expect(paths).toEqual(
    expect.arrayContaining(['/', `/achievements/${shown.no}`, `/units/${unit.uscc}`, `/demands/${open.no}`]),
  );
  expect(paths).not.toContain(`/achievements/${gone.no}`);
  expect(paths).not.toContain(`/demands/${few.no}`);
  expect(paths.filter((path) => path.startsWith('/experts'))).toEqual([]);
  for (const part of ['achievements-2', 'achievements-0', 'people', ''])
    expect(await sitemapEntries(ctx, part)).toBeNull();
});
