import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { openParts } from '#app/domain/allocation.ts';
import { type Fen, lesserFen } from '#app/domain/money.ts';
import { overchargedFen, surplusOf } from '#app/domain/overcharge.ts';
import { receiptStatesKept } from '#app/domain/payment-machine.ts';
import { freedByWaiver, waivableFen } from '#app/domain/penalty-waiver.ts';
import { contracts, creditUses, interestCharges, obligations, receipts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { findContestedOn, findInterest } from '../payments/interest-of-claim.server.ts';
import { claimedFen, outstandingFen, paidFen } from '../payments/claim-sums.server.ts';

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
  /** Of that, what is open and not under way, or paid by a credit: it is waived. */
  readonly waivableFen: Fen;
  /** Of what is waived, what a credit paid: it is credit again. */
  readonly freedFen: Fen;
  /** Of what is too much, what was paid by money: it is given back, and waived then. */
  readonly refundableFen: Fen;
  /** The newest receipt that paid it; null where no money did. */
  readonly receiptId: string | null;
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
      paidFen,
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
  const uses = await ctx.db.select().from(creditUses).where(inArray(creditUses.obligationId, ids));
  const paid = await ctx.db
    .select({ id: receipts.id, obligationId: receipts.obligationId })
    .from(receipts)
    .where(and(inArray(receipts.obligationId, ids), inArray(receipts.state, receiptStatesKept)))
    .orderBy(desc(receipts.createdAt));
  const usedFen = (claimId: string, kind: (typeof uses)[number]['kind']): Fen =>
    uses.reduce((sum, use) => (use.obligationId === claimId && use.kind === kind ? sum + use.amountFen : sum), 0n);
  const found: Overcharge[] = [];
  for (const claim of late) {
    if ((await findContestedOn(ctx, claim)) !== null) continue;
    const own = charges
      .filter(({ lateId }) => lateId === claim.id)
      .map((row) => ({ ...row, waivedFen: usedFen(row.claimId, 'penalty_waived') }));
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
      const { claimId, label } = row;
      const { payableFen } = openParts(BigInt(row.outstandingFen), BigInt(row.claimedFen));
      const setOffFen = usedFen(claimId, 'set_off');
      const waived = lesserFen(part, waivableFen({ kind: 'interest', payableFen, setOffFen }));
      found.push({
        claimId,
        label,
        lateId: claim.id,
        shouldFen,
        overFen: part,
        waivableFen: waived,
        freedFen: freedByWaiver(waived, payableFen),
        refundableFen: lesserFen(part - waived, BigInt(row.paidFen)),
        receiptId: paid.find(({ obligationId }) => obligationId === claimId)?.id ?? null,
      });
    }
  }
  return found;
}
