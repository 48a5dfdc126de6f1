import { asc, eq } from 'drizzle-orm';
import { hasRole, holds, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { importMappings, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** Whoever may say what the columns of a file are. */
export const mayMapImports: RoleGate = holds('officer', 'secrecy');

/** The saved mappings of the actor's unit, with who saved each. */
export async function listMappings(ctx: ActorContext) {
  if (!hasRole(ctx.actor, 'officer', 'secrecy')) throw new AppError('forbidden');
  return ctx.db
    .select({
      id: importMappings.id,
      name: importMappings.name,
      mapping: importMappings.mapping,
      createdAt: importMappings.createdAt,
      by: users.name,
    })
    .from(importMappings)
    .innerJoin(users, eq(users.id, importMappings.createdBy))
    .where(eq(importMappings.orgId, ctx.actor.org?.orgId ?? ''))
    .orderBy(asc(importMappings.name), asc(importMappings.id));
}
