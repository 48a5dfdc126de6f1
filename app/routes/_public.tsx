import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { DemoBanner } from '#app/ui/demo-banner.tsx';
import { PublicFrame } from '#app/ui/public-frame.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { frameUserOf } from '#app/web/frame-user.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await contextFor(args);
  return { user: frameUserOf(actor), isDemo: args.context.platform.isDemo };
}

export default function PublicLayout() {
  const { user, isDemo } = useLoaderData<typeof loader>();
  return (
    <PublicFrame user={user} banner={isDemo ? <DemoBanner /> : undefined}>
      <Outlet />
    </PublicFrame>
  );
}
