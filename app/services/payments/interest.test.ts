import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RestDayRule } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { contracts, creditUses, interestCharges, obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { inTransaction } from '../context.server.ts';
import { contestMilestone, thawMilestone } from '../contracts/dispute-milestone.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { listDunnable } from '../desk/list-dunnable.server.ts';
import { listAgeing } from './ageing.server.ts';
import { chargeInterest } from './charge-interest.server.ts';
import { claimBankTransfer } from './claim-bank-transfer.server.ts';
import { confirmReceipt } from './confirm-receipt.server.ts';
import { dunObligation } from './dun-obligation.server.ts';
import { getObligation } from './queries.server.ts';
import { raiseObligation } from './raise-obligation.server.ts';
import { settleClaim } from './settle-claim.server.ts';

const dueOn = '2026-11-23';

/** A milestone of 300,000.00, due on 2026-11-23, in a contract without royalty; it is 2026-11-21. */
async function makeWorld(more: { readonly restDays?: RestDayRule } = {}) {
  const { db, sql } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { contract, milestones } = await makeSignedContract(db, parties, {
    terms: { milestones: [milestoneTerms()], royalty: null, termYears: 5, ...more },
  });
  const raise = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1', dueOn };
  const claim = await inTransaction(ctx, (tx) => raiseObligation(tx, { ...raise, amountFen: 30_000_000n }));
  const as = (who: { id: string }) => asActor(ctx, who, { proved: true });
  const slip = async () => ({
    bankSerial: crypto.randomUUID(),
    paidOn: dayOf(clock.now()),
    voucher: await receivedPdf(ctx, '回单.pdf'),
  });
  const send = async (amountFen: bigint, obligationId = claim.id) =>
    claimBankTransfer(await as(parties.companyFinance), { obligationId, amountFen, ...(await slip()) });
  const confirm = async (receiptId: string) => confirmReceipt(await as(parties.unitFinance), { receiptId });
  const pay = async (amountFen: bigint, obligationId = claim.id) => confirm((await send(amountFen, obligationId)).id);
  const bounce = async (receiptId: string, amountFen: bigint) => {
    const input = { receiptId, kind: 'bounced' as const, amountFen, reason: '退票', ...(await slip()) };
    const refund = await recordRefund(await as(parties.unitFinance), input);
    return confirmRefund(await as(parties.companyFinance), { refundId: refund.id });
  };
  const charge = async (who = parties.unitFinance) => chargeInterest(await as(who), { obligationId: claim.id });
  const shown = async (obligationId = claim.id) => getObligation(await as(parties.unitFinance), obligationId);
  const stateOf = async () => (await db.select().from(contracts).where(eq(contracts.id, contract.id)))[0]?.state;
  const own = [contract.no, contract.id, parties.unit.id, parties.company.id];
  const differences = async () =>
    [...(await verifyClaims(sql)), ...(await verifyLedger(sql))].filter(
      ({ subject, check }) => check.includes('interest') || own.some((id) => subject.includes(id)),
    );
  const { moveDays } = clock;
  return {
    ...parties,
    db,
    ctx,
    contract,
    claim,
    as,
    send,
    confirm,
    pay,
    bounce,
    charge,
    shown,
    stateOf,
    differences,
    moveDays,
  };
}

test('paid ten days late: 0.05 % a day becomes a claim of its own, with its clause and its steps, in both books', async () => {
  const world = await makeWorld();
  world.moveDays(12);
  expect((await world.shown()).interest).toMatchObject({ amountFen: 150_000n, isRunning: true, chargeableFen: 0n });
  await expect(world.charge()).rejects.toMatchObject({ code: 'state_changed' });
  await world.pay(30_000_000n);
  expect(await world.stateOf()).toBe('settled');
  const claim = await world.charge();
  expect(claim).toMatchObject({ kind: 'interest', amountFen: 150_000n, label: '违约金 里程碑 1', dueOn: '2026-12-18' });
  expect(await world.stateOf()).toBe('settled');
  expect((await world.shown(claim.id)).charge).toMatchObject({
    obligationId: world.claim.id,
    untilOn: '2026-12-03',
    steps: ['逾期 300,000.00 × 10 天 × 0.05% = 1,500.00'],
    clause: { title: '逾期付款' },
  });
  expect(await world.differences()).toEqual([]);
  await world.pay(150_000n, claim.id);
  expect(await world.stateOf()).toBe('settled');
  expect(await world.differences()).toEqual([]);
});

test('the days of a dispute are not late: nothing grows or is charged then, and what was late before stays', async () => {
  const world = await makeWorld();
  world.moveDays(12);
  const milestoneId = world.claim.subjectId;
  await contestMilestone(await world.as(world.companyOfficer), { milestoneId, reason: '对金额有争议' });
  world.moveDays(500);
  expect((await world.shown()).interest).toMatchObject({ amountFen: 150_000n, chargeableFen: 0n });
  // Nor does anybody press for it, or count it among what is late.
  const officer = await world.as(world.unitOfficer);
  expect((await world.shown()).isContested).toBe(true);
  expect(await listDunnable(officer, world.unit.id, 10)).toEqual([]);
  await expect(dunObligation(officer, { obligationId: world.claim.id })).rejects.toMatchObject({
    code: 'state_changed',
  });
  const [aged] = await listAgeing(officer, { by: 'contract', isPayer: false });
  expect(aged?.fens).toMatchObject({ contested: 30_000_000n, over_90: 0n });
  await world.pay(30_000_000n);
  expect((await world.shown()).interest).toMatchObject({ amountFen: 150_000n, chargeableFen: 150_000n });
  await world.charge();
  expect(await world.differences()).toEqual([]);
});

test('contesting a late claim, paying most of it and giving in later takes no interest away that had run', async () => {
  const world = await makeWorld();
  world.moveDays(102);
  const milestoneId = world.claim.subjectId;
  await contestMilestone(await world.as(world.companyOfficer), { milestoneId, reason: '对金额有争议' });
  await world.pay(29_700_000n);
  world.moveDays(100);
  await thawMilestone(await world.as(world.companyOfficer), { milestoneId });
  // 100 days of 300,000.00; of the 3,000.00 left none yet: the hundred days of the dispute do not count.
  expect((await world.shown()).interest).toMatchObject({ amountFen: 1_500_000n, isRunning: true, chargeableFen: 0n });
  world.moveDays(10);
  await world.pay(300_000n);
  expect((await world.shown()).interest).toMatchObject({ amountFen: 1_501_500n, chargeableFen: 1_501_500n });
  await world.charge();
  expect(await world.differences()).toEqual([]);
});

test('a contested claim that is paid is late until the money went off, however long nobody confirms it', async () => {
  const world = await makeWorld();
  world.moveDays(12);
  const receipt = await world.send(30_000_000n);
  const milestoneId = world.claim.subjectId;
  await contestMilestone(await world.as(world.companyOfficer), { milestoneId, reason: '对金额有争议' });
  world.moveDays(14);
  await world.confirm(receipt.id);
  expect((await world.shown()).interest).toMatchObject({ amountFen: 150_000n, chargeableFen: 150_000n });
  await world.charge();
  expect(await world.differences()).toEqual([]);
});

test('a contested claim of which a part was paid and the rest set off later is not late in between', async () => {
  const world = await makeWorld();
  world.moveDays(12);
  const milestoneId = world.claim.subjectId;
  await contestMilestone(await world.as(world.companyOfficer), { milestoneId, reason: '对金额有争议' });
  await world.pay(10_000_000n);
  world.moveDays(40);
  await inTransaction(world.ctx, async (tx) => {
    const use = { contractId: world.contract.id, obligationId: world.claim.id, kind: 'set_off' as const };
    await tx.db.insert(creditUses).values({ ...use, amountFen: 20_000_000n, createdAt: tx.now() });
    await settleClaim(tx, world.claim);
  });
  expect((await world.shown()).interest).toMatchObject({ amountFen: 150_000n, chargeableFen: 150_000n });
});

test('charged once, however often and by however many it is asked', async () => {
  const world = await makeWorld();
  world.moveDays(12);
  await world.pay(30_000_000n);
  const both = await Promise.allSettled([world.charge(), world.charge()]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(world.charge()).rejects.toMatchObject({ code: 'state_changed' });
  expect(await world.db.$count(interestCharges, eq(interestCharges.obligationId, world.claim.id))).toBe(1);
  expect(await world.differences()).toEqual([]);
});

test('money counts on the day it was paid, and nothing is charged while a transfer waits for its answer', async () => {
  const world = await makeWorld();
  world.moveDays(2);
  const receipt = await world.send(30_000_000n);
  world.moveDays(30);
  await expect(world.charge()).rejects.toMatchObject({ code: 'state_changed' });
  await world.confirm(receipt.id);
  expect((await world.shown()).interest).toBeNull();
  await expect(world.charge()).rejects.toMatchObject({ code: 'state_changed' });
});

test('at the limit of 20 % it stands although nothing is paid, and a transfer under way still stops it', async () => {
  const world = await makeWorld();
  world.moveDays(500);
  const receipt = await world.send(10_000_000n);
  await expect(world.charge()).rejects.toMatchObject({ code: 'state_changed' });
  await world.confirm(receipt.id);
  expect(await world.charge()).toMatchObject({ amountFen: 6_000_000n });
  world.moveDays(30);
  await expect(world.charge()).rejects.toMatchObject({ code: 'state_changed' });
  expect(await world.differences()).toEqual([]);
});

test('money that came back makes the claim late again: the difference is charged', async () => {
  const world = await makeWorld();
  world.moveDays(12);
  const receipt = await world.pay(30_000_000n);
  expect(await world.charge()).toMatchObject({ amountFen: 150_000n });
  world.moveDays(5);
  await world.bounce(receipt.id, 30_000_000n);
  world.moveDays(4);
  await expect(world.charge()).rejects.toMatchObject({ code: 'state_changed' });
  await world.pay(30_000_000n);
  expect(await world.charge()).toMatchObject({ amountFen: 60_000n });
  expect((await world.shown()).interest).toMatchObject({
    amountFen: 210_000n,
    chargedFen: 210_000n,
    chargeableFen: 0n,
  });
  expect(await world.differences()).toEqual([]);
});

test('what was shown and confirmed is what is charged, with a fresh second factor', async () => {
  const world = await makeWorld();
  world.moveDays(12);
  await world.pay(30_000_000n);
  const obligationId = world.claim.id;
  const unproved = await asActor(world.ctx, world.unitFinance);
  await expect(chargeInterest(unproved, { obligationId })).rejects.toMatchObject({ code: 'proof_required' });
  const finance = await world.as(world.unitFinance);
  await expect(chargeInterest(finance, { obligationId, amountFen: 150_001n })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await world.db.$count(interestCharges, eq(interestCharges.obligationId, obligationId))).toBe(0);
  expect(await chargeInterest(finance, { obligationId, amountFen: 150_000n })).toMatchObject({ amountFen: 150_000n });
});

test('its last day to pay moves over rest days where the contract moves last days, and stays where it does not', async () => {
  const chargedOnSaturday = async (more: { readonly restDays?: RestDayRule }) => {
    const world = await makeWorld(more);
    world.moveDays(14);
    await world.pay(30_000_000n);
    return (await world.charge()).dueOn;
  };
  expect(await chargedOnSaturday({ restDays: 'move' })).toBe('2026-12-21');
  expect(await chargedOnSaturday({})).toBe('2026-12-20');
});

test("only the payee's finance charges, on its own claims, and never interest on interest", async () => {
  const world = await makeWorld();
  world.moveDays(12);
  await world.pay(30_000_000n);
  await expect(world.charge(world.unitOfficer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(world.charge(world.companyFinance)).rejects.toMatchObject({ code: 'not_found' });
  const stranger = await makePerson(world.db, await makeOrganisation(world.db), ['finance']);
  await expect(world.charge(stranger)).rejects.toMatchObject({ code: 'not_found' });
  const claim = await world.charge();
  world.moveDays(60);
  await world.pay(150_000n, claim.id);
  const finance = await world.as(world.unitFinance);
  await expect(chargeInterest(finance, { obligationId: claim.id })).rejects.toMatchObject({ code: 'state_changed' });
});

test('a wrong sum, and a charge whose claim says another, are found', async () => {
  const world = await makeWorld();
  world.moveDays(12);
  await world.pay(30_000_000n);
  const claim = await world.charge();
  const own = eq(interestCharges.id, claim.subjectId);
  await world.db.update(interestCharges).set({ totalFen: 150_001n }).where(own);
  const found = async () => (await world.differences()).map(({ check, expected, found: is }) => [check, expected, is]);
  expect(await found()).toEqual([
    ['default interest on a late claim', '150000', '150001'],
    ['what of the default interest was not charged before', '150001', '150000'],
  ]);
  await world.db.update(interestCharges).set({ totalFen: 150_000n }).where(own);
  await world.db.update(obligations).set({ amountFen: 149_999n }).where(eq(obligations.id, claim.id));
  expect((await found()).map(([check]) => check)).toContain('a charge of default interest has its claim');
  await world.db.update(obligations).set({ amountFen: 150_000n }).where(eq(obligations.id, claim.id));
  expect(await found()).toEqual([]);
});

test('whatever is paid on whatever days, the recomputation agrees with what was charged', async () => {
  const step = fc.record({ days: fc.integer({ min: 0, max: 90 }), share: fc.integer({ min: 1, max: 9 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), fc.boolean(), async (steps, isBounced) => {
      const world = await makeWorld();
      world.moveDays(3);
      for (const { days, share } of steps) {
        world.moveDays(days);
        const { outstandingFen } = await world.shown();
        if (outstandingFen > 0n) await world.pay((outstandingFen * BigInt(share)) / 10n + 1n);
      }
      const { outstandingFen } = await world.shown();
      const last = outstandingFen > 0n ? await world.pay(outstandingFen) : null;
      await world.charge().catch(() => null);
      if (isBounced && last) {
        await world.bounce(last.id, last.amountFen);
        world.moveDays(7);
        await world.pay(last.amountFen);
        await world.charge();
      }
      expect(await world.differences()).toEqual([]);
      await inTransaction(world.ctx, async (tx) => {
        await lockContract(tx, world.contract.id);
        await settleContract(tx, world.contract.id);
      });
    }),
    { numRuns: 8 },
  );
});
