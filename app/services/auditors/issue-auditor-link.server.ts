import { and, eq, isNull } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { auditorGrants } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { accessNow } from './access-now.server.ts';
import { newSecret, secretHash } from './auditor-secret.server.ts';
import type { AuditorGrant } from './invite-auditor.server.ts';
import { getOwnGrant } from './own-grant.server.ts';

/** Makes the auditor's link and tells it once. A link made before opens nothing any more, and who came in by it is out. */
export async function issueAuditorLink(
  ctx: ActorContext,
  { grantId }: { grantId: string },
): Promise<{ grant: AuditorGrant; token: string }> {
  const found = await getOwnGrant(ctx, grantId);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const token = newSecret();
  const nobodyIn = { codeHash: null, codeUntil: null, codeTries: 0, sessionHash: null, sessionUntil: null };
  return inTransaction(ctx, async (tx) => {
    if (['ended', 'revoked'].includes(await accessNow(tx, found))) throw new AppError('state_changed');
    const [grant] = await tx.db
      .update(auditorGrants)
      .set({ tokenHash: secretHash(token), ...nobodyIn })
      .where(and(eq(auditorGrants.id, grantId), isNull(auditorGrants.revokedAt)))
      .returning();
    if (grant === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'auditor.issue', subjectType: 'auditor_grant', subjectId: grantId });
    return { grant, token };
  });
}
