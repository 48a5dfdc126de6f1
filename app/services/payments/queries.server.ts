import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import type { DistributionState } from '#app/domain/distribution.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import {
  contracts,
  files,
  obligations,
  organisations,
  payeeAccounts,
  paymentAttempts,
  receipts,
} from '#db/schema/index.ts';
import { alias } from 'drizzle-orm/pg-core';
import type { ActorContext, Context } from '../context.server.ts';
import { largestCardPaymentFen } from './gateway.server.ts';
import { moneyOrgOf } from './money-access.server.ts';
import { getOwnReceipt } from './own-receipt.server.ts';

const paidFen = sql<string>`coalesce((select sum(a.amount_fen) from allocations a join receipts r on r.id = a.receipt_id
  where a.obligation_id = obligations.id and r.state = 'confirmed'), 0)::text`;
const claimedFen = sql<string>`coalesce((select sum(r.amount_fen) from receipts r
  where r.obligation_id = obligations.id and r.state = 'claimed'), 0)::text`;

export interface ObligationLine {
  readonly id: string;
  readonly kind: (typeof obligations.$inferSelect)['kind'];
  readonly subjectId: string;
  readonly label: string;
  readonly amountFen: Fen;
  readonly dueOn: string;
  /** Arrived and allocated to it. */
  readonly paidFen: Fen;
  /** Said to be under way, not confirmed. */
  readonly claimedFen: Fen;
  readonly outstandingFen: Fen;
}

const withOutstanding = <Row extends { amountFen: Fen; paidFen: string; claimedFen: string }>(row: Row) => ({
  ...row,
  paidFen: BigInt(row.paidFen),
  claimedFen: BigInt(row.claimedFen),
  outstandingFen: row.amountFen - BigInt(row.paidFen),
});

const lineColumns = {
  id: obligations.id,
  kind: obligations.kind,
  subjectId: obligations.subjectId,
  label: obligations.label,
  amountFen: obligations.amountFen,
  dueOn: obligations.dueOn,
  paidFen,
  claimedFen,
};

/** Claims under a contract, by date, with what is open of each. The caller has checked that the actor may see the contract. */
export async function obligationsOf(ctx: Pick<Context, 'db'>, contractId: string): Promise<ObligationLine[]> {
  const rows = await ctx.db
    .select(lineColumns)
    .from(obligations)
    .where(eq(obligations.contractId, contractId))
    .orderBy(asc(obligations.dueOn), asc(obligations.createdAt));
  return rows.map(withOutstanding);
}

const payer = alias(organisations, 'payer');
const payee = alias(organisations, 'payee');
const party = (org: typeof payer | typeof payee) => ({ id: org.id, name: org.name, isSample: org.isSample });

/** One claim as payer and payee see it. The bank account is shown to these two only. */
export async function getObligation(ctx: ActorContext, id: string) {
  const orgId = moneyOrgOf(ctx);
  const [row] = await ctx.db
    .select({
      ...lineColumns,
      contract: { id: contracts.id, no: contracts.no, title: contracts.title },
      payer: party(payer),
      payee: party(payee),
      stripeAccountId: payee.stripeAccountId,
    })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(payer, eq(payer.id, obligations.payerOrgId))
    .innerJoin(payee, eq(payee.id, obligations.payeeOrgId))
    .where(eq(obligations.id, id));
  if (row === undefined || (row.payer.id !== orgId && row.payee.id !== orgId)) throw new AppError('not_found');
  const { stripeAccountId, ...plain } = row;
  const obligation = withOutstanding(plain);
  const [account] = await ctx.db
    .select({
      accountName: payeeAccounts.accountName,
      bankName: payeeAccounts.bankName,
      accountNo: payeeAccounts.accountNo,
    })
    .from(payeeAccounts)
    .where(eq(payeeAccounts.orgId, row.payee.id));
  const arrived = await ctx.db
    .select()
    .from(receipts)
    .where(eq(receipts.obligationId, id))
    .orderBy(asc(receipts.createdAt));
  const isPayer = row.payer.id === orgId;
  const payableFen = obligation.outstandingFen - obligation.claimedFen;
  return {
    ...obligation,
    isPayer,
    account: account ?? null,
    receipts: arrived.map(({ id, no, amountFen, method, state, paidOn }) => ({
      id,
      no,
      amountFen,
      method,
      state,
      paidOn,
    })),
    payableFen,
    mayPay: isPayer && hasRole(ctx.actor, 'officer', 'finance') && obligation.outstandingFen > 0n,
    hasCardAccount: stripeAccountId !== null && ctx.payments.isEnabled,
    isWithinCardLimit: payableFen > 0n && payableFen <= largestCardPaymentFen,
  };
}

