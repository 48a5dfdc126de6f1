import { and, eq, isNull, sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { AnswerInput } from '#app/domain/contract-deed-input.ts';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import { type MilestoneTerms, newTerms } from '#app/domain/contract.ts';
import { addDays, dayOf, diffDays } from '#app/domain/days.ts';
import { verifyEvidence } from '#app/domain/evidence-report.ts';
import type { Database } from '#db/client.server.ts';
import {
  contractDeclarations,
  contracts,
  deadlines,
  milestones,
  obligations,
  organisations,
  royaltyStatements,
  signingEvidence,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  aLoss,
  makePerformingContract,
  type PerformingContract,
  receivedPdf,
} from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { paperOfDecision } from '../papers/decision-paper.server.ts';
import { decideStep } from '../approvals/decide-step.server.ts';
import { approvalPage } from '../approvals/queries.server.ts';
import { setApprovalChain } from '../approvals/set-approval-chain.server.ts';
import { startApproval } from '../approvals/start-approval.server.ts';
import { type ActorContext, inTransaction, systemContext } from '../context.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { addLetter } from '../signing/add-letter.server.ts';
import { revokeLetter } from '../signing/revoke-letter.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { acceptMilestone } from './accept-milestone.server.ts';
import { refuseAmendment, signAmendment, withdrawAmendment } from './answer-amendment.server.ts';
import { answerDeclaration } from './answer-declaration.server.ts';
import { askOtherSide } from './ask-other-side.server.ts';
import { beginAmendment } from './begin-amendment.server.ts';
import { buyOut } from './buy-out.server.ts';
import { declareLoss } from './declare-loss.server.ts';
import { cureContract, demandCure } from './demand-cure.server.ts';
import { concedeMilestone, contestMilestone, disputeMilestone, thawMilestone } from './dispute-milestone.server.ts';
import { evidenceReport } from './evidence-queries.server.ts';
import { changesPage } from './changes-queries.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { proposeAmendment } from './propose-amendment.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';
import { contractText } from './text-queries.server.ts';
import { termsPage } from './terms-queries.server.ts';
import { terminateContract } from './terminate-contract.server.ts';

let db: Database;
let client: postgres.Sql;
beforeAll(async () => {
  ({ db, sql: client } = await testDatabase());
});

const reason = '对方到期不付款，已多次书面提醒';
const stateOf = async ({ contractId }: PerformingContract) =>
  (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0]?.state;
const stoneOf = async ({ milestoneId }: PerformingContract) =>
  (await db.select().from(milestones).where(eq(milestones.id, milestoneId)))[0];
const asked = async ({ contractId }: PerformingContract, event: 'end_by_agreement' | 'lose_rights') =>
  (
    await db
      .select()
      .from(contractDeclarations)
      .where(and(eq(contractDeclarations.contractId, contractId), eq(contractDeclarations.event, event)))
  ).at(-1)?.id ?? '';
const report = async (world: PerformingContract, period: string, grossFen: bigint, isCorrection = false) => {
  const input = { contractId: world.contractId, period, grossFen, deductionsFen: [], isCorrection, note: '更正' };
  return fileStatement(await world.talk.as('company', 'finance'), input);
};
const [usual] = soundTerms().milestones as [MilestoneTerms];
const quarterly = { ...newTerms.royalty!, deductions: [], capFen: null };

describe('a termination for breach', () => {
  test('needs a demand of that side that ran out and was not cured', async () => {
    const world = await makePerformingContract(db);
    const { contractId } = world;
    const deed = { contractId, versionN: 1, ground: 'breach', reason } as const;
    const unit = () => world.talk.as('unit', 'approver');
    expect(await codeOf(terminateContract(await unit(), deed))).toBe('invalid');
    expect(await codeOf(demandCure(await unit(), { ...deed, effectiveOn: '2026-11-05' }))).toBe('invalid');
    await demandCure(await unit(), { ...deed, effectiveOn: '2026-11-20' });
    expect(await stateOf(world)).toBe('defaulted');
    expect(await codeOf(terminateContract(await unit(), deed))).toBe('invalid');
    const cured = { ...deed, ground: 'cause_gone', reason: '对方已补付全部逾期款' } as const;
    expect(await codeOf(cureContract(await world.talk.as('company', 'approver'), cured))).toBe('forbidden');
    await cureContract(await unit(), cured);
    expect(await stateOf(world)).toBe('performing');
    world.clock.moveDays(30);
    expect(await codeOf(terminateContract(await unit(), deed))).toBe('invalid');
    await demandCure(await unit(), { ...deed, effectiveOn: '2026-12-20' });
    world.clock.moveDays(20);
    expect(await codeOf(terminateContract(await world.talk.as('company', 'approver'), deed))).toBe('invalid');
    await terminateContract(await unit(), deed);
    expect(await stateOf(world)).toBe('terminated');
  });

  test('a demand lets milestones go on', async () => {
    const world = await makePerformingContract(db);
    const { contractId, milestoneId } = world;
    await demandCure(await world.talk.as('company', 'approver'), {
      contractId,
      versionN: 1,
      ground: 'breach',
      reason,
      effectiveOn: '2026-12-20',
    });
    const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
    await submitMilestone(await world.talk.as('unit', 'officer'), { milestoneId, note: '', evidence });
    await acceptMilestone(await world.talk.as('company', 'officer'), { milestoneId });
    expect(await stoneOf(world)).toMatchObject({ state: 'accepted' });
  });
});

describe('an end by agreement', () => {
  const ask = ({ contractId }: PerformingContract) =>
    ({ contractId, versionN: 1, ground: 'agreed', reason: '市场变化，双方同意不再继续' }) as const;

  test('is no end before the other side says yes', async () => {
    const world = await makePerformingContract(db);
    const { contractId } = world;
    const unit = await world.talk.as('unit', 'approver');
    const company = await world.talk.as('company', 'approver');
    await askOtherSide(unit, 'end_by_agreement', ask(world));
    expect(await stateOf(world)).toBe('performing');
    const declarationId = await asked(world, 'end_by_agreement');
    const { openFen } = (await changesPage(company, contractId)).ending!;
    const yes = { contractId, declarationId, answer: 'accepted', openFen } as const;
    expect(await codeOf(answerDeclaration(unit, yes))).toBe('forbidden');
    expect(await codeOf(answerDeclaration(company, { ...yes, answer: 'withdrawn' }))).toBe('forbidden');
    // Who has not seen the sum has not agreed to it, whatever form he sends.
    expect(await codeOf(answerDeclaration(company, { ...yes, openFen: undefined }))).toBe('invalid');
    expect(await stateOf(world)).toBe('performing');
    await answerDeclaration(company, yes);
    expect(await stateOf(world)).toBe('terminated');
    expect(await codeOf(answerDeclaration(company, yes))).toBe('state_changed');
    // Who proposed and who made it an end, each on his own side.
    const said = await db.select().from(contractDeclarations).where(eq(contractDeclarations.contractId, contractId));
    expect(Object.fromEntries(said.map(({ event, side, declaredBy }) => [event, [side, declaredBy]]))).toEqual({
      end_by_agreement: ['licensor', unit.actor.userId],
      terminate: ['licensee', company.actor.userId],
    });
  });

  test('refused or taken back, the contract goes on', async () => {
    const world = await makePerformingContract(db);
    const { contractId } = world;
    const unit = await world.talk.as('unit', 'approver');
    await askOtherSide(unit, 'end_by_agreement', ask(world));
    const company = await world.talk.as('company', 'approver');
    const first = await asked(world, 'end_by_agreement');
    await answerDeclaration(company, { contractId, declarationId: first, answer: 'refused', reason: '设备已订' });
    await askOtherSide(unit, 'end_by_agreement', ask(world));
    const rows = await db.select().from(contractDeclarations).where(eq(contractDeclarations.contractId, contractId));
    const second = rows.find((row) => row.answer === null)?.id ?? '';
    await answerDeclaration(unit, { contractId, declarationId: second, answer: 'withdrawn' });
    expect(await stateOf(world)).toBe('performing');
  });

  test('says to both sides what stays owed, and is agreed to with the sum that was shown', async () => {
    const world = await makePerformingContract(db);
    const { contractId } = world;
    const unit = await world.talk.as('unit', 'approver');
    const company = await world.talk.as('company', 'approver');
    const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
    const dueOn = '2026-12-30';
    const raise = (amountFen: bigint) =>
      inTransaction(systemContext(world.ctx), (tx) =>
        raiseObligation(tx, {
          contract: contract!,
          kind: 'royalty',
          subjectId: crypto.randomUUID(),
          label: '最低提成',
          amountFen,
          dueOn,
        }),
      );
    await raise(34_000_000n);
    await askOtherSide(unit, 'end_by_agreement', ask(world));
    for (const who of [unit, company]) {
      const { ending } = await changesPage(who, contractId);
      expect(ending).toMatchObject({ openFen: 34_000_000n, claims: [{ label: '最低提成', dueOn }] });
    }
    const declarationId = await asked(world, 'end_by_agreement');
    await raise(1_000_000n);
    const yes = { contractId, declarationId, answer: 'accepted' } as const;
    expect(await codeOf(answerDeclaration(company, { ...yes, openFen: 34_000_000n }))).toBe('conflict');
    expect(await stateOf(world)).toBe('performing');
    await answerDeclaration(company, { ...yes, openFen: 35_000_000n });
    expect(await stateOf(world)).toBe('terminated');
    expect((await changesPage(company, contractId)).ending).toBeNull();
    // The tick belongs to the sum: without it nothing is answered.
    const form = { declarationId, answer: 'accepted', openFen: '35000000' };
    expect(AnswerInput.safeParse(form).error?.issues).toMatchObject([{ path: ['agrees'] }]);
    expect(AnswerInput.parse({ ...form, agrees: 'on' })).toEqual({
      declarationId,
      answer: 'accepted',
      openFen: 35_000_000n,
    });
    expect(AnswerInput.parse({ declarationId, answer: 'refused' })).toMatchObject({ answer: 'refused' });
  });

  test('leaves the revenue up to that day to be reported', async () => {
    const world = await makePerformingContract(db, { royalty: quarterly, trial: { months: 3, extensionMonths: 0 } });
    const { contractId } = world;
    world.clock.moveDays(120);
    await askOtherSide(await world.talk.as('unit', 'approver'), 'end_by_agreement', ask(world));
    const declarationId = await asked(world, 'end_by_agreement');
    const company = await world.talk.as('company', 'approver');
    const { openFen } = (await changesPage(company, contractId)).ending!;
    await answerDeclaration(company, { contractId, declarationId, answer: 'accepted', openFen });
    expect(await stateOf(world)).toBe('terminated');
    world.clock.moveDays(1);
    const filed = await report(world, '2027Q1', 1_000_000_00n);
    expect(filed).toMatchObject({ startsOn: '2027-02-02', endsOn: '2027-03-02', dueFen: 30_000_00n });
    world.clock.moveDays(200);
    expect(await codeOf(report(world, '2027Q2', 1n))).toBe('state_changed');
  });
});

describe('a dispute', () => {
  const handedIn = async () => {
    const world = await makePerformingContract(db, { milestones: [usual, { ...usual, name: '投产' }] });
    const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
    await submitMilestone(await world.talk.as('unit', 'officer'), {
      milestoneId: world.milestoneId,
      note: '',
      evidence,
    });
    return world;
  };
  const quarrel = '检测样品与约定的批次不一致';

  test('stops one milestone: silence is no acceptance of it, the others go on', async () => {
    const world = await handedIn();
    const { milestoneId } = world;
    await disputeMilestone(await world.talk.as('company', 'officer'), { milestoneId, reason: quarrel });
    const other = { milestoneId: world.rows[1]?.id ?? '', note: '' };
    const evidence = await receivedPdf(world.ctx, '投产报告.pdf');
    await submitMilestone(await world.talk.as('unit', 'officer'), { ...other, evidence });
    world.clock.moveDays(40);
    await sweepDeadlines(world.ctx);
    const states = await db.select().from(milestones).where(eq(milestones.contractId, world.contractId));
    expect(states.toSorted((a, b) => a.position - b.position).map((row) => row.state)).toEqual([
      'disputed',
      'accepted',
    ]);
    await acceptMilestone(await world.talk.as('company', 'officer'), { milestoneId });
    expect(await stoneOf(world)).toMatchObject({ state: 'accepted', disputeReason: null });
  });

  test('is ended by the licensor who gives in: more evidence may follow', async () => {
    const world = await handedIn();
    const { milestoneId } = world;
    await disputeMilestone(await world.talk.as('unit', 'officer'), { milestoneId, reason: quarrel });
    const company = await world.talk.as('company', 'officer');
    expect(await codeOf(concedeMilestone(company, { milestoneId, reason: quarrel }))).toBe('forbidden');
    await concedeMilestone(await world.talk.as('unit', 'officer'), { milestoneId, reason: quarrel });
    expect(await stoneOf(world)).toMatchObject({ state: 'rejected' });
  });

  test('after acceptance freezes the claim; its days to pay run again from the end of the dispute', async () => {
    const world = await handedIn();
    const { milestoneId } = world;
    const company = await world.talk.as('company', 'officer');
    await acceptMilestone(company, { milestoneId });
    await contestMilestone(company, { milestoneId, reason: quarrel });
    expect(await stoneOf(world)).toMatchObject({ state: 'frozen' });
    world.clock.moveDays(50);
    await thawMilestone(await world.talk.as('company', 'officer'), { milestoneId });
    const [claim] = await db.select().from(obligations).where(eq(obligations.subjectId, milestoneId));
    expect(claim?.dueOn).toBe('2027-01-21');
  });

  test('given up by who contested makes nothing late less late; the licensor may grant days anew', async () => {
    const world = await handedIn();
    const { milestoneId, talk, clock } = world;
    await acceptMilestone(await talk.as('company', 'officer'), { milestoneId });
    const dueOn = async () =>
      (await db.select().from(obligations).where(eq(obligations.subjectId, milestoneId)))[0]?.dueOn;
    expect(await dueOn()).toBe('2026-12-02');
    clock.moveDays(130);
    await contestMilestone(await talk.as('company', 'officer'), { milestoneId, reason: quarrel });
    await thawMilestone(await talk.as('company', 'officer'), { milestoneId });
    expect(await dueOn()).toBe('2026-12-02');
    await contestMilestone(await talk.as('company', 'officer'), { milestoneId, reason: quarrel });
    clock.moveDays(10);
    await thawMilestone(await talk.as('unit', 'officer'), { milestoneId });
    expect(await dueOn()).toBe('2027-04-21');
  });
});

test('sales reported too high make a milestone’s claim a credit once corrected; true sales make it a claim of its own', async () => {
  const sales = { ...usual, trigger: 'sales_reached', triggerFen: 1_500_000_00n } as const;
  const world = await makePerformingContract(db, {
    royalty: quarterly,
    trial: { months: 3, extensionMonths: 0 },
    milestones: [sales],
  });
  const claims = async () => (await obligationsOf({ db }, world.contractId)).filter(({ kind }) => kind === 'milestone');
  const openDeadlines = (id: string) =>
    db.$count(deadlines, and(eq(deadlines.subjectId, id), isNull(deadlines.doneAt)));
  world.clock.moveDays(160);
  await report(world, '2027Q1', 2_000_000_00n);
  expect(await stoneOf(world)).toMatchObject({ state: 'accepted' });
  const [before] = await claims();
  await report(world, '2027Q1', 200_000_00n, true);
  expect(await stoneOf(world)).toMatchObject({ state: 'pending', acceptedAt: null, disputedAt: null });
  expect(await claims()).toMatchObject([{ creditedFen: usual.amountFen, outstandingFen: 0n }]);
  expect(await openDeadlines(before!.id)).toBe(0);
  world.clock.moveDays(91);
  await report(world, '2027Q2', 1_300_000_00n);
  expect(await stoneOf(world)).toMatchObject({ state: 'accepted', disputeReason: null });
  const [, after] = await claims();
  expect(after).toMatchObject({ amountFen: usual.amountFen, creditedFen: 0n });
  expect(diffDays(before!.dueOn, after!.dueOn)).toBe(91);
  expect(await openDeadlines(after!.id)).toBe(1);
});

test('sales that the licensee reported reach a milestone without acceptance', async () => {
  const sales = { ...usual, trigger: 'sales_reached', triggerFen: 1_500_000_00n } as const;
  const world = await makePerformingContract(db, {
    royalty: quarterly,
    trial: { months: 3, extensionMonths: 0 },
    milestones: [sales],
  });
  world.clock.moveDays(160);
  await report(world, '2027Q1', 1_000_000_00n);
  expect(await stoneOf(world)).toMatchObject({ state: 'pending' });
  world.clock.moveDays(91);
  await report(world, '2027Q2', 600_000_00n);
  expect(await stoneOf(world)).toMatchObject({ state: 'accepted' });
  const [claim] = await db.select().from(obligations).where(eq(obligations.subjectId, world.milestoneId));
  expect(claim?.amountFen).toBe(usual.amountFen);
});

test('a buy-out costs its price less what was charged, once, and ends the royalties', async () => {
  const royalty = { ...quarterly, buyOut: { priceFen: 200_000_00n, creditsRoyalties: true } };
  const world = await makePerformingContract(db, { royalty, trial: { months: 3, extensionMonths: 0 } });
  const deed = { contractId: world.contractId, versionN: 1 };
  world.clock.moveDays(160);
  await report(world, '2027Q1', 1_000_000_00n);
  expect(await codeOf(buyOut(await world.talk.as('unit', 'approver'), deed))).toBe('forbidden');
  // Before the deed its form names the sum that is then raised; the other side has no such form.
  const { buyOut: quote } = await changesPage(await world.talk.as('company', 'approver'), world.contractId);
  expect(quote).toMatchObject({
    dueFen: 170_000_00n,
    lastOn: '2027-04-10',
    dueOn: '2027-05-11',
    unpaidFen: 30_000_00n,
  });
  expect((await changesPage(await world.talk.as('unit', 'approver'), world.contractId)).buyOut).toBeNull();
  await buyOut(await world.talk.as('company', 'approver'), deed);
  const rows = await db.select().from(obligations).where(eq(obligations.contractId, world.contractId));
  expect(rows.map((row) => row.amountFen).toSorted()).toEqual([170_000_00n, 30_000_00n].toSorted());
  expect(await codeOf(buyOut(await world.talk.as('company', 'approver'), deed))).toBe('state_changed');
  world.clock.moveDays(1);
  const last = await report(world, '2027Q2', 100_000_00n);
  expect(last.endsOn).toBe('2027-04-10');
});

test('a buy-out whose price is covered by what was charged settles a contract in which nothing else is open', async () => {
  const royalty = { ...quarterly, buyOut: { priceFen: 30_000_00n, creditsRoyalties: true } };
  const world = await makePerformingContract(db, { royalty, trial: { months: 3, extensionMonths: 0 } });
  const { contractId, ctx, milestoneId, talk } = world;
  const evidence = await receivedPdf(ctx, '检测报告.pdf');
  await submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '', evidence });
  await acceptMilestone(await talk.as('company', 'officer'), { milestoneId });
  world.clock.moveDays(150);
  await report(world, '2027Q1', 1_000_000_00n);
  for (const { id, amountFen } of await obligationsOf(ctx, contractId)) {
    const receipt = await claimBankTransfer(await talk.as('company', 'finance'), {
      obligationId: id,
      amountFen,
      bankSerial: `LS${id}`,
      paidOn: '2027-04-01',
      voucher: await receivedPdf(ctx, '回单.pdf'),
    });
    await confirmReceipt(await talk.as('unit', 'finance'), { receiptId: receipt.id });
  }
  expect(await stateOf(world)).toBe('performing');
  await buyOut(await talk.as('company', 'approver'), { contractId, versionN: 1 });
  expect(await stateOf(world)).toBe('settled');
  expect(await obligationsOf(ctx, contractId)).toHaveLength(2);
});

