import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, mandates, organisations, receipts } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { asActor, makeBroker, makeContext, makeOrganisation, testClock } from '#seeds/make.ts';
import { inTransaction } from '../context.server.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { getShareFacts } from '../distributions/share-facts.server.ts';
import { openCardPayment } from '../payments/open-card-payment.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { settlePayment } from '../payments/settle-payment.server.ts';
import { answerMandate } from './answer-mandate.server.ts';
import { answerShare } from './answer-share.server.ts';
import { endMandate } from './end-mandate.server.ts';
import { inviteBroker } from './invite-broker.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

interface Fee {
  readonly feePpm: number | null;
  readonly feeFen?: bigint;
}

/** A unit that promised a broker 3 %, or a fixed sum, and shares it with others; signed and paid whenever the test says so. */
async function makeWorld(fee: Fee) {
  const gateway = fakeGateway();
  const ctx = makeContext(db, { now: testClock().now, payments: gateway });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const dealId = talk.deal.id;
  const [client, company] = [await talk.as('unit', 'officer'), await talk.as('company', 'officer')];
  await db
    .update(organisations)
    .set({ stripeAccountId: `acct_${dealId}` })
    .where(eq(organisations.id, talk.deal.licensorOrgId));
  const makeOne = async () => asActor(ctx, await makeBroker(db, await makeOrganisation(db, { kind: 'broker_agency' })));
  const [first, second, third] = [await makeOne(), await makeOne(), await makeOne()];
  const days = { startsOn: '2026-11-21', endsOn: '2027-11-20' };
  const accept = (broker: ActorContext, mandateId: string) =>
    answerMandate(broker, { dealId, mandateId, accept: true, conflictNote: '' });
  const one = await inviteBroker(client, {
    dealId,
    brokerUserId: first.actor.userId,
    isHighFeeConfirmed: false,
    ...days,
    ...fee,
  });
  await accept(first, one.id);
  /** The client asks for a part on days of his own choosing; the sharer agrees. */
  const ask = async (sharer: ActorContext, withId: string, other: ActorContext, splitPpm: number, typed = days) => {
    const asked = { dealId, brokerUserId: other.actor.userId, feePpm: null, isHighFeeConfirmed: false, ...typed };
    const row = await inviteBroker(client, { ...asked, share: { withId, splitPpm } });
    await answerShare(sharer, { dealId, mandateId: row.id, agree: true });
    return row;
  };
  const share: typeof ask = async (sharer, withId, other, ...rest) => {
    const row = await ask(sharer, withId, other, ...rest);
    return accept(other, row.id);
  };
  const end = (who: ActorContext, mandateId: string) => endMandate(who, { dealId, mandateId });
  const sign = async () => {
    const { id: contractId } = await proposeContract(client, { dealId, terms: soundTerms() });
    const deed = { contractId, versionN: 1 };
    await agreeContract(company, deed);
    await signContract(await talk.as('unit', 'approver'), deed);
    await signContract(await talk.as('company', 'approver'), deed);
    return contractId;
  };
  /** What a receipt of 300,000.00 owes each broker; [ppm, fixed fen]. */
  const owed = async (contractId: string) => {
    const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
    const claim = { contract: contract!, kind: 'milestone' as const, subjectId: contractId, label: '里程碑 1' };
    const { id } = await inTransaction(ctx, (tx) =>
      raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }),
    );
    const payer = await talk.as('company', 'finance');
    const attempt = await openCardPayment(payer, { obligationId: id, baseUrl: 'https://example.org' });
    gateway.pay(attempt.id);
    await settlePayment(ctx, { attemptId: attempt.id });
    const [receipt] = await db.select().from(receipts).where(eq(receipts.obligationId, id));
    const { brokers } = await getShareFacts(ctx, receipt!.id);
    return brokers.map(({ feePpm, fixedFen }) => [feePpm, fixedFen ?? 0n] as const);
  };
  return { dealId, client, first, second, third, one, ask, share, end, sign, owed };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

const ways: [string, number, (w: World) => Promise<unknown>][] = [
  ['stands', 2, (w) => w.share(w.first, w.one.id, w.second, 900_000)],
  [
    'was asked for on other days',
    2,
    (w) => w.share(w.first, w.one.id, w.second, 900_000, { startsOn: '2027-11-21', endsOn: '2028-01-01' }),
  ],
  ['waits for an answer', 1, (w) => w.ask(w.first, w.one.id, w.second, 900_000)],
  ['was taken back', 1, async (w) => w.end(w.client, (await w.ask(w.first, w.one.id, w.second, 900_000)).id)],
  [
    'was ended by the client',
    1,
    async (w) => w.end(w.client, (await w.share(w.first, w.one.id, w.second, 900_000)).id),
  ],
  [
    'was ended by its broker',
    1,
    async (w) => w.end(w.second, (await w.share(w.first, w.one.id, w.second, 333_333)).id),
  ],
  [
    'was ended, and one was taken anew',
    2,
    async (w) => {
      await w.end(w.client, (await w.share(w.first, w.one.id, w.second, 900_000)).id);
      await w.share(w.first, w.one.id, w.third, 500_000);
    },
  ],
  [
    'was ended while another was asked for: that one is asked for anew',
    1,
    async (w) => {
      const part = await w.share(w.first, w.one.id, w.second, 900_000);
      const asked = await w.ask(w.first, w.one.id, w.third, 500_000);
      await w.end(w.client, part.id);
      const [row] = await db.select().from(mandates).where(eq(mandates.id, asked.id));
      expect(row?.state).toBe('withdrawn');
    },
  ],
  [
    'was shared again, and the middle one ended with its part',
    1,
    async (w) => {
      const part = await w.share(w.first, w.one.id, w.second, 900_000);
      await w.share(w.second, part.id, w.third, 333_333);
      await w.end(w.client, part.id);
    },
  ],
];

test.each(ways)('a part that %s: at the receipt the fees are the whole of one', async (_what, brokers, happens) => {
  const world = await makeWorld({ feePpm: 30_000 });
  await happens(world);
  const shares = await world.owed(await world.sign());
  expect(shares).toHaveLength(brokers);
  expect(shares.reduce((sum, [ppm]) => sum + ppm, 0)).toBe(30_000);
});

test('a fixed commission comes back to the fen', async () => {
  const world = await makeWorld({ feePpm: null, feeFen: 500_001n });
  const part = await world.share(world.first, world.one.id, world.second, 333_333);
  await world.end(world.client, part.id);
  expect(await world.owed(await world.sign())).toEqual([[0, 500_001n]]);
});

test('with the first mandate end its parts; what ends after the signature stays earned as it was shared', async () => {
  const world = await makeWorld({ feePpm: 30_000 });
  await world.share(world.first, world.one.id, world.second, 900_000);
  await world.end(world.client, world.one.id);
  expect(await world.owed(await world.sign())).toEqual([]);
  const signed = await makeWorld({ feePpm: 30_000 });
  const part = await signed.share(signed.first, signed.one.id, signed.second, 900_000);
  const contractId = await signed.sign();
  await signed.end(signed.second, part.id);
  const rows = await db.select().from(mandates).where(eq(mandates.dealId, signed.dealId));
  expect(rows.map(({ state, feePpm }) => [state, feePpm]).toSorted()).toEqual([
    ['active', 3_000],
    ['ended', 27_000],
  ]);
  expect(contractId).not.toBe('');
});
