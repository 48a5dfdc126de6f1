import { timingSafeEqual } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { proofCodes } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { codeHash } from './code-hash.server.ts';
import { forgetTries, takeTry } from './code-tries.server.ts';
import { proveSession } from './prove-session.server.ts';
import { findSecondFactor } from './queries.server.ts';

const triesOfACode = 5;

/**
 * Confirms that it is the person himself by the code that `sendProofCode` sent to this session. A sign-in's code is none; who
 * has set up an app cannot go round it.
 *
 * @throws AppError invalid for a wrong, used or expired code, rate_limited after ten wrong ones within an hour
 */
export async function proveByCode(ctx: ActorContext, code: string): Promise<void> {
  const { sessionId, userId } = ctx.actor;
  if (sessionId === null || (await findSecondFactor(ctx)).hasApp) throw new AppError('forbidden');
  const subject = `proof:${userId}`;
  await takeTry(ctx.db, subject, ctx.now());
  const isRight = await inTransaction(ctx, async (tx) => {
    const [sent] = await tx.db
      .update(proofCodes)
      .set({ tries: sql`${proofCodes.tries} + 1` })
      .where(eq(proofCodes.sessionId, sessionId))
      .returning();
    if (sent === undefined || sent.tries > triesOfACode || sent.expiresAt <= tx.now()) return false;
    if (!timingSafeEqual(Buffer.from(sent.codeHash), Buffer.from(codeHash(sessionId, code)))) return false;
    await tx.db.delete(proofCodes).where(eq(proofCodes.sessionId, sessionId));
    await proveSession(tx);
    return true;
  });
  if (!isRight) throw new AppError('invalid', { says: '办理确认码不对或已过期，请核对短信，或者重新获取。' }, 'code');
  await forgetTries(ctx.db, subject);
}
