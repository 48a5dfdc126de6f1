import { redirect } from '@remix-run/node';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { InviteInput, PaperListInput, RowInput, StewardInput, WalkInInput } from '#app/domain/event-input.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { addWalkIn } from '#app/services/events/add-walk-in.server.ts';
import { decideRegistration } from '#app/services/events/answer-registration.server.ts';
import { checkInByOrganizer } from '#app/services/events/check-in-by-organizer.server.ts';
import { enterPaperList } from '#app/services/events/enter-paper-list.server.ts';
import { inviteAttendee } from '#app/services/events/invite-attendee.server.ts';
import { addSteward, revokeSteward } from '#app/services/events/stewards.server.ts';
import { deed } from './form.server.ts';

/** What the organizer does with the people of his event, before it and at the door. */
export function eventPeopleDeeds(id: string, search: string | null) {
  const here = redirect(`/desk/events/${id}/people${search ? `?q=${encodeURIComponent(search)}` : ''}`);
  const decide =
    (word: 'approve' | 'refuse' | 'cancel') =>
    async (ctx: ActorContext, { rowId: registrationId }: { rowId: string }) => {
      await decideRegistration(ctx, { eventId: id, registrationId, deed: word });
      return here;
    };
  const check =
    (word: 'in' | 'out' | 'undo', method: 'list' | 'paper') =>
    async (ctx: ActorContext, { rowId: registrationId }: { rowId: string }) => {
      await checkInByOrganizer(ctx, { eventId: id, registrationId, deed: word, method });
      return here;
    };
  return {
    approve: deed(RowInput, mayRunEvent, decide('approve')),
    refuse: deed(RowInput, mayRunEvent, decide('refuse')),
    cancel: deed(RowInput, mayRunEvent, decide('cancel')),
    'check-in': deed(RowInput, mayRunEvent, check('in', 'list')),
    'check-paper': deed(RowInput, mayRunEvent, check('in', 'paper')),
    'check-out': deed(RowInput, mayRunEvent, check('out', 'list')),
    undo: deed(RowInput, mayRunEvent, check('undo', 'list')),
    'invite-person': deed(InviteInput, mayRunEvent, async (ctx, input) => {
      await inviteAttendee(ctx, { eventId: id, ...input });
      return here;
    }),
    'add-steward': deed(StewardInput, mayRunEvent, async (ctx, input) => {
      const { link } = await addSteward(ctx, { eventId: id, ...input });
      return redirect(`/desk/events/${id}/people?link=${link}#stewards`);
    }),
    'enter-paper': deed(PaperListInput, mayRunEvent, async (ctx, input) => {
      await enterPaperList(ctx, { eventId: id, ...input });
      return here;
    }),
    'revoke-steward': deed(RowInput, mayRunEvent, async (ctx, { rowId: steward }) => {
      await revokeSteward(ctx, { eventId: id, rowId: steward });
      return here;
    }),
    'walk-in': deed(WalkInInput, mayRunEvent, async (ctx, input) => {
      await addWalkIn(ctx, { eventId: id, ...input });
      return here;
    }),
  };
}
