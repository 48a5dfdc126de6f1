import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { importMappings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { mayMapImports } from './mappings.server.ts';

/** Another name for a saved mapping of the unit's own; what it says and who answers for it stays. */
export async function renameMapping(
  ctx: ActorContext,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  if (!mayMapImports(ctx.actor)) throw new AppError('forbidden');
  const own = and(eq(importMappings.id, id), eq(importMappings.orgId, ctx.actor.org?.orgId ?? ''));
  await inTransaction(ctx, async (tx) => {
    const renamed = await tx.db.update(importMappings).set({ name }).where(own).returning({ id: importMappings.id });
    if (renamed.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'import_mapping.rename', subjectType: 'import_mapping', subjectId: id });
  });
}
