import { and, eq } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/days.ts';
import type { VersionText } from '#app/domain/version-text.ts';
import { contractTexts, contractVersions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { isFromBeforeWords, keepMissingTexts, textOfVersion } from './keep-texts.server.ts';

export interface KeptWords {
  readonly text: VersionText;
  /** The day on which they were kept, where that was later than the version was written: its hash does not cover them. */
  readonly keptOn: Day | null;
}

/**
 * The words of a version as they were kept when it was written, with it or, of a version from before words were kept, when it was
 * first read. They are never written anew: without them there is no text.
 */
export async function keptWords(ctx: Context, contractId: string, n: number): Promise<KeptWords> {
  const found = (await findWords(ctx, contractId, n)) ?? (await afterKeeping(ctx, contractId, n));
  if (found === null) throw new Error(`text of contract ${contractId} version ${n} was not kept`);
  return { text: found.text, keptOn: found.isLater ? dayOf(found.createdAt) : null };
}

export const keptText = async (ctx: Context, contractId: string, n: number): Promise<VersionText> =>
  (await keptWords(ctx, contractId, n)).text;

async function afterKeeping(ctx: Context, contractId: string, n: number) {
  await keepMissingTexts(ctx, contractId);
  return findWords(ctx, contractId, n);
}

async function findWords({ db }: Context, contractId: string, n: number) {
  const [row] = await db
    .select({
      text: contractTexts.text,
      createdAt: contractTexts.createdAt,
      isLater: isFromBeforeWords.mapWith(Boolean).as('is_later'),
    })
    .from(contractTexts)
    .innerJoin(contractVersions, textOfVersion)
    .where(and(eq(contractTexts.contractId, contractId), eq(contractTexts.n, n)));
  return row ?? null;
}
