import type { LoaderFunctionArgs } from '@remix-run/node';

/** Public pages are for everybody; the desk is not. */
export const loader = ({ context }: LoaderFunctionArgs) =>
  new Response(
    `User-agent: *\nDisallow: /desk\nDisallow: /files\nSitemap: ${new URL('/sitemap.xml', context.platform.baseUrl).href}\n`,
    {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    },
  );