test('a lost patent, agreed by both, stops royalties the day before and what was not reached', async () => {
  const world = await makePerformingContract(db, { royalty: quarterly, trial: { months: 3, extensionMonths: 0 } });
  const { contractId } = world;
  world.clock.moveDays(160);
  await declareLoss(await world.talk.as('company', 'approver'), await aLoss(world, { effectiveOn: '2027-03-15' }));
  expect(await stoneOf(world)).toMatchObject({ state: 'pending' });
  await answerDeclaration(await world.talk.as('unit', 'approver'), {
    contractId,
    declarationId: await asked(world, 'lose_rights'),
    answer: 'accepted',
  });
  expect(await stoneOf(world)).toMatchObject({ state: 'cancelled' });
  const last = await report(world, '2027Q1', 1_000_000_00n);
  expect(last.endsOn).toBe('2027-03-14');
  expect(await db.$count(royaltyStatements, eq(royaltyStatements.contractId, contractId))).toBe(1);
});

describe('a change of a signed contract', () => {
  const change = (world: PerformingContract, given = {}) => ({
    contractId: world.contractId,
    baseVersionN: 1,
    terms: { ...soundTerms(), territory: '西北五省', ...given },
    effectiveOn: '2026-12-01',
    reason: '许可地域缩小到西北五省',
  });

  /** Written by the officer, signed and sent by who signs. */
  const put = async (ctx: ActorContext, input: ReturnType<typeof change>) => {
    const { contractId, versionN } = await prepareAmendment(ctx, input);
    return proposeAmendment(ctx, { contractId, versionN });
  };

  test('is a new version that counts once the other side signed it; evidence says so', async () => {
    const world = await makePerformingContract(db);
    const { contractId } = world;
    const { versionN } = await put(await world.talk.as('unit', 'approver'), change(world));
    expect(versionN).toBe(2);
    expect(await codeOf(prepareAmendment(await world.talk.as('company', 'approver'), change(world)))).toBe('duplicate');
    const deed = { contractId, versionN };
    expect(await codeOf(signAmendment(await world.talk.as('unit', 'approver'), deed))).toBe('forbidden');
    const company = await world.talk.as('company', 'approver');
    const both = await Promise.all([codeOf(signAmendment(company, deed)), codeOf(signAmendment(company, deed))]);
    expect(both.toSorted()).toEqual(['done', 'state_changed']);
    const contract = async () => (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0];
    expect(await contract()).toMatchObject({ versionN: 1, signedVersionN: 1, state: 'performing' });
    world.clock.moveDays(29);
    await sweepDeadlines(world.ctx);
    expect(await contract()).toMatchObject({ versionN: 2, signedVersionN: 2, state: 'performing' });
    const evidence = await evidenceReport(company, contractId);
    expect(evidence.entries.map((entry) => entry.kind).join(' ')).toBe(
      'frozen page_agreed signed page_agreed signed concluded frozen page_agreed page_agreed amended',
    );
    const { createHash } = await import('node:crypto');
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const read = JSON.parse(JSON.stringify(evidence)) as typeof evidence;
    expect(verifyEvidence(read, { sha256, canonical: canonicalJson }).filter(({ isOk }) => !isOk)).toEqual([]);
  });

  test('refused or taken back changes nothing; what was performed is not rewritten', async () => {
    const world = await makePerformingContract(db);
    const unit = await world.talk.as('unit', 'approver');
    const company = await world.talk.as('company', 'officer');
    await put(unit, change(world));
    await refuseAmendment(company, { contractId: world.contractId, versionN: 2, reason: '已在四川建厂' });
    await put(unit, change(world));
    await withdrawAmendment(unit, { contractId: world.contractId, versionN: 3 });
    expect(await codeOf(prepareAmendment(unit, change(world, { startsOn: '2027-01-01' })))).toBe('terms_invalid');
    const [contract] = await db.select().from(contracts).where(eq(contracts.id, world.contractId));
    expect(contract).toMatchObject({ versionN: 1, signedVersionN: 1 });
  });

  test('binds nobody past the gates of a signature: who signs, a second factor, publicity of the price, own approval', async () => {
    const world = await makePerformingContract(db);
    const { contractId, talk } = world;
    const unit = await talk.as('unit', 'approver');
    const company = await talk.as('company', 'approver');
    const steps = [{ name: '分管领导', way: 'page', role: 'owner' }] as const;
    const stale = { ...unit, actor: { ...unit.actor, provedAt: null } };
    const first = await prepareAmendment(await talk.as('unit', 'officer'), change(world));
    const deed = { contractId, versionN: first.versionN };
    expect(await codeOf(proposeAmendment(await talk.as('unit', 'officer'), deed))).toBe('forbidden');
    expect(await codeOf(proposeAmendment(stale, deed))).toBe('proof_required');
    await withdrawAmendment(unit, deed);
    const milestones = [{ ...usual, amountFen: usual.amountFen + 100n }];
    const dearer = { ...change(world, { milestones }), effectiveOn: dayOf(world.clock.now()) };
    const isState = (isStateEstablished: boolean) =>
      db.update(organisations).set({ isStateEstablished }).where(eq(organisations.id, talk.deal.licensorOrgId));
    const { versionN } = await put(unit, dearer);
    await isState(true);
    expect(await codeOf(signAmendment(company, { contractId, versionN }))).toBe('publicity_running');
    await isState(false);
    await setApprovalChain(await talk.as('company', 'owner'), { fromFen: 0n, steps });
    expect(await codeOf(signAmendment(company, { contractId, versionN }))).toBe('approval_required');
    const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
    expect(contract).toMatchObject({ versionN: 1, signedVersionN: 1 });
  });
});

