import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { isAppError } from '#app/domain/errors.ts';
import { mandates, organisations, receipts } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { asActor, makeBroker, makeContext, makeOrganisation } from '#seeds/make.ts';
import { inTransaction } from '../context.server.ts';
import { getShareFacts } from '../distributions/share-facts.server.ts';
import { openCardPayment } from '../payments/open-card-payment.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { settlePayment } from '../payments/settle-payment.server.ts';
import { findOwnCommission, listCommission, listOwnMandates } from './mandate-queries.server.ts';

/** A signed contract of 300,000.00, and a broker of the unit at 2 % whose mandate ran from `startsOn`. */
async function makeWorld(startsOn: string, fee: { feePpm: number; feeFen?: bigint } = { feePpm: 20_000 }) {
  const { db } = await testDatabase();
  const gateway = fakeGateway();
  const ctx = makeContext(db, { payments: gateway });
  const parties = await makeParties(db);
  await db.update(organisations).set({ stripeAccountId: 'acct_u' }).where(eq(organisations.id, parties.unit.id));
  const { contract, milestones } = await makeSignedContract(db, parties);
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const person = await makeBroker(db, agency);
  await db.insert(mandates).values({
    dealId: contract.dealId,
    brokerUserId: person.id,
    brokerOrgId: agency.id,
    clientOrgId: parties.unit.id,
    ...fee,
    startsOn,
    endsOn: '2027-12-31',
    state: 'active',
    invitedBy: parties.unitOfficer.id,
  });
  const obligation = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, {
      contract,
      kind: 'milestone',
      subjectId: milestones[0]!.id,
      label: '里程碑 1',
      amountFen: 30_000_000n,
      dueOn: '2026-12-21',
    }),
  );
  const pay = async () => {
    const payer = await asActor(ctx, parties.companyFinance);
    const attempt = await openCardPayment(payer, { obligationId: obligation.id, baseUrl: 'https://example.org' });
    gateway.pay(attempt.id);
    await settlePayment(ctx, { attemptId: attempt.id });
    return db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  };
  const broker = await asActor(ctx, person);
  const statement = async () => listCommission(broker, await listOwnMandates(broker));
  return { ...parties, ctx, broker, pay, statement };
}

test('nothing accrues on a signature; cash brings its share', async () => {
  const { broker, pay, statement, unit } = await makeWorld('2024-12-01');
  expect(await listOwnMandates(broker)).toMatchObject([{ clientName: unit.name, state: 'active' }]);
  expect(await statement()).toEqual([]);
  const [receipt] = await pay();
  expect(await findOwnCommission(broker)).toEqual({
    cashFen: 30_000_000n,
    dueFen: 600_000n,
    sharedFen: 0n,
    settledFen: 0n,
  });
  expect(await statement()).toMatchObject([
    {
      receiptNo: receipt?.no,
      cashFen: 30_000_000n,
      feePpm: 20_000,
      dueFen: 600_000n,
      sharedFen: null,
      settledOn: null,
      isPaidApart: false,
    },
  ]);
});

test('a contract signed before the mandate earns nothing, whatever arrives later', async () => {
  const { pay, statement } = await makeWorld('2026-12-01');
  await pay();
  expect(await statement()).toEqual([]);
});

test('who is no broker has no mandates', async () => {
  const { ctx, unitOfficer } = await makeWorld('2024-12-01');
  const officer = await asActor(ctx, unitOfficer);
  expect(await findOwnCommission(officer)).toBeNull();
  await expect(listOwnMandates(officer)).rejects.toSatisfy((error) => isAppError(error) && error.code === 'forbidden');
});

test('a fixed commission falls due with the first receipt, and its distribution carries it', async () => {
  const { broker, ctx, pay, statement } = await makeWorld('2024-12-01', { feePpm: 0, feeFen: 5_000_000n });
  const [receipt] = await pay();
  expect(await findOwnCommission(broker)).toMatchObject({ cashFen: 30_000_000n, dueFen: 5_000_000n });
  expect(await statement()).toMatchObject([{ feeFen: 5_000_000n, dueFen: 5_000_000n }]);
  expect((await getShareFacts(ctx, receipt!.id)).brokers).toMatchObject([{ feePpm: 0, fixedFen: 5_000_000n }]);
});

test('a fixed commission above the cash falls due as far as cash has come', async () => {
  const { broker, ctx, pay } = await makeWorld('2024-12-01', { feePpm: 0, feeFen: 40_000_000n });
  const [receipt] = await pay();
  expect(await findOwnCommission(broker)).toMatchObject({ dueFen: 30_000_000n });
  expect((await getShareFacts(ctx, receipt!.id)).brokers).toMatchObject([{ fixedFen: 30_000_000n }]);
});
