import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { type ObjectionEvent, objectionMachine } from '#app/domain/publicity.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { ObjectionKind, ObjectionRow, ObjectionTable } from './objection-kind.server.ts';
import { settleObjector } from './settle-objector.server.ts';

type Columns<Table extends ObjectionTable> = Partial<ObjectionRow<Table>>;

interface Decision {
  /** `correct` only of a price. */
  readonly outcome: 'uphold' | 'correct' | 'dismiss';
  readonly decision: string;
}

/**
 * The decision on an objection, never by who filed it. The caller has screened the words, holds the subject's row and knows that
 * the actor may decide; what follows for the subject is his. `columns` where it is not the first decision, or not all that is kept.
 */
export async function recordDecision<Table extends ObjectionTable>(
  tx: In<ActorContext>,
  kind: ObjectionKind<Table>,
  before: ObjectionRow<Table>,
  { outcome, decision }: Decision,
  columns?: Columns<Table>,
): Promise<ObjectionRow<Table>> {
  if (before.filedBy === tx.actor.userId) throw new AppError('forbidden');
  const first = { decision, decidedBy: tx.actor.userId, decidedAt: tx.now() };
  return move(tx, kind, before, outcome, columns ?? (first as Columns<Table>));
}

/** An objection is admitted and looked into, never by who filed it. The caller holds the subject's row. */
export async function recordAdmission<Table extends ObjectionTable>(
  tx: In<ActorContext>,
  kind: ObjectionKind<Table>,
  before: ObjectionRow<Table>,
  columns: Columns<Table>,
): Promise<ObjectionRow<Table>> {
  if (before.filedBy === tx.actor.userId) throw new AppError('forbidden');
  return move(tx, kind, before, 'admit', columns);
}

/** Who objected asks for another look at a dismissal; the machine knows it once. The caller holds the subject's row. */
export async function recordReviewAsked<Table extends ObjectionTable>(
  tx: In<ActorContext>,
  kind: ObjectionKind<Table>,
  before: ObjectionRow<Table>,
  columns: Columns<Table>,
): Promise<ObjectionRow<Table>> {
  if (before.filedBy !== tx.actor.userId) throw new AppError('not_found');
  return move(tx, kind, before, 'askReview', columns);
}

/** Who objected takes it back; for everybody else there is no such objection. The caller holds the subject's row. */
export async function recordWithdrawal<Table extends ObjectionTable>(
  tx: In<ActorContext>,
  kind: ObjectionKind<Table>,
  before: ObjectionRow<Table>,
): Promise<ObjectionRow<Table>> {
  if (before.filedBy !== tx.actor.userId) throw new AppError('not_found');
  return move(tx, kind, before, 'withdraw', {});
}

async function move<Table extends ObjectionTable>(
  tx: In<ActorContext>,
  kind: ObjectionKind<Table>,
  before: ObjectionRow<Table>,
  event: ObjectionEvent,
  columns: Columns<Table>,
): Promise<ObjectionRow<Table>> {
  const table: ObjectionTable = kind.table;
  const [moved] = await tx.db
    .update(table)
    .set({ ...columns, state: nextState(objectionMachine, before.state, event) })
    .where(and(eq(table.id, before.id), eq(table.state, before.state)))
    .returning();
  if (moved === undefined) throw new AppError('state_changed');
  const row = moved as ObjectionRow<Table>;
  await settleObjector(tx, row.id, row.state);
  await audit(tx, { deed: `${kind.name}.${event}`, ...kind.subjectOf(row) });
  return row;
}
