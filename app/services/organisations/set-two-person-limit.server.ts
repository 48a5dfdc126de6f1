import { eq } from 'drizzle-orm';
import { hasRole, isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

/** The owner says above which sum a transfer is confirmed by two people. Zero: every one. */
export async function setTwoPersonLimit(ctx: ActorContext, { limitFen }: { limitFen: Fen }): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'owner')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    await tx.db.update(organisations).set({ twoPersonFen: limitFen }).where(eq(organisations.id, org.orgId));
    await audit(tx, { deed: 'organisation.two_person', subjectType: 'organisation', subjectId: org.orgId });
    const notice = { kind: 'organisation.two_person', params: {}, href: '/desk/organisation/accounts' };
    await notifyOrganisation(tx, org.orgId, ['finance', 'approver'], notice);
  });
}
