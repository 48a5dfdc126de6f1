import { objectionMachine } from '#app/domain/publicity.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { ObjectionKind, ObjectionRow, ObjectionTable } from './objection-kind.server.ts';

type Subject<Table extends ObjectionTable> = Omit<
  Table['$inferInsert'],
  'filedBy' | 'state' | 'createdAt' | 'decision' | 'decidedBy' | 'decidedAt'
>;

/** Writes down what the actor objects to, under his own name. The caller has screened the grounds and holds the subject's row. */
export async function recordObjection<Table extends ObjectionTable>(
  tx: In<ActorContext>,
  kind: ObjectionKind<Table>,
  given: Subject<Table>,
): Promise<ObjectionRow<Table>> {
  const [stored] = await tx.db
    .insert(kind.table as ObjectionTable)
    .values({
      ...given,
      filedBy: tx.actor.userId,
      state: objectionMachine.initial,
      createdAt: tx.now(),
    } as never)
    .returning();
  if (stored === undefined) throw new Error('objection was not stored');
  const row = stored as ObjectionRow<Table>;
  if (kind.filed !== null) await audit(tx, { deed: kind.filed, ...kind.subjectOf(row) });
  return row;
}
