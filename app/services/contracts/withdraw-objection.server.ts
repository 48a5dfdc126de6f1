import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { objections, publicities } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { Objection } from './file-objection.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { moveObjection } from './move-objection.server.ts';
import { resumePublicity } from './resume-publicity.server.ts';

/** Who objected takes it back; where nothing else is open the publicity goes on. For everybody else there is no such objection. */
export async function withdrawObjection(
  ctx: ActorContext,
  { objectionId }: { readonly objectionId: string },
): Promise<Objection> {
  const [seen] = await ctx.db
    .select({ filedBy: objections.filedBy, publicityId: publicities.id })
    .from(objections)
    .innerJoin(publicities, eq(publicities.id, objections.publicityId))
    .where(eq(objections.id, objectionId));
  if (seen === undefined || seen.filedBy !== ctx.actor.userId) throw new AppError('not_found');
  return inTransaction(ctx, async (tx) => {
    const { contract, publicity } = await lockPublicity(tx, seen.publicityId);
    const objection = await moveObjection(tx, objectionId, 'withdraw');
    await resumePublicity(tx, publicity);
    const notice = {
      kind: 'publicity.withdraw',
      params: { title: contract.title },
      href: `/desk/contracts/${contract.id}/publicity`,
    };
    await notifyOrganisation(tx, publicity.orgId, ['owner', 'officer', 'approver'], notice);
    return objection;
  });
}
