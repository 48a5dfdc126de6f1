import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Outlet, useMatches, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { loader as rootLoader } from '#app/root.tsx';
import { DemoBanner } from '#app/ui/demo-banner.tsx';
import { PrintedFrom } from '#app/ui/printed-from.tsx';
import { PublicFrame } from '#app/ui/public-frame.tsx';
import { errorMeta, RouteError } from '#app/ui/route-error.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { frameUserOf } from '#app/web/frame-user.ts';

export const meta: MetaFunction = errorMeta;

export async function loader(args: LoaderFunctionArgs) {
  const { actor, now } = await contextFor(args);
  const { isDemo, baseUrl } = args.context.platform;
  return { user: frameUserOf(actor), isDemo, origin: new URL(baseUrl).origin, now: now() };
}

/** What a page says of itself: it lays out its own width; it is of one public record, whose address goes on paper with it. */
interface Handle {
  readonly isWide?: boolean;
  readonly isRecord?: boolean;
}

export default function PublicLayout() {
  const handle = useMatches().at(-1)?.handle as Handle | undefined;
  return (
    <Frame {...handle}>
      <Outlet />
    </Frame>
  );
}

function Frame({ isWide = false, isRecord = false, children }: Handle & { children: ReactNode }) {
  // The loader's own failure is shown in the frame, too.
  const found = useRouteLoaderData<typeof loader>('routes/_public');
  return (
    <PublicFrame user={found?.user ?? null} wide={isWide} banner={found?.isDemo ? <DemoBanner /> : undefined}>
      {isRecord && found && <PrintedFrom origin={found.origin} now={found.now} />}
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
