import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Fen } from '#app/domain/money.ts';
import { overchargedFen, surplusOf } from '#app/domain/overcharge.ts';
import { receiptStatesKept } from '#app/domain/payment-machine.ts';
import { contracts, creditUses, interestCharges, obligations, receipts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';
import { findContestedOn, findInterest } from '../payments/interest-of-claim.server.ts';
import { claimedFen, outstandingFen } from '../payments/claim-sums.server.ts';

/** A charged penalty that is more than what comes of the corrected figures. In fen. */
export interface Overcharge {
  /** Of the penalty. */
  readonly claimId: string;
  readonly label: string;
  /** Of the claim that was paid late. */
  readonly lateId: string;
  /** What all penalties on that claim should come to. */
  readonly shouldFen: Fen;
  /** Of this penalty, what is too much. */
  readonly overFen: Fen;
  /** Of that, what is open and not under way: it is waived. The rest was paid: it is given back. */
  readonly waivableFen: Fen;
  /** The receipt that paid it, where one was; null where the payer paid nothing or a credit did. */
  readonly receiptId: string | null;
  /** A credit of the contract waits: it would pay at once what is given back now, so that nothing could be waived. */
  readonly isHeldByCredit: boolean;
}

/**
 * Penalties under a contract that were charged before a correction (or before an advance was put on their claim) and come to less by what is
 * known now. A charge stands (`interest.correction`): it is waived or given back by its payee. While a claim is contested nothing is said. The
 * caller has checked that the reader may see the contract's money.
 */
export async function overchargedOf(ctx: Pick<Context, 'db' | 'now'>, contractId: string): Promise<Overcharge[]> {
  const charges = await ctx.db
    .select({
      chargeId: interestCharges.id,
      lateId: interestCharges.obligationId,
      claimId: obligations.id,
      label: obligations.label,
      amountFen: obligations.amountFen,
      outstandingFen,
      claimedFen,
    })
    .from(interestCharges)
    .innerJoin(obligations, and(eq(obligations.subjectId, interestCharges.id), eq(obligations.kind, 'interest')))
    .where(eq(interestCharges.contractId, contractId))
    .orderBy(asc(interestCharges.createdAt), asc(interestCharges.id));
  if (charges.length === 0) return [];
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, contractId));
  if (contract === undefined) return [];
  const lateIds = [...new Set(charges.map(({ lateId }) => lateId))];
  const late = await ctx.db.select().from(obligations).where(inArray(obligations.id, lateIds));
  const ids = charges.map(({ claimId }) => claimId);
  const uses = await ctx.db
    .select()
    .from(creditUses)
    .where(and(inArray(creditUses.obligationId, ids), eq(creditUses.kind, 'penalty_waived')));
  const paid = await ctx.db
    .select({ id: receipts.id, obligationId: receipts.obligationId })
    .from(receipts)
    .where(and(inArray(receipts.obligationId, ids), inArray(receipts.state, receiptStatesKept)))
    .orderBy(desc(receipts.createdAt));
  const isHeldByCredit = (await getCreditSums(ctx, contractId)).leftFen > 0n;
  const found: Overcharge[] = [];
  for (const claim of late) {
    if ((await findContestedOn(ctx, claim)) !== null) continue;
    const own = charges
      .filter(({ lateId }) => lateId === claim.id)
      .map((row) => ({
        ...row,
        waivedFen: uses.reduce((sum, use) => (use.obligationId === row.claimId ? sum + use.amountFen : sum), 0n),
      }));
    const sum = (of: (row: (typeof own)[number]) => Fen) => own.reduce((all, row) => all + of(row), 0n);
    const shouldFen = (await findInterest(ctx, contract, claim))?.amountFen ?? 0n;
    const overFen = overchargedFen({
      shouldFen,
      chargedFen: sum((row) => row.amountFen),
      waivedFen: sum((row) => row.waivedFen),
    });
    for (const [at, part] of surplusOf(own, overFen).entries()) {
      const row = own[at];
      if (row === undefined || part === 0n) continue;
      const payable = BigInt(row.outstandingFen) - BigInt(row.claimedFen);
      const waivableFen = payable < part ? payable : part;
      const receiptId = paid.find(({ obligationId }) => obligationId === row.claimId)?.id ?? null;
      const { claimId, label } = row;
      found.push({
        claimId,
        label,
        lateId: claim.id,
        shouldFen,
        overFen: part,
        waivableFen: waivableFen > 0n ? waivableFen : 0n,
        receiptId,
        isHeldByCredit,
      });
    }
  }
  return found;
}
