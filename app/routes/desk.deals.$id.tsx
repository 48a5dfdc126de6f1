import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { holds } from '#app/domain/access.ts';
import { hasTalked, isRoomOpen } from '#app/domain/deal-access.ts';
import {
  AnswerMandateInput,
  DeclineInput,
  FixMeetingInput,
  HandOverInput,
  MandateDeedInput,
  MandateInput,
  MeetingDeedInput,
  MeetingInput,
  MinutesInput,
  OfferDeedInput,
  RejectOfferInput,
  TaskDeedInput,
  TaskInput,
} from '#app/domain/deal-input.ts';
import { AnyFormInput } from '#app/domain/demand-input.ts';
import { acceptTalk } from '#app/services/deals/accept-talk.server.ts';
import { addTask } from '#app/services/deals/add-task.server.ts';
import { answerMandate } from '#app/services/deals/answer-mandate.server.ts';
import { acceptOffer, rejectOffer, withdrawOffer } from '#app/services/deals/answer-offer.server.ts';
import { declineTalk } from '#app/services/deals/decline-talk.server.ts';
import { endDeal } from '#app/services/deals/end-deal.server.ts';
import { endMandate } from '#app/services/deals/end-mandate.server.ts';
import { finishTask } from '#app/services/deals/finish-task.server.ts';
import { handOver } from '#app/services/deals/hand-over.server.ts';
import { inviteBroker } from '#app/services/deals/invite-broker.server.ts';
import { cancelMeeting, fixMeeting, holdMeeting } from '#app/services/deals/move-meeting.server.ts';
import { moveStage } from '#app/services/deals/move-stage.server.ts';
import { proposeMeeting } from '#app/services/deals/propose-meeting.server.ts';
import { withdrawTalk } from '#app/services/deals/withdraw-talk.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DealBrokers } from '#app/ui/deal-brokers.tsx';
import { DealMessages } from '#app/ui/deal-messages.tsx';
import { DealNextStep } from '#app/ui/deal-next-step.tsx';
import { DealFacts } from '#app/ui/deals/deal-facts.tsx';
import { DealPipeline } from '#app/ui/deals/deal-pipeline.tsx';
import { HandOver } from '#app/ui/deals/hand-over.tsx';
import { RoomLive } from '#app/ui/deals/room-live.tsx';
import { RoomMeetings } from '#app/ui/deals/room-meetings.tsx';
import { RoomOffers } from '#app/ui/deals/room-offers.tsx';
import { RoomPeople } from '#app/ui/deals/room-people.tsx';
import { RoomTasks } from '#app/ui/deals/room-tasks.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { dealPage } from '#app/web/deal-page.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';
import { roomMessage } from '#app/web/room-message.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `洽谈 ${data?.room.achievement.name ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => dealPage(ctx, rowId(args.params)));
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  if (args.request.headers.get('content-type')?.startsWith('multipart/form-data')) return roomMessage(args, id);
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/deals/${id}`);
  };
  return handleForm(args, {
    accept: deed(AnyFormInput, (ctx) => back(acceptTalk(ctx, { id }))),
    decline: deed(DeclineInput, (ctx, input) => back(declineTalk(ctx, { id, ...input }))),
    withdraw: deed(AnyFormInput, (ctx) => back(withdrawTalk(ctx, { id }))),
    end: deed(DeclineInput, (ctx, input) => back(endDeal(ctx, { id, ...input }))),
    examine: deed(AnyFormInput, (ctx) => back(moveStage(ctx, { id, event: 'examine' }))),
    discuss: deed(AnyFormInput, (ctx) => back(moveStage(ctx, { id, event: 'discuss' }))),
    handOver: deed(HandOverInput, holds('officer', 'owner'), (ctx, input) => back(handOver(ctx, { id, ...input }))),
    meeting: deed(MeetingInput, (ctx, input) => back(proposeMeeting(ctx, { dealId: id, ...input }))),
    fixMeeting: deed(FixMeetingInput, (ctx, input) => back(fixMeeting(ctx, { dealId: id, ...input }))),
    cancelMeeting: deed(MeetingDeedInput, (ctx, input) => back(cancelMeeting(ctx, { dealId: id, ...input }))),
    holdMeeting: deed(MinutesInput, (ctx, input) => back(holdMeeting(ctx, { dealId: id, ...input }))),
    task: deed(TaskInput, (ctx, input) => back(addTask(ctx, { dealId: id, ...input }))),
    finishTask: deed(TaskDeedInput, (ctx, input) => back(finishTask(ctx, { dealId: id, ...input }))),
    acceptOffer: deed(OfferDeedInput, holds('officer'), async (ctx, input) => {
      const { contractId } = await acceptOffer(ctx, { dealId: id, ...input });
      return redirect(`/desk/contracts/${contractId}`);
    }),
    rejectOffer: deed(RejectOfferInput, holds('officer'), (ctx, input) =>
      back(rejectOffer(ctx, { dealId: id, ...input })),
    ),
    withdrawOffer: deed(OfferDeedInput, holds('officer'), (ctx, input) =>
      back(withdrawOffer(ctx, { dealId: id, ...input })),
    ),
    invite: deed(MandateInput, holds('officer'), (ctx, input) => back(inviteBroker(ctx, { dealId: id, ...input }))),
    acceptMandate: deed(AnswerMandateInput, (ctx, input) =>
      back(answerMandate(ctx, { dealId: id, accept: true, ...input })),
    ),
    declineMandate: deed(AnswerMandateInput, async (ctx, input) => {
      await answerMandate(ctx, { dealId: id, accept: false, ...input });
      // With the mandate declined the deal is out of the broker's sight.
      return redirect('/desk/deals');
    }),
    endMandate: deed(MandateDeedInput, async (ctx, { mandateId }) => {
      const mandate = await endMandate(ctx, { dealId: id, mandateId });
      return redirect(mandate.brokerUserId === ctx.actor.userId ? '/desk/deals' : `/desk/deals/${id}`);
    }),
  });
};

export default function DealPage() {
  const found = useLoaderData<typeof loader>();
  const { room, price, today, replyDueOn, mandateEndsOn, deeds, askerOrg, mayWrite, choices, work } = found;
  const { deal } = room;
  const isInvited = room.as === 'invited';
  const isRoom = !isInvited && hasTalked(deal.state);
  return (
    <>
      <Breadcrumbs items={[{ label: '洽谈', to: '/desk/deals' }, { label: deal.no }]} />
      <PageTitle
        meta={
          <p className="flex flex-wrap gap-x-2">
            <span>
              {room.licensorName} {room.licensorIsSample && <Sample />}
            </span>
            <span>与</span>
            <span>
              {room.licenseeName ?? '匿名企业'} {room.licenseeName !== null && room.licenseeIsSample && <Sample />}
            </span>
          </p>
        }
      >
        {room.achievement.name}
      </PageTitle>
      <DealPipeline state={deal.state} />
      {(isRoom || (!isInvited && deal.state === 'requested')) && <RoomLive dealId={deal.id} />}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 gap-6">
          {isInvited ? (
            <p className="rounded-lg border border-line bg-card px-4 py-4">
              有单位请你做这场洽谈的技术经纪人。接受委托后，从委托开始那天起可以看洽谈记录、发消息。
            </p>
          ) : (
            <>
              <DealNextStep
                deal={deal}
                replyDueOn={replyDueOn}
                today={today}
                side={room.side}
                deeds={deeds}
                contract={room.contract}
                askerOrg={askerOrg}
              />
              {work.replyWords !== null && <p className="text-sm text-ink-soft">对方{work.replyWords}。</p>}
              {work.colleagues !== null && <HandOver colleagues={work.colleagues} handler={work.handler} />}
              {isRoom && <RoomOffers dealId={deal.id} offers={work.offers} />}
              {isRoom && (
                <DealMessages
                  messages={room.messages}
                  mayWrite={mayWrite}
                  people={work.people}
                  replayKey={found.messageKey}
                  closedWords={isRoomOpen(deal.state) ? '你可以看，不能发消息。' : '洽谈已经结束，不能再发消息。'}
                />
              )}
              {isRoom && (
                <RoomMeetings
                  dealId={deal.id}
                  meetings={work.meetings}
                  mayWrite={mayWrite}
                  replayKey={found.meetingKey}
                />
              )}
              {isRoom && (
                <RoomTasks
                  tasks={work.tasks}
                  people={work.people}
                  mayWrite={mayWrite}
                  today={today}
                  replayKey={found.taskKey}
                />
              )}
            </>
          )}
        </div>
        <aside className="grid min-w-0 gap-4" aria-label="洽谈的资料">
          {isRoom && room.side !== null && (
            <ButtonLink to={`/desk/deals/${deal.id}/room`} wide>
              保密资料室
            </ButtonLink>
          )}
          <DealFacts room={room} price={price} trust={found.trust} />
          <RoomPeople people={work.present} />
          <DealBrokers
            mandates={room.mandates}
            choices={choices}
            replayKey={found.inviteKey}
            today={today}
            endsOn={mandateEndsOn}
          />
          {room.mandates
            .filter((mandate) => mandate.mayAnswer)
            .map((mandate) => (
              <Form key={mandate.id} method="post" id={`decline-${mandate.id}`}>
                <input type="hidden" name="intent" value="declineMandate" />
                <input type="hidden" name="mandateId" value={mandate.id} />
              </Form>
            ))}
        </aside>
      </div>
    </>
  );
}