describe('by what authority a change is signed', () => {
  test('an attorney needs a letter that covers it, on either side; the signatures and the evidence say by what', async () => {
    const world = await makePerformingContract(db);
    const { contractId, talk } = world;
    const unit = await talk.as('unit', 'approver');
    const company = await talk.as('company', 'approver');
    const { versionN } = await prepareAmendment(unit, {
      contractId,
      baseVersionN: 1,
      terms: { ...soundTerms(), territory: '西北五省' },
      effectiveOn: '2026-12-01',
      reason: '许可地域缩小到西北五省',
    });
    const deed = { contractId, versionN, authority: 'attorney' } as const;
    expect(await codeOf(proposeAmendment(unit, deed))).toBe('invalid');
    const letterFor = async (ctx: ActorContext, owner: ActorContext) =>
      addLetter(owner, {
        holderName: ctx.actor.name,
        holderId: ctx.actor.userId,
        scope: '签署技术许可合同及其变更',
        contractId,
        limit: null,
        startsOn: '2026-11-01',
        endsOn: '2026-12-31',
        paper: await receivedPdf(world.ctx, '授权委托书.pdf'),
      });
    await letterFor(unit, await talk.as('unit', 'owner'));
    await proposeAmendment(unit, deed);
    const letter = await letterFor(company, await talk.as('company', 'owner'));
    await revokeLetter(await talk.as('company', 'owner'), letter.id);
    expect(await codeOf(signAmendment(company, deed))).toBe('invalid');
    await signAmendment(company, { ...deed, authority: 'legal_representative' });
    const signed = await db.execute(
      sql`select side, authority, authority_file_id is not null as letter from signatures
          where contract_id = ${contractId} and version_n = ${versionN} order by side`,
    );
    expect([...signed]).toEqual([
      { side: 'licensee', authority: 'legal_representative', letter: false },
      { side: 'licensor', authority: 'attorney', letter: true },
    ]);
    const entries = await db.select().from(signingEvidence).where(eq(signingEvidence.contractId, contractId));
    expect(entries.find(({ kind }) => kind === 'amended')?.body).toMatchObject({
      proposedBy: unit.actor.name,
      proposedAuthority: 'attorney',
      authority: 'legal_representative',
    });
  });
});

