import { asc, eq, max, sql } from 'drizzle-orm';
import { givesSame } from '#app/domain/same-grant.ts';
import { signatures } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getTerms } from './get-terms.server.ts';

/** A statement beside an earlier contract, by what it was stated for and when. */
interface Stated {
  readonly contractId: string;
  readonly versionN: number;
  readonly createdAt: Date;
}

/**
 * When both sides signed what a statement was made for, resting on it: the first signing since the statement from which the contract has
 * given without a break what was stated. Null while nothing was signed on it, where other terms were, and once others were signed since.
 */
export function signedRestingOn(ctx: Pick<Context, 'db'>): (stated: Stated) => Promise<Date | null> {
  const known = new Map<string, ReturnType<typeof concludedOf>>();
  return async ({ contractId, versionN, createdAt }) => {
    const concluded = known.get(contractId) ?? concludedOf(ctx, contractId);
    known.set(contractId, concluded);
    let signedAt: Date | null = null;
    for (const { n, at } of (await concluded).toReversed()) {
      if (at < createdAt) break;
      if (n !== versionN && !givesSame(await getTerms(ctx, contractId, versionN), await getTerms(ctx, contractId, n)))
        break;
      signedAt = at;
    }
    return signedAt;
  };
}

/** The versions that both sides signed, the oldest first, each with the moment of the second signature. */
async function concludedOf({ db }: Pick<Context, 'db'>, contractId: string) {
  const rows = await db
    .select({ n: signatures.versionN, at: max(signatures.signedAt) })
    .from(signatures)
    .where(eq(signatures.contractId, contractId))
    .groupBy(signatures.versionN)
    .having(sql`count(*) = 2`)
    .orderBy(asc(max(signatures.signedAt)), asc(signatures.versionN));
  return rows.flatMap(({ n, at }) => (at === null ? [] : [{ n, at }]));
}
