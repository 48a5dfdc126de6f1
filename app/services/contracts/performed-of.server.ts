import { and, eq } from 'drizzle-orm';
import { milestones, obligations, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { outstandingFen } from '../payments/claim-sums.server.ts';

/**
 * What of a contract was performed so far: positions, from 1, of milestones that are no longer pending, whether revenue was
 * reported or a minimum charged, and whether something that fell due is not paid.
 */
export async function performedOf({ db }: Pick<Context, 'db'>, contractId: string) {
  const stones = await db
    .select({ position: milestones.position, state: milestones.state })
    .from(milestones)
    .where(eq(milestones.contractId, contractId));
  return {
    reached: stones.filter(({ state }) => state !== 'pending').map(({ position }) => position),
    hasOpenClaims: await hasOpenClaims({ db }, contractId),
    hasReports:
      (await db.$count(royaltyStatements, eq(royaltyStatements.contractId, contractId))) > 0 ||
      (await db.$count(obligations, and(eq(obligations.contractId, contractId), eq(obligations.kind, 'royalty')))) > 0,
  };
}

async function hasOpenClaims({ db }: Pick<Context, 'db'>, contractId: string): Promise<boolean> {
  const rows = await db
    .select({ openFen: outstandingFen })
    .from(obligations)
    .where(eq(obligations.contractId, contractId));
  return rows.some(({ openFen }) => BigInt(openFen) > 0n);
}
