import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayRunDemand } from '#app/domain/access.ts';
import { bountyKindLabels, bountyKinds, bountyOriginLabels, bountyOrigins } from '#app/domain/bounty.ts';
import { CallBountyInput } from '#app/domain/bounty-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { callBounty } from '#app/services/bounties/call-bounty.server.ts';
import { callChoices } from '#app/services/bounties/call-queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormActions } from '#app/ui/form-actions.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { MoneyInput } from '#app/ui/money-input.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { RadioGroup } from '#app/ui/radio-group.tsx';
import { Select } from '#app/ui/select.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { typedValue } from '#app/ui/typed-value.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '提出揭榜需求 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (!mayRunDemand(ctx.actor)) throw new AppError('forbidden');
    return {
      ...(await callChoices(ctx)),
      chosen: new URL(args.request.url).searchParams.get('demand') ?? '',
      key: crypto.randomUUID(),
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    call: deed(CallBountyInput, mayRunDemand, async (ctx, input) => {
      const { id } = await callBounty(ctx, input);
      return redirect(`/desk/bounties/${id}`);
    }),
  });

const hints = {
  bounty: '评榜后选一家。',
  race: '选两支以上队伍同台，一关一关淘汰，胜出的签约。',
  task: '主管部门定任务，专家评分为主。',
  enterprise: '企业出题出钱，选谁以企业意见为准。',
} as const;

export default function NewBounty() {
  const { demands, authorities, chosen, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const typed = (name: string, otherwise = '') => typedValue(reply, 'call', name) ?? otherwise;
  return (
    <div className="max-w-form">
      <Breadcrumbs items={[{ label: '揭榜挂帅', to: '/desk/bounties' }, { label: '提出揭榜需求' }]} />
      <PageTitle meta="常年征集。主管部门受理后组织不少于 5 位专家论证，通过后张榜不少于 30 天。">
        提出揭榜需求
      </PageTitle>
      {demands.length === 0 ? (
        <EmptyState title="先发布一项需求" action={<ButtonLink to="/desk/demands/new">写需求</ButtonLink>}>
          榜单用的是已发布需求的内容和指标，不用再写一遍。
        </EmptyState>
      ) : (
        <IntentForm intent="call" replayKey={key} className="grid gap-6">
          <ErrorSummary errors={reply && errors} message={message?.[0]} />
          <Field
            name="demandId"
            label="用哪项需求"
            why="要有可以检验的指标，且不是只给受邀单位看的。"
            error={errors.demandId}
          >
            {(control) => (
              <Select
                {...control}
                blank="请选择"
                options={demands.map(({ id, no, title }) => ({ value: id, label: `${no} ${title}` }))}
                defaultValue={typed('demandId', chosen)}
              />
            )}
          </Field>
          <RadioGroup
            name="kind"
            label="方式"
            defaultValue={typed('kind', 'bounty')}
            error={errors.kind}
            options={bountyKinds.map((value) => ({ value, label: bountyKindLabels[value], hint: hints[value] }))}
          />
          <RadioGroup
            name="origin"
            label="谁出榜"
            defaultValue={typed('origin', 'enterprise')}
            error={errors.origin}
            options={bountyOrigins.map((value) => ({ value, label: bountyOriginLabels[value], hint: hints[value] }))}
          />
          <Field name="authorityOrgId" label="组织方" error={errors.authorityOrgId}>
            {(control) => (
              <Select
                {...control}
                blank="请选择"
                options={authorities.map(({ id, name }) => ({ value: id, label: name }))}
                defaultValue={typed('authorityOrgId')}
              />
            )}
          </Field>
          <MoneyInput
            name="total"
            label="项目总投入"
            capitals={false}
            error={errors.total}
            defaultValue={typed('total')}
          />
          <MoneyInput
            name="own"
            label="其中自筹"
            why="连同联合发布方分担的。不少于总投入减去补助。"
            capitals={false}
            error={errors.own}
            defaultValue={typed('own')}
          />
          <Field
            name="rate"
            label="申请补助比例"
            why="总投入 300 万元以上才有补助：10% 至 20%，最高 100 万元。"
            unit="%"
            width="short"
            error={errors.rate}
          >
            {(control) => <TextInput {...control} numeric hasUnit defaultValue={typed('rate', '20')} />}
          </Field>
          <Field name="conditions" label="揭榜条件" required={false} error={errors.conditions}>
            {(control) => <TextArea {...control} rows={4} maxLength={1000} defaultValue={typed('conditions')} />}
          </Field>
          <FormActions note="提交后可以邀请联合发布方；张榜以前都能撤回。">
            <SubmitButton intent="call">提交主管部门论证</SubmitButton>
          </FormActions>
        </IntentForm>
      )}
    </div>
  );
}
