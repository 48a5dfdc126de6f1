import type { LoaderFunctionArgs } from '@remix-run/node';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import { shareCard } from '#app/services/achievements/share-card.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { recordNo } from '#app/web/row-id.server.ts';

/** The picture of a shared link to a public achievement; drawn anew only when the text changes. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const no = recordNo(args.params);
    const { data, org, sha256, trl } = await getPublicAchievement(ctx, no);
    const headers = { etag: `"${sha256.slice(0, 24)}-${trl.level ?? 0}"`, 'cache-control': 'public, max-age=86400' };
    if (args.request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers });
    const facts = [
      ...(trl.level === null ? [] : [`TRL ${trl.level}`]),
      ...(data.price.kind === 'pay_later' ? ['先用后付'] : []),
      ...data.keywords.slice(0, 3),
    ];
    const png = await shareCard({ title: data.name, unit: org.name, facts });
    return new Response(new Uint8Array(png), { headers: { ...headers, 'content-type': 'image/png' } });
  });
}