describe('a change that counts from a later day', () => {
  const signedFor = async (effectiveOn: string) => {
    const world = await makePerformingContract(db);
    const { contractId, talk } = world;
    const unit = await talk.as('unit', 'approver');
    const company = await talk.as('company', 'approver');
    const { id, versionN } = await prepareAmendment(unit, {
      contractId,
      baseVersionN: 1,
      terms: { ...soundTerms(), territory: '西北五省' },
      effectiveOn,
      reason: '许可地域缩小到西北五省',
    });
    await proposeAmendment(unit, { contractId, versionN });
    await signAmendment(company, { contractId, versionN });
    const isThis = eq(deadlines.subjectId, id);
    return {
      ...world,
      unit,
      company,
      amendmentId: id,
      contract: async () => (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0],
      waits: () => db.$count(deadlines, and(isThis, eq(deadlines.kind, 'take_effect'), isNull(deadlines.doneAt))),
      /** Who is named for the taking, one a line. */
      taken: async () =>
        [
          ...(await db.execute<{ actor_id: string | null }>(
            sql`select actor_id from audit_lines where subject_id = ${contractId} and deed = 'contract.amend_take_effect'`,
          )),
        ].map(({ actor_id }) => actor_id),
      submit: async () =>
        submitMilestone(await talk.as('unit', 'officer'), {
          milestoneId: world.milestoneId,
          note: '',
          evidence: await receivedPdf(world.ctx, '检测报告.pdf'),
        }),
    };
  };

  test('begins with its day, once, whoever comes first', async () => {
    const world = await signedFor('2026-12-01');
    expect(await world.contract()).toMatchObject({ versionN: 1, signedVersionN: 1 });
    world.clock.moveDays(28);
    await beginAmendment(world.ctx, world.amendmentId);
    expect(await world.contract()).toMatchObject({ signedVersionN: 1 });
    expect(await world.waits()).toBe(1);
    world.clock.moveDays(1);
    await Promise.all([beginAmendment(world.ctx, world.amendmentId), beginAmendment(world.ctx, world.amendmentId)]);
    await sweepDeadlines(world.ctx);
    expect(await world.contract()).toMatchObject({ versionN: 2, signedVersionN: 2 });
    expect([await world.taken(), await world.waits()]).toEqual([[null], 0]);
  });

  test("is in force on its day for a deed that is earlier than the sweep, and is the platform's deed all the same", async () => {
    const world = await signedFor('2026-12-01');
    world.clock.moveDays(29);
    await world.submit();
    expect(await world.contract()).toMatchObject({ signedVersionN: 2 });
    expect([await world.taken(), await world.waits()]).toEqual([[null], 1]);
    await sweepDeadlines(world.ctx);
    expect([await world.taken(), await world.waits()]).toEqual([[null], 0]);
  });

  test('refuses no deed that names the version before on the day itself, and every one a day later', async () => {
    const demanded = async (days: number) => {
      const world = await signedFor('2026-12-01');
      world.clock.moveDays(days);
      const { contractId, clock } = world;
      const effectiveOn = addDays(dayOf(clock.now()), 30);
      const given = { contractId, versionN: 1, ground: 'breach', reason: '到期不付款', effectiveOn } as const;
      const code = await codeOf(demandCure(world.unit, given));
      return [code, (await world.contract())?.signedVersionN];
    };
    expect(await demanded(29)).toEqual(['done', 2]);
    expect(await demanded(30)).toEqual(['state_changed', 1]);
  });

  test('that was never taken is found by whoever verifies the books, and so is a milestone ahead with another sum', async () => {
    const world = await signedFor('2026-12-01');
    const no = (await world.contract())?.no ?? 'none';
    const found = async () =>
      (await verifyClaims(client)).flatMap((one) => (one.subject.startsWith(no) ? [[one.check, one.found]] : []));
    expect(await found()).toEqual([]);
    world.clock.moveDays(29);
    await sweepDeadlines(world.ctx);
    expect(await found()).toEqual([]);
    await db.update(contracts).set({ signedVersionN: 1, versionN: 1 }).where(eq(contracts.id, world.contractId));
    await db.update(milestones).set({ amountFen: 1_000n }).where(eq(milestones.id, world.milestoneId));
    expect(await found()).toEqual([
      ['a signed change counts from its day', 'version 1'],
      ['a milestone ahead is that of the version in force', '1000 30 15'],
    ]);
  });

  test('is the last until then, and lapses when the contract ends first', async () => {
    const world = await signedFor('2026-12-01');
    const { contractId, unit, company } = world;
    const again = {
      contractId,
      baseVersionN: 1,
      terms: { ...soundTerms(), territory: '甘肃省' },
      effectiveOn: '2026-12-05',
      reason: '许可地域缩小到甘肃省',
    };
    expect(await codeOf(prepareAmendment(unit, again))).toBe('duplicate');
    const ask = { contractId, versionN: 1, ground: 'agreed', reason: '市场变化，双方同意不再继续' } as const;
    await askOtherSide(unit, 'end_by_agreement', ask);
    const declarationId = await asked(world, 'end_by_agreement');
    const { openFen } = (await changesPage(company, contractId)).ending!;
    await answerDeclaration(company, { contractId, declarationId, answer: 'accepted', openFen });
    expect(await world.waits()).toBe(0);
    world.clock.moveDays(30);
    await sweepDeadlines(world.ctx);
    expect(await world.contract()).toMatchObject({ state: 'terminated', signedVersionN: 1 });
    expect((await changesPage(unit, contractId)).amendments[0]).toMatchObject({ effect: 'lapsed' });
  });

  test('touches nothing that the contract costs, and waits for a year at most', async () => {
    const { contractId, talk } = await makePerformingContract(db);
    const unit = await talk.as('unit', 'approver');
    const [first, ...rest] = soundTerms().milestones as [MilestoneTerms, ...MilestoneTerms[]];
    const given = { contractId, baseVersionN: 1, reason: '双方协商一致' };
    const dearer = { ...soundTerms(), milestones: [{ ...first, amountFen: first.amountFen + 1_00n }, ...rest] };
    await expect(prepareAmendment(unit, { ...given, terms: dearer, effectiveOn: '2026-12-01' })).rejects.toMatchObject({
      code: 'terms_invalid',
      field: 'change.effectiveOn',
    });
    const far = { ...given, terms: { ...soundTerms(), territory: '西北五省' }, effectiveOn: '2206-12-01' };
    expect(await codeOf(prepareAmendment(unit, far))).toBe('terms_invalid');
    // Only what waits for a day asks for one.
    await expect(prepareAmendment(unit, { ...far, effectiveOn: null })).rejects.toMatchObject({
      code: 'invalid',
      field: 'change.effectiveOn',
    });
    const today = dayOf(unit.now());
    expect(await prepareAmendment(unit, { ...given, terms: dearer, effectiveOn: null })).toMatchObject({
      effectiveOn: today,
    });
  });

  test('does not change the royalty, which counts from its conclusion, and not once revenue was reported', async () => {
    const trial = { months: 3, extensionMonths: 0 };
    const world = await makePerformingContract(db, { royalty: quarterly, trial });
    const { contractId, talk } = world;
    world.clock.moveDays(150);
    const unit = await talk.as('unit', 'approver');
    const company = await talk.as('company', 'approver');
    const today = dayOf(world.ctx.now());
    const dearer = {
      contractId,
      baseVersionN: 1,
      terms: soundTerms({ royalty: { ...quarterly, schedule: { kind: 'flat', ratePpm: 45_000 } }, trial }),
      reason: '提成率改为百分之四点五',
    };
    const later = prepareAmendment(unit, { ...dearer, effectiveOn: addDays(today, 1) });
    await expect(later).rejects.toMatchObject({ code: 'terms_invalid', field: 'change.effectiveOn' });
    const { versionN } = await prepareAmendment(unit, { ...dearer, effectiveOn: today });
    await proposeAmendment(unit, { contractId, versionN });
    await report(world, '2027Q1', 1_000_000_00n);
    expect(await codeOf(signAmendment(company, { contractId, versionN }))).toBe('terms_invalid');
    const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
    expect(contract).toMatchObject({ signedVersionN: 1 });
  });
});

