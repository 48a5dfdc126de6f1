import type { LoaderFunctionArgs } from '@remix-run/node';
import { achievementMachine } from '#app/domain/achievement.ts';
import { dayOf } from '#app/domain/days.ts';
import { exportFormats } from '#app/domain/export-application.ts';
import { statesOf } from '#app/domain/machine.ts';
import { exportOwn } from '#app/services/exports/export-own.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { recordDownload } from '#app/web/record-download.server.ts';
import { page } from '#app/web/respond.server.ts';

/** The unit's own list, as the page chooses it, with the columns of the import template. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const format = exportFormats.find((word) => word === params.get('format')) ?? 'xlsx';
    const state = statesOf(achievementMachine).find((word) => word === params.get('state')) ?? null;
    const words = (params.get('q') ?? '').trim().slice(0, 100);
    const stream = await exportOwn(ctx, { format, state, words });
    return recordDownload(stream, format, `本单位成果-${dayOf(ctx.now())}`, 'achievements');
  });
}
