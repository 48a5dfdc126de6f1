import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { DownloadExport } from '#app/domain/export-input.ts';
import { exportOthers } from '#app/services/exports/export-others.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { recordDownload } from '#app/web/record-download.server.ts';
import { page } from '#app/web/respond.server.ts';

/** There is nothing to look at here. */
export async function loader(args: LoaderFunctionArgs) {
  await actorContextFor(args);
  return page(() => Promise.reject(new AppError('not_found')));
}

/** Public records of other units as a file. A deed: what is taken away counts. */
export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    download: deed(DownloadExport, async (ctx, input) => {
      try {
        const stream = await exportOthers(ctx, input);
        return recordDownload(stream, input.format, `成果-${dayOf(ctx.now())}`, 'achievements');
      } catch (error) {
        if (!(error instanceof AppError) || !['rate_limited', 'state_changed'].includes(error.code)) throw error;
        // The page says how much is left and what can be done.
        return redirect(`/desk/exports?${input.query}`);
      }
    }),
  });