test('what falls due after a change is of the changed terms, and the books agree', async () => {
  const { sql: raw } = await testDatabase();
  const world = await makePerformingContract(db);
  const { contractId, milestoneId, talk } = world;
  const unit = await talk.as('unit', 'approver');
  const company = await talk.as('company', 'approver');
  const [first, ...rest] = soundTerms().milestones as [MilestoneTerms, ...MilestoneTerms[]];
  const { versionN } = await prepareAmendment(unit, {
    contractId,
    baseVersionN: 1,
    terms: { ...soundTerms(), milestones: [{ ...first, amountFen: first.amountFen + 1_000_00n }, ...rest] },
    effectiveOn: '2026-11-02',
    reason: '第一笔款增加一千元',
  });
  await proposeAmendment(unit, { contractId, versionN });
  await signAmendment(company, { contractId, versionN });
  world.clock.moveDays(1);
  const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
  await submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '', evidence });
  await acceptMilestone(await talk.as('company', 'officer'), { milestoneId });
  const [claim] = await db.select().from(obligations).where(eq(obligations.contractId, contractId));
  expect(claim?.amountFen).toBe(first.amountFen + 1_000_00n);
  const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
  const own = (await verifyLedger(raw)).filter(({ subject }) => subject.includes(contract?.no ?? ''));
  expect(own).toEqual([]);
});

