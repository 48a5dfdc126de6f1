import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Actor } from '#app/domain/access.ts';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { DeliveryInput, TrialReportInput } from '#app/domain/contract-deed-input.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { fileTrialReport } from '#app/services/contracts/file-trial-report.server.ts';
import { handInDelivery } from '#app/services/contracts/hand-in-delivery.server.ts';
import { seeContract } from '#app/services/contracts/see-contract.server.ts';
import { trialPage } from '#app/services/contracts/trial-queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { DeliveryForm, TrialReportForm } from '#app/ui/trial-forms.tsx';
import { AgreedEvaluation } from '#app/ui/trial-reports.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { optionalFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '交付与试用 · 成果通' }];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, terms, trial, deeds, mayReport, side } = await trialPage(ctx, rowId(args.params));
    if (side === null) throw new AppError('forbidden');
    const isReport = new URL(args.request.url).searchParams.get('for') === 'report';
    const may = isReport ? mayReport : deeds.includes('handIn');
    const { evaluation } = terms.trial;
    return { contract, deliverables: terms.deliverables, evaluation, trial, isReport, may };
  });
}

const mayFile = (actor: Actor): boolean => mayDo(actor, 'handIn') || mayDo(actor, 'report');

export const action = (args: ActionFunctionArgs) => {
  const see = async (ctx: ActorContext) => {
    if ((await seeContract(ctx, rowId(args.params))).side === null) throw new AppError('forbidden');
  };
  const contractId = () => rowId(args.params);
  const back = () => redirect(`/desk/contracts/${contractId()}/trial`);
  return handleUpload(args, { maxBytes, may: mayFile, see }, (upload) => ({
    handIn: deed(DeliveryInput, async (ctx, input) => {
      await handInDelivery(ctx, { contractId: contractId(), ...input, ...optionalFile(upload) });
      return back();
    }),
    report: deed(TrialReportInput, async (ctx, input) => {
      await fileTrialReport(ctx, { contractId: contractId(), ...input, ...optionalFile(upload) });
      return back();
    }),
  }));
};

export default function TrialFile() {
  const { contract, deliverables, evaluation, isReport, may } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const title = isReport ? '提交试用评价报告' : '交付资料';
  const trialPath = `/desk/contracts/${contract.id}/trial`;
  return (
    <div className="max-w-form">
      <Breadcrumbs
        items={[
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: '交付与试用', to: trialPath },
          { label: title },
        ]}
      />
      <PageTitle meta={contract.title}>{title}</PageTitle>
      {!may ? (
        <EmptyState title="现在不用办这一步" action={<ButtonLink to={trialPath}>看交付与试用</ButtonLink>}>
          已经办过，或者还没有轮到本单位。
        </EmptyState>
      ) : isReport ? (
        <>
          {evaluation && <AgreedEvaluation evaluation={evaluation} />}
          <TrialReportForm reply={reply} backTo={trialPath} />
        </>
      ) : (
        <DeliveryForm deliverables={deliverables} reply={reply} backTo={trialPath} />
      )}
    </div>
  );
}
