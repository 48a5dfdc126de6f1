import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { imports } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export type Import = typeof imports.$inferSelect;

/** An import of the actor's own organisation; anybody else's does not exist for him. Officers and secrecy reviewers only. */
export async function loadImport(ctx: ActorContext, id: string): Promise<Import> {
  if (!hasRole(ctx.actor, 'officer', 'secrecy')) throw new AppError('forbidden');
  const orgId = ctx.actor.org?.orgId ?? '';
  const [row] = await ctx.db
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.orgId, orgId)));
  if (row === undefined) throw new AppError('not_found');
  return row;
}
