import type { LoaderFunctionArgs } from '@remix-run/node';
import { stewardOfLink } from '#app/services/events/stewards.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { linkOf } from '#app/web/steward.server.ts';

/** Lets the phone put the scanner on its home screen; it opens at this helper's door. */
export const loader = (args: LoaderFunctionArgs) =>
  page(async () => {
    const link = linkOf(args.params);
    const { steward } = await stewardOfLink(await contextFor(args), link);
    const manifest = {
      name: `签到 ${steward.label}`,
      short_name: '签到',
      lang: 'zh-CN',
      id: `/scan/${link}`,
      start_url: `/scan/${link}`,
      scope: '/scan/',
      display: 'standalone',
      background_color: '#fbfaf7',
      theme_color: '#1f4e8c',
      icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
    };
    return Response.json(manifest, {
      headers: { 'content-type': 'application/manifest+json', 'cache-control': 'no-store' },
    });
  });
