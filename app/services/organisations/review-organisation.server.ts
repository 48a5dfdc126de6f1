import { and, eq, inArray, sql } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { sourcesOf, transitionOf } from '#app/domain/machine.ts';
import { organisationMachine } from '#app/domain/organisation.ts';
import { proofFault, type TrustProof } from '#app/domain/trust.ts';
import { organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { noteListings } from './note-listings.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { planRecheck } from './recheck.server.ts';

const reviewers = ['reviewer'] as const;
const revokers = ['reviewer', 'admin'] as const;

type Verdict =
  | { readonly event: 'verify' | 'recheck'; readonly proofs: readonly TrustProof[] }
  | { readonly event: 'return' | 'revoke'; readonly note: string };

/**
 * A reviewer's word on an organisation's papers, and the withdrawal of an earlier one, with its reason. Without verification an
 * organisation publishes, talks and signs nothing and its listings are not public; contracts that run go on. Nobody reviews
 * the organisation he belongs to. What he saw stands in the trust mark, and a year later the papers are due again.
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
        ...columnsOf(tx, verdict),
        pendingName: null,
      })
      .where(and(eq(organisations.id, orgId), inArray(organisations.state, from)))
      .returning({ id: organisations.id, kind: organisations.kind });
    if (changed.length === 0) {
      const [row] = await tx.db.select().from(organisations).where(eq(organisations.id, orgId));
      throw new AppError(row === undefined ? 'not_found' : 'state_changed');
    }
    const fault = 'proofs' in verdict && changed[0] ? proofFault(changed[0].kind, verdict.proofs) : null;
    if (fault !== null) throw new AppError('invalid', { says: fault }, 'proofs');
    await noteListings(tx, orgId);
    await planRecheck(tx, orgId, 'proofs' in verdict);
    await audit(tx, { deed: `organisation.${verdict.event}`, subjectType: 'organisation', subjectId: orgId, orgId });
    await notifyOrganisation(tx, orgId, ['owner', 'officer'], {
      kind: `organisation.${verdict.event}`,
      href: '/desk/organisation',
    });
  });
}

const columnsOf = (tx: In<ActorContext>, verdict: Verdict) => {
  if (!('proofs' in verdict)) return { reviewNote: verdict.note, verifiedAt: null };
  const seen = { proofs: [...new Set(verdict.proofs)], checkedAt: tx.now(), checkedBy: tx.actor.userId };
  if (verdict.event === 'recheck') return seen;
  const name = sql`coalesce(${organisations.pendingName}, ${organisations.name})`;
  return { ...seen, name, reviewNote: null, verifiedAt: tx.now() };
};
