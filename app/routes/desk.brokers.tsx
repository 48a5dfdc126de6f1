import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { hasRole, holds } from '#app/domain/access.ts';
import { ServedAnswerInput } from '#app/domain/talent-input.ts';
import { ConfirmWorkInput, DeclinePairInput, EngagementDeedInput, EngagementInput } from '#app/domain/broker-input.ts';
import { addMonths, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { answerIntroduction } from '#app/services/brokers/answer-introduction.server.ts';
import { listEngagements, listIntroductions } from '#app/services/brokers/engagement-queries.server.ts';
import { endEngagement } from '#app/services/brokers/move-engagement.server.ts';
import { offerEngagement } from '#app/services/brokers/offer-engagement.server.ts';
import { confirmWork, listWorkToConfirm } from '#app/services/brokers/work-record.server.ts';
import { listServing } from '#app/services/brokers/registry-queries.server.ts';
import { answerServed } from '#app/services/brokers/served-units.server.ts';
import { listSentTo } from '#app/services/specialists/queries.server.ts';
import { listBrokers } from '#app/services/brokers/queries.server.ts';
import { brokerLevels } from '#app/ui/broker-levels.ts';
import { EngagementForm } from '#app/ui/brokers/engagement-form.tsx';
import { EngagementList } from '#app/ui/brokers/engagement-list.tsx';
import { WorkList } from '#app/ui/brokers/work-list.tsx';
import { ServingList } from '#app/ui/brokers/serving-list.tsx';
import { IntroductionList } from '#app/ui/brokers/introduction-list.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '我们的技术经纪人 · 成果通' }];

const clients = ['university', 'institute', 'enterprise'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { org } = ctx.actor;
    if (org === null || !clients.some((kind) => kind === org.kind)) throw new AppError('forbidden');
    const mayAct = hasRole(ctx.actor, 'officer');
    const [engagements, introductions, brokers, work, serving, sent] = await Promise.all([
      listEngagements(ctx, 'client'),
      listIntroductions(ctx, 'party'),
      mayAct && org.verified ? listBrokers(ctx, { field: null, region: null }) : [],
      listWorkToConfirm(ctx),
      listServing(ctx),
      listSentTo(ctx),
    ]);
    const today = dayOf(ctx.now());
    return {
      engagements,
      work,
      serving,
      sent,
      introductions: introductions.map((row) => ({ ...row, isWaiting: row.isWaiting && mayAct })),
      brokers: brokers.map((broker) => ({
        value: broker.userId,
        label: `${broker.name}${broker.isSample ? '（示例）' : ''}，${broker.orgName}，${brokerLevels[broker.level]}`,
      })),
      mayAct,
      mayOffer: mayAct && org.verified,
      today,
      endsOn: addMonths(today, 12),
      key: crypto.randomUUID(),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/brokers');
  const officer = holds('officer');
  return handleForm(args, {
    offer: deed(EngagementInput, officer, async (ctx, input) => {
      await offerEngagement(ctx, input);
      return here;
    }),
    endEngagement: deed(EngagementDeedInput, officer, async (ctx, { id }) => {
      await endEngagement(ctx, { id });
      return here;
    }),
    confirmWork: deed(ConfirmWorkInput, officer, async (ctx, input) => {
      await confirmWork(ctx, input);
      return redirect('/desk/brokers#work');
    }),
    served: deed(ServedAnswerInput, officer, async (ctx, { brokerUserId, answer }) => {
      await answerServed(ctx, { brokerUserId, isTrue: answer === 'yes' });
      return redirect('/desk/brokers#served');
    }),
    acceptPair: deed(EngagementDeedInput, officer, async (ctx, { id }) => {
      const { dealId } = await answerIntroduction(ctx, { id, accept: true });
      return dealId === null ? here : redirect(`/desk/deals/${dealId}`);
    }),
    declinePair: deed(DeclinePairInput, officer, async (ctx, { id, reason }) => {
      await answerIntroduction(ctx, { id, accept: false, reason });
      return here;
    }),
  });
};

export default function ClientBrokers() {
  const found = useLoaderData<typeof loader>();
  const given = useActionData<FormReply>();
  return (
    <>
      <PageTitle
        meta="委托有起止日期，不能倒签；佣金只按到账算，合同没签成不付。"
        actions={<ButtonLink to="/brokers">看技术经纪人名单</ButtonLink>}
      >
        我们的技术经纪人
      </PageTitle>
      <div className="grid gap-8">
        <section aria-labelledby="introductions">
          <SectionHead look="plain" id="introductions" note="双方都愿意才开洽谈室">
            撮合建议
          </SectionHead>
          {found.introductions.length === 0 ? (
            <EmptyState title="没有撮合建议">技术经纪人发现你们和另一方对得上时，会在这里给双方同一句话。</EmptyState>
          ) : (
            <IntroductionList rows={found.introductions} as="party" />
          )}
        </section>
        <section aria-labelledby="engagements">
          <SectionHead look="plain" id="engagements">
            长期委托
          </SectionHead>
          {found.engagements.length === 0 && (
            <EmptyState title="还没有长期委托">只为一场洽谈请人，到那场洽谈的洽谈室里邀请就行。</EmptyState>
          )}
          <EngagementList rows={found.engagements} as="client" mayAct={found.mayAct} />
        </section>
        {found.work.length > 0 && (
          <section aria-labelledby="work">
            <SectionHead look="plain" id="work" note="双方的确认会印在他的业绩证明上，用于职称评审">
              技术经纪人的业绩
            </SectionHead>
            <WorkList rows={found.work} mayAct={found.mayOffer} />
          </section>
        )}
        <ServingList brokers={found.serving} sent={found.sent} mayAct={found.mayAct} />
        {found.mayOffer && (
          <EngagementForm
            key={found.engagements.length}
            brokers={found.brokers}
            today={found.today}
            endsOn={found.endsOn}
            replayKey={found.key}
            reply={given?.intent === 'offer' ? given : undefined}
          />
        )}
      </div>
    </>
  );
}
