import { and, eq, isNull } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { mayAgreeToAudit, needsAgreement } from '#app/domain/auditor.ts';
import { AppError } from '#app/domain/errors.ts';
import { auditorGrants } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { getOwnContract, requireVerified } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { accessNow } from './access-now.server.ts';
import type { AuditorGrant } from './invite-auditor.server.ts';

/** The licensee says itself that the notice of an audit may be shorter. Nobody says it for it, and it is not taken back. */
export async function agreeToAudit(ctx: ActorContext, { grantId }: { grantId: string }): Promise<AuditorGrant> {
  if (!mayAgreeToAudit(ctx.actor)) throw new AppError('forbidden');
  const [found] = await ctx.db.select().from(auditorGrants).where(eq(auditorGrants.id, grantId));
  if (found === undefined) throw new AppError('not_found');
  const { contract, side } = await getOwnContract(ctx, found.contractId);
  if (side !== 'licensee') throw new AppError('forbidden');
  requireVerified(ctx);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const isOver = ['ended', 'revoked'].includes(await accessNow(tx, found));
    if (isOver || !needsAgreement(found, await workCalendar(tx))) throw new AppError('state_changed');
    const [grant] = await tx.db
      .update(auditorGrants)
      .set({ agreedAt: tx.now(), agreedBy: tx.actor.userId })
      .where(and(eq(auditorGrants.id, grantId), isNull(auditorGrants.agreedAt), isNull(auditorGrants.revokedAt)))
      .returning();
    if (grant === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'auditor.agree', subjectType: 'auditor_grant', subjectId: grantId });
    const href = `/desk/contracts/${contract.id}/auditors`;
    const notice = { kind: 'auditor.agree', params: { title: contract.title }, href };
    await notifyOrganisation(tx, contract.licensorOrgId, ['owner', 'officer', 'finance', 'legal'], notice);
    return grant;
  });
}
