import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { synonymGroups } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { ownGroup } from './change-synonyms.server.ts';
import { mayEditSynonyms, moveSynonymVersion } from './synonym-groups.server.ts';

/** The words of a group no longer find each other. */
export async function removeSynonyms(
  ctx: ActorContext,
  { groupId, was }: { readonly groupId: string; readonly was: string },
): Promise<void> {
  if (!mayEditSynonyms(ctx.actor)) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    await moveSynonymVersion(tx);
    await ownGroup(tx, groupId, was);
    await tx.db.delete(synonymGroups).where(eq(synonymGroups.id, groupId));
    await audit(tx, { deed: 'synonyms.remove', subjectType: 'synonym_group', subjectId: groupId, orgId: null });
  });
}
