import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { synonymFault } from '#app/domain/synonym-group.ts';
import { synonymGroups } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { once } from '../platform/once.server.ts';
import { mayEditSynonyms, moveSynonymVersion, refuseTaken, type SynonymGroup } from './synonym-groups.server.ts';

/** A new group of words of one meaning; searches use it from the next question on. */
export async function addSynonyms(
  ctx: ActorContext,
  { key, words }: { readonly key?: string; readonly words: readonly string[] },
): Promise<SynonymGroup> {
  if (!mayEditSynonyms(ctx.actor)) throw new AppError('forbidden');
  if (synonymFault(words) !== null) throw new AppError('invalid', {}, 'words');
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, key, 'synonyms.add', v7());
    if (!isFirst) return { id, words };
    await moveSynonymVersion(tx);
    await refuseTaken(tx, words, id);
    await tx.db.insert(synonymGroups).values({ id, words: [...words], createdAt: tx.now(), updatedAt: tx.now() });
    await audit(tx, { deed: 'synonyms.add', subjectType: 'synonym_group', subjectId: id, orgId: null });
    return { id, words };
  });
}
