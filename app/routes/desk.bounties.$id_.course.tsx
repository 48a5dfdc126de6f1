import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { holds } from '#app/domain/access.ts';
import { mayOrganise } from '#app/domain/bounty-access.ts';
import { AwardInput, GateInput, MilestoneCheckInput, ReportInput, StopInput } from '#app/domain/bounty-input.ts';
import { subsidyPayable } from '#app/domain/bounty-subsidy.ts';
import { dayOf } from '#app/domain/days.ts';
import { metricWords } from '#app/domain/demand-form.ts';
import { formatWan } from '#app/domain/money.ts';
import { decideGate, declareWinner } from '#app/services/bounties/award-bounty.server.ts';
import { getCourse } from '#app/services/bounties/course-queries.server.ts';
import {
  acceptBounty,
  checkBountyMilestone,
  reportAcceptance,
  stopBounty,
} from '#app/services/bounties/run-bounty.server.ts';
import { BountyMark } from '#app/ui/bounties/bounty-mark.tsx';
import { AcceptanceForms, GateForm, MilestoneForm, WinnerForm } from '#app/ui/bounties/course-forms.tsx';
import { GateList } from '#app/ui/bounties/gate-list.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '关口、里程碑和验收 · 揭榜挂帅 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const found = await getCourse(ctx, rowId(args.params));
    const { bounty, money } = found;
    return {
      ...found,
      metrics: found.metrics.map((metric) => ({ name: metric.name, words: metricWords(metric), unit: metric.unit })),
      payableFen:
        bounty.subsidyFen === null || money === null
          ? null
          : subsidyPayable(bounty.subsidyFen, money.plannedFen, money.paidFen),
      today: dayOf(ctx.now()),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/bounties/${id}/course`);
  };
  return handleForm(args, {
    gate: deed(GateInput, mayOrganise, (ctx, input) => back(decideGate(ctx, { id, ...input }))),
    win: deed(AwardInput, mayOrganise, (ctx, input) => back(declareWinner(ctx, { id, ...input }))),
    milestone: deed(MilestoneCheckInput, mayOrganise, (ctx, input) =>
      back(checkBountyMilestone(ctx, { id, ...input })),
    ),
    report: deed(ReportInput, holds('officer'), (ctx, input) => back(reportAcceptance(ctx, { id, ...input }))),
    accept: deed(NoInput, mayOrganise, (ctx) => back(acceptBounty(ctx, { id }))),
    stop: deed(StopInput, mayOrganise, (ctx, input) => back(stopBounty(ctx, { id, ...input }))),
  });
};

export default function Course() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { bounty, gates, teams, money } = found;
  const isAuthority = found.roles.includes('authority');
  const next = gates.find(({ decidedAt }) => decidedAt === null);
  const open = gates.filter(({ kind, decidedAt }) => kind === 'milestone' && decidedAt === null);
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '揭榜挂帅', to: '/desk/bounties' },
          { label: bounty.no, to: `/desk/bounties/${bounty.id}` },
          { label: '关口、里程碑和验收' },
        ]}
      />
      <PageTitle marks={<BountyMark state={bounty.state} boxed />}>{found.title}</PageTitle>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 gap-6">
          {gates.length > 0 && (
            <GateList gates={gates.map(({ decidedAt, ...gate }) => ({ ...gate, isDecided: decidedAt !== null }))} />
          )}
          {isAuthority && bounty.state === 'racing' && next?.kind === 'gate' && teams.length > 1 && (
            <GateForm gate={next} teams={teams} reply={reply} />
          )}
          {isAuthority && bounty.state === 'racing' && (next?.kind !== 'gate' || teams.length === 1) && (
            <WinnerForm teams={teams} reply={reply} />
          )}
          {isAuthority && bounty.state === 'running' && open[0] && <MilestoneForm gate={open[0]} reply={reply} />}
          <AcceptanceForms
            state={bounty.state}
            metrics={found.metrics}
            acceptance={bounty.acceptance}
            isPoster={found.roles.includes('poster')}
            isAuthority={isAuthority}
            openMilestones={open.length}
            reply={reply}
          />
        </div>
        <aside className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5" aria-label="经费">
          <SectionHead look="plain">经费</SectionHead>
          <KeyValue
            look="spread"
            items={[
              { label: '总投入', value: formatWan(bounty.totalFen) },
              { label: '合同里程碑', value: money ? formatWan(money.plannedFen) : '还没有合同' },
              { label: '发榜方已付到账', value: money ? formatWan(money.paidFen) : '—' },
              { label: '补助', value: bounty.subsidyFen === null ? '签约后确定' : formatWan(bounty.subsidyFen) },
              {
                label: '现在可以拨付',
                value: found.payableFen === null ? '—' : formatWan(found.payableFen),
                strong: true,
              },
            ]}
          />
          <p className="mt-2 text-sm text-ink-soft">补助按发榜方实际付款的比例分期拨付。</p>
        </aside>
      </div>
    </>
  );
}
