import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { hasRole } from '#app/domain/access.ts';
import { canonicalJson } from '#app/domain/contract-json.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { type Fen, fenToJson } from '#app/domain/money.ts';
import { royaltyStatementMachine } from '#app/domain/royalty-statement.ts';
import { computeRoyalty } from '#app/domain/royalty.ts';
import { contracts, royaltyStatements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { planNextReport } from './plan-next-report.server.ts';
import { getRoyaltyAccount, reportingStates, type Statement } from './royalty-account.server.ts';

export interface StatementInput {
  readonly contractId: string;
  /** Key of the period, `2027Q1` or `2027`: the one that the form showed. */
  readonly period: string;
  readonly grossFen: Fen;
  /** In the order of the terms' deductions. */
  readonly deductionsFen: readonly Fen[];
  readonly note?: string;
  readonly paper?: Received;
  readonly key?: string;
}

/**
 * The licensee reports a period's revenue; the royalty is computed from the signed terms and falls due. The contract is
 * locked, so that the cap is never passed by two statements at once. A period without sales is reported as well: it makes
 * no claim.
 */
export async function fileStatement(ctx: ActorContext, input: StatementInput): Promise<Statement> {
  if (!hasRole(ctx.actor, 'officer', 'finance')) throw new AppError('forbidden');
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, input.contractId));
  const orgId = ctx.actor.org?.orgId;
  if (contract === undefined || ![contract.licensorOrgId, contract.licenseeOrgId].includes(orgId ?? '')) {
    throw new AppError('not_found');
  }
  if (contract.licenseeOrgId !== orgId) throw new AppError('forbidden');
  if (input.grossFen < 0n) throw new AppError('invalid', { says: '收入不能是负数。' }, 'gross');
  return inTransaction(ctx, (tx) => file(tx, input));
}

async function file(tx: In<ActorContext>, input: StatementInput): Promise<Statement> {
  const { id, isFirst } = await once(tx, input.key, 'royalty.file', v7());
  if (!isFirst) {
    const [earlier] = await tx.db.select().from(royaltyStatements).where(eq(royaltyStatements.id, id));
    if (earlier === undefined) throw new AppError('conflict');
    return earlier;
  }
  const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, input.contractId)).for('update');
  if (contract === undefined || !reportingStates.some((state) => state === contract.state)) {
    throw new AppError('state_changed');
  }
  const { royalty, next, statements, chargedFen } = await getRoyaltyAccount(tx, contract);
  if (statements.some((statement) => statement.period === input.period)) {
    throw new AppError('duplicate', { says: '这一期已经申报过，没有重复申报。' });
  }
  if (royalty === null || next === null || next.key !== input.period) throw new AppError('state_changed');
  const today = dayOf(tx.now());
  if (next.endOn >= today) {
    throw new AppError('invalid', { says: `${next.label}到 ${next.endOn} 结束，之后才能申报。` });
  }
  const { deductionsFen, grossFen } = input;
  const facts = { grossFen, deductionsFen, contractYear: next.contractYear, alreadyChargedFen: chargedFen };
  const result = computeRoyalty({ ...facts, terms: royalty });
  const filed = nextState(royaltyStatementMachine, royaltyStatementMachine.initial, 'file');
  const paper = input.paper ? await keepFile(tx, input.paper, 'statement', contract.licenseeOrgId) : null;
  const [statement] = await tx.db
    .insert(royaltyStatements)
    .values({
      id,
      contractId: contract.id,
      period: next.key,
      n: 1,
      startsOn: next.startOn,
      endsOn: next.endOn,
      grossFen,
      deductions: royalty.deductions.map(({ name }, at) => ({ name, amountFen: fenToJson(deductionsFen[at] ?? 0n) })),
      baseFen: result.baseFen,
      beforeCapFen: result.beforeCapFen,
      dueFen: result.dueFen,
      capReached: result.capReached,
      working: JSON.parse(canonicalJson({ ...result, ...facts })) as Record<string, unknown>,
      state: result.dueFen === 0n ? nextState(royaltyStatementMachine, filed, 'settle') : filed,
      note: input.note ?? '',
      fileId: paper?.id ?? null,
      filedBy: tx.actor.userId,
      filedAt: tx.now(),
    })
    .returning();
  if (statement === undefined) throw new Error('statement was not stored');
  await audit(tx, { deed: 'royalty.file', subjectType: 'royalty_statement', subjectId: id });
  if (result.dueFen > 0n) {
    const label = `提成 ${next.label}`;
    const dueOn = addDays(today, royalty.payWithinDays);
    await raiseObligation(tx, { contract, kind: 'royalty', subjectId: id, label, amountFen: result.dueFen, dueOn });
  }
  const href = `/desk/contracts/${contract.id}/statements`;
  // Reached once, by the statement that used up what was left.
  if (result.capReached && result.dueFen > 0n) {
    await audit(tx, { deed: 'royalty.cap_reached', subjectType: 'contract', subjectId: contract.id });
    for (const orgId of [contract.licensorOrgId, contract.licenseeOrgId]) {
      await notifyOrganisation(tx, orgId, ['officer', 'finance'], { kind: 'royalty.cap', href });
    }
  }
  const notice = { kind: 'royalty.file', params: { title: next.label }, href };
  await notifyOrganisation(tx, contract.licensorOrgId, ['officer', 'finance'], notice);
  await planNextReport(tx, contract);
  await settleContract(tx, contract.id);
  return statement;
}
