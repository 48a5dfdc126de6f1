import { and, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DeclarationGround } from '#app/domain/contract-declaration.ts';
import { type MilestoneTerms, newTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import {
  contractDeclarations,
  contracts,
  deadlines,
  deals,
  milestones,
  notices,
  obligations,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { makePerformingContract, type PerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { inTransaction, systemContext } from '../context.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { acceptMilestone } from './accept-milestone.server.ts';
import { chargeMilestone } from './charge-milestone.server.ts';
import { deemMilestone } from './deem-milestone.server.ts';
import { endTerm } from './end-term.server.ts';
import { handInDelivery } from './hand-in-delivery.server.ts';
import { reopenContract } from './reopen-contract.server.ts';
import { reopenMilestone } from './reopen-milestone.server.ts';
import { settleContract } from './settle-contract.server.ts';
import { resumeContract } from './resume-contract.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';
import { suspendContract } from './suspend-contract.server.ts';
import { terminateContract } from './terminate-contract.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const [usual] = soundTerms().milestones as [MilestoneTerms];
const dated = (triggerOn: string): MilestoneTerms => ({ ...usual, trigger: 'on_date', triggerOn, criteria: '' });

/** Two milestones and no royalty: one by its date, one by evidence. */
const twoMilestones = () =>
  makePerformingContract(db, { royalty: null, milestones: [dated('2026-11-10'), { ...usual, name: '投产' }] });

const contractOf = async ({ contractId }: PerformingContract) =>
  (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0];
const dealOf = async ({ talk }: PerformingContract) =>
  (await db.select().from(deals).where(eq(deals.id, talk.deal.id)))[0];
const milestoneStates = async ({ contractId }: PerformingContract) =>
  (await db.select().from(milestones).where(eq(milestones.contractId, contractId)).orderBy(milestones.position)).map(
    (row) => row.state,
  );
const openDeadlines = async (subjectId: string) =>
  (
    await db
      .select()
      .from(deadlines)
      .where(and(eq(deadlines.subjectId, subjectId), isNull(deadlines.doneAt)))
  ).map((row) => row.kind);

async function payAll(world: PerformingContract): Promise<void> {
  const { talk, ctx, clock, contractId } = world;
  for (const { id, amountFen } of await db.select().from(obligations).where(eq(obligations.contractId, contractId))) {
    const receipt = await claimBankTransfer(await talk.as('company', 'finance'), {
      obligationId: id,
      amountFen,
      bankSerial: crypto.randomUUID(),
      paidOn: dayOf(clock.now()),
      voucher: await receivedPdf(ctx, '回单.pdf'),
    });
    await confirmReceipt(await talk.as('unit', 'finance'), { receiptId: receipt.id });
  }
}

async function handIn({ talk, ctx }: PerformingContract, milestoneId: string) {
  const evidence = await receivedPdf(ctx, '检测报告.pdf');
  return submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '', evidence });
}

describe('a contract that is paid', () => {
  test('is settled by the last payment, not before, and its deal is complete', async () => {
    const world = await twoMilestones();
    world.clock.moveDays(9);
    await deemMilestone(world.ctx, world.milestoneId);
    await payAll(world);
    expect(await contractOf(world)).toMatchObject({ state: 'performing' });
    expect(await dealOf(world)).toMatchObject({ state: 'performing' });

    const second = world.rows[1]?.id ?? '';
    await handIn(world, second);
    await acceptMilestone(await world.talk.as('company', 'officer'), { milestoneId: second });
    expect(await contractOf(world)).toMatchObject({ state: 'performing' });
    const [last] = await db.select().from(obligations).where(eq(obligations.subjectId, second));
    const receipt = await claimBankTransfer(await world.talk.as('company', 'finance'), {
      obligationId: last?.id ?? '',
      amountFen: last?.amountFen ?? 0n,
      bankSerial: crypto.randomUUID(),
      paidOn: dayOf(world.clock.now()),
      voucher: await receivedPdf(world.ctx, '回单.pdf'),
    });
    await confirmReceipt(await world.talk.as('unit', 'finance'), { receiptId: receipt.id });
    expect(await contractOf(world)).toMatchObject({ state: 'settled' });
    expect(await dealOf(world)).toMatchObject({ state: 'completed' });
    const told = await db.select().from(notices).where(eq(notices.userId, world.talk.companyPeople.owner.id));
    expect(told.map((row) => row.kind)).toContain('contract.settle');
  });

  test('with royalties goes on until every period is reported; a cap paid in full ends it at once', async () => {
    const open = await makePerformingContract(db, { milestones: [dated('2026-11-10')] });
    open.clock.moveDays(9);
    await deemMilestone(open.ctx, open.milestoneId);
    await payAll(open);
    expect(await contractOf(open)).toMatchObject({ state: 'performing' });

    const royalty = { ...soundTerms().royalty!, capFen: 2n * usual.amountFen };
    const capped = await makePerformingContract(db, { milestones: [dated('2026-11-10'), usual], royalty });
    capped.clock.moveDays(9);
    await deemMilestone(capped.ctx, capped.milestoneId);
    const contract = await contractOf(capped);
    if (contract === undefined) throw new Error('no contract');
    const rest = { contract, kind: 'milestone', subjectId: v7(), label: '其余', amountFen: usual.amountFen } as const;
    await inTransaction(systemContext(capped.ctx), (tx) => raiseObligation(tx, { ...rest, dueOn: '2026-12-31' }));
    await payAll(capped);
    expect(await contractOf(capped)).toMatchObject({ state: 'settled' });
    expect(await milestoneStates(capped)).toEqual(['settled', 'cancelled']);
    expect(await openDeadlines(capped.contractId)).toEqual(['term']);
  });

  test('is not settled by a cap that a corrected statement has freed again: what is reported next fills it', async () => {
    const ctx = makeContext(db);
    const parties = await makeParties(db);
    const royalty = { ...newTerms.royalty!, ratePpm: 30_000, capFen: 10_000_000n };
    const terms = { royalty, milestones: [milestoneTerms({ amountFen: 5_000_000n })] };
    const { contract, milestones: stones } = await makeSignedContract(db, parties, { terms });
    const company = await asActor(ctx, parties.companyFinance);
    const unit = await asActor(ctx, parties.unitFinance);
    const proved = { ...unit, actor: { ...unit.actor, provedAt: ctx.now() } };
    const report = { contractId: contract.id, period: '2026Q1', deductionsFen: [] };
    await fileStatement(company, { ...report, grossFen: 200_000_000n });
    await fileStatement(company, { ...report, grossFen: 50_000_000n, isCorrection: true, note: '退货' });
    await inTransaction(ctx, (tx) => chargeMilestone(tx, contract, stones[0]!, dayOf(ctx.now())));
    // 60,000.00 reported, 45,000.00 of it taken back and set off at once, then a milestone of 50,000.00.
    const openOf = async () =>
      (await obligationsOf({ db }, contract.id)).flatMap(({ id, outstandingFen }) =>
        outstandingFen > 0n ? [{ id, amountFen: outstandingFen }] : [],
      );
    const pay = async ({ id, amountFen }: { id: string; amountFen: bigint }) => {
      const slip = { bankSerial: crypto.randomUUID(), paidOn: dayOf(ctx.now()) };
      const voucher = await receivedPdf(ctx, '回单.pdf');
      const receipt = await claimBankTransfer(company, { obligationId: id, amountFen, ...slip, voucher });
      await confirmReceipt(proved, { receiptId: receipt.id });
    };
    const claims = await openOf();
    expect(claims.map(({ amountFen }) => amountFen)).toEqual([1_500_000n, 5_000_000n]);
    for (const claim of claims) await pay(claim);
    const [now] = await db.select().from(contracts).where(eq(contracts.id, contract.id));
    expect(now?.state).toBe('performing');
    const next = await fileStatement(company, { ...report, period: '2026Q2', grossFen: 300_000_000n });
    expect(next).toMatchObject({ dueFen: 3_500_000n, capReached: true });
    for (const claim of await openOf()) await pay(claim);
    const [end] = await db.select().from(contracts).where(eq(contracts.id, contract.id));
    expect(end?.state).toBe('settled');
  });

  test('is closed when its term is over, and stays so where money goes back: what is over cannot be terminated', async () => {
    const world = await makePerformingContract(db, {
      royalty: null,
      milestones: [dated('2026-11-10')],
      termYears: 1,
      trial: { months: 3, extensionMonths: 0 },
    });
    world.clock.moveDays(9);
    await sweepDeadlines(world.ctx);
    await payAll(world);
    expect(await contractOf(world)).toMatchObject({ state: 'settled' });
    world.clock.moveDays(357);
    await endTerm(world.ctx, world.contractId);
    await endTerm(world.ctx, world.contractId);
    expect(await contractOf(world)).toMatchObject({ state: 'closed' });

    await inTransaction(systemContext(world.ctx), async (tx) => {
      await reopenMilestone(tx, world.milestoneId);
      await reopenContract(tx, world.contractId);
    });
    expect(await contractOf(world)).toMatchObject({ state: 'closed' });
    expect(await milestoneStates(world)).toEqual(['accepted']);
    const end = { contractId: world.contractId, versionN: 1, ground: 'by_law', reason: '法律规定' } as const;
    await expect(terminateContract(await world.talk.as('company', 'approver'), end)).rejects.toMatchObject({
      code: 'state_changed',
    });
  });

  test('paid inside its term it is performed again by a refund, and by none once the term is over though nobody swept', async () => {
    const world = await makePerformingContract(db, {
      royalty: null,
      milestones: [dated('2026-11-10')],
      termYears: 1,
      trial: { months: 3, extensionMonths: 0 },
    });
    world.clock.moveDays(9);
    await sweepDeadlines(world.ctx);
    await payAll(world);
    const reopen = () => inTransaction(systemContext(world.ctx), (tx) => reopenContract(tx, world.contractId));
    expect(await reopen()).toMatchObject({ state: 'performing' });
    expect(await reopen()).toMatchObject({ state: 'performing' });
    await inTransaction(systemContext(world.ctx), (tx) => settleContract(tx, world.contractId));
    expect(await contractOf(world)).toMatchObject({ state: 'settled' });
    world.clock.moveDays(357);
    expect(await reopen()).toMatchObject({ state: 'settled' });
  });

  test('at the end of the term what was never reached is cancelled; evidence handed in keeps its days', async () => {
    const world = await makePerformingContract(db, {
      royalty: null,
      milestones: [usual, usual],
      termYears: 1,
      trial: { months: 3, extensionMonths: 0 },
    });
    world.clock.moveDays(364);
    await handIn(world, world.milestoneId);
    await endTerm(world.ctx, world.contractId);
    expect(await milestoneStates(world)).toEqual(['submitted', 'pending']);
    world.clock.moveDays(1);
    await sweepDeadlines(world.ctx);
    expect(await milestoneStates(world)).toEqual(['submitted', 'cancelled']);
    world.clock.moveDays(15);
    await sweepDeadlines(world.ctx);
    expect(await milestoneStates(world)).toEqual(['accepted', 'cancelled']);
    await payAll(world);
    expect(await contractOf(world)).toMatchObject({ state: 'closed' });
  });
});

const reason = '专利权被提起无效宣告，等待审查决定。';
const input = (world: PerformingContract, ground: DeclarationGround) => ({
  contractId: world.contractId,
  versionN: 1,
  ground,
  reason,
});

describe('a suspension', () => {
  test('stops hand-in, answer and silence; who declared it ends it, and the days come back', async () => {
    const world = await twoMilestones();
    const second = world.rows[1]?.id ?? '';
    await handIn(world, second);
    const unit = await world.talk.as('unit', 'approver');
    const company = await world.talk.as('company', 'approver');
    expect(await suspendContract(unit, input(world, 'rights_changed'))).toMatchObject({ state: 'suspended' });
    const [kept] = await db
      .select()
      .from(contractDeclarations)
      .where(eq(contractDeclarations.contractId, world.contractId));
    expect(kept).toMatchObject({ event: 'suspend', side: 'licensor', ground: 'rights_changed', reason });
    expect(await codeOf(acceptMilestone(company, { milestoneId: second }))).toBe('state_changed');
    expect(await openDeadlines(second)).toEqual([]);
    world.clock.moveDays(30);
    await sweepDeadlines(world.ctx);
    expect(await milestoneStates(world)).toEqual(['pending', 'submitted']);

    expect(await codeOf(resumeContract(company, input(world, 'cause_gone')))).toBe('forbidden');
    await resumeContract(unit, input(world, 'cause_gone'));
    expect(await openDeadlines(second)).toEqual(['accept']);
    await sweepDeadlines(world.ctx);
    // The agreed date came by while performance stood still: it is due now, the payment days count from today.
    expect(await milestoneStates(world)).toEqual(['accepted', 'submitted']);
    const [claim] = await db.select().from(obligations).where(eq(obligations.subjectId, world.milestoneId));
    expect(claim?.dueOn).toBe('2027-01-01');
    world.clock.moveDays(14);
    await sweepDeadlines(world.ctx);
    expect(await milestoneStates(world)).toEqual(['accepted', 'submitted']);
    world.clock.moveDays(2);
    await sweepDeadlines(world.ctx);
    expect(await milestoneStates(world)).toEqual(['accepted', 'accepted']);
  });

  test('is for those who sign; strangers find nothing; twice at once it stands once', async () => {
    const world = await twoMilestones();
    const given = input(world, 'disputed');
    expect(await codeOf(suspendContract(await world.talk.as('unit', 'officer'), given))).toBe('forbidden');
    const other = await makeOrganisation(db);
    const stranger = await asActor(world.ctx, await makePerson(db, other, ['approver']));
    expect(await codeOf(suspendContract(stranger, given))).toBe('not_found');
    const [a, b] = [await world.talk.as('unit', 'approver'), await world.talk.as('company', 'approver')];
    const both = await Promise.all([codeOf(suspendContract(a, given)), codeOf(suspendContract(b, given))]);
    expect(both.sort()).toEqual(['done', 'state_changed']);
  });
});

describe('a termination', () => {
  test('cancels what has made nothing due; what was due stays due and can be paid', async () => {
    const world = await twoMilestones();
    const { contractId } = world;
    await handInDelivery(await world.talk.as('unit', 'officer'), { contractId, items: [0], note: '' });
    world.clock.moveDays(9);
    await deemMilestone(world.ctx, world.milestoneId);
    const company = await world.talk.as('company', 'approver');
    expect(await terminateContract(company, input(world, 'by_law'))).toMatchObject({ state: 'terminated' });
    expect(await milestoneStates(world)).toEqual(['accepted', 'cancelled']);
    expect(await dealOf(world)).toMatchObject({ state: 'failed' });
    expect(await openDeadlines(world.contractId)).toEqual(['return']);
    await payAll(world);
    expect(await milestoneStates(world)).toEqual(['settled', 'cancelled']);
    expect(await contractOf(world)).toMatchObject({ state: 'terminated' });
  });

  test('needs a fresh second factor and a ground that one side can name alone', async () => {
    const world = await twoMilestones();
    const stale = await asActor(world.ctx, world.talk.companyPeople.approver);
    expect(await codeOf(terminateContract(stale, input(world, 'by_law')))).toBe('proof_required');
    const unit = await world.talk.as('unit', 'approver');
    expect(await codeOf(terminateContract(unit, input(world, 'agreed')))).toBe('invalid');
    const company = await world.talk.as('company', 'approver');
    expect(await codeOf(terminateContract(company, input(world, 'trial_exit')))).toBe('invalid');
    expect(await codeOf(terminateContract(company, input(world, 'by_law')))).toBe('done');
    expect(await codeOf(terminateContract(unit, input(world, 'by_law')))).toBe('state_changed');
  });
});
