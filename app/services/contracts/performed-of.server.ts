import { and, eq, max } from 'drizzle-orm';
import type { Performed } from '#app/domain/amendment-rules.ts';
import { dayOf } from '#app/domain/days.ts';
import { milestones, obligations, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { outstandingFen } from '../payments/claim-sums.server.ts';
import { getChargedSums } from './charged-sums.server.ts';

/**
 * What of a contract was performed so far: positions, from 1, of milestones that are no longer pending, whether and until when revenue was
 * reported or a minimum charged, what was charged, and whether something that fell due is not paid.
 */
export async function performedOf({ db, now }: Pick<Context, 'db' | 'now'>, contractId: string): Promise<Performed> {
  const stones = await db
    .select({ position: milestones.position, state: milestones.state })
    .from(milestones)
    .where(eq(milestones.contractId, contractId));
  const [reported] = await db
    .select({ untilOn: max(royaltyStatements.endsOn) })
    .from(royaltyStatements)
    .where(eq(royaltyStatements.contractId, contractId));
  const reportedUntil = reported?.untilOn ?? null;
  return {
    reached: stones.filter(({ state }) => state !== 'pending').map(({ position }) => position),
    hasOpenClaims: await hasOpenClaims({ db }, contractId),
    hasReports:
      reportedUntil !== null ||
      (await db.$count(obligations, and(eq(obligations.contractId, contractId), eq(obligations.kind, 'royalty')))) > 0,
    reportedUntil,
    chargedFen: (await getChargedSums({ db }, contractId)).chargedFen,
    today: dayOf(now()),
  };
}

async function hasOpenClaims({ db }: Pick<Context, 'db'>, contractId: string): Promise<boolean> {
  const rows = await db
    .select({ openFen: outstandingFen })
    .from(obligations)
    .where(eq(obligations.contractId, contractId));
  return rows.some(({ openFen }) => BigInt(openFen) > 0n);
}
