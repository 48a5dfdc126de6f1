import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Outlet, useMatches, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { loader as rootLoader } from '#app/root.tsx';
import { DemoBanner } from '#app/ui/demo-banner.tsx';
import { PublicFrame } from '#app/ui/public-frame.tsx';
import { errorMeta, RouteError } from '#app/ui/route-error.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { frameUserOf } from '#app/web/frame-user.ts';

export const meta: MetaFunction = errorMeta;

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await contextFor(args);
  return { user: frameUserOf(actor), isDemo: args.context.platform.isDemo };
}

export default function PublicLayout() {
  // A page says of itself that it lays out its own width.
  const handle = useMatches().at(-1)?.handle as { isWide?: boolean } | undefined;
  return (
    <Frame isWide={handle?.isWide === true}>
      <Outlet />
    </Frame>
  );
}

function Frame({ isWide = false, children }: { isWide?: boolean; children: ReactNode }) {
  // The loader's own failure is shown in the frame, too.
  const found = useRouteLoaderData<typeof loader>('routes/_public');
  return (
    <PublicFrame user={found?.user ?? null} wide={isWide} banner={found?.isDemo ? <DemoBanner /> : undefined}>
      {children}
    </PublicFrame>
  );
}

const onward = [
  { label: '找成果', to: '/achievements' },
  { label: '找需求', to: '/demands' },
  { label: '回首页', to: '/' },
];

export function ErrorBoundary() {
  const found = useRouteLoaderData<typeof rootLoader>('root');
  return (
    <Frame>
      <RouteError onward={onward} requestId={found?.requestId} />
    </Frame>
  );
}
