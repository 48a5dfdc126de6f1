import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { distributionShares, organisations, receipts } from '#db/schema/index.ts';
import { lastProposal } from '#app/domain/last-proposal.ts';
import { inTransaction, systemContext } from '#app/services/context.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeAchievement, makeContext, makePerson, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { followDispute } from '../disputes/follow-dispute.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { openCardPayment } from '../payments/open-card-payment.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { settlePayment } from '../payments/settle-payment.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { answerShare } from './answer-share.server.ts';
import { approveDistribution } from './approve-distribution.server.ts';
import { distribute } from './distribute.server.ts';
import { declareTax, payOut } from './pay-out.server.ts';
import { proposeDistribution } from './propose-distribution.server.ts';
import { listDistributions } from './queries.server.ts';
import { recordTeam } from './record-team.server.ts';
import { returnDistribution } from './return-distribution.server.ts';
import { distributionPage, sharePage } from './steps-queries.server.ts';
import { teamLines } from './team-answers.server.ts';

/** 100,000.00 arrived; two people with accounts, 60 and 40 %, and one proposal of 70 % for them. */
async function proposed(given: { publicity?: { contact: string } } = {}) {
  const { db, sql } = await testDatabase();
  const gateway = fakeGateway();
  const clock = testClock();
  const ctx = makeContext(db, { payments: gateway, now: clock.now });
  const parties = await makeParties(db);
  const people = [await makePerson(db, parties.unit, ['inventor']), await makePerson(db, parties.unit, ['inventor'])];
  await db.update(organisations).set({ stripeAccountId: 'acct_u' }).where(eq(organisations.id, parties.unit.id));
  const achievement = await makeAchievement(db, parties.unit, parties.unitOfficer, {}, [
    { name: '甲', sharePpm: 600_000, userId: people[0]!.id },
    { name: '乙', sharePpm: 400_000, userId: people[1]!.id },
  ]);
  const { contract, milestones } = await makeSignedContract(db, parties, { achievement });
  const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const obligation = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...claim, amountFen: 10_000_000n, dueOn: '2026-12-21' }),
  );
  const payer = await asActor(ctx, parties.companyFinance);
  const attempt = await openCardPayment(payer, { obligationId: obligation.id, baseUrl: 'https://example.org' });
  gateway.pay(attempt.id);
  await settlePayment(ctx, { attemptId: attempt.id });
  const [receipt] = await db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  const as = (who: { id: string }, isProved = true) => asActor(ctx, who, { proved: isProved });
  const { id } = await proposeDistribution(await as(parties.unitOfficer), {
    receiptId: receipt!.id,
    costs: [],
    teamPpm: 700_000,
    ttoPpm: 0,
    ...given,
  });
  const team = await teamLines(ctx, id);
  const answer = async (at: number, outcome: 'agreed' | 'objected' = 'agreed', note = '') =>
    answerShare(await as(people[at]!), { shareId: team[at]!.id, outcome, note });
  const record = async () =>
    recordTeam(await as(parties.unitOfficer), { id, note: '', paper: await receivedPdf(ctx, '分配表.pdf') });
  const approve = async () => approveDistribution(await as(parties.unitApprover), { id });
  const enter = async () => distribute(await as(parties.unitFinance), { id });
  const own = async () => (await verifyLedger(sql)).filter(({ subject }) => subject.includes(id));
  const disputed = async (status: string) => {
    const of = {
      disputeId: `dp_${attempt.id}`,
      paymentIntentId: `pi_${attempt.id}`,
      amountFen: 10_000_000n,
      currency: 'CNY',
    };
    gateway.disputes.set(of.disputeId, { ...of, reason: 'general', status, openedAt: ctx.now(), evidenceBy: null });
    await followDispute(systemContext(ctx), { disputeId: of.disputeId, account: 'acct_u' });
  };
  return { ...parties, db, ctx, clock, people, id, team, as, answer, record, approve, enter, own, disputed };
}

