import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { brokers } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeBroker, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { answerEngagement, endEngagement } from '../brokers/move-engagement.server.ts';
import { offerEngagement } from '../brokers/offer-engagement.server.ts';
import { answerServed, nameServedUnit } from '../brokers/served-units.server.ts';
import { addKeyUnits, removeKeyUnit } from './key-units.server.ts';
import { listCoverage } from './queries.server.ts';

async function scene() {
  const { db } = await testDatabase();
  const ctx = makeContext(db, { now: testClock().now });
  const region = '620900';
  const office = await makeOrganisation(db, { kind: 'authority', regionCode: region });
  const units = await Promise.all([1, 2].map(() => makeOrganisation(db, { kind: 'enterprise', regionCode: '620902' })));
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const broker = await makeBroker(db, agency, { certificateUntilOn: '2027-01-31' });
  const as = async (org: { id: string }) => asActor(ctx, await makePerson(db, org, ['officer']));
  return { db, ctx, units, broker, agency, office: await as(office), as };
}
const byOf = (rows: Awaited<ReturnType<typeof listCoverage>>, orgId: string) =>
  rows.find((row) => row.orgId === orgId)?.by.map(({ as }) => as);

test('a unit is covered by a mandate that runs or by a service it confirmed, while the certificate holds', async () => {
  const { db, ctx, units, broker, office, as } = await scene();
  const [first, second] = units;
  await addKeyUnits(
    office,
    units.map(({ name }) => ({ name, reason: '高新技术企业' })),
  );
  expect((await listCoverage(office)).map(({ by }) => by)).toEqual([[], []]);
  const client = await as(first!);
  const [given] = await offerEngagement(client, {
    brokers: [{ userId: broker.id, splitPpm: 1_000_000 }],
    scope: '全部需求',
    isExclusive: false,
    feePpm: 20_000,
    isHighFeeConfirmed: false,
    startsOn: '2026-11-21',
    endsOn: '2027-11-20',
  });
  expect(byOf(await listCoverage(office), first!.id)).toEqual([]);
  const own = await asActor(ctx, broker);
  await answerEngagement(own, { id: given!.id, accept: true, conflictNote: '' });
  await nameServedUnit(own, { name: second!.name });
  expect(byOf(await listCoverage(office), second!.id)).toEqual([]);
  await answerServed(await as(second!), { brokerUserId: broker.id, isTrue: true });
  expect(byOf(await listCoverage(office), first!.id)).toEqual(['mandate']);
  expect(byOf(await listCoverage(office), second!.id)).toEqual(['served']);
  await endEngagement(client, { id: given!.id });
  const after = await listCoverage(office);
  expect(byOf(after, first!.id)).toEqual([]);
  expect(after[0]?.orgId).toBe(first!.id);
  await db.update(brokers).set({ certificateUntilOn: '2026-11-20' }).where(eq(brokers.userId, broker.id));
  expect(byOf(await listCoverage(office), second!.id)).toEqual([]);
});

test('the list is the region’s own: foreign units are refused, another region neither reads nor removes', async () => {
  const { db, units, agency, office, as } = await scene();
  const [unit] = units;
  await expect(addKeyUnits(office, [{ name: agency.name, reason: '' }])).rejects.toMatchObject({ code: 'invalid' });
  await expect(addKeyUnits(await as(unit!), [{ name: unit!.name, reason: '' }])).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await addKeyUnits(office, [{ name: unit!.name, reason: '甲' }])).toBe(1);
  expect(await addKeyUnits(office, [{ name: unit!.name, reason: '乙' }])).toBe(0);
  const elsewhere = await as(await makeOrganisation(db, { kind: 'authority', regionCode: '621100' }));
  expect((await listCoverage(elsewhere)).some(({ orgId }) => orgId === unit!.id)).toBe(false);
  await expect(removeKeyUnit(elsewhere, { orgId: unit!.id })).rejects.toMatchObject({ code: 'not_found' });
  await removeKeyUnit(office, { orgId: unit!.id });
  expect((await listCoverage(office)).some(({ orgId }) => orgId === unit!.id)).toBe(false);
});
