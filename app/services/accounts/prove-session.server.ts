import { AppError } from '#app/domain/errors.ts';
import { sessionProofs } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';

/** Notes that this session gave a second factor just now. The caller has had the code checked by the auth library. */
export async function proveSession(ctx: ActorContext): Promise<void> {
  const { sessionId, userId } = ctx.actor;
  if (sessionId === null) throw new AppError('forbidden');
  const provedAt = ctx.now();
  await inTransaction(ctx, async (tx) => {
    await tx.db
      .insert(sessionProofs)
      .values({ sessionId, provedAt })
      .onConflictDoUpdate({ target: sessionProofs.sessionId, set: { provedAt } });
    await audit(tx, { deed: 'user.prove', subjectType: 'user', subjectId: userId });
  });
}
