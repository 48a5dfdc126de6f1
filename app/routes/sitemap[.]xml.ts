import type { LoaderFunctionArgs } from '@remix-run/node';
import { sitemapParts } from '#app/services/open-data/sitemap.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { sitemapAnswer } from '#app/web/sitemap.server.ts';

/** The index of the sitemap: a library of 95,000 records does not fit into one file. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const parts = await sitemapParts(ctx);
    const at = (part: string) => new URL(`/sitemap/${part}.xml`, args.context.platform.baseUrl).href;
    return sitemapAnswer(
      'sitemapindex',
      parts.map((part) => `<sitemap><loc>${at(part)}</loc></sitemap>`),
    );
  });
}
