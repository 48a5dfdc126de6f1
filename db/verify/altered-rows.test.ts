import { randomUUID } from 'node:crypto';
import { eq, sql as raw, type SQL } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { inTransaction } from '#app/services/context.server.ts';
import { approveDistribution } from '#app/services/distributions/approve-distribution.server.ts';
import { distribute } from '#app/services/distributions/distribute.server.ts';
import { payOut } from '#app/services/distributions/pay-out.server.ts';
import { proposeDistribution } from '#app/services/distributions/propose-distribution.server.ts';
import { recordTeam } from '#app/services/distributions/record-team.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import { settlePayment } from '#app/services/payments/settle-payment.server.ts';
import { mandates, organisations, receipts } from '#db/schema/index.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeAchievement, makeBroker, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { testDatabase } from '../test-database.server.ts';
import { collected } from './ledger-difference.ts';
import { verifyLedger } from './verify-ledger.ts';
import { versionDifferences } from './verify-versions.ts';

/** 300,000.00 by card, shared and paid out: 10,000.00 fixed to the broker, 70 % of the rest to two people. */
async function paidOut() {
  const { db, sql } = await testDatabase();
  const gateway = fakeGateway();
  const ctx = makeContext(db, { payments: gateway });
  const parties = await makeParties(db);
  const { unit, unitOfficer, unitFinance, unitApprover } = parties;
  await db.update(organisations).set({ stripeAccountId: 'acct_u' }).where(eq(organisations.id, unit.id));
  const people = [await makePerson(db, unit, ['inventor']), await makePerson(db, unit, ['inventor'])];
  const achievement = await makeAchievement(db, unit, unitOfficer, {}, [
    { name: '甲', sharePpm: 600_000, userId: people[0]!.id },
    { name: '乙', sharePpm: 400_000, userId: people[1]!.id },
  ]);
  const { contract, milestones } = await makeSignedContract(db, parties, { achievement });
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const { id: brokerUserId } = await makeBroker(db, agency);
  const sides = { dealId: contract.dealId, brokerUserId, brokerOrgId: agency.id, clientOrgId: unit.id };
  const term = { startsOn: '2024-12-01', endsOn: '2027-12-31', state: 'active', invitedBy: unitOfficer.id } as const;
  await db.insert(mandates).values({ ...sides, ...term, feePpm: 0, feeFen: 1_000_000n });
  const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const obligation = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }),
  );
  const payer = await asActor(ctx, parties.companyFinance);
  const attempt = await openCardPayment(payer, { obligationId: obligation.id, baseUrl: 'https://example.org' });
  gateway.pay(attempt.id);
  await settlePayment(ctx, { attemptId: attempt.id });
  const [receipt] = await db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  const receiptId = receipt!.id;
  const as = (who: { id: string }) => asActor(ctx, who, { proved: true });
  const shares = { receiptId, costs: [{ label: '评估费', amountFen: 150_001n }], teamPpm: 700_000, ttoPpm: 50_000 };
  const { id } = await proposeDistribution(await as(unitOfficer), shares);
  await recordTeam(await as(unitOfficer), { id, note: '', paper: await receivedPdf(ctx, '分配表.pdf') });
  await approveDistribution(await as(unitApprover), { id });
  await distribute(await as(unitFinance), { id });
  await payOut(await as(unitFinance), { id, voucherNo: 'V-1', paidOn: '2026-11-21', taxes: [] });
  const other = await makeSignedContract(db, await makeParties(db));
  const otherClaim = await inTransaction(ctx, (tx) => {
    const subject = { contract: other.contract, subjectId: other.milestones[0]!.id };
    return raiseObligation(tx, { ...claim, ...subject, amountFen: 30_000_000n, dueOn: '2026-12-21' });
  });
  const checks = async () => {
    const found = [...(await collected(versionDifferences(sql))), ...(await verifyLedger(sql))];
    const own = [id, receiptId, contract.id, contract.no, obligation.id, ...(await sharesOf(id))];
    return found.filter(({ subject }) => own.some((one) => subject.includes(one))).map(({ check }) => check);
  };
  const sharesOf = async (of: string) =>
    (await db.execute<{ id: string }>(raw`select id from distribution_shares where distribution_id = ${of}`)).map(
      (row) => row.id,
    );
  const others = { otherId: other.contract.id, otherClaimId: otherClaim.id };
  return { db, id, receiptId, attemptId: attempt.id, contractId: contract.id, ...others, checks };
}
type World = Awaited<ReturnType<typeof paidOut>>;

test('a fixed commission, costs, two people and a transfer office: the books agree to the fen', async () => {
  expect(await (await paidOut()).checks()).toEqual([]);
});

