import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { type ComposerForm, editRows, readComposerForm } from '#app/domain/composer-form.ts';
import { type ComposerStep, mergeStep } from '#app/domain/composer-steps.ts';
import { contractSideOf } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractDrafts, deals } from '#db/schema/index.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { requireDeed } from './own-contract.server.ts';

export interface DraftInput {
  readonly dealId: string;
  /** The version that it changes; null for a first proposal. A draft keeps the one that it began with. */
  readonly baseVersionN: number | null;
  /** What a draft begins with that does not exist yet. */
  readonly start: ComposerForm;
  readonly step: ComposerStep;
  readonly sent: ComposerForm;
  /** The button that adds or takes away a row, where one was pressed. */
  readonly rows?: string;
}

/** A deal of the actor's organisation, for people who write terms; for everybody else there is none. */
async function getDraftOrg(ctx: ActorContext, dealId: string): Promise<string> {
  // The administrator may write a change of a signed contract, too.
  if (!hasRole(ctx.actor, 'owner')) requireDeed(ctx, 'offer');
  const [deal] = await ctx.db.select().from(deals).where(eq(deals.id, dealId));
  if (deal === undefined || contractSideOf(ctx.actor, deal) === null) throw new AppError('not_found');
  return ctx.actor.org?.orgId ?? '';
}

const draftOf = (dealId: string, orgId: string) =>
  and(eq(contractDrafts.dealId, dealId), eq(contractDrafts.orgId, orgId));

/**
 * Keeps what a step of the composer has, right or wrong; the other steps stay as they are, also when two people of the
 * organisation write at once. One draft a deal and organisation.
 */
export async function saveDraft(ctx: ActorContext, input: DraftInput): Promise<ComposerForm> {
  const { dealId, baseVersionN, start, step, sent, rows } = input;
  const orgId = await getDraftOrg(ctx, dealId);
  return inTransaction(ctx, async (tx) => {
    // The first save of a draft has no row to lock.
    await tx.db.select({ id: deals.id }).from(deals).where(eq(deals.id, dealId)).for('update');
    const [before] = await tx.db.select().from(contractDrafts).where(draftOf(dealId, orgId));
    const merged = mergeStep(before ? readComposerForm(before.form) : start, step, sent);
    const form = (rows === undefined ? null : editRows(merged, rows)) ?? merged;
    const saved = { form, updatedBy: tx.actor.userId, updatedAt: tx.now() };
    await tx.db
      .insert(contractDrafts)
      .values({ dealId, orgId, baseVersionN, ...saved })
      .onConflictDoUpdate({ target: [contractDrafts.dealId, contractDrafts.orgId], set: saved });
    return form;
  });
}

/** The draft is to change another version than it began with: somebody has seen what came in between. */
export async function rebaseDraft(
  ctx: ActorContext,
  { dealId, baseVersionN }: { readonly dealId: string; readonly baseVersionN: number | null },
): Promise<void> {
  const orgId = await getDraftOrg(ctx, dealId);
  await inTransaction(ctx, async (tx) => {
    await tx.db
      .update(contractDrafts)
      .set({ baseVersionN, updatedBy: tx.actor.userId, updatedAt: tx.now() })
      .where(draftOf(dealId, orgId));
  });
}

/** Throws away what was typed and not sent. */
export async function discardDraft(ctx: ActorContext, { dealId }: { readonly dealId: string }): Promise<void> {
  const orgId = await getDraftOrg(ctx, dealId);
  await inTransaction(ctx, (tx) => dropDraft(tx, dealId, orgId));
}

/** What was sent is no draft any more. Called inside the deed that sends it. */
export async function dropDraft(tx: In<Context>, dealId: string, orgId: string): Promise<void> {
  await tx.db.delete(contractDrafts).where(draftOf(dealId, orgId));
}
