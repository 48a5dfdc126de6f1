import { contractTexts, contractVersions } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { keepTextsOf, lacksWords, textOfVersion } from './keep-texts.server.ts';

/**
 * Keeps the words of every version that was written before words were kept, before the site answers anybody. A contract that cannot
 * be read stays as it is, and is told; the others go on. Any number of times; returns how many versions.
 */
export async function keepOldTexts(ctx: Context): Promise<number> {
  const lacking = await ctx.db
    .selectDistinct({ id: contractVersions.contractId })
    .from(contractVersions)
    .leftJoin(contractTexts, textOfVersion)
    .where(lacksWords);
  let kept = 0;
  for (const { id } of lacking) {
    try {
      kept += await inTransaction(ctx, (tx) => keepTextsOf(tx, id));
    } catch (error) {
      ctx.log.error({ err: error, contractId: id }, 'the words of a contract could not be kept');
    }
  }
  return kept;
}
