import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Outlet, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { loader as rootLoader } from '#app/root.tsx';
import { isProofFresh } from '#app/domain/access.ts';
import { hasSection } from '#app/domain/desk-sections.ts';
import { deskCounts } from '#app/services/desk/queries.server.ts';
import { DemoBanner } from '#app/ui/demo-banner.tsx';
import { workNav } from '#app/ui/nav.ts';
import { PublicFrame } from '#app/ui/public-frame.tsx';
import { errorMeta, RouteError } from '#app/ui/route-error.tsx';
import { WorkFrame } from '#app/ui/work-frame.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { frameUserOf } from '#app/web/frame-user.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = errorMeta;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    user: frameUserOf(ctx.actor) ?? { name: '', orgName: null },
    counts: await deskCounts(ctx),
    sections: workNav.flat().flatMap(({ id }) => (hasSection(ctx.actor, id) ? [id] : [])),
    isDemo: args.context.platform.isDemo,
    /** A second factor was given of late: forms that need one ask for it before they are filled in. */
    isProved: isProofFresh(ctx.actor, ctx.now()),
  }));
}

export default function DeskLayout() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const found = useRouteLoaderData<typeof loader>('routes/desk');
  // After a refused action the loader has not run, and where it failed itself nobody knows who asks.
  if (!found) return <PublicFrame user={null}>{children}</PublicFrame>;
  return (
    <WorkFrame
      user={found.user}
      nav={workNav.map((items) => items.filter(({ id }) => found.sections.includes(id)))}
      counts={found.counts}
      searchTo="/search"
      banner={found.isDemo ? <DemoBanner /> : undefined}
      userLinks={[
        { label: '机构与成员', to: '/desk/organisation' },
        { label: '账号安全', to: '/desk/security' },
      ]}
    >
      {children}
    </WorkFrame>
  );
}

const onward = [
  { label: '回工作台', to: '/desk' },
  { label: '看帮助', to: '/help' },
];

export function ErrorBoundary() {
  const found = useRouteLoaderData<typeof rootLoader>('root');
  return (
    <Frame>
      <RouteError onward={onward} requestId={found?.requestId} />
    </Frame>
  );
}
