import { createHash } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { offeredPrice } from '#app/domain/offered-price.ts';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import { shareCard } from '#app/services/achievements/share-card.server.ts';
import { findSold } from '#app/services/listings/find-sold.server.ts';
import { findLiveListing } from '#app/services/listings/queries.server.ts';
import { priceWords } from '#app/ui/price-words.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { recordNo } from '#app/web/row-id.server.ts';

/** The picture of a shared link to a public achievement; drawn anew only when its words change. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const no = recordNo(args.params);
    const { id, data, org, trl } = await getPublicAchievement(ctx, no);
    const [listing, sold] = await Promise.all([findLiveListing({ ...ctx, actor: null }, id), findSold(ctx, id)]);
    const offered = offeredPrice(data.price, listing);
    const facts = [
      ...(trl.level === null ? [] : [`TRL ${trl.level}`]),
      ...(offered.priceKind === 'pay_later' ? ['先用后付'] : []),
      ...data.keywords.slice(0, 2),
    ];
    const price = sold === null ? priceWords(offered).head : '已成交';
    const card = { title: data.name, unit: org.name, facts, problem: data.problem, price };
    const etag = `"${createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 24)}"`;
    // A price may change any day.
    const headers = { etag, 'cache-control': 'public, max-age=3600' };
    if (args.request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
    const png = await shareCard(card);
    return new Response(new Uint8Array(png), { headers: { ...headers, 'content-type': 'image/png' } });
  });
}
