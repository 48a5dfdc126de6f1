import { and, eq, inArray, sql } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { sourcesOf, transitionOf } from '#app/domain/machine.ts';
import { organisationMachine } from '#app/domain/organisation.ts';
import { organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { noteListings } from './note-listings.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

const reviewers = ['reviewer'] as const;
const revokers = ['reviewer', 'admin'] as const;

type Verdict = { readonly event: 'verify' } | { readonly event: 'return' | 'revoke'; readonly note: string };

/**
 * A reviewer's word on an organisation's papers, and the withdrawal of an earlier one, with its reason. Without verification an
 * organisation publishes, talks and signs nothing and its listings are not public; contracts that run go on. Nobody reviews
 * the organisation he belongs to.
 */
export async function reviewOrganisation(ctx: ActorContext, orgId: string, verdict: Verdict): Promise<void> {
  const mayJudge = hasPlatformRole(ctx.actor, ...(verdict.event === 'revoke' ? revokers : reviewers));
  if (!mayJudge || ctx.actor.org?.orgId === orgId) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const from = sourcesOf(organisationMachine, verdict.event);
    const to = from[0] && transitionOf(organisationMachine, from[0], verdict.event)?.to;
    if (to === undefined) throw new AppError('state_changed');
    const changed = await tx.db
      .update(organisations)
      .set({
        state: to,
        reviewNote: verdict.event === 'verify' ? null : verdict.note,
        verifiedAt: verdict.event === 'verify' ? tx.now() : null,
        ...(verdict.event === 'verify' && {
          name: sql`coalesce(${organisations.pendingName}, ${organisations.name})`,
        }),
        pendingName: null,
      })
      .where(and(eq(organisations.id, orgId), inArray(organisations.state, from)))
      .returning({ id: organisations.id });
    if (changed.length === 0) {
      const [row] = await tx.db.select().from(organisations).where(eq(organisations.id, orgId));
      throw new AppError(row === undefined ? 'not_found' : 'state_changed');
    }
    await noteListings(tx, orgId);
    await audit(tx, { deed: `organisation.${verdict.event}`, subjectType: 'organisation', subjectId: orgId, orgId });
    await notifyOrganisation(tx, orgId, ['owner', 'officer'], {
      kind: `organisation.${verdict.event}`,
      href: '/desk/organisation',
    });
  });
}
