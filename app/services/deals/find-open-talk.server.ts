import { and, eq, inArray } from 'drizzle-orm';
import { openDealStates } from '#app/domain/deal-state.ts';
import { deals } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

interface Pair {
  readonly achievementId: string;
  readonly licenseeOrgId: string;
}

/**
 * The open request or talk of a pair; a pair has one at a time. Where somebody comes by an enterprise's anonymous demand, only one
 * about that demand counts: that the two talk about something else would tell who the enterprise is.
 */
export async function findOpenTalk(
  { db }: Pick<Context, 'db'>,
  { achievementId, licenseeOrgId }: Pair,
  demand: { readonly id: string; readonly confidentiality: string } | null,
): Promise<{ readonly id: string; readonly no: string } | null> {
  const [open] = await db
    .select({ id: deals.id, no: deals.no })
    .from(deals)
    .where(
      and(
        eq(deals.achievementId, achievementId),
        eq(deals.licenseeOrgId, licenseeOrgId),
        inArray(deals.state, openDealStates),
        demand?.confidentiality === 'anonymous' ? eq(deals.demandId, demand.id) : undefined,
      ),
    );
  return open ?? null;
}
