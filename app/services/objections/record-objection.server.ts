import { and, eq, notInArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Objector } from '#app/domain/objector.ts';
import { objectionMachine } from '#app/domain/publicity.ts';
import { objectors } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { ObjectionKind, ObjectionRow, ObjectionTable } from './objection-kind.server.ts';

type Subject<Table extends ObjectionTable> = Omit<
  Table['$inferInsert'],
  'filedBy' | 'state' | 'createdAt' | 'decision' | 'decidedBy' | 'decidedAt'
>;

/**
 * Writes down what the actor objects to, under his own name, which is kept apart with how he is reached. The same words of the same
 * person about the same thing are one objection, whatever was answered, unless he took it back or it ended undecided: `duplicate`.
 * The caller has screened the grounds and holds the subject's row.
 */
export async function recordObjection<Table extends ObjectionTable>(
  tx: In<ActorContext>,
  kind: ObjectionKind<Table>,
  given: Subject<Table>,
  { name, contact }: Objector,
): Promise<ObjectionRow<Table>> {
  await refuseTwice(tx, kind, given);
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
  await tx.db.insert(objectors).values({ objectionId: row.id, name, contact, createdAt: tx.now() });
  if (kind.filed !== null) await audit(tx, { deed: kind.filed, ...kind.subjectOf(row) });
  return row;
}

async function refuseTwice<Table extends ObjectionTable>(
  tx: In<ActorContext>,
  kind: ObjectionKind<Table>,
  given: Subject<Table>,
): Promise<void> {
  const table: ObjectionTable = kind.table;
  const same = and(
    kind.isAbout(given as Table['$inferInsert']),
    eq(table.filedBy, tx.actor.userId),
    eq(table.grounds, given.grounds),
    notInArray(table.state, ['withdrawn', 'void']),
  );
  if ((await tx.db.$count(table, same)) > 0) {
    throw new AppError(
      'duplicate',
      { says: '你已经提出过同样的异议，不用再提；进展和答复在上面的列表里。' },
      'grounds',
    );
  }
}
