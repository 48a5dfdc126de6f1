import { eq } from 'drizzle-orm';
import { secrecyEyes } from '#app/domain/import-review.ts';
import { AppError } from '#app/domain/errors.ts';
import { imports, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { secrecyReviewers } from '../imports/secrecy-reviewers.server.ts';

type Brought = Pick<typeof imports.$inferSelect, 'orgId' | 'createdBy' | 'mappedBy' | 'confirmedBy'>;

type Who = Pick<ActorContext, 'db' | 'actor'>;

/** Whether the actor may do the secrecy review of what these people of a unit brought. */
export async function eyesOf(ctx: Who, orgId: string, broughtBy: readonly (string | null)[]) {
  const { userId } = ctx.actor;
  const reviewers = await secrecyReviewers(ctx, orgId);
  const [unit] = await ctx.db
    .select({ statedAt: organisations.soloReviewAt })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return secrecyEyes({
    actorId: userId,
    broughtBy,
    others: reviewers.filter(({ id }) => id !== userId).length,
    isSoloStated: unit?.statedAt != null,
  });
}

/** The same of an import: who uploaded, mapped (here, or by a mapping that he had saved) or confirmed the file brought it. */
export const eyesOn = (ctx: Who, { orgId, createdBy, mappedBy, confirmedBy }: Brought) =>
  eyesOf(ctx, orgId, [createdBy, mappedBy, confirmedBy]);

/** Refuses the person who brought, mapped or confirmed the file; says whether it is he all the same, as his unit has stated. */
export async function requireSecondEyes(ctx: Who, brought: Brought): Promise<boolean> {
  const eyes = await eyesOn(ctx, brought);
  if (eyes === 'own')
    throw new AppError('conflict', {
      says: '上传、确认这份文件的人，以及对应过列或保存过这份对应的人，不能自己做保密审查，请另一位保密审查人员来审。',
      eyes: 'own',
    });
  return eyes === 'solo';
}

/** The same for one record: what was written by hand has been brought by nobody's sheet. */
export async function requireSecondEyesOn(ctx: Who, importId: string | null): Promise<void> {
  if (importId === null) return;
  const [brought] = await ctx.db.select().from(imports).where(eq(imports.id, importId));
  if (brought !== undefined) await requireSecondEyes(ctx, brought);
}
