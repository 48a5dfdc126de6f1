import { eq } from 'drizzle-orm';
import { milestones, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What of a contract was performed so far: positions, from 1, of milestones that are no longer pending, and whether revenue was reported. */
export async function performedOf({ db }: Pick<Context, 'db'>, contractId: string) {
  const stones = await db
    .select({ position: milestones.position, state: milestones.state })
    .from(milestones)
    .where(eq(milestones.contractId, contractId));
  return {
    reached: stones.filter(({ state }) => state !== 'pending').map(({ position }) => position),
    hasReports: (await db.$count(royaltyStatements, eq(royaltyStatements.contractId, contractId))) > 0,
  };
}
