import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { approvalGates } from '#app/domain/approval-access.ts';
import { ApprovalIdInput, DecideStepInput, StartApprovalInput } from '#app/domain/approval-input.ts';
import { contractKindLabels } from '#app/domain/contract-kind.ts';
import { chainSumWords } from '#app/domain/approval.ts';
import { decideStep } from '#app/services/approvals/decide-step.server.ts';
import { approvalPage } from '#app/services/approvals/queries.server.ts';
import { startApproval } from '#app/services/approvals/start-approval.server.ts';
import { withdrawApproval } from '#app/services/approvals/withdraw-approval.server.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { ApprovalRun } from '#app/ui/approvals/approval-run.tsx';
import { StartApprovalForm } from '#app/ui/approvals/start-approval-form.tsx';
import { StepList } from '#app/ui/approvals/step-list.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 内部审批 · 成果通` },
];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => approvalPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const back = () => redirect(`/desk/contracts/${rowId(args.params)}/approval`);
  if (isUpload(args.request)) {
    const see = (ctx: ActorContext) => approvalPage(ctx, rowId(args.params));
    return handleUpload(args, { maxBytes, may: approvalGates.decide, see }, ({ files }) => ({
      decide: deed(DecideStepInput, async (ctx, decision) => {
        await decideStep(ctx, { ...decision, file: files[0] ?? null });
        return back();
      }),
    }));
  }
  return handleForm(args, {
    start: deed(StartApprovalInput, approvalGates.start, async (ctx, input) => {
      await startApproval(ctx, { ...input, contractId: rowId(args.params) });
      return back();
    }),
    withdraw: deed(ApprovalIdInput, approvalGates.withdraw, async (ctx, { approvalId }) => {
      await withdrawApproval(ctx, approvalId);
      return back();
    }),
  });
};

export default function Approval() {
  const { contract, versionN, isAmendment, kind, sumFen, chain, runs, mayStart } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <div className="grid max-w-prose gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '内部审批' },
          ]}
        />
        <PageTitle
          meta={`${contract.title}，第 ${versionN} 版${isAmendment ? '（合同变更）' : ''}，按${contractKindLabels[kind]}、${chainSumWords(sumFen)}选流程；对方看不到本页`}
        >
          内部审批
        </PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} />
        <div className="flex flex-wrap gap-2">
          <ButtonLink to={`/desk/contracts/${contract.id}/approval/form`} reloadDocument>
            下载审批表 PDF
          </ButtonLink>
          <ButtonLink to={`/desk/contracts/${contract.id}/decision`} reloadDocument>
            下载决策档案 PDF
          </ButtonLink>
        </div>
      </div>
      {runs.map((run) => (
        <ApprovalRun key={run.id} run={run} reply={reply} />
      ))}
      {runs.length === 0 && chain === null && (
        <EmptyState title="这份合同不用审批">
          本单位没有适用这类合同、这个金额的审批流程。管理员可以在机构页设置。
        </EmptyState>
      )}
      {mayStart && chain && (
        <section aria-labelledby="start">
          <SectionHead look="plain" id="start">
            发起审批
          </SectionHead>
          <StepList steps={chain.steps} />
          <StartApprovalForm versionN={versionN} reply={reply?.intent === 'start' ? reply : undefined} />
        </section>
      )}
    </div>
  );
}
