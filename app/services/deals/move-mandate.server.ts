import { and, eq } from 'drizzle-orm';
import { mandateMachine, unsentMandateStates } from '#app/domain/deal.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { deals, mandates } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { hasIntroduced } from '../brokers/has-introduced.server.ts';
import { announceRoom } from './announce-room.server.ts';
import type { Deal } from './load-deal.server.ts';
import type { Mandate } from './reach-deal.server.ts';

/** A mandate of this deal that is the actor's own as broker, or his organisation's as client; else not found. */
export async function ownMandate(
  ctx: ActorContext,
  input: { dealId: string; mandateId: string },
): Promise<{ mandate: Mandate; deal: Deal; isIntroduced: boolean; role: 'broker' | 'client' }> {
  const [row] = await ctx.db
    .select({ mandate: mandates, deal: deals, isIntroduced: hasIntroduced })
    .from(mandates)
    .innerJoin(deals, eq(deals.id, mandates.dealId))
    .where(and(eq(mandates.id, input.mandateId), eq(mandates.dealId, input.dealId)));
  if (row === undefined) throw new AppError('not_found');
  // Of what is still between the client and another broker he knows nothing.
  const isUnsent = unsentMandateStates.some((state) => state === row.mandate.state);
  if (isUnsent && row.mandate.clientOrgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  if (isUnsent) return { ...row, role: 'client' };
  if (row.mandate.brokerUserId === ctx.actor.userId) return { ...row, role: 'broker' };
  if (row.mandate.clientOrgId === ctx.actor.org?.orgId) return { ...row, role: 'client' };
  throw new AppError('not_found');
}

/** One step of the mandate machine inside a transaction, with its trace. A lost race is `state_changed`. */
export async function moveMandate(
  tx: In<Context>,
  mandate: Pick<Mandate, 'id' | 'state'>,
  event: string,
  columns: Partial<Mandate> = {},
): Promise<Mandate> {
  const step = transitionOf(mandateMachine, mandate.state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(mandates)
    .set({ ...columns, state: step.to, ...(step.to === 'ended' && { endedAt: tx.now() }) })
    .where(and(eq(mandates.id, mandate.id), eq(mandates.state, mandate.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `mandate.${event}`, subjectType: 'mandate', subjectId: row.id });
  await announceRoom(tx, row.dealId);
  return row;
}
