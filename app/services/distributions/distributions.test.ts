import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import { inTransaction } from '#app/services/context.server.ts';
import { listTodos } from '#app/services/desk/queries.server.ts';
import { listEntries } from '#app/services/ledger/queries.server.ts';
import { settlePayment } from '#app/services/payments/settle-payment.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import {
  contracts,
  distributions,
  distributionShares,
  entitlements,
  ledgerEntries,
  mandates,
  organisations,
  receipts,
  ruleValues,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeBroker, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { approveDistribution } from './approve-distribution.server.ts';
import { distribute } from './distribute.server.ts';
import { type PayCommission, payCommission } from './pay-commission.server.ts';
import { proposeDistribution } from './propose-distribution.server.ts';
import { payOut } from './pay-out.server.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { listOwnShares, ownShareSummary } from './queries.server.ts';
import { recordTeam } from './record-team.server.ts';
import { returnDistribution } from './return-distribution.server.ts';
import { distributionPage } from './steps-queries.server.ts';
import { getShareFacts } from './share-facts.server.ts';

/** 300,000.00 arrived for the unit in Lanzhou; a broker of the unit earns 2 %. */
async function makeWorld() {
  const { db } = await testDatabase();
  const gateway = fakeGateway();
  const ctx = makeContext(db, { payments: gateway });
  const parties = await makeParties(db);
  await db.update(organisations).set({ stripeAccountId: 'acct_u' }).where(eq(organisations.id, parties.unit.id));
  const { contract, milestones } = await makeSignedContract(db, parties);
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const broker = await makeBroker(db, agency);
  await db.insert(mandates).values({
    dealId: contract.dealId,
    brokerUserId: broker.id,
    brokerOrgId: agency.id,
    clientOrgId: parties.unit.id,
    feePpm: 20_000,
    startsOn: '2024-12-01',
    endsOn: '2027-12-31',
    state: 'active',
    invitedBy: parties.unitOfficer.id,
  });
  const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const obligation = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }),
  );
  const payer = await asActor(ctx, parties.companyFinance);
  const attempt = await openCardPayment(payer, { obligationId: obligation.id, baseUrl: 'https://example.org' });
  gateway.pay(attempt.id);
  await settlePayment(ctx, { attemptId: attempt.id });
  const [receipt] = await db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  const as = (who: { id: string }) => asActor(ctx, who);
  const propose = async (given: { teamPpm?: number; key?: string } = {}, who: { id: string } = parties.unitOfficer) =>
    proposeDistribution(await as(who), {
      receiptId: receipt!.id,
      costs: [{ label: '评估费', amountFen: 150_000n }],
      teamPpm: 700_000,
      ttoPpm: 0,
      ...given,
    });
  /** The people signed the list on paper; the officer recorded it. */
  const confirm = async (id: string) =>
    recordTeam(await as(parties.unitOfficer), { id, note: '', paper: await receivedPdf(ctx, '分配表.pdf') });
  return { ...parties, db, ctx, receipt: receipt!, as, propose, confirm };
}

test('300,000.00 is shared: broker 6,000, cost 1,500, team 204,750, unit 87,750; and the books agree', async () => {
  const { db, propose, confirm, as, unitApprover, unitFinance, unit } = await makeWorld();
  const proposed = await propose();
  expect(proposed).toMatchObject({ netFen: 29_250_000n, floorPpm: 600_000, state: 'proposed' });
  await confirm(proposed.id);
  await approveDistribution(await as(unitApprover), { id: proposed.id });
  await distribute(await as(unitFinance), { id: proposed.id });
  const shares = await db
    .select()
    .from(distributionShares)
    .where(eq(distributionShares.distributionId, proposed.id))
    .orderBy(asc(distributionShares.position));
  expect(shares.map((share) => [share.kind, share.amountFen])).toEqual([
    ['broker', 600_000n],
    ['cost', 150_000n],
    ['person', 10_237_500n],
    ['person', 6_142_500n],
    ['person', 4_095_000n],
    ['unit', 8_775_000n],
  ]);
  const { sql } = await testDatabase();
  const balances = await sql<{ account: string; fen: string }[]>`
    select l.account, sum(l.debit_fen - l.credit_fen)::text as fen from ledger_lines l
    join ledger_entries e on e.id = l.entry_id where e.org_id = ${unit.id} group by 1 having sum(l.debit_fen - l.credit_fen) <> 0 order by 1`;
  expect(balances.map(({ account, fen }) => [account, fen])).toEqual([
    ['bank', '30000000'],
    ['cost_recovered', '-150000'],
    ['due_to_broker', '-600000'],
    ['due_to_team', '-20475000'],
    ['due_to_unit', '-8775000'],
  ]);
  expect(await verifyLedger(sql)).toEqual([]);
});

