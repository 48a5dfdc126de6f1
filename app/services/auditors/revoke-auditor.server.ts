import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { auditorGrants, contracts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { accessNow } from './access-now.server.ts';
import type { AuditorGrant } from './invite-auditor.server.ts';
import { getOwnGrant } from './own-grant.server.ts';

/** The licensor takes an access back, at once and for good: who is in is out. */
export async function revokeAuditor(ctx: ActorContext, { grantId }: { grantId: string }): Promise<AuditorGrant> {
  const found = await getOwnGrant(ctx, grantId);
  return inTransaction(ctx, async (tx) => {
    if ((await accessNow(tx, found)) === 'ended') throw new AppError('state_changed');
    const [grant] = await tx.db
      .update(auditorGrants)
      .set({ revokedAt: tx.now(), revokedBy: tx.actor.userId, sessionHash: null, sessionUntil: null, codeHash: null })
      .where(and(eq(auditorGrants.id, grantId), isNull(auditorGrants.revokedAt)))
      .returning();
    if (grant === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'auditor.revoke', subjectType: 'auditor_grant', subjectId: grantId });
    const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, grant.contractId));
    if (contract === undefined) throw new Error('contract of a grant is missing');
    const href = `/desk/contracts/${contract.id}/auditors`;
    const notice = { kind: 'auditor.revoke', params: { title: contract.title }, href };
    await notifyOrganisation(tx, contract.licenseeOrgId, ['owner', 'officer', 'finance', 'legal'], notice);
    return grant;
  });
}
