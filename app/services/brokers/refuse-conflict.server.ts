import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { brokers } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/**
 * Refuses a broker who declared a relation to one of these units, also since he was invited. His entry is shared, so that a
 * declaration of the same moment comes before or after.
 */
export async function refuseConflict(
  tx: In<Context>,
  brokerUserId: string,
  orgIds: readonly string[],
  says: string,
): Promise<void> {
  const [broker] = await tx.db
    .select({ conflictOrgIds: brokers.conflictOrgIds })
    .from(brokers)
    .where(eq(brokers.userId, brokerUserId))
    .for('share');
  if (orgIds.some((orgId) => broker?.conflictOrgIds.includes(orgId))) throw new AppError('invalid', { says });
}
