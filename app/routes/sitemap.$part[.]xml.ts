import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { sitemapEntries } from '#app/services/open-data/sitemap.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { sitemapAnswer } from '#app/web/sitemap.server.ts';

/** One part of the sitemap. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const entries = await sitemapEntries(ctx, args.params.part ?? '');
    if (entries === null) throw new AppError('not_found');
    const at = (path: string) => new URL(path, args.context.platform.baseUrl).href;
    return sitemapAnswer(
      'urlset',
      entries.map(
        ({ path, changedAt }) =>
          `<url><loc>${at(path)}</loc>${changedAt === null ? '' : `<lastmod>${dayOf(changedAt)}</lastmod>`}</url>`,
      ),
    );
  });
}
