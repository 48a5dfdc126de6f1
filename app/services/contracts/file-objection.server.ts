import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { isPublicityOver, objectionMachine } from '#app/domain/publicity.ts';
import { objections, publicities } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { movePublicity } from './move-publicity.server.ts';

export type Objection = typeof objections.$inferSelect;

export interface FileObjectionInput {
  readonly publicityId: string;
  readonly grounds: string;
  readonly key?: string;
}

/**
 * A person objects under his own name while the notice stands; signing waits until the unit has answered. A notice within
 * the unit is open to its members only; for others there is none.
 */
export async function fileObjection(ctx: ActorContext, input: FileObjectionInput): Promise<Objection> {
  const [seen] = await ctx.db.select().from(publicities).where(eq(publicities.id, input.publicityId));
  if (seen === undefined || (seen.audience === 'unit' && seen.orgId !== ctx.actor.org?.orgId)) {
    throw new AppError('not_found');
  }
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'publicity.object', v7());
    if (!isFirst) return getObjection(tx, id);
    const { contract, publicity } = await lockPublicity(tx, input.publicityId);
    if (isPublicityOver(publicity, tx.now())) throw new AppError('state_changed');
    await movePublicity(tx, publicity, 'object');
    const [objection] = await tx.db
      .insert(objections)
      .values({
        id,
        publicityId: publicity.id,
        filedBy: tx.actor.userId,
        grounds: input.grounds,
        state: objectionMachine.initial,
        createdAt: tx.now(),
      })
      .returning();
    if (objection === undefined) throw new Error('objection was not stored');
    await audit(tx, { deed: 'publicity.object', subjectType: 'publicity', subjectId: publicity.id });
    const notice = {
      kind: 'publicity.object',
      params: { title: contract.title },
      href: `/desk/contracts/${contract.id}/publicity`,
    };
    await notifyOrganisation(tx, publicity.orgId, ['owner', 'officer', 'approver'], notice);
    return objection;
  });
}

async function getObjection(ctx: Pick<ActorContext, 'db'>, id: string): Promise<Objection> {
  const [objection] = await ctx.db.select().from(objections).where(eq(objections.id, id));
  if (objection === undefined) throw new AppError('conflict');
  return objection;
}
