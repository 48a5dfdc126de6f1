import { eq } from 'drizzle-orm';
import { mayInviteAuditor } from '#app/domain/auditor.ts';
import { AppError } from '#app/domain/errors.ts';
import { auditorGrants } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { AuditorGrant } from './invite-auditor.server.ts';

/** A grant that the actor's organisation gave; for everybody else, the licensee included, there is none to change. */
export async function getOwnGrant(ctx: ActorContext, grantId: string): Promise<AuditorGrant> {
  if (!mayInviteAuditor(ctx.actor)) throw new AppError('forbidden');
  const [grant] = await ctx.db.select().from(auditorGrants).where(eq(auditorGrants.id, grantId));
  if (grant === undefined || grant.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return grant;
}
