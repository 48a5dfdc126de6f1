import { and, asc, eq, inArray } from 'drizzle-orm';
import { esignMachine, liveEsignStates } from '#app/domain/esign.ts';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, transitionOf } from '#app/domain/machine.ts';
import { esignFlows, esignSigners } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { getOwnContract, type OwnContract } from '../contracts/own-contract.server.ts';

export type Flow = typeof esignFlows.$inferSelect;
export type Signer = typeof esignSigners.$inferSelect;

/** The flow that a contract is in now, if any: there is one at most. */
export async function findLiveFlow(ctx: Pick<Context, 'db'>, contractId: string): Promise<Flow | null> {
  const isLive = and(eq(esignFlows.contractId, contractId), inArray(esignFlows.state, liveEsignStates));
  const [flow] = await ctx.db.select().from(esignFlows).where(isLive);
  return flow ?? null;
}

/** A flow of the actor's own contract; for everybody else there is none. */
export async function getOwnFlow(ctx: ActorContext, flowId: string): Promise<OwnContract & { readonly flow: Flow }> {
  const [flow] = await ctx.db.select().from(esignFlows).where(eq(esignFlows.id, flowId));
  if (flow === undefined) throw new AppError('not_found');
  return { ...(await getOwnContract(ctx, flow.contractId)), flow };
}

/** Who signs, in the order in which they sign. */
export const signersOf = (ctx: Pick<Context, 'db'>, flowId: string): Promise<Signer[]> =>
  ctx.db.select().from(esignSigners).where(eq(esignSigners.flowId, flowId)).orderBy(asc(esignSigners.orderNo));

type EsignEvent = EventOf<typeof esignMachine>;

/**
 * One step of a flow, with its trace: the only way it moves. Null where its present state does not know the event, because
 * somebody was first. The caller has locked the contract.
 */
export async function moveFlow(
  tx: In<Context>,
  flowId: string,
  event: EsignEvent,
  columns: Omit<Partial<Flow>, 'id' | 'state'> = {},
): Promise<Flow | null> {
  const [now] = await tx.db.select().from(esignFlows).where(eq(esignFlows.id, flowId)).for('update');
  const step = now && transitionOf(esignMachine, now.state, event);
  if (now === undefined || step === undefined) return null;
  const isOver = esignMachine.states[step.to].final === true;
  const [moved] = await tx.db
    .update(esignFlows)
    .set({ ...columns, ...(isOver ? { endedAt: tx.now() } : {}), state: step.to })
    .where(and(eq(esignFlows.id, flowId), eq(esignFlows.state, now.state)))
    .returning();
  if (moved === undefined) return null;
  // Nobody is to be reached or let in any more.
  if (isOver) await tx.db.update(esignSigners).set({ mobile: null, link: null }).where(eq(esignSigners.flowId, flowId));
  const { contractId, versionN } = moved;
  await audit(tx, { deed: `esign.${event}`, subjectType: 'contract', subjectId: contractId, versionN });
  return moved;
}
