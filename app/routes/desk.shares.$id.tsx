import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ShareAnswerInput } from '#app/domain/distribution-input.ts';
import { answerShare } from '#app/services/distributions/answer-share.server.ts';
import { sharePage } from '#app/services/distributions/steps-queries.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { replyTo } from '#app/ui/deed-reply.ts';
import { RewardConditions } from '#app/ui/distributions/reward-conditions.tsx';
import { ShareSteps } from '#app/ui/distributions/share-steps.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { RadioGroup } from '#app/ui/radio-group.tsx';
import { DistributionMark } from '#app/ui/receipt-mark.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '我的份额 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ id: rowId(args.params), ...(await sharePage(ctx, rowId(args.params))) }));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    answer: deed(ShareAnswerInput, async (ctx, input) => {
      await answerShare(ctx, { shareId: rowId(args.params), ...input });
      return redirect(`/desk/shares/${rowId(args.params)}`);
    }),
  });

export default function Share() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...fields } = reply?.errors ?? {};
  const { errors, typed } = replyTo(reply, 'answer');
  const { share, taxable, paid, payout } = data;
  return (
    <div className="grid max-w-form gap-8">
      <div>
        <Breadcrumbs items={[{ label: '收付与分配', to: '/desk/money' }, { label: '我的份额' }]} />
        <PageTitle marks={<DistributionMark state={data.state} />} meta={`${data.contractNo} ${data.title}`}>
          我的份额 <Amount fen={share.amountFen} />
        </PageTitle>
        <ErrorSummary errors={fields} message={message?.[0]} />
        <KeyValue
          items={[
            { label: '单位', value: data.unit },
            { label: '到账', value: `${data.receiptNo}，${data.receivedOn ?? ''}` },
            ...(paid && payout ? [{ label: '发放', value: `${payout.paidOn}，凭证 ${payout.voucherNo}` }] : []),
          ]}
        />
        <div className="mt-4 grid gap-2 sm:flex">
          <ButtonLink to={`/desk/shares/${data.id}/paper`} reloadDocument>
            下载个人明细 PDF
          </ButtonLink>
        </div>
      </div>
      {data.mayAnswer && (
        <section aria-labelledby="answer">
          <SectionHead look="plain" id="answer" note="所有人确认后才送单位审批">
            请确认你的份额
          </SectionHead>
          <IntentForm intent="answer" className="grid gap-4 rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
            <RadioGroup
              name="outcome"
              label="你的意见"
              defaultValue={typed('outcome')}
              error={errors.outcome}
              options={[
                { value: 'agreed', label: '同意这个份额' },
                { value: 'objected', label: '不同意', hint: '方案退回经办人，写明原因' },
              ]}
            />
            <Field name="note" label="说明" required={false} error={errors.note}>
              {(control) => <TextArea {...control} rows={3} maxLength={300} defaultValue={typed('note')} />}
            </Field>
            <div className="grid sm:block">
              <SubmitButton intent="answer">提交意见</SubmitButton>
            </div>
          </IntentForm>
        </section>
      )}
      {data.answer && (
        <p className="text-sm">
          {data.answer.outcome === 'agreed' ? '已确认同意' : '已提出不同意见'}
          {data.answer.note && `：${data.answer.note}`}
        </p>
      )}
      <section aria-labelledby="steps">
        <SectionHead look="plain" id="steps">
          份额怎样算出来
        </SectionHead>
        <ShareSteps steps={data.steps} />
      </section>
      <section aria-labelledby="tax">
        <SectionHead look="plain" id="tax" note="财税〔2018〕58号">
          个人所得税
        </SectionHead>
        <RewardConditions conditions={data.conditions} state={data.state} />
        <p className="mt-3 text-sm">
          {data.floorSource === '' ? (
            <>
              单独的技术咨询、技术服务的报酬不适用减半，计入当月工资薪金 <Amount fen={taxable.fullFen} />
            </>
          ) : (
            <>
              四项都符合，计入当月工资薪金 <Amount fen={taxable.reducedFen} />
              ；否则计入 <Amount fen={taxable.fullFen} />。{paid ? '发放时' : '现在'}
              {taxable.isReduced ? '适用减半' : '只能全额计税'}
            </>
          )}
          。税款由单位代扣代缴，以扣缴申报为准。
        </p>
      </section>
    </div>
  );
}
