import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Context } from '../context.server.ts';
import type { ObjectionKind, ObjectionRow, ObjectionTable } from './objection-kind.server.ts';

/** An objection of this kind by its id; the caller knows who may see it. */
export async function loadObjection<Table extends ObjectionTable>(
  { db }: Pick<Context, 'db'>,
  { table }: ObjectionKind<Table>,
  id: string,
): Promise<ObjectionRow<Table>> {
  const [row] = await db
    .select()
    .from(table as ObjectionTable)
    .where(eq(table.id, id));
  if (row === undefined) throw new AppError('not_found');
  return row as ObjectionRow<Table>;
}