test('every person confirms before it is approved', async () => {
  const { answer, approve } = await proposed();
  await expect(approve()).rejects.toMatchObject({ code: 'state_changed' });
  expect((await answer(0)).state).toBe('proposed');
  await expect(answer(0)).rejects.toMatchObject({ code: 'state_changed' });
  expect((await answer(1)).state).toBe('confirmed');
  expect((await approve()).state).toBe('approved');
});

test('two who confirm in the same second leave it confirmed', async () => {
  const { answer, ctx, unitFinance, id } = await proposed();
  await Promise.all([answer(0), answer(1)]);
  expect((await distributionPage(await asActor(ctx, unitFinance), id)).state).toBe('confirmed');
});

test('a person who objects sends it back with his reason', async () => {
  const { answer } = await proposed();
  await answer(0);
  expect(await answer(1, 'objected', '比例与约定不符')).toMatchObject({
    state: 'returned',
    returnNote: '乙不同意：比例与约定不符',
  });
});

test('after an objection the officer’s next proposal starts from the figures of the last', async () => {
  const { answer, as, record, approve, id, unitOfficer, unitApprover, people } = await proposed({
    publicity: { contact: '科技处' },
  });
  const team = people.map((person, at) => ({ userId: person.id, name: '甲乙'[at]! }));
  const start = async (receiptId: string) =>
    lastProposal((await listDistributions(await as(unitOfficer), receiptId))[0], team);
  await record();
  const { receiptId } = await approve();
  expect(await start(receiptId)).toBeNull();
  await returnDistribution(await as(unitApprover), { id, note: '公示期内有异议：丙也参加了' });
  expect(await start(receiptId)).toMatchObject({
    reason: '公示期内有异议：丙也参加了',
    teamPpm: 700_000,
    ttoPpm: 0,
    publicityContact: '科技处',
  });
  const again = { receiptId, costs: [{ label: '评估费', amountFen: 150_000n }], teamPpm: 750_000, ttoPpm: 50_000 };
  const next = await proposeDistribution(await as(unitOfficer), { ...again, main: [1] });
  await expect(answer(0)).rejects.toMatchObject({ code: 'state_changed' });
  const [, second] = await teamLines(await as(unitOfficer), next.id);
  await answerShare(await as(people[1]!), { shareId: second!.id, outcome: 'objected', note: '偏低' });
  expect(await start(receiptId)).toEqual({
    reason: '乙不同意：偏低',
    teamPpm: 750_000,
    ttoPpm: 50_000,
    costs: again.costs,
    main: [1],
    workers: [
      { name: '甲', sharePpm: 600_000 },
      { name: '乙', sharePpm: 400_000 },
    ],
    publicityContact: '',
  });
});

test('the list signed on paper answers for who has not; its scan is the unit’s', async () => {
  const { answer, record, ctx, id, unitFinance, companyFinance } = await proposed();
  await answer(0);
  expect((await record()).state).toBe('confirmed');
  const lines = await teamLines(ctx, id);
  expect(lines.map(({ fileId }) => fileId !== null)).toEqual([false, true]);
  const fileId = lines[1]?.fileId ?? '';
  await expect(getFile(await asActor(ctx, unitFinance), fileId)).resolves.toBeDefined();
  await expect(getFile(await asActor(ctx, companyFinance), fileId)).rejects.toMatchObject({ code: 'not_found' });
});

test('a share is its own person’s: others find none', async () => {
  const { team, as, people, unitFinance } = await proposed();
  const input = { shareId: team[0]!.id, outcome: 'agreed', note: '' } as const;
  await expect(answerShare(await as(people[1]!), input)).rejects.toMatchObject({ code: 'not_found' });
  await expect(sharePage(await as(unitFinance), team[0]!.id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await sharePage(await as(people[0]!), team[0]!.id)).share.amountFen).toBe(4_200_000n);
});

