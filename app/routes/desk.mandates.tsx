import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AnswerEngagementInput, EngagementDeedInput, PairInput } from '#app/domain/broker-input.ts';
import { dayOf } from '#app/domain/days.ts';
import { mandateReach } from '#app/domain/deal-access.ts';
import { dealMachine } from '#app/domain/deal.ts';
import { labelOf, statesOf } from '#app/domain/machine.ts';
import { listEngagements, listIntroductions, listOffered } from '#app/services/brokers/engagement-queries.server.ts';
import { answerEngagement, endEngagement } from '#app/services/brokers/move-engagement.server.ts';
import { proposePair } from '#app/services/brokers/propose-pair.server.ts';
import { listBrokerPairs } from '#app/services/matches/broker-pairs.server.ts';
import { listClientDemands, listNextActions, listReplyClocks } from '#app/services/brokers/workbench-queries.server.ts';
import { listCommission, listOwnMandates, sumCommission } from '#app/services/brokers/mandate-queries.server.ts';
import { EngagementList } from '#app/ui/brokers/engagement-list.tsx';
import { IntroductionList } from '#app/ui/brokers/introduction-list.tsx';
import { CommissionSection } from '#app/ui/brokers/commission-section.tsx';
import { mandateColumns } from '#app/ui/brokers/mandate-columns.tsx';
import { ClientDemands, NextActions, ReplyClocks } from '#app/ui/brokers/next-actions.tsx';
import { OfferedRequests, ProposePair } from '#app/ui/brokers/workbench.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { dealTone } from '#app/ui/deal-tone.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '委托与佣金 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const own = await listOwnMandates(ctx);
    const commission = await listCommission(ctx, own);
    const [engagements, introductions, offered, pairs, actions, clocks, demands] = await Promise.all([
      listEngagements(ctx, 'broker'),
      listIntroductions(ctx, 'broker'),
      listOffered(ctx),
      listBrokerPairs(ctx),
      listNextActions(ctx),
      listReplyClocks(ctx),
      listClientDemands(ctx),
    ]);
    const today = dayOf(ctx.now());
    const running = own.filter(({ state }) => state === 'active' || state === 'invited');
    return {
      mandates: own.map(({ clientOrgId: _client, licensorOrgId: _licensor, endedAt: _ended, ...mandate }) => ({
        ...mandate,
        isOpen: mandateReach(mandate, today) !== 'none',
      })),
      clients: new Set(running.map(({ clientOrgId }) => clientOrgId)).size,
      stages: statesOf(dealMachine)
        .map((state) => ({ state, n: own.filter((mandate) => mandate.dealState === state).length }))
        .filter(({ n }) => n > 0),
      engagements,
      introductions,
      offered,
      actions,
      clocks,
      demands,
      today,
      pairs: pairs.map((pair) => ({ value: pair.id, label: `${pair.achievementName} — ${pair.demandTitle}` })),
      commission,
      ...sumCommission(commission),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/mandates');
  const broker = (actor: { readonly isBroker: boolean }) => actor.isBroker;
  return handleForm(args, {
    propose: deed(PairInput, broker, async (ctx, input) => {
      await proposePair(ctx, input);
      return redirect('/desk/mandates#introductions');
    }),
    acceptEngagement: deed(AnswerEngagementInput, broker, async (ctx, input) => {
      await answerEngagement(ctx, { ...input, accept: true });
      return here;
    }),
    declineEngagement: deed(AnswerEngagementInput, broker, async (ctx, input) => {
      await answerEngagement(ctx, { ...input, accept: false });
      return here;
    }),
    endEngagement: deed(EngagementDeedInput, broker, async (ctx, { id }) => {
      await endEngagement(ctx, { id });
      return here;
    }),
  });
};

export default function Mandates() {
  const found = useLoaderData<typeof loader>();
  const {
    engagements,
    introductions,
    offered,
    actions,
    clocks,
    demands,
    today,
    pairs,
    mandates,
    clients,
    stages,
    commission,
    cashFen,
    dueFen,
    sharedFen,
    settledFen,
  } = found;
  return (
    <>
      <PageTitle
        meta="佣金按实际到账计算：合同签了、钱没到，不计佣金。"
        actions={
          <>
            <ButtonLink to="/desk/matches">找可以撮合的</ButtonLink>
            <ButtonLink to="/desk/demands/enter">代填需求</ButtonLink>
            <ButtonLink to="/desk/mandates/profile">我的登记</ButtonLink>
            <ButtonLink to="/desk/mandates/record" reloadDocument>
              业绩证明（PDF）
            </ButtonLink>
          </>
        }
      >
        委托与佣金
      </PageTitle>
      <div className="grid gap-8">
        <NextActions rows={actions} today={today} />
        <ReplyClocks rows={clocks} today={today} />
        <section aria-labelledby="engagements">
          <SectionHead look="plain" id="engagements">
            长期委托
          </SectionHead>
          {engagements.length === 0 ? (
            <p className="text-sm text-ink-soft">还没有单位长期委托你。单位在「我们的技术经纪人」里发出委托。</p>
          ) : (
            <EngagementList rows={engagements} as="broker" mayAct />
          )}
        </section>
        <section aria-labelledby="introductions">
          <SectionHead look="plain" id="introductions" note="一句话给双方，都愿意就开洽谈室">
            撮合
          </SectionHead>
          <IntroductionList rows={introductions} as="broker" />
          <ProposePair key={introductions.length} pairs={pairs} />
        </section>
        <OfferedRequests rows={offered} />
        <ClientDemands rows={demands} />
        <section>
          <SectionHead look="plain">委托，{clients} 家委托方</SectionHead>
          {stages.length > 0 && (
            <ul aria-label="按阶段" className="mb-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
              {stages.map(({ state, n }) => (
                <li key={state}>
                  <StateMark tone={dealTone[state]}>
                    {labelOf(dealMachine, state)} {n}
                  </StateMark>
                </li>
              ))}
            </ul>
          )}
          <Table
            caption="我的委托"
            columns={mandateColumns}
            rows={mandates}
            rowKey={(row) => row.id}
            empty={
              <EmptyState title="还没有委托" action={<ButtonLink to="/desk/matches">看可以撮合的</ButtonLink>}>
                单位在洽谈室里邀请你做技术经纪人，接受后列在这里。先把相符的供需双方介绍到一起。
              </EmptyState>
            }
          />
        </section>
        <CommissionSection
          rows={commission}
          cashFen={cashFen}
          dueFen={dueFen}
          sharedFen={sharedFen}
          settledFen={settledFen}
        />
      </div>
    </>
  );
}
