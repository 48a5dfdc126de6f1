import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { deskCounts } from '#app/services/desk/queries.server.ts';
import { DemoBanner } from '#app/ui/demo-banner.tsx';
import { WorkFrame } from '#app/ui/work-frame.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { frameUserOf } from '#app/web/frame-user.ts';
import { page } from '#app/web/respond.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    user: frameUserOf(ctx.actor) ?? { name: '', orgName: null },
    counts: await deskCounts(ctx),
    isDemo: args.context.platform.isDemo,
  }));
}

export default function DeskLayout() {
  const { user, counts, isDemo } = useLoaderData<typeof loader>();
  return (
    <WorkFrame
      user={user}
      counts={counts}
      searchTo="/achievements"
      banner={isDemo ? <DemoBanner /> : undefined}
      userLinks={[{ label: '机构与成员', to: '/desk/organisation' }]}
    >
      <Outlet />
    </WorkFrame>
  );
}
