import { redirect } from '@remix-run/node';
import { NoInput } from '#app/domain/form-input.ts';
import { mayReviewEvent, mayRunEvent } from '#app/domain/event-access.ts';
import {
  AnswerItemInput,
  AskItemInput,
  EventNoteInput,
  PledgeInput,
  ReopenInput,
  RepeatInput,
  RowInput,
  PlaceItemInput,
  SessionInput,
  SessionRowInput,
  SpeakerInput,
} from '#app/domain/event-input.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { acceptItem, declineItem, removeItem, withdrawItem } from '#app/services/events/answer-item.server.ts';
import { askItem } from '#app/services/events/ask-item.server.ts';
import { cancelEvent } from '#app/services/events/cancel-event.server.ts';
import { closeRegistration } from '#app/services/events/close-registration.server.ts';
import { endEvent } from '#app/services/events/end-event.server.ts';
import { publishEvent } from '#app/services/events/publish-event.server.ts';
import { reopenRegistration } from '#app/services/events/reopen-registration.server.ts';
import { repeatEvent } from '#app/services/events/repeat-event.server.ts';
import { returnEvent } from '#app/services/events/return-event.server.ts';
import { placeItem } from '#app/services/events/place-item.server.ts';
import {
  addSession,
  addSpeaker,
  removeSession,
  saveSession,
  withdrawSpeaker,
} from '#app/services/events/save-agenda.server.ts';
import { startEvent } from '#app/services/events/start-event.server.ts';
import { submitEvent } from '#app/services/events/submit-event.server.ts';
import { deed } from './form.server.ts';

/** What is done on an event's own page: the steps of its machine, its agenda, what is shown, the next of its series. */
export function eventDeeds(id: string) {
  const here = redirect(`/desk/events/${id}`);
  const run =
    <Input>(verb: (ctx: ActorContext, input: Input) => Promise<unknown>) =>
    async (ctx: ActorContext, input: Input) => {
      await verb(ctx, input);
      return here;
    };
  const item = (verb: typeof acceptItem) => async (ctx: ActorContext, input: { rowId: string; note: string }) => {
    await verb(ctx, { itemId: input.rowId, note: input.note });
    return here;
  };
  return {
    submit: deed(
      NoInput,
      mayRunEvent,
      run((ctx) => submitEvent(ctx, { id })),
    ),
    publish: deed(
      PledgeInput,
      mayReviewEvent,
      run((ctx, { note }: { note: string }) => publishEvent(ctx, { id, note })),
    ),
    return: deed(
      EventNoteInput,
      mayReviewEvent,
      run((ctx, { note }: { note: string }) => returnEvent(ctx, { id, note })),
    ),
    close: deed(
      NoInput,
      mayRunEvent,
      run((ctx) => closeRegistration(ctx, { id })),
    ),
    reopen: deed(
      ReopenInput,
      mayRunEvent,
      run((ctx, { until }: { until: Date }) => reopenRegistration(ctx, { id, until })),
    ),
    start: deed(
      NoInput,
      mayRunEvent,
      run((ctx) => startEvent(ctx, { id })),
    ),
    end: deed(
      NoInput,
      mayRunEvent,
      run((ctx) => endEvent(ctx, { id })),
    ),
    cancel: deed(
      EventNoteInput,
      mayRunEvent,
      run((ctx, { note }: { note: string }) => cancelEvent(ctx, { id, note })),
    ),
    'add-session': deed(SessionInput, mayRunEvent, async (ctx, input) => {
      await addSession(ctx, { eventId: id, ...input });
      return here;
    }),
    'save-session': deed(SessionRowInput, mayRunEvent, async (ctx, input) => {
      await saveSession(ctx, { eventId: id, ...input });
      return here;
    }),
    'place-item': deed(PlaceItemInput, mayRunEvent, async (ctx, { rowId: itemId, ...place }) => {
      await placeItem(ctx, { eventId: id, itemId, ...place });
      return here;
    }),
    'remove-session': deed(
      RowInput,
      mayRunEvent,
      run((ctx, { rowId: row }: { rowId: string }) => removeSession(ctx, { eventId: id, rowId: row })),
    ),
    'add-speaker': deed(SpeakerInput, mayRunEvent, async (ctx, input) => {
      await addSpeaker(ctx, { eventId: id, ...input });
      return here;
    }),
    'withdraw-speaker': deed(
      RowInput,
      mayRunEvent,
      run((ctx, { rowId: row }: { rowId: string }) => withdrawSpeaker(ctx, { eventId: id, rowId: row })),
    ),
    invite: deed(AskItemInput, mayRunEvent, async (ctx, { no, note }) => {
      await askItem(ctx, { eventId: id, no, note, isDeclared: true });
      return here;
    }),
    'accept-item': deed(AnswerItemInput, mayRunEvent, item(acceptItem)),
    'decline-item': deed(AnswerItemInput, mayRunEvent, item(declineItem)),
    'withdraw-item': deed(AnswerItemInput, mayRunEvent, item(withdrawItem)),
    'remove-item': deed(AnswerItemInput, mayRunEvent, item(removeItem)),
    repeat: deed(RepeatInput, mayRunEvent, async (ctx, { step, times, key }) => {
      await repeatEvent(ctx, { id, step, times, key });
      return redirect('/desk/events');
    }),
  };
}
