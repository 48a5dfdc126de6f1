import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { authorityLetters } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import type { Letter } from './add-letter.server.ts';
import { mayGiveLetters } from './letter-access.ts';

/** The power ends now; what was signed by it before stays signed. */
export async function revokeLetter(ctx: ActorContext, letterId: string): Promise<Letter> {
  if (!mayGiveLetters(ctx.actor)) throw new AppError('forbidden');
  const isOwn = and(eq(authorityLetters.id, letterId), eq(authorityLetters.orgId, ctx.actor.org?.orgId ?? ''));
  const [seen] = await ctx.db.select().from(authorityLetters).where(isOwn);
  if (seen === undefined) throw new AppError('not_found');
  return inTransaction(ctx, async (tx) => {
    const [letter] = await tx.db
      .update(authorityLetters)
      .set({ revokedAt: tx.now(), revokedBy: tx.actor.userId })
      .where(and(isOwn, isNull(authorityLetters.revokedAt)))
      .returning();
    if (letter === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'letter.revoke', subjectType: 'authority_letter', subjectId: letterId });
    return letter;
  });
}
