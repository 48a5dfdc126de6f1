import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, transitionOf } from '#app/domain/machine.ts';
import { royaltyStatementMachine } from '#app/domain/royalty-statement.ts';
import { contracts, royaltyStatements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import type { Statement } from './royalty-account.server.ts';

type Contract = typeof contracts.$inferSelect;

/** A report under a contract of the actor's organisation, on this side of it; the other side may not, others know of none. */
export async function getOwnStatement(
  ctx: ActorContext,
  statementId: string,
  side: 'licensor' | 'licensee',
): Promise<{ statement: Statement; contract: Contract }> {
  const [row] = await ctx.db
    .select({ statement: royaltyStatements, contract: contracts })
    .from(royaltyStatements)
    .innerJoin(contracts, eq(contracts.id, royaltyStatements.contractId))
    .where(eq(royaltyStatements.id, statementId));
  const orgId = ctx.actor.org?.orgId;
  const sides = { licensor: row?.contract.licensorOrgId, licensee: row?.contract.licenseeOrgId };
  if (row === undefined || (sides.licensor !== orgId && sides.licensee !== orgId)) throw new AppError('not_found');
  if (sides[side] !== orgId) throw new AppError('forbidden');
  return row;
}

/** One step of a report, with its trace. Somebody else was first: `state_changed`. */
export async function moveStatement(
  tx: In<Context>,
  { id, state }: Pick<Statement, 'id' | 'state'>,
  event: EventOf<typeof royaltyStatementMachine>,
  columns: Partial<Pick<Statement, 'acceptedAt' | 'acceptedBy'>> = {},
): Promise<Statement> {
  const step = transitionOf(royaltyStatementMachine, state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(royaltyStatements)
    .set({ ...columns, state: step.to })
    .where(and(eq(royaltyStatements.id, id), eq(royaltyStatements.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  for (const kind of ['royalty.review', 'royalty.answer'] as const) await clearDeadline(tx, kind, id);
  await audit(tx, { deed: `royalty.${event}`, subjectType: 'royalty_statement', subjectId: id });
  return row;
}
