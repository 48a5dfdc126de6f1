import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { findSecondFactor } from './queries.server.ts';

/** Setting up, taking away or renewing the app is itself confirmed first, by what the person has now: the SMS code or the app. */
export async function requireFactorProof(ctx: ActorContext): Promise<void> {
  const { mobile, hasApp } = await findSecondFactor(ctx);
  // Without either the library asks for the password, which such an account always has.
  if ((mobile !== null || hasApp) && !isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
}

/** Keeps that the person changed his second factor, and tells him, in case it was not he. */
export async function noteFactorChange(ctx: ActorContext, change: 'enrol' | 'remove' | 'renew') {
  const { userId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    await audit(tx, { deed: `user.app_${change}`, subjectType: 'user', subjectId: userId });
    // A notice goes to everybody but the actor: here it is for himself.
    await notifyPeople({ ...tx, actor: null }, [userId], { kind: `user.app_${change}`, href: '/desk/security' });
  });
}
