import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { deals } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeTalkingDeal } from '#seeds/make-talking-deal.ts';
import { asActor, demandData, makeBroker, makeContext, makeDemand, makeOrganisation, testClock } from '#seeds/make.ts';
import { addTask } from '../deals/add-task.server.ts';
import { answerMandate } from '../deals/answer-mandate.server.ts';
import { inviteBroker } from '../deals/invite-broker.server.ts';
import { answerEngagement } from './move-engagement.server.ts';
import { offerEngagement } from './offer-engagement.server.ts';
import { listClientDemands, listNextActions, listReplyClocks } from './workbench-queries.server.ts';

async function scene() {
  const { db } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx);
  const person = await makeBroker(db, await makeOrganisation(db, { kind: 'broker_agency' }));
  return {
    db,
    clock,
    ctx,
    talk,
    person,
    broker: await asActor(ctx, person),
    company: await talk.as('company', 'officer'),
  };
}

test('a broker sees what waits for him: invitations, his tasks by their day, mandates that run out', async () => {
  const { talk, person, broker, company } = await scene();
  const { id: dealId } = talk.deal;
  const terms = { feePpm: 20_000, isHighFeeConfirmed: false, startsOn: '2026-11-21', endsOn: '2026-12-10' };
  const mandate = await inviteBroker(company, { dealId, brokerUserId: person.id, ...terms });
  expect((await listNextActions(broker)).map(({ kind }) => kind)).toEqual(['mandate']);
  await answerMandate(broker, { dealId, mandateId: mandate.id, accept: true, conflictNote: '' });
  await addTask(company, { dealId, title: '核对检测口径', dueOn: '2026-11-25', assigneeId: person.id });
  expect((await listNextActions(broker)).map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
    ['task', '2026-11-25'],
    ['mandate_end', '2026-12-10'],
  ]);
  await expect(listNextActions(company)).rejects.toMatchObject({ code: 'forbidden' });
});

test('clocks and demands are those of clients whose mandate runs; who asked stays between the sides', async () => {
  const { db, talk, person, broker, company } = await scene();
  await db
    .update(deals)
    .set({ state: 'requested', replyDueAt: new Date('2026-11-23T15:59:59Z') })
    .where(eq(deals.id, talk.deal.id));
  const unit = await talk.as('unit', 'officer');
  for (const client of [unit, company]) {
    const [given] = await offerEngagement(client, {
      brokers: [{ userId: person.id, splitPpm: 1_000_000 }],
      scope: '全部成果和需求',
      isExclusive: false,
      feePpm: 20_000,
      isHighFeeConfirmed: false,
      startsOn: '2026-11-21',
      endsOn: '2027-11-20',
    });
    expect((await listReplyClocks(broker)).length).toBe(client === unit ? 0 : 1);
    await answerEngagement(broker, { id: given!.id, accept: true, conflictNote: '' });
  }
  const [clock] = await listReplyClocks(broker);
  expect(clock).toMatchObject({ clientName: talk.unit.name, dueOn: '2026-11-23', isSoon: true });
  expect(JSON.stringify(clock)).not.toContain(talk.company.name);
  const demand = await makeDemand(db, talk.company, talk.companyPeople.officer, demandData());
  expect((await listClientDemands(broker)).map(({ id }) => id)).toEqual([demand.id]);
});
