import { asc, eq } from 'drizzle-orm';
import { creditBook, type CreditMove } from '#app/domain/credit-book.ts';
import { AppError } from '#app/domain/errors.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import {
  contractDeclarations,
  contracts,
  credits,
  creditUses,
  obligations,
  royaltyStatements,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { getCreditSums } from './credit-sums.server.ts';

interface Move extends CreditMove {
  readonly what: string;
  readonly note: string;
  /** The claim or the report that it is about. */
  readonly to: string;
}

/** The credits of a contract, line by line, with what became of each: for the people of money of its two parties. */
export async function creditPage(ctx: ActorContext, contractId: string) {
  const orgId = moneyOrgOf(ctx);
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, contractId));
  if (contract === undefined || ![contract.licensorOrgId, contract.licenseeOrgId].includes(orgId)) {
    throw new AppError('not_found');
  }
  const [raised, used, claims, sums] = await Promise.all([
    raisedOf(ctx, contractId),
    usedOf(ctx, contractId),
    obligationsOf(ctx, contractId),
    getCreditSums(ctx, contractId),
  ]);
  const returns = claims.filter(({ kind }) => !claimIs(kind, 'income'));
  const returning = returns.map(({ id, createdAt: at, label, amountFen, paidFen, outstandingFen, dueOn }): Move => ({
    id,
    at,
    kind: 'returning',
    amountFen,
    what: label,
    note: outstandingFen > 0n ? `收款方最晚 ${dueOn} 退还` : paidFen > 0n ? '收款方已退还' : '',
    to: `/desk/obligations/${id}`,
  }));
  const sum = (of: (row: (typeof returns)[number]) => bigint) => returns.reduce((all, row) => all + of(row), 0n);
  return {
    contract: { id: contract.id, no: contract.no, title: contract.title },
    isLicensee: contract.licenseeOrgId === orgId,
    lines: creditBook([...raised, ...used, ...returning]),
    sums: { ...sums, repaidFen: sum((row) => row.paidFen), toRepayFen: sum((row) => row.outstandingFen) },
  };
}

async function raisedOf(ctx: ActorContext, contractId: string): Promise<Move[]> {
  const rows = await ctx.db
    .select({
      row: credits,
      period: royaltyStatements.period,
      n: royaltyStatements.n,
      note: royaltyStatements.note,
      loss: contractDeclarations.reason,
    })
    .from(credits)
    .leftJoin(royaltyStatements, eq(royaltyStatements.id, credits.statementId))
    .leftJoin(contractDeclarations, eq(contractDeclarations.id, credits.declarationId))
    .where(eq(credits.contractId, contractId))
    .orderBy(asc(credits.createdAt));
  return rows.map(({ row, period, n, note, loss }) => ({
    id: row.id,
    at: row.createdAt,
    kind: 'raised',
    amountFen: row.amountFen,
    what: row.label,
    note:
      period === null || n === null
        ? (loss ?? '')
        : `${periodLabel(period)}${n > 1 ? `第 ${n} 次申报` : '首次申报'}${note ? `：${note}` : ''}`,
    to: row.statementId ? `/desk/statements/${row.statementId}` : `/desk/contracts/${row.contractId}/rights`,
  }));
}

async function usedOf(ctx: ActorContext, contractId: string): Promise<Move[]> {
  const rows = await ctx.db
    .select({ row: creditUses, label: obligations.label })
    .from(creditUses)
    .innerJoin(obligations, eq(obligations.id, creditUses.obligationId))
    .where(eq(creditUses.contractId, contractId))
    .orderBy(asc(creditUses.createdAt));
  return rows.flatMap(({ row, label }): Move[] => {
    const { id, createdAt: at, kind, amountFen, reason, obligationId } = row;
    // A penalty that was waived uses no credit.
    if (kind === 'penalty_waived') return [];
    const what = useWords(row, label);
    return [{ id, at, kind, amountFen, what, note: reason ?? '', to: `/desk/obligations/${obligationId}` }];
  });
}

function useWords({ kind, amountFen }: typeof creditUses.$inferSelect, label: string): string {
  if (kind === 'recalled') return '改抵应付款，不再退还';
  if (kind === 'waived') return '付款方放弃退还';
  return amountFen < 0n ? `不再抵 ${label}，款项已到` : `抵 ${label}`;
}
