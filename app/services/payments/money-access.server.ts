import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '../context.server.ts';

/** Who in an organisation sees its money. An inventor sees his own shares, which need no role. */
export const maySeeMoney = (ctx: ActorContext): boolean =>
  hasRole(ctx.actor, 'owner', 'officer', 'approver', 'finance', 'legal');

/** The organisation whose money the actor may see; refuses people without a role for it. */
export function moneyOrgOf(ctx: ActorContext): string {
  if (ctx.actor.org === null || !maySeeMoney(ctx)) throw new AppError('forbidden');
  return ctx.actor.org.orgId;
}
