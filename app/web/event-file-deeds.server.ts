import { redirect } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { mayReviewEvent, mayRunEvent } from '#app/domain/event-access.ts';
import { EventFileInput, PledgedRowInput, RowInput } from '#app/domain/event-input.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { clearEventFile } from '#app/services/events/clear-event-file.server.ts';
import { getDeskEvent } from '#app/services/events/desk-queries.server.ts';
import { dropEventFile } from '#app/services/events/drop-event-file.server.ts';
import { keepEventFile } from '#app/services/events/keep-event-file.server.ts';
import { deed, type RouteArgs } from './form.server.ts';
import { handleUpload } from './handle-upload.server.ts';

const maxBytes = 20 * 1_048_576;

/** The upload of an event's paper or evidence, on every page that takes one. */
export function keepEventFileForm(args: RouteArgs, eventId: string, here: string) {
  const see = (ctx: ActorContext) => getDeskEvent(ctx, eventId);
  return handleUpload(args, { maxBytes, may: mayRunEvent, see }, ({ files: [file], refusal }) => ({
    'keep-file': deed(EventFileInput, mayRunEvent, async (ctx, { kind }) => {
      if (refusal !== null) throw refusal;
      if (file === undefined) throw new AppError('invalid', { says: '请选文件' }, 'file');
      await keepEventFile(ctx, { eventId, kind, file });
      return redirect(here);
    }),
  }));
}

/** What is done with files that are there. */
export const eventFileDeeds = (eventId: string, here: string) => ({
  'drop-file': deed(RowInput, mayRunEvent, async (ctx, { rowId }) => {
    await dropEventFile(ctx, { eventId, rowId });
    return redirect(here);
  }),
  'clear-file': deed(PledgedRowInput, mayReviewEvent, async (ctx, { rowId }) => {
    await clearEventFile(ctx, { eventId, rowId });
    return redirect(here);
  }),
});
