import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeBroker, makeContext, makeOrganisation } from '#seeds/make.ts';
import { makeTalkingDeal } from '#seeds/make-talking-deal.ts';
import { getDealRoom } from './deal-room.server.ts';
import { inviteBroker } from './invite-broker.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('client and broker read the commission; the other side sees the mandate without it', async () => {
  const ctx = makeContext(db);
  const talk = await makeTalkingDeal(ctx);
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const broker = await asActor(ctx, await makeBroker(db, agency));
  const terms = { feePpm: 30_000, isHighFeeConfirmed: false, startsOn: '2026-11-21', endsOn: '2027-05-20' };
  const client = await talk.as('company', 'officer');
  await inviteBroker(client, { dealId: talk.deal.id, brokerUserId: broker.actor.userId, ...terms });
  const feesFor = async (who: typeof broker) =>
    (await getDealRoom(who, talk.deal.id)).mandates.map(({ feePpm }) => feePpm);
  expect(await feesFor(client)).toEqual([30_000]);
  expect(await feesFor(broker)).toEqual([30_000]);
  const other = await talk.as('unit', 'officer');
  expect(await feesFor(other)).toEqual([null]);
  const [seen] = (await getDealRoom(other, talk.deal.id)).mandates;
  expect(seen).toMatchObject({ brokerUserId: broker.actor.userId, startsOn: null, endsOn: null });
});
