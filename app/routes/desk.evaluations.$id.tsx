import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { dayOf } from '#app/domain/days.ts';
import {
  DeclineEvaluation,
  inviteExpertInput,
  JoinPanel,
  RecuseExpert,
  ScoreInput,
  urgeExpertInput,
} from '#app/domain/evaluation-input.ts';
import { evaluationMachine, isHalted } from '#app/domain/evaluation.ts';
import { labelOf } from '#app/domain/machine.ts';
import { collectScores } from '#app/services/evaluations/collect-scores.server.ts';
import { joinPanel, recuseExpert, scoreAsExpert } from '#app/services/evaluations/answer-as-expert.server.ts';
import { mayRunEvaluation } from '#app/services/evaluations/own-evaluation.server.ts';
import { getEvaluation } from '#app/services/evaluations/evaluation-queries.server.ts';
import { urgeExpert } from '#app/services/evaluations/urge-expert.server.ts';
import { answerEvaluation, inviteExpert } from '#app/services/evaluations/run-evaluation.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { EvaluatorDesk } from '#app/ui/evaluations/evaluator-desk.tsx';
import { ExpertDesk } from '#app/ui/evaluations/expert-desk.tsx';
import { JudgedRecord } from '#app/ui/evaluations/judged-record.tsx';
import { RadarChart } from '#app/ui/evaluations/radar-chart.tsx';
import { ValueGrounds } from '#app/ui/evaluations/value-grounds.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm, judgedDeed } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `评价：${data?.achievement.name ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const urged = new URL(args.request.url).searchParams.get('urged');
  return page(async () => {
    const found = await getEvaluation(ctx, rowId(args.params));
    return { ...found, urged: found.panel.find(({ id, urgedOn }) => id === urged && urgedOn === found.today)?.name };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const back = () => redirect(`/desk/evaluations/${rowId(args.params)}`);
  return handleForm(args, {
    accept: deed(NoInput, mayRunEvaluation, async (ctx) => {
      await answerEvaluation(ctx, { id: rowId(args.params), event: 'accept' });
      return back();
    }),
    decline: deed(DeclineEvaluation, mayRunEvaluation, async (ctx, { note }) => {
      await answerEvaluation(ctx, { id: rowId(args.params), event: 'decline', note });
      return back();
    }),
    invite: judgedDeed(
      mayRunEvaluation,
      async (ctx) => inviteExpertInput(dayOf(ctx.now())),
      async (ctx, input) => {
        await inviteExpert(ctx, { ...input, id: rowId(args.params) });
        return back();
      },
    ),
    urge: judgedDeed(
      mayRunEvaluation,
      async (ctx) => urgeExpertInput(dayOf(ctx.now())),
      async (ctx, input) => {
        await urgeExpert(ctx, { ...input, id: rowId(args.params) });
        return redirect(`/desk/evaluations/${rowId(args.params)}?urged=${input.expertId}`);
      },
    ),
    collect: deed(NoInput, mayRunEvaluation, async (ctx) => {
      await collectScores(ctx, { id: rowId(args.params) });
      return back();
    }),
    join: deed(JoinPanel, async (ctx) => {
      await joinPanel(ctx, rowId(args.params));
      return back();
    }),
    recuse: deed(RecuseExpert, async (ctx, { declaration }) => {
      await recuseExpert(ctx, rowId(args.params), declaration);
      return back();
    }),
    score: deed(ScoreInput, async (ctx, input) => {
      await scoreAsExpert(ctx, rowId(args.params), input);
      return back();
    }),
  });
};

export default function EvaluationDesk() {
  const { row, achievement, owner, evaluator, data, whole, isEvaluator, own, panel, panelSize, spread, ...rest } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': general, ...errors } = reply?.errors ?? {};
  return (
    <>
      <Breadcrumbs items={[{ label: '成果评价', to: '/desk/evaluations' }, { label: achievement.no }]} />
      <PageTitle
        marks={
          <StateMark tone={row.state === 'issued' ? 'good' : 'attention'} boxed>
            {labelOf(evaluationMachine, row.state)}
          </StateMark>
        }
        meta={`${owner}的成果，第 ${row.versionN} 版；${evaluator}评价，目的：${row.purpose}${row.dueOn === null ? '' : `；约定 ${row.dueOn} 前出报告`}`}
      >
        {achievement.name}
      </PageTitle>
      <ErrorSummary errors={errors} message={general?.[0]} />
      {!reply && rest.urged && (
        <div className="mb-6">
          <Notice kind="success" live="polite" title={`已请${rest.urged}尽快答复、评分`}>
            {null}
          </Notice>
        </div>
      )}
      <div className="grid gap-8">
        {own !== null && row.state === 'running' && <ExpertDesk own={own} evaluator={evaluator} reply={reply} />}
        {own?.state === 'scored' && row.state === 'scored' && (
          <Notice kind="info" title="评分已结束">
            评价机构正在写报告，你的评分不能再改；报告出具后在这里看全部评分。
          </Notice>
        )}
        {isHalted(row.state) && (
          <Notice kind="info" title="评价中止">
            成果被撤下或退回修改，登记内容和材料不再开放。原文没有改动又通过审查的，评价自动接着做，已交的评分保留；改过的要由完成单位重新委托。
          </Notice>
        )}
        {row.state === 'withdrawn' && (
          <Notice kind="info" title="这项评价已经结束">
            委托单位撤回了委托，或者成果改过以后要重新委托。不用再做什么。
          </Notice>
        )}
        {isEvaluator && row.state === 'issued' && (
          <p className="text-sm text-ink-soft">
            {row.isOpened
              ? '报告通过完成单位的保密审查，依据、结论和文件按成果的公开方式对外开放。'
              : '评分已经公开；依据、理由、结论和文件等完成单位的保密审查人员看过再对外开放。'}
          </p>
        )}
        {isEvaluator && (
          <EvaluatorDesk
            id={row.id}
            state={row.state}
            dueOn={row.dueOn}
            today={rest.today}
            panel={panel}
            reply={reply}
          />
        )}
        {spread.length > 0 && (
          <section className="grid gap-4">
            <RadarChart spread={spread} panelSize={panelSize} titleId="radar" />
            {row.state === 'issued' && (
              <ValueGrounds
                spread={spread}
                evidence={row.evidence}
                notApplicable={row.notApplicable}
                papers={rest.papers}
                reasons={{}}
                kept={null}
              />
            )}
          </section>
        )}
        {whole ? <JudgedRecord whole={whole} /> : <Outline data={data} />}
      </div>
    </>
  );
}

/** What is open to everybody, before somebody takes part. */
const Outline = ({ data }: { data: { problem: string; solution: string; abstract: string } }) => (
  <section className="max-w-prose">
    <SectionHead look="plain">被评价的内容</SectionHead>
    {data.problem && <p>问题：{data.problem}</p>}
    {data.solution && <p>做法：{data.solution}</p>}
    <p className="mt-3 whitespace-pre-line break-words">{data.abstract}</p>
    <p className="mt-3 text-sm text-ink-soft">受理委托、声明参加以后看全部登记内容和单位提供的材料。</p>
  </section>
);
