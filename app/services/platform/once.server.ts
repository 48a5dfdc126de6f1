import { eq } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';
import { requestKeys } from '#db/schema/index.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext, In } from '../context.server.ts';

/**
 * Makes a creating deed happen once for each form shown. `key` is the form's own UUID: the first send claims it and
 * names the row it makes; a second send, even at the same moment, waits for the first and gets that row's id.
 *
 * @returns the id to create under, and whether the row is still to be made
 */
export async function once(
  tx: In<ActorContext>,
  key: string | undefined,
  deed: string,
  subjectId: string,
): Promise<{ id: string; isFirst: boolean }> {
  if (key === undefined) return { id: subjectId, isFirst: true };
  const claimed = await tx.db
    .insert(requestKeys)
    .values({ key, actorId: tx.actor.userId, deed, subjectId })
    .onConflictDoNothing()
    .returning({ key: requestKeys.key });
  if (claimed.length === 1) return { id: subjectId, isFirst: true };
  const [earlier] = await tx.db.select().from(requestKeys).where(eq(requestKeys.key, key));
  if (earlier === undefined || earlier.actorId !== tx.actor.userId || earlier.deed !== deed) {
    throw new AppError('conflict');
  }
  return { id: earlier.subjectId, isFirst: false };
}

/**
 * The same for a deed that makes one row: the id under which the row is to be made, or the row that an earlier send of the form made.
 */
export async function onceRow<Table extends PgTable & { readonly id: PgColumn }>(
  tx: In<ActorContext>,
  table: Table,
  key: string | undefined,
  deed: string,
): Promise<{ readonly id: string; readonly earlier?: Table['$inferSelect'] }> {
  const { id, isFirst } = await once(tx, key, deed, v7());
  if (isFirst) return { id };
  const rows = await tx.db
    .select()
    .from(table as PgTable)
    .where(eq(table.id, id));
  const [earlier] = rows as Table['$inferSelect'][];
  if (earlier === undefined) throw new AppError('conflict');
  return { id, earlier };
}
