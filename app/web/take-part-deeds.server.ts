import { redirect } from '@remix-run/node';
import { anybody, mayTakePart } from '#app/domain/event-access.ts';
import { AskItemInput, GroupFileInput, GroupInput, RegisterInput } from '#app/domain/event-input.ts';
import { askItem } from '#app/services/events/ask-item.server.ts';
import { getPublicEvent } from '#app/services/events/public-queries.server.ts';
import { readAttendeeSheet } from '#app/services/events/read-attendee-sheet.server.ts';
import { refuseGroup, registerGroup } from '#app/services/events/register-group.server.ts';
import { register } from '#app/services/events/register.server.ts';
import { deed, type RouteArgs } from './form.server.ts';
import { handleUpload } from './handle-upload.server.ts';
import { requiredFile } from './upload.server.ts';

const groupDone = (no: string, people: readonly unknown[]) => redirect(`/events/${no}?group=${people.length}#register`);

/** What one does on an event's page: register oneself or one's colleagues, offer something to show. */
export const takePartDeeds = (no: string) => ({
  register: deed(RegisterInput, anybody, async (ctx, { answers, ...input }) => {
    const { event } = await getPublicEvent(ctx, no);
    await register(ctx, { ...input, answers: answers ?? {}, eventId: event.id });
    return redirect(`/events/${no}#register`);
  }),
  group: deed(GroupInput, mayTakePart, async (ctx, input) => {
    const { event } = await getPublicEvent(ctx, no);
    return groupDone(no, await registerGroup(ctx, { ...input, eventId: event.id }));
  }),
  apply: deed(AskItemInput, mayTakePart, async (ctx, { no: subject, note, pledge }) => {
    const { event } = await getPublicEvent(ctx, no);
    await askItem(ctx, { eventId: event.id, no: subject, note, isDeclared: pledge === 'yes' });
    return redirect('/desk/events');
  }),
});

const maxBytes = 2 * 1_048_576;

/** Colleagues as a table; it is read and not kept. */
export function groupFileForm(args: RouteArgs, no: string) {
  const see = (ctx: Parameters<typeof getPublicEvent>[0]) => getPublicEvent(ctx, no);
  return handleUpload(args, { maxBytes, may: mayTakePart, see, isKept: false }, (upload) => ({
    'group-file': deed(GroupFileInput, mayTakePart, async (ctx, input) => {
      const { sha256 } = requiredFile(upload, '请选名单文件');
      const { event } = await getPublicEvent(ctx, no);
      await refuseGroup(ctx, { eventId: event.id });
      const people = await readAttendeeSheet(ctx.files, sha256);
      return groupDone(no, await registerGroup(ctx, { ...input, people, eventId: event.id, field: 'file' }));
    }),
  }));
}
