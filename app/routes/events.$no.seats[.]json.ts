import type { LoaderFunctionArgs } from '@remix-run/node';
import { seatsOf } from '#app/services/events/public-queries.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

/** Seats taken and there, by kind: what an open page asks for again and again. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () =>
    Response.json(await seatsOf(ctx, args.params.no ?? ''), { headers: { 'cache-control': 'public, max-age=5' } }),
  );
}
