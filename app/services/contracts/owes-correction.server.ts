import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { objections, publicities } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * True of a version whose last notice is void because an objection to it was upheld: the next one says what is put right, else the
 * very words that were objected to would stand again.
 */
export async function owesCorrection(
  { db }: Pick<Context, 'db'>,
  { contractId, versionN }: { readonly contractId: string; readonly versionN: number },
): Promise<boolean> {
  const upheld = and(eq(objections.publicityId, publicities.id), inArray(objections.state, ['corrected', 'upheld']));
  const [last] = await db
    .select({
      state: publicities.state,
      isUpheld: sql<boolean>`exists (${db
        .select({ one: sql`1` })
        .from(objections)
        .where(upheld)})`,
    })
    .from(publicities)
    .where(and(eq(publicities.contractId, contractId), eq(publicities.contractVersionN, versionN)))
    .orderBy(desc(publicities.startedAt), desc(publicities.id))
    .limit(1);
  return last?.state === 'cancelled' && last.isUpheld;
}
