import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { listPublicNumbers } from '#app/services/open-data/public-records.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

const fixed = ['/', '/achievements', '/demands', '/pay-later', '/brokers', '/publicity', '/help'];
/** A sitemap holds 50,000 addresses at most. */
const most = 49_000;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const at = (path: string) => new URL(path, args.request.url).href;
    const rows = await listPublicNumbers(ctx, most);
    const urls = [
      ...fixed.map((path) => `<url><loc>${at(path)}</loc></url>`),
      ...rows.map(
        ({ no, updatedAt }) =>
          `<url><loc>${at(`/achievements/${no}`)}</loc><lastmod>${dayOf(updatedAt)}</lastmod></url>`,
      ),
    ];
    return new Response(
      `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>\n`,
      { headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=600' } },
    );
  });
}
