import { getTableName } from 'drizzle-orm';
import type { PgInsertValue, PgTable } from 'drizzle-orm/pg-core';
import type { Context } from './context.server.ts';

/** Writes one row and answers it as it is stored, with what the database filled in. */
export async function insertRow<Table extends PgTable>(
  { db }: Pick<Context, 'db'>,
  table: Table,
  values: PgInsertValue<Table>,
): Promise<Table['$inferSelect']> {
  const [row] = (await db.insert(table).values(values).returning()) as Table['$inferSelect'][];
  if (row === undefined) throw new Error(`${getTableName(table)}: the row was not stored`);
  return row;
}
