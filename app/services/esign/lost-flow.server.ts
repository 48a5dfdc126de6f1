import { and, eq, isNull, or } from 'drizzle-orm';
import { contracts, esignFlows } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Flow } from './own-esign.server.ts';

/** So long after a request to open a flow the provider may still open it, though its answer was lost and its list knows nothing yet. */
const settleMs = 10 * 60_000;

/** Whether the provider may still open what it was asked to: until it has shown, no other is opened and nothing is over. */
export const isSettling = ({ openTriedAt }: Pick<Flow, 'openTriedAt'>, now: Date): boolean =>
  openTriedAt !== null && now.getTime() < openTriedAt.getTime() + settleMs;

/** By number and version, so that it is found again by its subject. */
export const subjectOf = ({ no }: { readonly no: string }, versionN: number): string => `技术合同 ${no} V${versionN}`;

/** The flow that the provider opened though its answer did not reach us; kept, if there is one. */
export async function findLostFlow(ctx: Context, flow: Flow): Promise<string | null> {
  if (flow.tries === 0) return null;
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, flow.contractId));
  if (contract === undefined) return null;
  const found = await ctx.esign.findFlow({ reference: flow.id, subject: subjectOf(contract, flow.versionN) });
  return found === null ? null : keepFlowId(ctx, flow.id, found);
}

/**
 * Keeps under which id the provider knows a flow, in a statement of its own: what happens next must not lose it. The first one
 * stays; another that the provider opened as well is called off there.
 *
 * @returns the id that is kept
 */
export async function keepFlowId(ctx: Pick<Context, 'db' | 'jobs'>, flowId: string, given: string): Promise<string> {
  const isFree = or(isNull(esignFlows.providerFlowId), eq(esignFlows.providerFlowId, given));
  const [kept] = await ctx.db
    .update(esignFlows)
    .set({ providerFlowId: given })
    .where(and(eq(esignFlows.id, flowId), isFree))
    .returning({ id: esignFlows.id });
  if (kept !== undefined) return given;
  const [row] = await ctx.db.select().from(esignFlows).where(eq(esignFlows.id, flowId));
  await ctx.db.transaction((tx) => ctx.jobs.enqueue(tx, 'esign.stray', { providerFlowId: given }));
  return row?.providerFlowId ?? given;
}
