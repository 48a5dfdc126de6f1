/** A file of the sitemap protocol. Addresses are made of numbers and codes, so nothing in them has to be escaped. */
export const sitemapAnswer = (root: 'sitemapindex' | 'urlset', lines: readonly string[]): Response =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${lines.join('')}</${root}>\n`,
    { headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=600' } },
  );
