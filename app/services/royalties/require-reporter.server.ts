import { eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** Who reports the revenue of a contract: the licensee's officers and finance. The other party is refused, a stranger finds nothing. */
export async function requireReporter(ctx: ActorContext, contractId: string): Promise<void> {
  if (!hasRole(ctx.actor, 'officer', 'finance')) throw new AppError('forbidden');
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, contractId));
  const orgId = ctx.actor.org?.orgId;
  if (contract === undefined || ![contract.licensorOrgId, contract.licenseeOrgId].includes(orgId ?? '')) {
    throw new AppError('not_found');
  }
  if (contract.licenseeOrgId !== orgId) throw new AppError('forbidden');
}
