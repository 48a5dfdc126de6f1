import { AppError } from '#app/domain/errors.ts';
import { mayCountersign } from '#app/domain/page-turn.ts';
import type { ActorContext } from '../context.server.ts';
import { pageSigningOf } from './page-signing.server.ts';
import { ownOpenVersion, type OwnSignable } from './signable.server.ts';

/**
 * The gate of a countersignature: no role gives it, his side named the actor for this version, and he has not said so yet. A version that
 * is not open for signing is refused as for everybody.
 */
export async function requireCountersigner(
  ctx: ActorContext,
  contractId: string,
  versionN: number,
): Promise<OwnSignable> {
  const own = await ownOpenVersion(ctx, contractId, versionN);
  const page = await pageSigningOf(ctx, { contractId, versionN });
  if (!mayCountersign(page, { side: own.side, userId: ctx.actor.userId })) throw new AppError('forbidden');
  return own;
}
