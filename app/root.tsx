import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useNonce } from './ui/nonce.ts';
import { PublicFrame } from './ui/public-frame.tsx';
import { errorMeta, RouteError } from './ui/route-error.tsx';
import stylesheet from './tailwind.css?url';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const meta: MetaFunction = errorMeta;

/** The number is that of the request that asked for this page; people read it out when something failed. */
export const loader = ({ context: { requestId } }: LoaderFunctionArgs) => ({ requestId });

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#1f4e8c" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** Only what no layout could catch comes here: a layout that failed itself. */
export function ErrorBoundary() {
  const found = useRouteLoaderData<typeof loader>('root');
  return (
    <PublicFrame user={null}>
      <RouteError onward={[{ label: '回首页', to: '/' }]} requestId={found?.requestId} />
    </PublicFrame>
  );
}
