import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AppError } from '#app/domain/errors.ts';
import { FeedbackInput } from '#app/domain/evaluation-input.ts';
import { seeContract } from '#app/services/contracts/see-contract.server.ts';
import { giveFeedback, mayGiveFeedback } from '#app/services/evaluations/give-feedback.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { CheckboxGroup } from '#app/ui/checkbox-group.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { RadioGroup } from '#app/ui/radio-group.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '应用效果反馈 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, side } = await seeContract(ctx, rowId(args.params));
    if (side !== 'licensee' || !mayGiveFeedback(ctx.actor)) throw new AppError('forbidden');
    return { id: contract.id, no: contract.no, title: contract.title, key: crypto.randomUUID() };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    give: deed(FeedbackInput, mayGiveFeedback, async (ctx, { isPublic, ...input }) => {
      const contractId = rowId(args.params);
      await giveFeedback(ctx, { ...input, contractId, isPublic: isPublic === 'on' });
      return redirect(`/desk/contracts/${contractId}`);
    }),
  });

export default function Feedback() {
  const { id, no, title, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string) => {
    const value = reply?.values[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <>
      <Breadcrumbs items={[{ label: no, to: `/desk/contracts/${id}` }, { label: '应用效果反馈' }]} />
      <PageTitle meta={title}>应用效果反馈</PageTitle>
      <IntentForm intent="give" replayKey={key} className="grid max-w-form gap-4">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <Field
          name="effect"
          label="用了以后的效果"
          why="最好写数字，例如：吨水成本由 14 元降到 5.2 元。"
          error={errors.effect}
        >
          {(control) => <TextArea {...control} rows={4} maxLength={1000} defaultValue={typed('effect')} />}
        </Field>
        <RadioGroup
          name="rating"
          label="满意度"
          defaultValue={typed('rating')}
          error={errors.rating}
          options={['5', '4', '3', '2', '1'].map((value) => ({ value, label: `${value} 分` }))}
        />
        <CheckboxGroup
          name="isPublic"
          label="公开"
          required={false}
          options={[{ value: 'on', label: '同意把反馈连同本单位名称显示在成果页面上' }]}
        />
        <div className="grid sm:block">
          <SubmitButton intent="give">提交反馈</SubmitButton>
        </div>
      </IntentForm>
    </>
  );
}
