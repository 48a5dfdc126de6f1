import { AppError } from '#app/domain/errors.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import type { ActorContext } from '../context.server.ts';

/** The organisation whose statements the actor may read: statements hold wages and everything else, so finance only. */
export function bankOrgOf(ctx: ActorContext): string {
  if (ctx.actor.org === null || !mayDoMoney(ctx.actor, 'confirm')) throw new AppError('forbidden');
  return ctx.actor.org.orgId;
}
