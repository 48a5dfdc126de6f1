import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { hasTalked, isRoomOpen } from '#app/domain/deal-access.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DealBrokers } from '#app/ui/deal-brokers.tsx';
import { DealMessages } from '#app/ui/deal-messages.tsx';
import { DealNextStep } from '#app/ui/deal-next-step.tsx';
import { DealFacts } from '#app/ui/deals/deal-facts.tsx';
import { DealPipeline } from '#app/ui/deals/deal-pipeline.tsx';
import { FallenSaleNotice } from '#app/ui/deals/fallen-sale-notice.tsx';
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
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { dealAction } from '#app/web/deal-action.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { roomMessage } from '#app/web/room-message.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `洽谈 ${data?.room.achievement.name ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => dealPage(ctx, rowId(args.params)));
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  return isUpload(args.request) ? roomMessage(args, id) : dealAction(args, id);
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
              {found.sale !== null && room.side !== null && <FallenSaleNotice sale={found.sale} side={room.side} />}
              <DealNextStep
                deal={deal}
                replyDueOn={replyDueOn}
                today={today}
                side={room.side}
                deeds={deeds}
                contract={room.contract}
                askerOrg={askerOrg}
                isSold={found.sale !== null}
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
            promised={found.promised}
            mostCashFen={found.mostCashFen}
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
