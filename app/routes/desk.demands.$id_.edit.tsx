import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayRunDemand } from '#app/domain/access.ts';
import { demandFormFrom, demandFormOf } from '#app/domain/demand-form.ts';
import { demandQuality } from '#app/domain/demand-quality.ts';
import { DemandCloseInput, DemandDraftInput, DemandPublicInput } from '#app/domain/demand-input.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { closeDemand } from '#app/services/demands/close-demand.server.ts';
import { demandOfficer } from '#app/services/demands/own-demand.server.ts';
import { publishDemand } from '#app/services/demands/publish-demand.server.ts';
import { getOwnDemand } from '#app/services/demands/queries.server.ts';
import { findQuestion } from '#app/services/demands/refinement-queries.server.ts';
import { reviseDemand } from '#app/services/demands/revise-demand.server.ts';
import { saveDemand } from '#app/services/demands/save-demand.server.ts';
import { currentWeights } from '#app/services/matches/current-weights.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DemandForm } from '#app/ui/demand-form.tsx';
import { QualityMeter } from '#app/ui/demands/quality-meter.tsx';
import { demandOptions } from '#app/ui/demand-options.ts';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { metricDeeds } from '#app/web/metric-deeds.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `改需求 ${data?.demand.title ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { demand, data } = await getOwnDemand(ctx, rowId(args.params));
    const { verified } = demandOfficer(ctx);
    const asked = new URL(args.request.url).searchParams.get('question');
    const question = asked === null ? null : await findQuestion(ctx, demand.id, rowId({ id: asked }));
    if (demand.state !== 'draft' && !isMatchable(demand.state)) throw new AppError('state_changed');
    const { weights } = await currentWeights(ctx);
    return {
      demand: { id: demand.id, no: demand.no, title: demand.title, versionN: demand.versionN, state: demand.state },
      mayPublish: verified,
      question,
      reviewNote: demand.reviewNote,
      isSaved: new URL(args.request.url).searchParams.get('saved') === '1',
      quality: demandQuality(data, weights),
      form: demandFormOf(data),
      options: demandOptions(await codeLists(ctx)),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  return handleForm(args, {
    ...metricDeeds(),
    save: deed(DemandDraftInput, mayRunDemand, async (ctx, { data, versionN }) => {
      await saveDemand(ctx, { id, data, versionN });
      return redirect(`/desk/demands/${id}/edit?saved=1`);
    }),
    publish: deed(DemandPublicInput, mayRunDemand, async (ctx, { data, versionN }) => {
      await publishDemand(ctx, { id, data, versionN });
      return redirect(`/desk/demands/${id}`);
    }),
    revise: deed(DemandPublicInput, mayRunDemand, async (ctx, { data, versionN }) => {
      if (versionN === undefined) throw new AppError('conflict');
      const asked = new URL(args.request.url).searchParams.get('question');
      const questionId = asked === null ? undefined : rowId({ id: asked });
      await reviseDemand(ctx, { id, versionN, data, questionId });
      return redirect(questionId ? `/desk/demands/${id}/questions` : `/desk/demands/${id}`);
    }),
    close: deed(DemandCloseInput, mayRunDemand, async (ctx, { reason }) => {
      await closeDemand(ctx, { id, reason });
      return redirect('/desk/demands');
    }),
  });
};

export default function EditDemand() {
  const { demand, form, options, quality, mayPublish, isSaved, question, reviewNote } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const isPublic = demand.state !== 'draft';
  const typedVersion = Number(reply?.values.versionN);
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '需求', to: '/desk/demands' },
          ...(isPublic ? [{ label: demand.no, to: `/desk/demands/${demand.id}` }] : []),
          { label: isPublic ? '改需求' : demand.no },
        ]}
      />
      <PageTitle meta={`第 ${demand.versionN} 版`}>{isPublic ? '改需求' : '需求草稿'}</PageTitle>
      {isSaved && !reply && (
        <div className="mb-6 max-w-form">
          <Notice kind="success" live="polite" title="草稿已存为新的一版" />
        </div>
      )}
      {question?.answer && (
        <div className="mb-6 max-w-form">
          <Notice kind="info" title="把这条答复写进新的一版">
            <p>问：{question.body}</p>
            <p>答：{question.answer}</p>
          </Notice>
        </div>
      )}
      {!isPublic && reviewNote && (
        <div className="mb-6 max-w-form">
          <Notice kind="attention" title="审核时退回">
            {reviewNote}
          </Notice>
        </div>
      )}
      {!reply && (
        <div className="mb-6 max-w-form">
          <QualityMeter quality={quality} />
        </div>
      )}
      <DemandForm
        key={demand.versionN}
        values={reply ? demandFormFrom(reply.values) : form}
        errors={reply?.errors ?? {}}
        options={options}
        versionN={Number.isSafeInteger(typedVersion) && typedVersion > 0 ? typedVersion : demand.versionN}
        isPublic={isPublic}
        mayPublish={mayPublish}
      />
      {!isPublic && (
        <IntentForm intent="close" className="mt-8 max-w-form border-t border-line pt-5">
          <input type="hidden" name="reason" value="plan_changed" />
          <SubmitButton look="danger" intent="close">
            放弃这份草稿
          </SubmitButton>
        </IntentForm>
      )}
    </>
  );
}