const altered: readonly (readonly [string, string, (world: World) => SQL])[] = [
  [
    'a fen of one person given to another',
    'a person is paid his share',
    ({ id }) => raw`update distribution_shares set amount_fen = amount_fen + case label when '甲' then 1 else -1 end
      where distribution_id = ${id} and kind = 'person'`,
  ],
  [
    'another net',
    'net is what commission and costs leave',
    ({ id }) => raw`update distributions set net_fen = net_fen - 1 where id = ${id}`,
  ],
  [
    'another share of the team',
    'the team has its share of the net',
    ({ id }) => raw`update distributions set team_ppm = 700001 where id = ${id}`,
  ],
  [
    'a floor above the share',
    'the team has no less than the floor',
    ({ id }) => raw`update distributions set floor_ppm = 700001, floor_binds = true where id = ${id}`,
  ],
  [
    'approved by its proposer',
    'another person approves a distribution',
    ({ id }) => raw`update distributions set approved_by = proposed_by where id = ${id}`,
  ],
  [
    'a fen more for the broker, less for the unit',
    'net is what commission and costs leave',
    ({ id }) => raw`update distribution_shares set amount_fen = amount_fen + case kind when 'broker' then 1 else -1 end
      where distribution_id = ${id} and kind in ('broker', 'unit')`,
  ],
  [
    'a payment that was never made',
    'a card receipt has its paid payment',
    ({ attemptId }) => raw`update payment_attempts set state = 'expired' where id = ${attemptId}`,
  ],
  [
    'money moved to another contract',
    'money is of its claim',
    ({ receiptId, otherId }) => raw`update receipts set contract_id = ${otherId} where id = ${receiptId}`,
  ],
  [
    'money in another currency',
    'money is of its claim',
    ({ receiptId }) => raw`update receipts set currency = 'USD' where id = ${receiptId}`,
  ],
  [
    'a refund under another contract',
    'money is of its claim',
    ({
      receiptId,
      otherId,
    }) => raw`insert into refunds (id, receipt_id, contract_id, obligation_id, payer_org_id, payee_org_id,
        kind, method, amount_fen, advance_fen, state, reason, paid_on, created_at)
      select id, id, ${otherId}, obligation_id, payer_org_id, payee_org_id, 'refund', method, amount_fen, 0, 'rejected', '', paid_on, now()
      from receipts where id = ${receiptId}`,
  ],
  [
    'money settling another claim',
    'money settles the claim it names',
    ({ receiptId, otherClaimId }) =>
      raw`update allocations set obligation_id = ${otherClaimId} where receipt_id = ${receiptId}`,
  ],
  [
    'an advance on a claim of another contract',
    'an advance settles a claim between the same two',
    ({
      receiptId,
      otherClaimId,
    }) => raw`insert into allocations (id, receipt_id, obligation_id, kind, amount_fen, created_at)
      values (${randomUUID()}, ${receiptId}, ${otherClaimId}, 'placed', 1, now())`,
  ],
  [
    'more taken back than was put there',
    'what is taken back was there',
    ({
      receiptId,
    }) => raw`insert into allocations (id, receipt_id, obligation_id, kind, amount_fen, cause_id, created_at)
      select ${randomUUID()}, id, obligation_id, 'taken_back', -1, ${randomUUID()}, now() from receipts where id = ${receiptId}`,
  ],
  [
    'money shared under another contract',
    'money is shared under its contract',
    ({ id, otherId }) => raw`update distributions set contract_id = ${otherId} where id = ${id}`,
  ],
];

test.each(altered)('%s is found: %s', async (_what, check, change) => {
  const world = await paidOut();
  await world.db.execute(change(world));
  expect(await world.checks()).toContain(check);
});

test('a commission beyond what was agreed is found', async () => {
  const world = await paidOut();
  await world.db.execute(
    raw`update mandates set fee_fen = 999999 where deal_id = (select deal_id from contracts where id = ${world.contractId})`,
  );
  expect(await world.checks()).toEqual([
    'commission is the fee on the cash shared',
    'no more than the fixed commission',
  ]);
});

test('who agreed on the page and who receives are one', async () => {
  const world = await paidOut();
  await world.db.execute(raw`update share_answers set file_id = null where share_id in
    (select id from distribution_shares where distribution_id = ${world.id} and label = '甲')`);
  expect(await world.checks()).toEqual(['who agreed to a share receives it']);
});

test('terms that were changed behind the hash they were signed by are found', async () => {
  const world = await paidOut();
  await world.db.transaction(async (tx) => {
    await tx.execute(raw`alter table contract_versions disable trigger contract_versions_append_only`);
    await tx.execute(raw`update contract_versions set data = jsonb_set(data, '{terms,territory}', ${JSON.stringify(randomUUID())}::jsonb)
      where contract_id = ${world.contractId}`);
    await tx.execute(raw`alter table contract_versions enable trigger contract_versions_append_only`);
  });
  expect(await world.checks()).toEqual(['a version gives its hash']);
});

test('an article that was reworded behind the hash it was signed by is found', async () => {
  const world = await paidOut();
  await world.db.transaction(async (tx) => {
    await tx.execute(raw`alter table contract_texts disable trigger contract_texts_append_only`);
    await tx.execute(raw`update contract_texts set text = jsonb_set(text, '{articles,7,paragraphs,1}', '"每五年查阅一次。"')
      where contract_id = ${world.contractId}`);
    await tx.execute(raw`alter table contract_texts enable trigger contract_texts_append_only`);
  });
  expect(await world.checks()).toEqual(['the words of a version are those it was written with']);
});