test('a team below the regulation of Gansu is refused', async () => {
  const { propose } = await makeWorld();
  await expect(propose({ teamPpm: 590_000 })).rejects.toMatchObject({ code: 'floor_violated', field: 'teamPpm' });
});

test('who proposed does not approve, whatever other roles he holds', async () => {
  const { propose, confirm, as, db, unit } = await makeWorld();
  const both = await makePerson(db, unit, ['officer', 'finance', 'approver']);
  const proposed = await propose({}, both);
  await confirm(proposed.id);
  await expect(approveDistribution(await as(both), { id: proposed.id })).rejects.toMatchObject({ code: 'forbidden' });
});

test('one proposal a receipt; a returned one makes room for the next', async () => {
  const { propose, as, unitFinance } = await makeWorld();
  const both = await Promise.allSettled([propose(), propose()]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const [proposed] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  await returnDistribution(await as(unitFinance), { id: proposed!.id, note: '评估费凭据不全' });
  expect((await propose()).id).not.toBe(proposed!.id);
});

test('the same form sent twice proposes once', async () => {
  const { propose } = await makeWorld();
  const key = randomUUID();
  const [one, two] = await Promise.all([propose({ key }), propose({ key })]);
  expect(two.id).toBe(one.id);
});

test('approved and entered once, however many press at once', async () => {
  const { propose, confirm, as, unitFinance, unitApprover, db, receipt } = await makeWorld();
  const { id } = await propose();
  await expect(approveDistribution(await as(unitApprover), { id })).rejects.toMatchObject({ code: 'state_changed' });
  await confirm(id);
  await expect(distribute(await as(unitFinance), { id })).rejects.toMatchObject({ code: 'state_changed' });
  const approvals = await Promise.allSettled([
    approveDistribution(await as(unitFinance), { id }),
    approveDistribution(await as(unitApprover), { id }),
  ]);
  expect(approvals.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const finance = await as(unitFinance);
  const entries = await Promise.allSettled([distribute(finance, { id }), distribute(finance, { id })]);
  expect(entries.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await db.$count(ledgerEntries, eq(ledgerEntries.reference, `distributed:${id}`))).toBe(1);
  expect(receipt.state).toBe('confirmed');
});

test('the payer and strangers see no distribution; people without the role may not share', async () => {
  const { propose, confirm, as, companyOfficer, companyFinance, unitFinance, unitOfficer } = await makeWorld();
  await expect(propose({}, companyOfficer)).rejects.toMatchObject({ code: 'not_found' });
  await expect(propose({}, unitFinance)).rejects.toMatchObject({ code: 'forbidden' });
  const { id } = await propose();
  await confirm(id);
  await expect(approveDistribution(await as(companyFinance), { id })).rejects.toMatchObject({ code: 'not_found' });
  await expect(approveDistribution(await as(unitOfficer), { id })).rejects.toMatchObject({ code: 'forbidden' });
});

test('the officer is not asked to propose what is proposed; he is again when it comes back', async () => {
  const { propose, confirm, as, unitOfficer, unitFinance, receipt } = await makeWorld();
  const asked = async () => (await listTodos(await as(unitOfficer))).map((todo) => todo.kind);
  expect(await asked()).toEqual(['receipt.distribute']);
  const { id } = await propose();
  expect(await asked()).toEqual([]);
  // What came has no invoice yet, which is finance's own.
  expect((await listTodos(await as(unitFinance))).map((todo) => todo.kind)).toEqual(['invoice.arrived']);
  await confirm(id);
  expect((await listTodos(await as(unitFinance))).map((todo) => todo.kind)).toEqual([
    'invoice.arrived',
    'distribution.approve',
  ]);
  await returnDistribution(await as(unitFinance), { id, note: '评估费凭据不全' });
  const [again] = await listTodos(await as(unitOfficer));
  expect(again).toMatchObject({ kind: 'receipt.distribute', href: `/desk/receipts/${receipt.id}`, isMine: true });
  expect(again?.dueAt && dayOf(again.dueAt)).toBe('2026-12-21');
});

test('a person sees his own shares in sum, decided and entered apart', async () => {
  const { db, propose, confirm, as, unit, unitApprover, unitFinance, receipt } = await makeWorld();
  const inventor = await makePerson(db, unit, ['inventor']);
  const { id } = await propose();
  await db
    .update(distributionShares)
    .set({ userId: inventor.id })
    .where(and(eq(distributionShares.distributionId, id), eq(distributionShares.position, 3)));
  const sums = async () => {
    const { enteredFen, decidedFen, latest } = await ownShareSummary(await as(inventor));
    return [enteredFen, decidedFen, latest.map((share) => share.receiptNo)];
  };
  expect(await sums()).toEqual([0n, 0n, []]);
  await confirm(id);
  await approveDistribution(await as(unitApprover), { id });
  expect(await sums()).toEqual([0n, 10_237_500n, [receipt.no]]);
  await distribute(await as(unitFinance), { id });
  expect(await sums()).toEqual([10_237_500n, 0n, [receipt.no]]);
});

test('the page of a contract: the payee’s people of money see how each receipt is shared, its people their own, nobody else anything', async () => {
  const { db, propose, confirm, as, unit, unitApprover, unitFinance, companyFinance, receipt } = await makeWorld();
  const inventor = await makePerson(db, unit, ['inventor']);
  const sharedTo = async (who: { id: string }) => (await contractPage(await as(who), receipt.contractId)).shared;
  const waiting = { ofReceipts: [{ no: receipt.no, amountFen: 30_000_000n, distribution: null }], own: [] };
  expect(await sharedTo(unitFinance)).toMatchObject(waiting);
  const { id } = await propose();
  await db
    .update(distributionShares)
    .set({ userId: inventor.id })
    .where(and(eq(distributionShares.distributionId, id), eq(distributionShares.position, 3)));
  expect(await sharedTo(inventor)).toEqual({ ofReceipts: null, own: [] });
  await confirm(id);
  await approveDistribution(await as(unitApprover), { id });
  expect((await sharedTo(unitFinance)).ofReceipts).toMatchObject([
    { distribution: { id, state: 'approved', netFen: 29_250_000n, teamFen: 20_475_000n } },
  ]);
  expect(await sharedTo(inventor)).toMatchObject({
    ofReceipts: null,
    own: [{ amountFen: 10_237_500n, no: receipt.no }],
  });
  expect(await sharedTo(companyFinance)).toEqual({ ofReceipts: null, own: [] });
  const { claims } = await contractPage(await as(unitFinance), receipt.contractId);
  expect(claims.map(({ invoicedFen }) => invoicedFen)).toEqual([0n]);
  expect((await contractPage(await as(inventor), receipt.contractId)).claims).toMatchObject([{ invoicedFen: null }]);
});

test('the floor is that of the day of signing: a default set later lowers it for none that was signed before', async () => {
  const { db, ctx, unit, unitOfficer, receipt } = await makeWorld();
  const later = { ...ctx, now: () => new Date('2099-06-01T02:00:00Z') };
  const lower = { key: 'gansuFloorPpm' as const, value: '500000', reason: '修订', setBy: unitOfficer.id };
  // Far from the days of other tests: a default holds for everybody.
  await db.insert(ruleValues).values({ ...lower, fromOn: '2099-05-01', setAt: later.now() });
  const floors = async () => (await getShareFacts(later, receipt.id)).floors.map(({ ppm }) => ppm);
  expect(unit.regionCode).toMatch(/^62/);
  expect(await floors()).toEqual([500_000, 600_000]);
  await db.update(contracts).set({ signedAt: later.now() }).where(eq(contracts.id, receipt.contractId));
  expect(await floors()).toEqual([500_000, 500_000]);
});

// The contract is signed on 2025-01-24 at 10:00 in Lanzhou.
test.each([
  ['runs from the day of signing', { startsOn: '2025-01-24' }, [20_000]],
  ['runs to the day of signing', { endsOn: '2025-01-24' }, [20_000]],
  ['begins the day after signing', { startsOn: '2025-01-25' }, []],
  ['was over the day before signing, though nobody ended it', { endsOn: '2025-01-23' }, []],
  ['was ended after signing', { state: 'ended', endedAt: new Date('2025-01-24T02:00:01Z') }, [20_000]],
  ['was ended before signing, within its dates', { state: 'ended', endedAt: new Date('2025-01-24T01:59:59Z') }, []],
  ['was ended nobody knows when', { state: 'ended', endedAt: null }, []],
  ['was never accepted', { state: 'invited' }, []],
] as const)('a mandate that %s earns accordingly', async (_what, given, fees) => {
  const { db, ctx, unit, receipt } = await makeWorld();
  await db.update(mandates).set(given).where(eq(mandates.clientOrgId, unit.id));
  expect((await getShareFacts(ctx, receipt.id)).brokers.map(({ feePpm }) => feePpm)).toEqual(fees);
});

describe('赋权', () => {
  const holders = [
    { name: '鲁松砚', sharePpm: 600_000 },
    { name: '甲', sharePpm: 400_000 },
  ];
  const notice = { agreedOn: '2024-05-01', noticeFrom: '2024-05-06', noticeTo: '2024-05-25' };
  const entitle = async (
    { db, receipt, unit, unitOfficer }: Awaited<ReturnType<typeof makeWorld>>,
    given: Partial<typeof entitlements.$inferInsert> = {},
  ) => {
    const [contract] = await db.select().from(contracts).where(eq(contracts.id, receipt.contractId));
    const { achievementId } = contract!;
    const of = { achievementId, orgId: unit.id, recordedBy: unitOfficer.id, createdAt: new Date('2024-06-01') };
    await db
      .insert(entitlements)
      .values({ ...of, ...notice, kind: 'ownership', sharePpm: 700_000, termYears: null, holders, ...given });
  };

  test('who owns 70 % when the contract is signed has 70 % of the net, and the books agree', async () => {
    const world = await makeWorld();
    await entitle(world);
    expect(await getShareFacts(world.ctx, world.receipt.id)).toMatchObject({
      teamPpm: 700_000,
      owned: { ppm: 700_000 },
    });
    await expect(world.propose({ teamPpm: 650_000 })).rejects.toMatchObject({ code: 'floor_violated' });
    const { id } = await world.propose();
    await world.confirm(id);
    await approveDistribution(await world.as(world.unitApprover), { id });
    await distribute(await world.as(world.unitFinance), { id });
    const shares = await world.db.select().from(distributionShares).where(eq(distributionShares.distributionId, id));
    const people = shares.filter(({ kind }) => kind === 'person').map(({ label, amountFen }) => [label, amountFen]);
    expect(people).toEqual([
      ['鲁松砚（所有权份额）', 12_285_000n],
      ['甲（所有权份额）', 8_190_000n],
    ]);
    const { sql } = await testDatabase();
    const own = async () => (await verifyLedger(sql)).filter(({ subject }) => subject === id).map(({ check }) => check);
    expect(await own()).toEqual([]);
    await world.db.update(distributions).set({ teamPpm: 690_000 }).where(eq(distributions.id, id));
    expect(await own()).toContain('the team has no less than it owns');
  });

  test.each([
    ['agreed after the signature', { createdAt: new Date('2025-06-01') }],
    ['ended before it', { endedAt: new Date('2025-01-01') }],
    ['that is a right of use', { kind: 'long_use', sharePpm: null, termYears: 10 }],
  ] as const)('one %s splits nothing', async (_what, given) => {
    const world = await makeWorld();
    await entitle(world, given);
    expect(await getShareFacts(world.ctx, world.receipt.id)).toMatchObject({ owned: null });
  });
});

/** The receipt of `makeWorld` is shared and entered; the broker's 6,000.00 wait for his papers. */
async function entered() {
  const world = await makeWorld();
  const { propose, confirm, as, unitApprover, unitFinance, db, ctx } = world;
  const { id } = await propose();
  const page = async () => (await distributionPage(await as(unitFinance), id)).all;
  const share = (await page())?.commissions[0];
  const pay = async (given: Partial<PayCommission> = {}, who: { id: string } = unitFinance, proved = true) =>
    payCommission(await asActor(ctx, who, { proved }), {
      shareId: share?.id ?? '',
      invoiceNo: '26622000000012345678',
      invoice: await receivedPdf(ctx, '佣金发票.pdf'),
      agreement: await receivedPdf(ctx, '技术经纪合同.pdf'),
      voucherNo: '付-12',
      paidOn: dayOf(ctx.now()),
      ...given,
    });
  const enter = async () => {
    await confirm(id);
    await approveDistribution(await as(unitApprover), { id });
    await distribute(await as(unitFinance), { id });
  };
  const own = async () => {
    const { sql } = await testDatabase();
    return (await verifyLedger(sql)).filter(({ subject }) => subject.includes(share?.id ?? 'none'));
  };
  return { ...world, db, page, pay, enter, own };
}

test('a commission is paid on the written mandate and an invoice, once, and the books agree', async () => {
  const { pay, enter, page, own, as, db, companyFinance, unitOfficer, unitFinance } = await entered();
  await expect(pay()).rejects.toMatchObject({ code: 'state_changed' });
  await enter();
  await expect(pay({ agreement: null })).rejects.toMatchObject({ code: 'invalid', field: 'agreement' });
  await expect(pay({}, unitOfficer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(pay({}, companyFinance)).rejects.toMatchObject({ code: 'not_found' });
  await expect(pay({ paidOn: '2099-01-01' })).rejects.toMatchObject({ field: 'paidOn' });
  const both = await Promise.allSettled([pay(), pay()]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'state_changed' } });
  expect((await page())?.commissions).toMatchObject([
    { amountFen: 600_000n, paid: { invoiceNo: '26622000000012345678', voucherNo: '付-12' } },
  ]);
  expect(await own()).toEqual([]);
  // In the book it leads to the distribution.
  const { entries } = await listEntries(await as(unitFinance), { limit: 10 });
  const [last] = entries.filter(({ reference }) => reference.startsWith('commission-paid:'));
  const id = (await page())?.commissions[0]?.id ?? '';
  const [share] = await db.select().from(distributionShares).where(eq(distributionShares.id, id));
  expect([last?.reference, last?.shownOn]).toEqual([`commission-paid:${id}`, share?.distributionId]);
});

test('a broker reads of his own payment, not of the reward paid from the same receipt', async () => {
  const { pay, enter, page, as, db, unitFinance } = await entered();
  await enter();
  const id = (await page())?.commissions[0]?.id ?? '';
  const [share] = await db.select().from(distributionShares).where(eq(distributionShares.id, id));
  const broker = { id: share?.userId ?? '' };
  const shown = async () => (await listOwnShares(await as(broker))).map((own) => [own.kind, own.state, own.paidOn]);
  await payOut(await asActor(await as(unitFinance), unitFinance, { proved: true }), {
    id: share?.distributionId ?? '',
    voucherNo: '付-11',
    paidOn: '2026-11-21',
    taxes: [],
  });
  expect(await shown()).toEqual([['broker', 'paid', null]]);
  await pay({ paidOn: '2026-11-21' });
  expect(await shown()).toEqual([['broker', 'paid', '2026-11-21']]);
});

test('without a fresh second factor no commission is paid', async () => {
  const { pay, enter, unitFinance } = await entered();
  await enter();
  await expect(pay({}, unitFinance, false)).rejects.toMatchObject({ code: 'proof_required' });
});

test('work that stands alone: no inventors, no floor, and who did it is asked; his account answers for himself', async () => {
  const { db } = await testDatabase();
  const ctx = makeContext(db);
  const parties = await makeParties(db);
  const { contract, milestones } = await makeSignedContract(db, parties, {
    terms: { kind: 'consulting', royalty: null },
  });
  const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '咨询报告' };
  const { id: obligationId } = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...claim, amountFen: 18_000_000n, dueOn: '2026-12-21' }),
  );
  const gateway = fakeGateway();
  await db.update(organisations).set({ stripeAccountId: 'acct_u' }).where(eq(organisations.id, parties.unit.id));
  const paying = { ...ctx, payments: gateway };
  const attempt = await openCardPayment(await asActor(paying, parties.companyFinance), {
    obligationId,
    baseUrl: 'https://example.org',
  });
  gateway.pay(attempt.id);
  await settlePayment(paying, { attemptId: attempt.id });
  const [receipt] = await db.select().from(receipts).where(eq(receipts.obligationId, obligationId));
  expect(await getShareFacts(ctx, receipt!.id)).toMatchObject({
    people: [],
    floors: [],
    owned: null,
    teamPpm: null,
    isWorkAlone: true,
  });
  const officer = await asActor(ctx, parties.unitOfficer);
  const shared = { receiptId: receipt!.id, costs: [], teamPpm: 400_000, ttoPpm: 0 };
  await expect(proposeDistribution(officer, shared)).rejects.toMatchObject({ field: 'people[0].name' });
  const people = [
    { name: parties.unitApprover.name, sharePpm: 600_000 },
    { name: '外聘专家', sharePpm: 400_000 },
  ];
  const row = await proposeDistribution(officer, { ...shared, people });
  expect(row).toMatchObject({ netFen: 18_000_000n, floorPpm: 0, floorSource: '', state: 'proposed' });
  const { all } = await distributionPage(officer, row.id);
  expect(all?.team).toMatchObject([
    { userId: parties.unitApprover.id, amountFen: 4_320_000n, taxableFen: 4_320_000n },
    { label: '外聘专家', userId: null, amountFen: 2_880_000n },
  ]);
  expect(all?.conditions[0]).toMatchObject({ key: 'conversion', isMet: false });
  expect(all?.isReduced).toBe(false);
});
