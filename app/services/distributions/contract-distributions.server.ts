import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { kindsWith } from '#app/domain/obligation.ts';
import { receiptStatesKept } from '#app/domain/payment-machine.ts';
import { contracts, distributions, obligations, receipts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { maySeeMoney, moneyOrgOf } from '../payments/money-access.server.ts';
import { listOwnShares } from './queries.server.ts';

/** A contract of ten years of months has no more. */
const ownShown = 200;

/**
 * How the money of a contract is shared, for the page of the contract: its payee's people of money see every receipt that is to be
 * shared and how far that has come, without the persons' parts; anybody else what was decided for himself.
 */
export async function distributionsOfContract(
  ctx: ActorContext,
  contract: { readonly id: string; readonly licensorOrgId: string },
) {
  const isPayee = ctx.actor.org?.orgId === contract.licensorOrgId && maySeeMoney(ctx);
  return { ofReceipts: isPayee ? await ofReceipts(ctx, contract) : null, own: await ownOf(ctx, contract.id) };
}

/** The same table to take away, for the payee's people of money alone. */
export async function contractReceiptsShared(ctx: ActorContext, contractId: string) {
  const orgId = moneyOrgOf(ctx);
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, contractId));
  if (contract === undefined || contract.licensorOrgId !== orgId) throw new AppError('not_found');
  return { contract: { no: contract.no }, rows: await ofReceipts(ctx, contract) };
}

/** Income that stays with the payee, the earliest first; the distribution that stands last, or none yet. */
async function ofReceipts({ db }: ActorContext, contract: { readonly id: string; readonly licensorOrgId: string }) {
  const isKept = and(
    eq(receipts.contractId, contract.id),
    eq(receipts.payeeOrgId, contract.licensorOrgId),
    inArray(receipts.state, [...receiptStatesKept]),
  );
  const rows = await db
    .select({ id: receipts.id, no: receipts.no, paidOn: receipts.paidOn, amountFen: receipts.amountFen })
    .from(receipts)
    .innerJoin(obligations, eq(obligations.id, receipts.obligationId))
    .where(and(isKept, inArray(obligations.kind, kindsWith('income'))))
    .orderBy(asc(receipts.paidOn), asc(receipts.no));
  if (rows.length === 0) return [];
  const teamFen = sql<string>`(select coalesce(sum(s.amount_fen), 0)::text from distribution_shares s
    where s.distribution_id = distributions.id and s.kind = 'person')`;
  const shared = await db
    .select({
      id: distributions.id,
      receiptId: distributions.receiptId,
      state: distributions.state,
      netFen: distributions.netFen,
      teamFen,
    })
    .from(distributions)
    .where(
      and(
        inArray(
          distributions.receiptId,
          rows.map(({ id }) => id),
        ),
        eq(distributions.orgId, contract.licensorOrgId),
      ),
    )
    .orderBy(desc(distributions.proposedAt), desc(distributions.id));
  return rows.map((row) => {
    const last = shared.find(({ receiptId, state }) => receiptId === row.id && state !== 'returned');
    return { ...row, distribution: last ? { ...last, teamFen: BigInt(last.teamFen) } : null };
  });
}

/** The actor's own parts under this contract, once they are decided. */
async function ownOf(ctx: ActorContext, contractId: string) {
  const shares = await listOwnShares(ctx, ownShown, contractId);
  return shares.map(({ id, kind, amountFen, state, paidOn, receiptNo }) => ({
    id,
    kind,
    amountFen,
    state,
    paidOn,
    no: receiptNo,
  }));
}