describe('a change while it is prepared', () => {
  const input = ({ contractId }: PerformingContract, territory = '西北五省') => ({
    contractId,
    baseVersionN: 1,
    terms: { ...soundTerms(), territory },
    effectiveOn: '2026-12-01',
    reason: '许可地域缩小到西北五省',
  });

  test('is seen by nobody of the other side, and neither when it was dropped', async () => {
    const world = await makePerformingContract(db);
    const { contractId, talk } = world;
    const unit = await talk.as('unit', 'officer');
    const company = await talk.as('company', 'approver');
    await prepareAmendment(unit, input(world));
    const isHidden = async () => {
      expect((await changesPage(company, contractId)).amendments).toEqual([]);
      expect((await termsPage(company, contractId)).history.map(({ n }) => n)).toEqual([1]);
      expect(await codeOf(contractText(company, contractId, 2))).toBe('not_found');
      expect(await codeOf(signAmendment(company, { contractId, versionN: 2 }))).toBe('not_found');
    };
    await isHidden();
    expect((await termsPage(unit, contractId)).history.map(({ n }) => n)).toEqual([2, 1]);
    expect((await contractText(unit, contractId, 2)).version.n).toBe(2);
    await withdrawAmendment(unit, { contractId, versionN: 2 });
    await isHidden();
  });

  test('each side may prepare one; what was overtaken by a signed change is written anew', async () => {
    const world = await makePerformingContract(db);
    const { contractId, talk } = world;
    const unit = await talk.as('unit', 'approver');
    const company = await talk.as('company', 'approver');
    await prepareAmendment(unit, input(world));
    expect(await codeOf(prepareAmendment(unit, input(world)))).toBe('duplicate');
    await prepareAmendment(company, input(world, '全球'));
    expect((await listTodos(company)).filter(({ kind }) => kind === 'amendment.sign')).toHaveLength(1);
    await proposeAmendment(unit, { contractId, versionN: 2 });
    expect(await codeOf(proposeAmendment(company, { contractId, versionN: 3 }))).toBe('duplicate');
    await signAmendment(company, { contractId, versionN: 2 });
    expect(await codeOf(proposeAmendment(company, { contractId, versionN: 3 }))).toBe('duplicate');
    // Nobody is asked to send it any more: its page says why, and the desk is silent.
    const own = async () => (await changesPage(company, contractId)).amendments.find(({ versionN }) => versionN === 3);
    const asked = async () => (await listTodos(company)).filter(({ kind }) => kind === 'amendment.sign');
    const overtaken = { overtakenBy: 2, mayPut: false, mayPropose: false, maySignAtProvider: false, mayWithdraw: true };
    expect(await own()).toMatchObject(overtaken);
    expect(await asked()).toEqual([]);
    world.clock.moveDays(29);
    await sweepDeadlines(world.ctx);
    expect(await codeOf(proposeAmendment(company, { contractId, versionN: 3 }))).toBe('state_changed');
    expect(await own()).toMatchObject(overtaken);
    expect(await asked()).toEqual([]);
    await withdrawAmendment(company, { contractId, versionN: 3 });
    expect(await codeOf(prepareAmendment(company, input(world, '全球')))).toBe('state_changed');
  });

  test('runs the own unit’s chain before it is sent, and the other’s before it is signed', async () => {
    const world = await makePerformingContract(db);
    const { contractId, talk } = world;
    const steps = [{ name: '分管领导', way: 'page', role: 'approver' }] as const;
    for (const side of ['unit', 'company'] as const)
      await setApprovalChain(await talk.as(side, 'owner'), { fromFen: 0n, steps });
    const { versionN } = await prepareAmendment(await talk.as('unit', 'officer'), input(world));
    const facts = {
      contractId,
      versionN,
      valuation: 'none',
      valuationNote: '协议',
      relation: 'none',
      relationNote: '',
    } as const;
    const approve = async (side: 'unit' | 'company') => {
      const officer = await talk.as(side, 'officer');
      const { mayStart, isAmendment } = await approvalPage(officer, contractId);
      expect({ mayStart, isAmendment }).toEqual({ mayStart: true, isAmendment: true });
      const { id } = await startApproval(officer, { ...facts, note: '' });
      const decision = { approvalId: id, position: 0, outcome: 'passed', note: '', file: null } as const;
      const decider = await talk.as(side, 'approver');
      expect((await listTodos(decider)).map(({ kind }) => kind)).toContain('approval.approver');
      await decideStep(decider, decision);
      expect((await paperOfDecision(decider, contractId)).stamp?.code).toContain(` V${versionN} `);
    };
    const unit = await talk.as('unit', 'owner');
    expect(await codeOf(proposeAmendment(unit, { contractId, versionN }))).toBe('approval_required');
    expect(await codeOf(startApproval(await talk.as('company', 'officer'), { ...facts, note: '' }))).toBe(
      'state_changed',
    );
    await approve('unit');
    await proposeAmendment(unit, { contractId, versionN });
    const company = await talk.as('company', 'owner');
    expect(await codeOf(signAmendment(company, { contractId, versionN }))).toBe('approval_required');
    await approve('company');
    await signAmendment(company, { contractId, versionN });
    expect((await changesPage(company, contractId)).amendments[0]).toMatchObject({
      state: 'signed',
      effect: 'waiting',
    });
  });
});

