import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { shortCodeOf } from '#app/domain/door-list.ts';
import { FeedbackInput, ReplyInput } from '#app/domain/event-input.ts';
import { attendableEventStates, comingEventStates } from '#app/domain/event.ts';
import { acceptSeat, giveUpSeat } from '#app/services/events/answer-registration.server.ts';
import { giveFeedback } from '#app/services/events/give-feedback.server.ts';
import { getTicket } from '#app/services/events/ticket-queries.server.ts';
import { TicketCard } from '#app/ui/events/ticket-card.tsx';
import { FeedbackForm, ReplyForm, SeatForms } from '#app/ui/events/ticket-forms.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { handleOpenForm, openDeed } from '#app/web/form.server.ts';
import { qrPath } from '#app/web/qr-path.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.isInvited ? '邀请函' : '参会码'}：${data?.event.title ?? ''} · 成果通` },
  { name: 'robots', content: 'noindex' },
];

/** The address is the ticket: no other site may learn it. Our own forms still say where they come from, or the server refuses them. */
export const headers = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const code = args.params.code ?? '';
    const { registration, attendee, event, kind, orgName, before, hasMarked } = await getTicket(ctx, code);
    return {
      code,
      event: {
        no: event.no,
        title: event.title,
        mode: event.mode,
        venue: event.venue,
        startsAt: event.startsAt,
        endsAt: event.endsAt,
        state: event.state,
        cancelReason: event.cancelReason,
        isSample: event.isSample,
        onlineUrl: registration.state === 'registered' ? event.onlineUrl : '',
        hosts: event.hosts,
      },
      orgName,
      kind,
      name: attendee.name,
      companions: attendee.companions.length,
      state: registration.state,
      replyDueAt: registration.replyDueAt,
      checkedInAt: registration.checkedInAt,
      before,
      isInvited: registration.state === 'invited',
      isComing: comingEventStates.includes(event.state),
      mayMark: registration.checkedInAt !== null && attendableEventStates.includes(event.state) && !hasMarked,
      hasMarked,
      qr: registration.state === 'registered' ? { ...qrPath(code), shortCode: shortCodeOf(registration.id) } : null,
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const code = args.params.code ?? '';
  const here = redirect(`/tickets/${code}`);
  const own = async (ctx: Parameters<typeof getTicket>[0]) => (await getTicket(ctx, code)).registration.id;
  return handleOpenForm(args, {
    accept: openDeed(NoInput, async (ctx) => {
      await acceptSeat(ctx, { registrationId: await own(ctx) });
      return here;
    }),
    reply: openDeed(ReplyInput, async (ctx, reply) => {
      await acceptSeat(ctx, { registrationId: await own(ctx), reply });
      return here;
    }),
    'give-up': openDeed(NoInput, async (ctx) => {
      await giveUpSeat(ctx, { registrationId: await own(ctx) });
      return here;
    }),
    feedback: openDeed(FeedbackInput, async (ctx, marks) => {
      await giveFeedback(ctx, { registrationId: await own(ctx), ...marks });
      return here;
    }),
  });
};

export default function Ticket() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="mx-auto grid max-w-prose gap-6 py-6 sm:py-10">
      <TicketCard found={found} />
      {found.isInvited && found.isComing && <ReplyForm reply={reply} />}
      {found.isComing && <SeatForms state={found.state} isIn={found.checkedInAt !== null} reply={reply} />}
      {found.mayMark && <FeedbackForm reply={reply} />}
      {found.hasMarked && <p className="text-ink-soft">你已经评价过本场活动，谢谢。</p>}
    </div>
  );
}
