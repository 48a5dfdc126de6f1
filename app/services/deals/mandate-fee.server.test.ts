import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeBroker, makeContext, makeOrganisation } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
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

test('fixed sums beside shares stay within half of what the terms on the table can bring, and above a tenth they are asked for twice', async () => {
  const ctx = makeContext(db);
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const client = await talk.as('unit', 'officer');
  const days = { startsOn: '2026-11-21', endsOn: '2027-05-20' };
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const invite = async (fee: { feePpm: number | null; feeFen?: bigint }, isHighFeeConfirmed = true) =>
    inviteBroker(client, {
      dealId: talk.deal.id,
      brokerUserId: (await makeBroker(db, agency)).id,
      isHighFeeConfirmed,
      isSecondFeeConfirmed: true,
      ...days,
      ...fee,
    });
  // Before there are terms nobody knows what half of the cash is.
  await invite({ feePpm: null, feeFen: 5_000_000n }, false);
  // A milestone of 300,000.00 and nothing else: 150,000.00 together.
  await proposeContract(client, { dealId: talk.deal.id, terms: { ...soundTerms(), royalty: null } });
  const above = { code: 'invalid', field: 'fee' };
  await expect(invite({ feePpm: null, feeFen: 3_000_001n }, false)).rejects.toMatchObject(above);
  await expect(invite({ feePpm: null, feeFen: 10_000_001n })).rejects.toMatchObject(above);
  expect(await invite({ feePpm: null, feeFen: 7_000_000n })).toMatchObject({ feeFen: 7_000_000n });
  // 120,000.00 are promised: 10 % are 30,000.00 more.
  await expect(invite({ feePpm: 100_001 })).rejects.toMatchObject(above);
  expect(await invite({ feePpm: 100_000 })).toMatchObject({ feePpm: 100_000 });
});
