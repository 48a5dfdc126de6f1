import { inArray } from 'drizzle-orm';
import { type ObjectionState, type Raised, raisedBy } from '#app/domain/publicity.ts';
import { objections } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What was objected to each of these notices, without words or names. */
export async function raisedOf({ db }: Pick<Context, 'db'>, ids: readonly string[]): Promise<(id: string) => Raised> {
  if (ids.length === 0) return () => 'none';
  const rows = await db
    .select({ id: objections.publicityId, state: objections.state })
    .from(objections)
    .where(inArray(objections.publicityId, [...ids]));
  const states = new Map<string, ObjectionState[]>();
  for (const { id, state } of rows) states.set(id, [...(states.get(id) ?? []), state]);
  return (id) => raisedBy(states.get(id) ?? []);
}
