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

type StatementEvent = EventOf<typeof royaltyStatementMachine>;
type Accepted = Partial<Pick<Statement, 'acceptedAt' | 'acceptedBy'>>;

/**
 * Lets a report's machine take it on by `event`, with its trace; what was to be done about it in the state before is done, but
 * for its review where it is settled. Null where its state does not know the event, or is not the one given. The contract is locked.
 */
export async function stepStatement(
  tx: In<Context>,
  { id, state }: Pick<Statement, 'id'> & Partial<Pick<Statement, 'state'>>,
  event: StatementEvent,
  columns: Accepted = {},
): Promise<Statement | null> {
  const own = and(eq(royaltyStatements.id, id), state && eq(royaltyStatements.state, state));
  const [now] = await tx.db.select({ state: royaltyStatements.state }).from(royaltyStatements).where(own).for('update');
  const step = now && transitionOf(royaltyStatementMachine, now.state, event);
  if (step === undefined) return null;
  const [row] = await tx.db
    .update(royaltyStatements)
    .set({ ...columns, state: step.to })
    .where(own)
    .returning();
  if (row === undefined) return null;
  // Payment is no acceptance: who may still ask keeps the days to do so.
  if (event !== 'settle') {
    for (const kind of ['royalty.review', 'royalty.answer'] as const) await clearDeadline(tx, kind, id);
  }
  await audit(tx, { deed: `royalty.${event}`, subjectType: 'royalty_statement', subjectId: id });
  return row;
}

/** The same for a report as it was read: somebody else was first, `state_changed`. */
export async function moveStatement(
  tx: In<Context>,
  read: Pick<Statement, 'id' | 'state'>,
  event: StatementEvent,
  columns: Accepted = {},
): Promise<Statement> {
  const moved = await stepStatement(tx, read, event, columns);
  if (moved === null) throw new AppError('state_changed');
  return moved;
}
