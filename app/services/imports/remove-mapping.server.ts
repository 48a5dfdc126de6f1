import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { importMappings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { mayMapImports } from './mappings.server.ts';

/** Forgets a saved mapping of the unit's own: the next file with its heads is asked about. What was read by it stays. */
export async function removeMapping(ctx: ActorContext, { id }: { readonly id: string }): Promise<void> {
  if (!mayMapImports(ctx.actor)) throw new AppError('forbidden');
  const own = and(eq(importMappings.id, id), eq(importMappings.orgId, ctx.actor.org?.orgId ?? ''));
  await inTransaction(ctx, async (tx) => {
    const removed = await tx.db.delete(importMappings).where(own).returning({ id: importMappings.id });
    if (removed.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'import_mapping.remove', subjectType: 'import_mapping', subjectId: id });
  });
}
