import type { ActionFunctionArgs } from '@remix-run/node';
import { SyncInput } from '#app/domain/scan-input.ts';
import { syncScans } from '#app/services/events/sync-scans.server.ts';
import { page } from '#app/web/respond.server.ts';
import { requireSteward } from '#app/web/steward.server.ts';

const mostBytes = 131_072;

export const loader = () => {
  throw new Response(null, { status: 405 });
};

/** Takes what a phone gathered, with or without the network in between. */
export const action = (args: ActionFunctionArgs) =>
  page(async () => {
    const { ctx, event, steward } = await requireSteward(args);
    const length = Number(args.request.headers.get('content-length') ?? Number.NaN);
    if (!(length <= mostBytes)) throw new Response('提交的内容太长。', { status: 413 });
    const input = SyncInput.safeParse(await args.request.json().catch(() => null));
    if (!input.success) throw new Response('格式不对。', { status: 400 });
    const results = await syncScans(ctx, event.id, input.data, { stewardId: steward.id });
    return Response.json({ results }, { headers: { 'cache-control': 'no-store' } });
  });
