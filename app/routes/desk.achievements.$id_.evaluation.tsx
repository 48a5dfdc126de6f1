import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayWriteAchievement } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import {
  DecideTrl,
  EvaluationId,
  OpenReport,
  ReleasePapers,
  postponeInput,
  requestEvaluationInput,
  ReturnTrl,
  ThirdPartyTrl,
  TrlInput,
} from '#app/domain/evaluation-input.ts';
import { assessTrl, decideTrl, mayConfirmTrl } from '#app/services/evaluations/assess-trl.server.ts';
import { closeReport, mayOpenReports, openReport } from '#app/services/evaluations/open-report.server.ts';
import { mayRequestEvaluation } from '#app/services/evaluations/own-evaluation.server.ts';
import { recordThirdPartyTrl } from '#app/services/evaluations/record-third-party-trl.server.ts';
import { postponeEvaluation } from '#app/services/evaluations/postpone-evaluation.server.ts';
import { releasePapers } from '#app/services/evaluations/release-papers.server.ts';
import { getOwnEvaluation } from '#app/services/evaluations/queries.server.ts';
import {
  listEvaluators,
  requestEvaluation,
  withdrawEvaluation,
} from '#app/services/evaluations/request-evaluation.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EvaluationReports, FeedbackList } from '#app/ui/evaluations/evaluation-report.tsx';
import { EvaluationRequests } from '#app/ui/evaluations/evaluation-requests.tsx';
import { ThirdPartyTrlForm } from '#app/ui/evaluations/third-party-trl-form.tsx';
import { TrlForm, TrlState } from '#app/ui/evaluations/trl-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm, judgedDeed } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `评价：${data?.row.name ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const found = await getOwnEvaluation(ctx, rowId(args.params));
    return {
      ...found,
      mayAssess: mayWriteAchievement(ctx.actor),
      mayConfirm: mayConfirmTrl(ctx.actor),
      mayOpen: mayOpenReports(ctx.actor),
      key: crypto.randomUUID(),
      today: dayOf(ctx.now()),
      evaluators: mayRequestEvaluation(ctx.actor) ? await listEvaluators(ctx, found.row.orgId) : null,
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const back = () => redirect(`/desk/achievements/${rowId(args.params)}/evaluation`);
  return handleForm(args, {
    assess: deed(TrlInput, mayWriteAchievement, async (ctx, { answers }) => {
      await assessTrl(ctx, { id: rowId(args.params), answers });
      return back();
    }),
    'third-party': deed(ThirdPartyTrl, mayWriteAchievement, async (ctx, by) => {
      await recordThirdPartyTrl(ctx, { by, id: rowId(args.params) });
      return back();
    }),
    'confirm-trl': deed(DecideTrl, mayConfirmTrl, async (ctx, input) => {
      await decideTrl(ctx, { ...input, event: 'confirm' });
      return back();
    }),
    'return-trl': deed(ReturnTrl, mayConfirmTrl, async (ctx, input) => {
      await decideTrl(ctx, { ...input, event: 'return' });
      return back();
    }),
    request: judgedDeed(
      mayRequestEvaluation,
      async (ctx) => requestEvaluationInput(dayOf(ctx.now())),
      async (ctx, input) => {
        await requestEvaluation(ctx, { ...input, id: rowId(args.params) });
        return back();
      },
    ),
    postpone: judgedDeed(
      mayRequestEvaluation,
      async (ctx) => postponeInput(dayOf(ctx.now())),
      async (ctx, input) => {
        await postponeEvaluation(ctx, input);
        return back();
      },
    ),
    'release-papers': deed(ReleasePapers, mayRequestEvaluation, async (ctx, input) => {
      await releasePapers(ctx, input);
      return back();
    }),
    'withdraw-evaluation': deed(EvaluationId, mayRequestEvaluation, async (ctx, input) => {
      await withdrawEvaluation(ctx, input);
      return back();
    }),
    'open-report': deed(OpenReport, mayOpenReports, async (ctx, input) => {
      await openReport(ctx, input);
      return back();
    }),
    'close-report': deed(EvaluationId, mayOpenReports, async (ctx, input) => {
      await closeReport(ctx, input);
      return back();
    }),
  });
};

export default function OwnEvaluation() {
  const {
    row,
    issued,
    papers,
    feedback,
    running,
    reports,
    assessment,
    mayAssess,
    mayConfirm,
    mayOpen,
    evaluators,
    key,
    today,
  } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '成果', to: '/desk/achievements' },
          { label: row.no, to: `/desk/achievements/${row.id}` },
          { label: '评价' },
        ]}
      />
      <PageTitle meta={row.name}>评价</PageTitle>
      <div className="grid gap-10">
        <section>
          <SectionHead look="plain">技术就绪水平</SectionHead>
          {assessment && <TrlState assessment={assessment} mayConfirm={mayConfirm} reply={reply} />}
          {mayAssess && (
            <>
              <TrlForm assessment={assessment} reply={reply?.intent === 'assess' ? reply : undefined} />
              <ThirdPartyTrlForm
                issued={issued}
                reports={reports}
                reply={reply?.intent === 'third-party' ? reply : undefined}
              />
            </>
          )}
        </section>
        <EvaluationRequests
          replayKey={key}
          today={today}
          running={running}
          evaluators={evaluators}
          papers={papers}
          reply={reply}
        />
        <EvaluationReports issued={issued} versionNow={row.versionN} signInFrom={null} opening={{ mayOpen, reply }} />
        <section>
          <SectionHead look="plain">用户反馈（应用效果）</SectionHead>
          <FeedbackList
            feedback={feedback}
            hrefFor={
              mayAssess && row.state === 'published'
                ? (id) => `/desk/achievements/${row.id}/correction?feedback=${id}`
                : undefined
            }
          />
        </section>
      </div>
    </>
  );
}
