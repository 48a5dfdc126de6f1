import type { LoaderFunctionArgs } from '@remix-run/node';
import { findActor } from '#app/services/accounts/find-actor.server.ts';
import { isSessionAlive } from '#app/services/accounts/is-session-alive.server.ts';
import { reachDeal } from '#app/services/deals/reach-deal.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { roomStream } from '#app/web/room-live.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** Server-sent events of a deal room, for everybody who may read it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const id = await page(async () => {
    const dealId = rowId(args.params);
    await insider(ctx, dealId);
    return dealId;
  });
  const { live } = args.context.platform;
  const { userId, sessionId, org } = ctx.actor;
  const { db } = args.context.platform;
  // Asked anew before each event: who signed out, a member who left, or a mandate that ended, hears nothing more.
  const mayStay = async () => {
    if (!(await isSessionAlive(ctx, sessionId))) return false;
    const actor = await findActor(db, userId, sessionId, org?.orgId ?? null);
    if (actor === null) return false;
    await insider({ ...ctx, actor }, id);
    return true;
  };
  return roomStream(live, id, args.request.signal, mayStay, args.request.headers.get('last-event-id'));
}

/** An invited broker sees the invitation, not the room. */
async function insider(ctx: Parameters<typeof reachDeal>[0], id: string): Promise<void> {
  const { as } = await reachDeal(ctx, id);
  if (as === 'invited') throw new Response(null, { status: 404 });
}
