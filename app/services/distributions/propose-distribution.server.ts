import { and, eq, ne } from 'drizzle-orm';
import { v7 } from 'uuid';
import { hasRole } from '#app/domain/access.ts';
import { planShares } from '#app/domain/distribution-shares.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { contracts, distributions, distributionShares, receipts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { getShareFacts } from './share-facts.server.ts';

export type DistributionRow = typeof distributions.$inferSelect;

export interface ProposedShares {
  readonly receiptId: string;
  readonly costs: readonly { readonly label: string; readonly amountFen: Fen }[];
  /** Of the net income. */
  readonly teamPpm: number;
  readonly ttoPpm: number;
  readonly key?: string;
}

/** The officer proposes how a receipt is shared; the sums are fixed to the fen and wait for another person's approval. */
export async function proposeDistribution(ctx: ActorContext, input: ProposedShares): Promise<DistributionRow> {
  if (!hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  const [receipt] = await ctx.db.select().from(receipts).where(eq(receipts.id, input.receiptId));
  if (receipt === undefined || receipt.payeeOrgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return inTransaction(ctx, (tx) => propose(tx, receipt, input));
}

async function propose(
  tx: In<ActorContext>,
  { id: receiptId, contractId, payeeOrgId }: typeof receipts.$inferSelect,
  input: ProposedShares,
): Promise<DistributionRow> {
  const { id, isFirst } = await once(tx, input.key, 'distribution.propose', v7());
  if (!isFirst) {
    const [earlier] = await tx.db.select().from(distributions).where(eq(distributions.id, id));
    if (earlier === undefined) throw new AppError('conflict');
    return earlier;
  }
  await tx.db.select({ id: contracts.id }).from(contracts).where(eq(contracts.id, contractId)).for('update');
  const [receipt] = await tx.db.select().from(receipts).where(eq(receipts.id, receiptId)).for('update');
  const isLive = and(eq(distributions.receiptId, receiptId), ne(distributions.state, 'returned'));
  const live = await tx.db.select({ id: distributions.id }).from(distributions).where(isLive);
  if (receipt?.state !== 'confirmed' || live.length > 0) throw new AppError('state_changed');
  const facts = await getShareFacts(tx, receiptId);
  if (facts.shareableFen === 0n) throw new AppError('state_changed');
  const { result, lines } = planShares({ ...facts, ...input, receiptFen: facts.shareableFen });
  const [row] = await tx.db
    .insert(distributions)
    .values({
      id,
      receiptId,
      orgId: payeeOrgId,
      contractId,
      receiptFen: facts.shareableFen,
      netFen: result.netFen,
      teamPpm: input.teamPpm,
      floorPpm: result.floorPpm,
      floorSource: result.floorSource,
      state: 'proposed',
      proposedBy: tx.actor.userId,
      proposedAt: tx.now(),
    })
    .returning();
  if (row === undefined) throw new Error('distribution was not stored');
  await tx.db
    .insert(distributionShares)
    .values(lines.map((line, at) => ({ ...line, distributionId: id, position: at + 1 })));
  await audit(tx, { deed: 'distribution.propose', subjectType: 'distribution', subjectId: id });
  const notice = { kind: 'distribution.propose', params: { title: receipt.no }, href: `/desk/receipts/${receiptId}` };
  await notifyOrganisation(tx, payeeOrgId, ['finance', 'approver'], notice);
  return row;
}
