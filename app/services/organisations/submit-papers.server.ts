import { and, eq, inArray } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { organisationMachine, type OrganisationState } from '#app/domain/organisation.ts';
import { organisationPapers, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';

/**
 * Hands in the papers (营业执照 or 法人证书, 授权书) of the actor's organisation for verification, or this year's of a verified one, which
 * stays verified while a reviewer looks at them.
 */
export async function submitPapers(ctx: ActorContext, received: Received): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'owner', 'officer')) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const file = await keepFile(tx, received, 'paper', org.orgId);
    const move = (from: OrganisationState[], to: OrganisationState) =>
      tx.db
        .update(organisations)
        .set({ state: to, ...(to === 'submitted' && { reviewNote: null }) })
        .where(and(eq(organisations.id, org.orgId), inArray(organisations.state, from)))
        .returning({ id: organisations.id });
    const renewed = await move(sourcesOf(organisationMachine, 'renew'), 'verified');
    const changed = renewed.length > 0 ? renewed : await move(sourcesOf(organisationMachine, 'submit'), 'submitted');
    if (changed.length === 0) throw new AppError('state_changed');
    await tx.db.insert(organisationPapers).values({ orgId: org.orgId, fileId: file.id, createdAt: tx.now() });
    const deed = renewed.length > 0 ? 'organisation.renew' : 'organisation.submit';
    await audit(tx, { deed, subjectType: 'organisation', subjectId: org.orgId });
  });
}
