import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { isRealName, type Objector, objectorKeptDays } from '#app/domain/objector.ts';
import { objectors, tradeObjections, trades, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';

/** Who objected, as far as the reader may know it. */
export interface ShownObjector {
  readonly by: string | null;
  readonly contact: string | null;
  /** Name and contact were kept as long as they may be. */
  readonly isErased: boolean;
}

const hidden: ShownObjector = { by: null, contact: null, isErased: false };

/**
 * Tells who filed these objections to a reader who may know it: who handles them, and everybody his own. Of those from before a name was
 * asked it is the name of the account.
 */
export async function objectorsOf(
  { db }: Pick<Context, 'db'>,
  ids: readonly string[],
): Promise<(id: string, accountName: string, isReadable: boolean) => ShownObjector> {
  if (ids.length === 0) return () => hidden;
  const rows = await db
    .select()
    .from(objectors)
    .where(inArray(objectors.objectionId, [...ids]));
  const known = new Map(rows.map((row) => [row.objectionId, row]));
  return (id, accountName, isReadable) => {
    if (!isReadable) return hidden;
    const row = known.get(id);
    if (row === undefined) return { ...hidden, by: accountName };
    return { by: row.name, contact: row.contact, isErased: row.erasedAt !== null };
  };
}

/** What the form begins with: of a member of a verified unit the name under which he is there, of everybody the number he signed in with. */
export async function knownObjector({ db, actor }: ActorContext): Promise<Objector> {
  const [row] = await db.select().from(users).where(eq(users.id, actor.userId));
  const name = actor.org?.verified && isRealName(actor.name) ? actor.name : '';
  const mail = row?.emailVerified ? row.email : '';
  return { name, contact: row?.phoneNumber?.replace(/^\+86/, '') ?? mail };
}

/**
 * Erases names and contacts of objections that were settled a year ago, or whose trade ended that long ago without an answer; the
 * objection and its answer stay. Run daily; idempotent.
 */
export async function eraseObjectors(ctx: Context): Promise<void> {
  const before = new Date(ctx.now().getTime() - objectorKeptDays * 86_400_000);
  // A trade that was halted, withdrawn or failed leaves its objections unanswered: nothing settles them any more.
  const left = ctx.db
    .select({ id: tradeObjections.id })
    .from(tradeObjections)
    .innerJoin(trades, eq(trades.id, tradeObjections.tradeId))
    .where(and(eq(tradeObjections.state, 'open'), lt(trades.endedAt, before)));
  await ctx.db
    .update(objectors)
    .set({ name: null, contact: null, erasedAt: ctx.now() })
    .where(and(isNull(objectors.erasedAt), or(lt(objectors.settledAt, before), inArray(objectors.objectionId, left))));
}
