import { expect, test } from 'vitest';
import { workRecordPaper } from '#app/domain/work-record.ts';
import type { Database } from '#db/client.server.ts';
import { mandates } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeTalkingDeal } from '#seeds/make-talking-deal.ts';
import { asActor, makeBroker, makeContext, makeOrganisation, testClock } from '#seeds/make.ts';
import { confirmWork, getWorkRecord, listWorkToConfirm } from './work-record.server.ts';

async function scene(db: Database) {
  const ctx = makeContext(db, { now: testClock().now });
  const talking = await makeTalkingDeal(ctx);
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const person = await makeBroker(db, agency);
  const [mandate] = await db
    .insert(mandates)
    .values({
      dealId: talking.deal.id,
      brokerUserId: person.id,
      brokerOrgId: agency.id,
      clientOrgId: talking.company.id,
      feePpm: 20_000,
      startsOn: '2026-11-01',
      endsOn: '2027-05-01',
      state: 'active',
      invitedBy: talking.companyPeople.officer.id,
    })
    .returning();
  return { ctx, ...talking, broker: await asActor(ctx, person), mandateId: mandate!.id };
}

test('a record names its deals, and says which party confirmed what; nobody else may confirm', async () => {
  const { db } = await testDatabase();
  const { as, broker, mandateId, company, unit } = await scene(db);
  const other = await scene(db);
  expect((await getWorkRecord(broker)).lines).toMatchObject([{ confirmedBy: [], cashFen: 0n, signedOn: null }]);
  await expect(confirmWork(await other.as('unit', 'officer'), { mandateId, role: 'matched' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(confirmWork(await as('unit', 'finance'), { mandateId, role: 'matched' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await confirmWork(await as('company', 'officer'), { mandateId, role: 'matched' });
  await confirmWork(await as('company', 'officer'), { mandateId, role: 'negotiated' });
  await confirmWork(await as('unit', 'officer'), { mandateId, role: 'negotiated' });
  expect((await listWorkToConfirm(await as('unit', 'officer')))[0]?.role).toBe('negotiated');
  const record = await getWorkRecord(broker);
  expect(record.lines).toMatchObject([{ role: '参与洽谈', confirmedBy: [company.name, unit.name].toSorted() }]);
  const text = JSON.stringify(workRecordPaper(record));
  expect(text).toContain('经当事方确认 1 项');
  expect(text).toContain('¥0.00');
});

test('who is no broker has no record', async () => {
  const { db } = await testDatabase();
  const { as } = await scene(db);
  await expect(getWorkRecord(await as('unit', 'officer'))).rejects.toMatchObject({ code: 'forbidden' });
});