/** The figures of one organisation's money. Each is a sum over rows that the page lists or links to. */
export interface MoneyFigures {
  /** Fixed part of the signed contracts (合同额): milestones only. */
  readonly contractFen: Fen;
  readonly dueFen: Fen;
  /** Confirmed money that arrived, an advance included. */
  readonly receivedFen: Fen;
  readonly outstandingFen: Fen;
  /** Settled claims, not yet shared. */
  readonly undistributedFen: Fen;
}

/** 合同额, 应收 or 应付, 到账 and 未到账 of an organisation, as the one who is paid and as the one who pays. */
export async function moneyOverview(
  ctx: Pick<Context, 'db'>,
  orgId: string,
): Promise<{ asPayee: MoneyFigures; asPayer: MoneyFigures }> {
  const figures = async (side: 'payee' | 'payer'): Promise<MoneyFigures> => {
    const column = sql.raw(`${side}_org_id`);
    const contractSide = sql.raw(side === 'payee' ? 'licensor_org_id' : 'licensee_org_id');
    const rows = await ctx.db.execute<Record<'contract' | 'due' | 'received' | 'allocated' | 'shared', string>>(sql`
      select
        (select coalesce(sum(m.amount_fen), 0)::text from milestones m join contracts c on c.id = m.contract_id
          where c.${contractSide} = ${orgId} and c.state in ('signed', 'performing', 'suspended', 'settled')
            and m.state <> 'cancelled') as contract,
        (select coalesce(sum(amount_fen), 0)::text from obligations where ${column} = ${orgId}) as due,
        (select coalesce(sum(amount_fen), 0)::text from receipts where ${column} = ${orgId} and state = 'confirmed') as received,
        (select coalesce(sum(a.amount_fen), 0)::text from allocations a join receipts r on r.id = a.receipt_id
          where r.${column} = ${orgId} and r.state = 'confirmed') as allocated,
        (select coalesce(sum(receipt_fen), 0)::text from distributions
          where org_id = ${orgId} and state = 'distributed') as shared`);
    const [row] = [...rows];
    const fen = (text: string | undefined): Fen => BigInt(text ?? '0');
    return {
      contractFen: fen(row?.contract),
      dueFen: fen(row?.due),
      receivedFen: fen(row?.received),
      outstandingFen: fen(row?.due) - fen(row?.allocated),
      undistributedFen: side === 'payee' ? fen(row?.allocated) - fen(row?.shared) : 0n,
    };
  };
  const [asPayee, asPayer] = await Promise.all([figures('payee'), figures('payer')]);
  return { asPayee, asPayer };
}

/** Claims of which something is open, the earliest first, on either side. */
export async function listOpenObligations(ctx: ActorContext) {
  const orgId = moneyOrgOf(ctx);
  const rows = await ctx.db
    .select({
      ...lineColumns,
      contractId: contracts.id,
      contractTitle: contracts.title,
      payer: party(payer),
      payee: party(payee),
    })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(payer, eq(payer.id, obligations.payerOrgId))
    .innerJoin(payee, eq(payee.id, obligations.payeeOrgId))
    .where(
      and(
        or(eq(obligations.payerOrgId, orgId), eq(obligations.payeeOrgId, orgId)),
        sql`${obligations.amountFen} > ${paidFen}::bigint`,
      ),
    )
    .orderBy(asc(obligations.dueOn), asc(obligations.createdAt));
  return rows.map((row) => ({ ...withOutstanding(row), isPayer: row.payer.id === orgId }));
}

