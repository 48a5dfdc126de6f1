import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { AnswerEngagementInput, EngagementDeedInput, PairInput } from '#app/domain/broker-input.ts';
import { dayOf } from '#app/domain/days.ts';
import { mandateReach } from '#app/domain/deal-access.ts';
import { dealMachine, mandateMachine } from '#app/domain/deal.ts';
import { labelOf, statesOf } from '#app/domain/machine.ts';
import { listEngagements, listIntroductions, listOffered } from '#app/services/brokers/engagement-queries.server.ts';
import { answerEngagement, endEngagement } from '#app/services/brokers/move-engagement.server.ts';
import { proposePair } from '#app/services/brokers/propose-pair.server.ts';
import { listBrokerPairs } from '#app/services/matches/broker-pairs.server.ts';
import { listCommission, listOwnMandates, sumCommission } from '#app/services/brokers/mandate-queries.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { feeWords } from '#app/ui/brokers/fee-words.ts';
import { EngagementList } from '#app/ui/brokers/engagement-list.tsx';
import { IntroductionList } from '#app/ui/brokers/introduction-list.tsx';
import { OfferedRequests, ProposePair } from '#app/ui/brokers/workbench.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { dealTone } from '#app/ui/deal-tone.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { MoneyCell } from '#app/ui/money-cell.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '委托与佣金 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const own = await listOwnMandates(ctx);
    const commission = await listCommission(ctx, own);
    const [engagements, introductions, offered, pairs] = await Promise.all([
      listEngagements(ctx, 'broker'),
      listIntroductions(ctx, 'broker'),
      listOffered(ctx),
      listBrokerPairs(ctx),
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
  const {
    engagements,
    introductions,
    offered,
    pairs,
    mandates,
    clients,
    stages,
    commission,
    cashFen,
    dueFen,
    sharedFen,
  } = useLoaderData<typeof loader>();
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
        <section>
          <SectionHead look="plain">佣金对账单</SectionHead>
          {commission.length > 0 && (
            <div className="mb-4 max-w-form rounded-lg border border-line bg-card px-4 py-3 sm:px-5">
              <KeyValue
                look="spread"
                items={[
                  { label: '委托合同已到账', value: <Amount fen={cashFen} as="yuan" /> },
                  { label: '应计佣金', value: <Amount fen={dueFen} as="yuan" />, strong: true },
                  { label: '其中委托方已分配给你', value: <Amount fen={sharedFen} as="yuan" /> },
                ]}
              />
            </div>
          )}
          <Table
            caption="按到账的佣金"
            columns={commissionColumns(cashFen, dueFen)}
            rows={commission}
            rowKey={(row) => `${row.receiptId} ${row.clientName}`}
            totalLabel="合计"
            empty={
              <EmptyState
                title="还没有到账，没有佣金"
                action={<ButtonLink to="/desk/contracts">看经手的合同</ButtonLink>}
              >
                委托有效期内签下的合同，每到一笔账，按约定的比例计一笔。
              </EmptyState>
            }
          />
        </section>
      </div>
    </>
  );
}

type Found = ReturnType<typeof useLoaderData<typeof loader>>;

const mandateColumns: readonly Column<Found['mandates'][number]>[] = [
  {
    key: 'achievement',
    head: '成果',
    phone: 'title',
    cell: (row) =>
      row.isOpen ? (
        <Link to={`/desk/deals/${row.dealId}`} className="link">
          {row.achievementName}
        </Link>
      ) : (
        <>{row.achievementName}</>
      ),
  },
  {
    key: 'client',
    head: '委托方',
    phone: 'note',
    cell: (row) => (
      <>
        {row.clientName} {row.clientIsSample && <Sample />}
      </>
    ),
  },
  {
    key: 'stage',
    head: '洽谈阶段',
    cell: (row) => <StateMark tone={dealTone[row.dealState]}>{labelOf(dealMachine, row.dealState)}</StateMark>,
  },
  { key: 'state', head: '委托', phone: 'state', cell: (row) => labelOf(mandateMachine, row.state) },
  { key: 'fee', head: '佣金', align: 'right', cell: feeWords },
  { key: 'days', head: '起止', cell: (row) => <span className="nums">{`${row.startsOn} 至 ${row.endsOn}`}</span> },
];

const commissionColumns = (cashFen: bigint, dueFen: bigint): readonly Column<Found['commission'][number]>[] => [
  {
    key: 'contract',
    head: '合同',
    phone: 'title',
    cell: (row) => (
      <>
        {row.contractTitle}
        <span className="block text-sm text-ink-soft">
          {row.contractNo}，委托方 {row.clientName}
        </span>
      </>
    ),
  },
  {
    key: 'receipt',
    head: '到账',
    phone: 'note',
    cell: (row) => <span className="nums">{`${row.paidOn} ${row.receiptNo}`}</span>,
  },
  {
    key: 'cash',
    head: '到账金额',
    align: 'right',
    cell: (row) => <MoneyCell fen={row.cashFen} to={null} as="yuan" />,
    total: <MoneyCell fen={cashFen} to={null} as="yuan" />,
  },
  { key: 'fee', head: '约定', align: 'right', cell: feeWords },
  {
    key: 'due',
    head: '应计佣金',
    align: 'right',
    phone: 'amount',
    cell: (row) => <MoneyCell fen={row.dueFen} to={null} as="yuan" />,
    total: <MoneyCell fen={dueFen} to={null} as="yuan" />,
  },
  {
    key: 'state',
    head: '分配',
    phone: 'state',
    cell: (row) =>
      row.isPaidApart ? (
        <StateMark tone="neutral">由委托方另付</StateMark>
      ) : row.sharedFen === null ? (
        <StateMark tone="attention">待委托方分配</StateMark>
      ) : (
        <StateMark tone="good">已分配</StateMark>
      ),
  },
];
