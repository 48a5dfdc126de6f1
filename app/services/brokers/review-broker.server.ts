import { and, eq, inArray } from 'drizzle-orm';
import { brokerMachine } from '#app/domain/broker.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { keepsRegion, mayKeepTalent } from '#app/domain/talent-access.ts';
import { brokers, engagements, mandates, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import type { Broker } from './register-broker.server.ts';

type Verdict = { readonly event: 'list' } | { readonly event: 'return' | 'strike'; readonly note: string };

/**
 * The word of the region's authority on a certificate. Nobody judges his own entry. Who is struck off keeps the commission of what
 * was signed; his clients are told.
 */
export async function reviewBroker(ctx: ActorContext, brokerId: string, verdict: Verdict): Promise<Broker> {
  if (!mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const [found] = await ctx.db
    .select({ broker: brokers, regionCode: organisations.regionCode })
    .from(brokers)
    .innerJoin(organisations, eq(organisations.id, brokers.orgId))
    .where(eq(brokers.id, brokerId));
  if (found === undefined || !keepsRegion(ctx.actor, found.regionCode)) throw new AppError('not_found');
  const { broker } = found;
  if (broker.userId === ctx.actor.userId) throw new AppError('forbidden');
  const step = transitionOf(brokerMachine, broker.state, verdict.event);
  if (step === undefined) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(brokers)
      .set({
        ...(verdict.event === 'list' && broker.pending),
        state: step.to,
        pending: null,
        reviewNote: verdict.event === 'list' ? null : verdict.note,
        reviewedBy: tx.actor.userId,
        reviewedAt: tx.now(),
      })
      .where(and(eq(brokers.id, broker.id), eq(brokers.state, broker.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: `broker.${verdict.event}`, subjectType: 'broker', subjectId: row.id });
    await notifyPeople(tx, [row.userId], { kind: `broker.${verdict.event}`, href: '/desk/mandates/profile' });
    if (verdict.event !== 'strike') return row;
    const live = ['invited', 'active'] as const;
    const clients = [
      ...(await tx.db
        .select({ orgId: mandates.clientOrgId })
        .from(mandates)
        .where(and(eq(mandates.brokerUserId, row.userId), inArray(mandates.state, [...live])))),
      ...(await tx.db
        .select({ orgId: engagements.clientOrgId })
        .from(engagements)
        .where(and(eq(engagements.brokerUserId, row.userId), inArray(engagements.state, [...live])))),
    ];
    for (const orgId of new Set(clients.map((client) => client.orgId)))
      await notifyOrganisation(tx, orgId, ['officer'], { kind: 'broker.struck', href: '/desk/brokers#engagements' });
    return row;
  });
}
