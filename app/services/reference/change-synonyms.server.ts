import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { synonymFault } from '#app/domain/synonym-group.ts';
import { synonymGroups } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { mayEditSynonyms, moveSynonymVersion, refuseTaken, type SynonymGroup } from './synonym-groups.server.ts';

/** Other words for a group. `was` is what the administrator saw: a change in between is refused. */
export async function changeSynonyms(
  ctx: ActorContext,
  { groupId, was, words }: { readonly groupId: string; readonly was: string; readonly words: readonly string[] },
): Promise<SynonymGroup> {
  if (!mayEditSynonyms(ctx.actor)) throw new AppError('forbidden');
  if (synonymFault(words) !== null) throw new AppError('invalid', {}, 'words');
  return inTransaction(ctx, async (tx) => {
    await moveSynonymVersion(tx);
    await ownGroup(tx, groupId, was);
    await refuseTaken(tx, words, groupId);
    await tx.db
      .update(synonymGroups)
      .set({ words: [...words], updatedAt: tx.now() })
      .where(eq(synonymGroups.id, groupId));
    await audit(tx, { deed: 'synonyms.change', subjectType: 'synonym_group', subjectId: groupId, orgId: null });
    return { id: groupId, words };
  });
}

/** The group as it was shown. */
export async function ownGroup(tx: Pick<ActorContext, 'db'>, groupId: string, was: string): Promise<void> {
  const [row] = await tx.db
    .select({ words: synonymGroups.words })
    .from(synonymGroups)
    .where(eq(synonymGroups.id, groupId));
  if (!row) throw new AppError('not_found');
  if (row.words.join('、') !== was) throw new AppError('state_changed');
}
