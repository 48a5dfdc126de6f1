import { eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { objections, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

interface Answerers {
  /** Who answered it first. */
  readonly decidedBy: string | null;
  /** Who looked at that answer once more. */
  readonly reviewedBy: string | null;
}

/** Who of the unit answered each objection, and who reviewed the answer, by name: the unit's own record. */
export async function answerersOf(
  ctx: Pick<Context, 'db'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Answerers>> {
  if (ids.length === 0) return new Map();
  const [first, second] = [alias(users, 'first_answerer'), alias(users, 'reviewer')];
  const rows = await ctx.db
    .select({ id: objections.id, decidedBy: first.name, reviewedBy: second.name })
    .from(objections)
    .leftJoin(first, eq(first.id, objections.decidedBy))
    .leftJoin(second, eq(second.id, objections.reviewedBy))
    .where(inArray(objections.id, [...ids]));
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}
