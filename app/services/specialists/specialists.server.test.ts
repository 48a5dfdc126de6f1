import { expect, test } from 'vitest';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, demandData, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { enterDemand, servedUnits } from '../demands/enter-demand.server.ts';
import { listAssignments, listSentTo } from './queries.server.ts';
import { recallSpecialist, sendSpecialist } from './send-specialist.server.ts';

async function scene() {
  const { db } = await testDatabase();
  const ctx = makeContext(db, { now: testClock().now });
  const officerOf = async (regionCode: string) =>
    asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode }), ['officer']));
  const unit = await makeOrganisation(db, { kind: 'enterprise', regionCode: '621102' });
  const person = await makePerson(db, await makeOrganisation(db), ['officer']);
  const sending = {
    phone: person.phoneNumber ?? '',
    unitName: unit.name,
    kind: 'envoy',
    startsOn: '2026-11-21',
    endsOn: '2027-11-20',
  } as const;
  return { db, ctx, unit, person, sending, office: await officerOf('621100'), elsewhere: await officerOf('620900') };
}

test('who is sent to a unit writes demands down for it until he is called back', async () => {
  const { ctx, db, unit, person, office, sending } = await scene();
  const envoy = () => asActor(ctx, person);
  expect(await servedUnits(await envoy())).toEqual([]);
  const key = crypto.randomUUID();
  const sent = await sendSpecialist(office, { ...sending, key });
  expect((await sendSpecialist(office, { ...sending, key })).id).toBe(sent.id);
  const demand = await enterDemand(await envoy(), { orgId: unit.id, data: demandData() });
  expect(demand).toMatchObject({ state: 'review', orgId: unit.id, enteredBy: person.id });
  expect((await listAssignments(office)).find(({ id }) => id === sent.id)).toMatchObject({
    demands: 1,
    isRunning: true,
  });
  const officer = await asActor(ctx, await makePerson(db, unit, ['officer']));
  expect(await listSentTo(officer)).toMatchObject([{ name: person.name }]);
  await recallSpecialist(office, { id: sent.id, note: '工作调动' });
  expect(await servedUnits(await envoy())).toEqual([]);
  expect(await listSentTo(officer)).toEqual([]);
  await expect(recallSpecialist(office, { id: sent.id, note: '再来一次' })).rejects.toMatchObject({
    code: 'state_changed',
  });
});

test('one person is not sent twice for the same days, whoever asks at once', async () => {
  const { office, sending } = await scene();
  const codes = await Promise.all(
    [sending, { ...sending, startsOn: '2027-01-01' } as const].map((one) =>
      sendSpecialist(office, one).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      ),
    ),
  );
  expect(codes.toSorted()).toEqual(['done', 'duplicate']);
});

test('an authority sends within its region and calls back only whom it sent', async () => {
  const { office, elsewhere, sending } = await scene();
  await expect(sendSpecialist(elsewhere, sending)).rejects.toMatchObject({ code: 'invalid', field: 'unitName' });
  const sent = await sendSpecialist(office, sending);
  await expect(recallSpecialist(elsewhere, { id: sent.id, note: '越权' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(sendSpecialist(office, { ...sending, endsOn: '2026-11-01' })).rejects.toMatchObject({ field: 'endsOn' });
  await expect(sendSpecialist(office, { ...sending, endsOn: '2030-11-22' })).rejects.toMatchObject({ field: 'endsOn' });
});
