import { eq } from 'drizzle-orm';
import { endOfDay } from '#app/domain/days.ts';
import { milestones, type obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { findTermsInForce } from '../contracts/terms-in-force.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';

export type Claim = typeof obligations.$inferSelect;

/** The days to pay of a claim under a contract where the invoice comes first (先票后款); null where payment comes first. */
export async function invoiceFirstDays(ctx: Pick<Context, 'db'>, claim: Claim): Promise<number | null> {
  const terms = await findTermsInForce(ctx, claim.contractId);
  if (terms?.invoicing !== 'invoice_first') return null;
  if (claim.kind === 'royalty') return terms.royalty?.payWithinDays ?? null;
  if (claim.kind !== 'milestone') return null;
  const [stone] = await ctx.db
    .select()
    .from(milestones)
    .where(eq(milestones.id, claim.milestoneId ?? claim.subjectId));
  return stone?.payWithinDays ?? null;
}

/**
 * Where the invoice comes first, a claim that is not invoiced is never late: on its due day the platform puts it off, and the
 * seller's desk says so before. Called when a claim is raised and when an invoice is taken back.
 */
export async function planInvoice(tx: In<Context>, claim: Claim): Promise<void> {
  if ((await invoiceFirstDays(tx, claim)) === null) return;
  const dueAt = endOfDay(claim.dueOn);
  await setDeadline(tx, { kind: 'obligation.invoice', subjectId: claim.id, orgId: claim.payeeOrgId, dueAt });
}