describe('proposals beside each other', () => {
  const ask = { versionN: 1, reason: '市场变化，双方同意不再继续' } as const;
  const openDays = async (orgId: string) =>
    (
      await db
        .select()
        .from(deadlines)
        .where(and(eq(deadlines.orgId, orgId), isNull(deadlines.doneAt)))
    )
      .filter(({ kind }) => kind === 'answer')
      .map(({ subjectType }) => subjectType);

  test('each have their own day to answer, and answering one leaves the other', async () => {
    const world = await makePerformingContract(db);
    const { contractId, talk } = world;
    const unit = await talk.as('unit', 'approver');
    const company = await talk.as('company', 'approver');
    await askOtherSide(unit, 'end_by_agreement', { ...ask, contractId, ground: 'agreed' });
    await declareLoss(company, await aLoss(world));
    const amendment = await prepareAmendment(unit, {
      contractId,
      baseVersionN: 1,
      terms: { ...soundTerms(), territory: '西北五省' },
      effectiveOn: '2026-12-01',
      reason: '许可地域缩小到西北五省',
    });
    const toSign = async (reader: ActorContext) =>
      (await listTodos(reader)).filter(({ kind }) => kind === 'amendment.sign').map(({ isMine }) => isMine);
    expect(await toSign(unit)).toEqual([true]);
    expect(await toSign(await talk.as('unit', 'officer'))).toEqual([false]);
    expect(await toSign(company)).toEqual([]);
    await proposeAmendment(unit, { contractId, versionN: amendment.versionN });
    expect(await toSign(unit)).toEqual([]);
    const { licensorOrgId, licenseeOrgId } = talk.deal;
    expect((await openDays(licenseeOrgId)).toSorted()).toEqual(['amendment', 'declaration']);
    expect(await openDays(licensorOrgId)).toEqual(['declaration']);
    const asks = (await listTodos(company)).filter(({ kind }) => /^(amendment|declaration)\./u.test(kind));
    const changes = `/desk/contracts/${contractId}/changes`;
    expect(asks.map(({ kind, href }) => [kind, href]).toSorted()).toEqual([
      ['amendment.sign_put', changes],
      ['declaration.answer', changes],
    ]);
    const declarationId = await asked(world, 'lose_rights');
    await answerDeclaration(unit, { contractId, declarationId, answer: 'refused' });
    expect(await openDays(licensorOrgId)).toEqual([]);
    await refuseAmendment(company, { contractId, versionN: amendment.versionN });
    expect(await openDays(licenseeOrgId)).toEqual(['declaration']);
    const end = await asked(world, 'end_by_agreement');
    const { openFen } = (await changesPage(company, contractId)).ending!;
    await answerDeclaration(company, { contractId, declarationId: end, answer: 'accepted', openFen });
    expect(await openDays(licenseeOrgId)).toEqual([]);
  });

  test('that rights are lost is neither said nor agreed to without a fresh second factor', async () => {
    const world = await makePerformingContract(db);
    const { contractId, talk } = world;
    const lost = await aLoss(world);
    const stale = (ctx: ActorContext) => ({ ...ctx, actor: { ...ctx.actor, provedAt: null } });
    const company = await talk.as('company', 'approver');
    expect(await codeOf(declareLoss(stale(company), lost))).toBe('proof_required');
    await declareLoss(company, lost);
    const yes = { contractId, declarationId: await asked(world, 'lose_rights'), answer: 'accepted' } as const;
    const unit = await talk.as('unit', 'approver');
    expect(await codeOf(answerDeclaration(stale(unit), yes))).toBe('proof_required');
    expect(await codeOf(answerDeclaration(unit, yes))).toBe('done');
  });
});

test('evidence cannot be rewritten in the database', async () => {
  const world = await makePerformingContract(db);
  const change = db
    .update(signingEvidence)
    .set({ body: { signer: '别人' } })
    .where(eq(signingEvidence.contractId, world.contractId));
  await expect(change).rejects.toThrow();
});