test('a reward list stands 15 working days inside the unit before anything is entered', async () => {
  const { record, approve, enter, clock, ctx, id, people, companyFinance } = await proposed({
    publicity: { contact: '科技处' },
  });
  await record();
  await expect(distributionPage(await asActor(ctx, people[0]!), id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await approve()).state).toBe('publicity');
  await expect(enter()).rejects.toMatchObject({ code: 'state_changed' });
  // A member without a role for money reads the list, not the steps.
  const page = await distributionPage(await asActor(ctx, people[0]!), id);
  expect(page.all).toBeNull();
  expect(page.publicity).toMatchObject({ people: [{ amount: '¥42,000.00' }, { amount: '¥28,000.00' }] });
  await expect(distributionPage(await asActor(ctx, companyFinance), id)).rejects.toMatchObject({ code: 'not_found' });
  clock.moveDays(20);
  await sweepDeadlines(ctx);
  await expect(enter()).rejects.toMatchObject({ code: 'state_changed' });
  clock.moveDays(1);
  await sweepDeadlines(ctx);
  expect((await enter()).state).toBe('distributed');
});

test('shares are paid with a voucher, the tax withheld, declared; the books agree', async () => {
  const { record, approve, enter, as, unitFinance, unitOfficer, id, own, db, team, people } = await proposed();
  await record();
  await approve();
  const input = { id, voucherNo: 'JZ-2026-118', paidOn: '2026-11-21', taxes: [420_000n, 280_000n] };
  await expect(payOut(await as(unitFinance), input)).rejects.toMatchObject({ code: 'state_changed' });
  await enter();
  await expect(payOut(await as(unitOfficer), input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(payOut(await as(unitFinance, false), input)).rejects.toMatchObject({ code: 'proof_required' });
  await expect(payOut(await as(unitFinance), { ...input, taxes: [4_200_001n] })).rejects.toMatchObject({
    field: 'taxes[0]',
  });
  const finance = await as(unitFinance);
  const twice = await Promise.allSettled([payOut(finance, input), payOut(finance, input)]);
  expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await own()).toEqual([]);
  await expect(declareTax(finance, { id, declaredOn: '2026-11-20', taxSerial: 'SB-1' })).rejects.toMatchObject({
    field: 'declaredOn',
  });
  expect((await declareTax(finance, { id, declaredOn: '2026-11-21', taxSerial: 'SB-1' })).state).toBe('tax_declared');
  expect(await own()).toEqual([]);
  const { all } = await distributionPage(finance, id);
  expect(all?.payout).toMatchObject({ grossFen: 7_000_000n, taxFen: 700_000n, isReduced: false });
  const mine = await sharePage(await as(people[0]!), team[0]!.id);
  expect(mine.steps.map(({ fen }) => fen)).toEqual([
    10_000_000n,
    10_000_000n,
    7_000_000n,
    4_200_000n,
    4_200_000n,
    -420_000n,
    3_780_000n,
  ]);
  // Without registration and publicity all of it is taxed.
  expect(all?.conditions.map(({ isMet }) => isMet)).toEqual([true, false, false, true]);
  expect(await db.$count(distributionShares, eq(distributionShares.id, team[0]!.id))).toBe(1);
});

test('no reward is paid on a day before the list was decided, whatever the voucher says', async () => {
  const { record, approve, enter, as, unitFinance, clock, ctx, id } = await proposed({
    publicity: { contact: '科技处' },
  });
  await record();
  await approve();
  clock.moveDays(40);
  await sweepDeadlines(ctx);
  await enter();
  const pay = async (paidOn: string) => payOut(await as(unitFinance), { id, voucherNo: 'V-1', paidOn, taxes: [] });
  for (const day of ['2024-01-01', '2026-11-21', '2026-12-11', '2027-01-01']) {
    await expect(pay(day)).rejects.toMatchObject({ code: 'invalid', field: 'paidOn' });
  }
  expect((await pay('2026-12-12')).state).toBe('paid');
});

test('nobody is paid out of money whose payer disputes it, until the dispute is won', async () => {
  const { record, approve, enter, as, unitFinance, id, disputed } = await proposed();
  await record();
  await approve();
  await enter();
  await disputed('needs_response');
  const pay = async () => payOut(await as(unitFinance), { id, voucherNo: 'V-1', paidOn: '2026-11-21', taxes: [] });
  await expect(pay()).rejects.toMatchObject({ code: 'conflict' });
  await disputed('won');
  expect((await pay()).state).toBe('paid');
});
