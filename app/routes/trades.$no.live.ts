import type { LoaderFunctionArgs } from '@remix-run/node';
import { findActor } from '#app/services/accounts/find-actor.server.ts';
import { findTradeId } from '#app/services/trades/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { roomStream } from '#app/web/room-live.ts';

/** Server-sent events of a trade, for people who are signed in; others see each bid when they open the page again. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const id = await page(() => findTradeId(ctx, args.params.no ?? ''));
  const { live, db } = args.context.platform;
  const { userId, sessionId, org } = ctx.actor;
  const mayStay = async () => (await findActor(db, userId, sessionId, org?.orgId ?? null)) !== null;
  return roomStream(live, id, args.request.signal, mayStay);
}
