import type { LoaderFunctionArgs } from '@remix-run/node';
import { doorList } from '#app/services/events/door-list.server.ts';
import { page } from '#app/web/respond.server.ts';
import { requireSteward } from '#app/web/steward.server.ts';

/** The list that a helper's phone keeps for when the network is gone. */
export const loader = (args: LoaderFunctionArgs) =>
  page(async () => {
    const { ctx, event, steward } = await requireSteward(args);
    return Response.json(await doorList(ctx, event, steward.label), { headers: { 'cache-control': 'no-store' } });
  });
