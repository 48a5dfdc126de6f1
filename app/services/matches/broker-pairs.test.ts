import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { deals, matches, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import {
  asActor,
  makeAchievement,
  makeBroker,
  makeContext,
  makeDemand,
  makeOrganisation,
  makePerson,
} from '#seeds/make.ts';
import { listBrokerPairs } from './broker-pairs.server.ts';

type Organisation = Awaited<ReturnType<typeof makeOrganisation>>;
let db: Database;
let university: Organisation;
let enterprise: Organisation;
let maker: Awaited<ReturnType<typeof makePerson>>;
let customer: typeof maker;

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  await db.delete(matches);
  [university, enterprise] = [
    await makeOrganisation(db, { kind: 'university' }),
    await makeOrganisation(db, { kind: 'enterprise' }),
  ];
  [maker, customer] = [await makePerson(db, university), await makePerson(db, enterprise)];
});

async function pair(
  given: Partial<typeof matches.$inferInsert> = {},
  wanted: Parameters<typeof makeDemand>[3] = {},
  supplier = { org: university, person: maker },
) {
  const demand = await makeDemand(db, enterprise, customer, wanted);
  const achievement = await makeAchievement(db, supplier.org, supplier.person);
  await db.insert(matches).values({
    demandId: demand.id,
    demandVersionN: 1,
    achievementId: achievement.id,
    achievementVersionN: 1,
    level: 'strong',
    scorePpm: 800_000,
    backwardPpm: 450_000,
    rank: 1,
    computedAt: new Date(),
    reasons: {
      schemaVersion: 1,
      terms: [],
      coveragePpm: 0,
      missingTerms: [],
      factors: [],
      textPpm: 0,
      fitPpm: null,
    },
    ...given,
  });
  return { demand, achievement };
}
const broker = async (fields: string[] = []) =>
  asActor(makeContext(db), await makeBroker(db, await makeOrganisation(db, { kind: 'broker_agency' }), { fields }));
const seen = async (fields?: string[]) => (await listBrokerPairs(await broker(fields))).map((one) => one.demandNo);

test('a pair is not shown once the enterprise lost its verification', async () => {
  await pair();
  expect(await seen()).toHaveLength(1);
  await db
    .update(organisations)
    .set({ state: 'unverified', verifiedAt: null })
    .where(eq(organisations.id, enterprise.id));
  expect(await seen()).toEqual([]);
});

test('a broker sees pairs that both sides want, in his fields, with the mean of both', async () => {
  const { demand } = await pair({}, { fields: ['24.1'] });
  await pair({}, { fields: ['18.1'] });
  await pair({ backwardPpm: 0 });
  await pair({ backwardPpm: null });
  const pairs = await listBrokerPairs(await broker(['24.3']));
  expect(pairs).toMatchObject([{ demandNo: demand.no, pairPpm: 600_000 }]);
});

test('no more than three pairs of one supplier', async () => {
  for (let at = 0; at < 5; at += 1) await pair();
  const other = await makeOrganisation(db, { kind: 'institute' });
  const { demand } = await pair({ scorePpm: 300_000 }, {}, { org: other, person: await makePerson(db, other) });
  const found = await seen();
  expect(found).toHaveLength(4);
  expect(found.at(-1)).toBe(demand.no);
});

test('what is declined, talked about or targeted is not shown, and an anonymous enterprise stays unnamed', async () => {
  await pair({ answer: 'declined', dismissedReason: 'too_early' });
  await pair({}, { confidentiality: 'targeted' });
  const talked = await pair();
  await db.insert(deals).values({
    no: `DJ-${talked.demand.no}`,
    achievementId: talked.achievement.id,
    achievementVersionN: 1,
    licensorOrgId: university.id,
    licenseeOrgId: enterprise.id,
    state: 'expired',
    origin: 'search',
    purpose: '想了解',
    askedBy: customer.id,
    replyDueAt: new Date(),
  });
  const hidden = await pair({}, { confidentiality: 'anonymous' });
  const pairs = await listBrokerPairs(await broker());
  expect(pairs).toMatchObject([{ demandNo: hidden.demand.no, demandOrgName: null }]);
  expect(JSON.stringify(pairs)).not.toContain(enterprise.name);
});

test('who is no broker sees none', async () => {
  await pair();
  expect(await listBrokerPairs(await asActor(makeContext(db), customer))).toEqual([]);
});

test('a pair is not shown once the university lost its verification, nor when a later version is about something else', async () => {
  const { demand } = await pair();
  const { demand: other } = await pair();
  expect((await seen()).toSorted()).toEqual([demand.no, other.no].toSorted());
  await db.update(matches).set({ isCurrent: false }).where(eq(matches.demandId, other.id));
  expect(await seen()).toEqual([demand.no]);
  await db
    .update(organisations)
    .set({ state: 'unverified', verifiedAt: null })
    .where(eq(organisations.id, university.id));
  expect(await seen()).toEqual([]);
});
