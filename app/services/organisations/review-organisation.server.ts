import { and, eq, inArray } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { sourcesOf, transitionOf } from '#app/domain/machine.ts';
import { organisationMachine } from '#app/domain/organisation.ts';
import { organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

type Verdict = { readonly event: 'verify' } | { readonly event: 'return'; readonly note: string };

/** A reviewer's word on an organisation's papers. Nobody reviews the organisation he belongs to. */
export async function reviewOrganisation(ctx: ActorContext, orgId: string, verdict: Verdict): Promise<void> {
  if (!hasPlatformRole(ctx.actor, 'reviewer') || ctx.actor.org?.orgId === orgId) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const to = transitionOf(organisationMachine, 'submitted', verdict.event)?.to;
    if (to === undefined) throw new AppError('state_changed');
    const changed = await tx.db
      .update(organisations)
      .set({
        state: to,
        reviewNote: verdict.event === 'return' ? verdict.note : null,
        verifiedAt: verdict.event === 'verify' ? tx.now() : null,
      })
      .where(
        and(eq(organisations.id, orgId), inArray(organisations.state, sourcesOf(organisationMachine, verdict.event))),
      )
      .returning({ id: organisations.id });
    if (changed.length === 0) {
      const [row] = await tx.db.select().from(organisations).where(eq(organisations.id, orgId));
      throw new AppError(row === undefined ? 'not_found' : 'state_changed');
    }
    await audit(tx, { deed: `organisation.${verdict.event}`, subjectType: 'organisation', subjectId: orgId, orgId });
    await notifyOrganisation(tx, orgId, ['owner', 'officer'], {
      kind: `organisation.${verdict.event}`,
      href: '/desk/organisation',
    });
  });
}
