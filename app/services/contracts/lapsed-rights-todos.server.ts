import { hasRole } from '#app/domain/access.ts';
import { contractDeedRoles } from '#app/domain/contract-deeds.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { onLapsedRights } from './lapsed-rights.server.ts';

/** Running contracts of the organisation, on either side, that rest on a patent which has ended: one row a contract. */
export async function listLapsedRightsTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !hasRole(ctx.actor, 'officer', ...contractDeedRoles.lose_rights)) return [];
  const found = await onLapsedRights(ctx, orgId);
  return found.slice(0, 20).map(({ contract, lapsed }) => ({
    id: `contract.rights_lapse:${contract.id}`,
    kind: 'contract.rights_lapse',
    title: contract.title,
    detail: lapsed.map(({ label }) => label).join('；'),
    amountFen: null,
    dueAt: null,
    href: `/desk/contracts/${contract.id}/rights`,
    isMine: hasRole(ctx.actor, ...contractDeedRoles.lose_rights),
  }));
}