/** Receipts on either side, the newest first, with how far each one's sharing has come. */
export async function listReceipts(
  ctx: ActorContext,
  states: readonly (typeof receipts.$inferSelect)['state'][],
  limit = 200,
) {
  const orgId = moneyOrgOf(ctx);
  const live = sql<DistributionState | null>`(select d.state from distributions d
    where d.receipt_id = ${receipts.id} and d.state <> 'returned')`;
  const rows = await ctx.db
    .select({
      id: receipts.id,
      no: receipts.no,
      state: receipts.state,
      method: receipts.method,
      amountFen: receipts.amountFen,
      paidOn: receipts.paidOn,
      contractTitle: contracts.title,
      label: obligations.label,
      payer: party(payer),
      payee: party(payee),
      allocatedFen: sql<string>`coalesce((select sum(a.amount_fen) from allocations a where a.receipt_id = ${receipts.id}), 0)::text`,
      distribution: live,
    })
    .from(receipts)
    .innerJoin(contracts, eq(contracts.id, receipts.contractId))
    .innerJoin(obligations, eq(obligations.id, receipts.obligationId))
    .innerJoin(payer, eq(payer.id, receipts.payerOrgId))
    .innerJoin(payee, eq(payee.id, receipts.payeeOrgId))
    .where(
      and(or(eq(receipts.payerOrgId, orgId), eq(receipts.payeeOrgId, orgId)), inArray(receipts.state, [...states])),
    )
    .orderBy(desc(receipts.createdAt), desc(receipts.id))
    .limit(limit);
  return rows.map((row) => {
    const isPayer = row.payer.id === orgId;
    return { ...row, isPayer, allocatedFen: BigInt(row.allocatedFen), distribution: isPayer ? null : row.distribution };
  });
}

/** One receipt as its payer or payee sees it. How it is shared is the payee's own affair. */
export async function getReceipt(ctx: ActorContext, id: string) {
  const orgId = moneyOrgOf(ctx);
  const receipt = await getOwnReceipt(ctx, id);
  const [row] = await ctx.db
    .select({
      contract: { id: contracts.id, no: contracts.no, title: contracts.title },
      obligation: { id: obligations.id, label: obligations.label, amountFen: obligations.amountFen },
      payer: party(payer),
      payee: party(payee),
      voucher: { name: files.name, bytes: files.bytes },
      allocatedFen: sql<string>`coalesce((select sum(a.amount_fen) from allocations a where a.receipt_id = ${receipts.id}), 0)::text`,
    })
    .from(receipts)
    .innerJoin(contracts, eq(contracts.id, receipts.contractId))
    .innerJoin(obligations, eq(obligations.id, receipts.obligationId))
    .innerJoin(payer, eq(payer.id, receipts.payerOrgId))
    .innerJoin(payee, eq(payee.id, receipts.payeeOrgId))
    .leftJoin(files, eq(files.id, receipts.voucherFileId))
    .where(eq(receipts.id, id));
  if (row === undefined) throw new AppError('not_found');
  return { ...receipt, ...row, allocatedFen: BigInt(row.allocatedFen), isPayee: receipt.payeeOrgId === orgId };
}

/** The uploaded bank slip of a receipt, for its payer and its payee. */
export async function getVoucher(ctx: ActorContext, receiptId: string) {
  moneyOrgOf(ctx);
  const receipt = await getOwnReceipt(ctx, receiptId);
  if (receipt.voucherFileId === null) throw new AppError('not_found');
  const [file] = await ctx.db.select().from(files).where(eq(files.id, receipt.voucherFileId));
  if (file === undefined) throw new AppError('not_found');
  return file;
}

/** A card payment of the actor's organisation, for the page that the payer comes back to. */
export async function getOwnAttempt(ctx: ActorContext, id: string) {
  const [row] = await ctx.db
    .select({ attempt: paymentAttempts, label: obligations.label, receiptId: receipts.id })
    .from(paymentAttempts)
    .innerJoin(obligations, eq(obligations.id, paymentAttempts.obligationId))
    .leftJoin(receipts, eq(receipts.attemptId, paymentAttempts.id))
    .where(eq(paymentAttempts.id, id));
  if (row === undefined || row.attempt.payerOrgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return row;
}
