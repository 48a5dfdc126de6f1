import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { gateOf } from '#app/domain/contract-deeds.ts';
import { EvidenceInput } from '#app/domain/contract-deed-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { formatYuan } from '#app/domain/money.ts';
import { milestoneCondition } from '#app/domain/schedule.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { contractPage } from '#app/services/contracts/queries.server.ts';
import { seeContract } from '#app/services/contracts/see-contract.server.ts';
import { submitMilestone } from '#app/services/contracts/submit-milestone.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FileInput } from '#app/ui/file-input.tsx';
import { FormActions } from '#app/ui/form-actions.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { isOfSales, SalesSoFar } from '#app/ui/sales-so-far.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '提交里程碑证据 · 成果通' }];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, milestones } = await contractPage(ctx, rowId(args.params));
    const asked = new URL(args.request.url).searchParams.get('milestone');
    const milestone = milestones.find((row) => row.id === asked);
    if (milestone === undefined) throw new AppError('not_found');
    return { contract, milestone, maySubmit: milestone.deeds.includes('submit') };
  });
}

export const action = (args: ActionFunctionArgs) => {
  // A broker reads the contract by his mandate, but hands in nothing.
  const see = async (ctx: ActorContext) => {
    if ((await seeContract(ctx, rowId(args.params))).side === null) throw new AppError('forbidden');
  };
  return handleUpload(args, { maxBytes, may: gateOf('submit'), see }, (upload) => ({
    submit: fileDeed(upload, '请选择证据文件。', EvidenceInput, async (actor, { milestoneId, note }, evidence) => {
      await submitMilestone(actor, { milestoneId, note, evidence });
      return redirect(`/desk/contracts/${rowId(args.params)}#milestone-${milestoneId}`);
    }),
  }));
};

export default function Evidence() {
  const { contract, milestone, maySubmit } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const note = reply?.values.note;
  return (
    <div className="max-w-form">
      <Breadcrumbs
        items={[
          { label: '合同', to: '/desk/contracts' },
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: '提交证据' },
        ]}
      />
      <PageTitle meta={contract.title}>
        里程碑 {milestone.position}：{milestone.name}
      </PageTitle>
      <KeyValue
        items={[
          { label: '条件', value: milestone.terms ? milestoneCondition(milestone.terms) : '—' },
          { label: '约定的证据', value: milestone.terms?.evidence || '未约定' },
          { label: '金额', value: formatYuan(milestone.amountFen) },
          { label: '对方答复', value: `${milestone.acceptWithinDays} 天内，逾期视为通过` },
        ]}
      />
      {maySubmit && isOfSales(milestone) && (
        <div className="mt-6">
          <SalesSoFar row={milestone} />
        </div>
      )}
      {maySubmit ? (
        <IntentForm intent="submit" encType="multipart/form-data" className="mt-6 grid gap-6">
          <ErrorSummary errors={errors} message={message?.[0]} />
          <input type="hidden" name="milestoneId" value={milestone.id} />
          <FileInput
            name="file"
            label="证据文件"
            accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.docx,.zip"
            limits="PDF、图片、XLSX、DOCX 或 ZIP，不超过 20 MB。多份材料请打包。"
            why="上传后记下文件指纹，不能再改；不要上传涉密内容。"
            error={errors.file}
          />
          <Field name="note" label="说明" required={false} error={errors.note}>
            {(control) => (
              <TextArea {...control} defaultValue={typeof note === 'string' ? note : ''} maxLength={1000} />
            )}
          </Field>
          <FormActions note={`提交后对方有 ${milestone.acceptWithinDays} 天验收。`}>
            <SubmitButton intent="submit">提交验收</SubmitButton>
            <ButtonLink to={`/desk/contracts/${contract.id}`}>取消</ButtonLink>
          </FormActions>
        </IntentForm>
      ) : (
        <p className="mt-6">这个里程碑现在不能提交证据。</p>
      )}
    </div>
  );
}
