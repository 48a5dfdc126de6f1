import { asc, eq } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import type { SalesMilestone } from '#app/domain/sales-milestones.ts';
import { milestones, milestoneSubmissions } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** The milestones of a contract that reported sales reach, as the preview of a report asks for them. */
export async function salesMilestones(
  ctx: ActorContext,
  contractId: string,
  terms: PayLaterTerms,
): Promise<SalesMilestone[]> {
  if (!terms.milestones.some(({ trigger }) => trigger === 'sales_reached')) return [];
  const rows = await ctx.db
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contractId))
    .orderBy(asc(milestones.position));
  return Promise.all(
    rows.flatMap((row) => {
      const agreed = terms.milestones[row.position - 1];
      if (agreed?.trigger !== 'sales_reached' || agreed.triggerFen === null) return [];
      return [standing(ctx, row, agreed.triggerFen)];
    }),
  );
}

async function standing(
  ctx: ActorContext,
  row: typeof milestones.$inferSelect,
  triggerFen: bigint,
): Promise<SalesMilestone> {
  const sent = await ctx.db
    .select()
    .from(milestoneSubmissions)
    .where(eq(milestoneSubmissions.milestoneId, row.id))
    .orderBy(asc(milestoneSubmissions.n));
  const last = sent.at(-1);
  const answerBy = last && endOfDay(addDays(dayOf(last.submittedAt), row.acceptWithinDays));
  // Silence counts where nothing stopped the days to answer.
  const isSilent = last?.outcome === null && row.disputedAt === null && answerBy !== undefined && answerBy < ctx.now();
  const has = (...outcomes: string[]) => sent.some(({ outcome }) => outcome !== null && outcomes.includes(outcome));
  const { position, name, amountFen, payWithinDays, state, disputedSide } = row;
  return {
    position,
    name,
    amountFen,
    triggerFen,
    payWithinDays,
    state,
    disputedSide,
    isRefused: state === 'rejected' || (state === 'submitted' && has('rejected')),
    standsOnEvidence: isSilent || has('accepted', 'deemed'),
  };
}
