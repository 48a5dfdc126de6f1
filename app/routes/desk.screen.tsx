import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holdsAtPlatform } from '#app/domain/access.ts';
import { AddSecrecyRule, SwitchSecrecyRule } from '#app/domain/secrecy-input.ts';
import {
  secrecyActionLabels,
  secrecyKindLabels,
  secrecyRuleActions,
  secrecyRuleKinds,
} from '#app/domain/secrecy-screen.ts';
import { addSecrecyRule, listSecrecyRules, switchSecrecyRule } from '#app/services/secrecy/keep-rules.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { Select } from '#app/ui/select.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '涉密筛查 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ rules: await listSecrecyRules(ctx) }));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    add: deed(AddSecrecyRule, holdsAtPlatform('admin'), async (ctx, input) => {
      await addSecrecyRule(ctx, input);
      return redirect('/desk/screen');
    }),
    switch: deed(SwitchSecrecyRule, holdsAtPlatform('admin'), async (ctx, input) => {
      await switchSecrecyRule(ctx, input);
      return redirect('/desk/screen');
    }),
  });

type Rule = ReturnType<typeof useLoaderData<typeof loader>>['rules'][number];

const columns: Column<Rule>[] = [
  { key: 'name', head: '规则', phone: 'title', cell: (row) => row.name },
  { key: 'kind', head: '种类', cell: (row) => secrecyKindLabels[row.kind] },
  { key: 'text', head: '内容', cell: (row) => <code className="break-all">{row.text}</code> },
  { key: 'action', head: '命中后', phone: 'state', cell: (row) => secrecyActionLabels[row.action] },
  { key: 'stops', head: '拦下次数', align: 'right', phone: 'amount', cell: (row) => row.stops },
  {
    key: 'switch',
    head: '操作',
    phone: 'evidence',
    cell: (row) => (
      <IntentForm intent="switch">
        <input type="hidden" name="ruleId" value={row.id} />
        <input type="hidden" name="isActive" value={row.isActive ? 'off' : 'on'} />
        <SubmitButton look="quiet">{row.isActive ? '停用' : '启用'}</SubmitButton>
      </IntentForm>
    ),
  },
];

export default function Screen() {
  const { rules } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string) => {
    const value = reply?.values[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <>
      <PageTitle meta="保存前先筛查：命中“不予保存”的，什么都不留，只告诉填写人是哪条规则；命中“转人工复核”的，保密审查时会看到原因。">
        涉密筛查
      </PageTitle>
      <Table
        caption="筛查规则"
        columns={columns}
        rows={rules}
        rowKey={(row) => row.id}
        empty={<EmptyState title="还没有规则">在下面加第一条：一个词，或者一个模式（正则表达式）。</EmptyState>}
      />
      <section className="mt-8 max-w-form rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
        <SectionHead look="plain">加一条</SectionHead>
        <IntentForm intent="add" className="grid gap-3">
          <ErrorSummary errors={errors} message={whole?.[0]} />
          <Field name="name" label="规则名称" why="填写人会看到它。" error={errors.name}>
            {(control) => <TextInput {...control} maxLength={60} defaultValue={typed('name')} />}
          </Field>
          <Field name="kind" label="种类" width="half" error={errors.kind}>
            {(control) => (
              <Select
                {...control}
                defaultValue={typed('kind')}
                options={secrecyRuleKinds.map((value) => ({ value, label: secrecyKindLabels[value] }))}
              />
            )}
          </Field>
          <Field name="text" label="内容" error={errors.text}>
            {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('text')} />}
          </Field>
          <Field name="action" label="命中后" width="half" error={errors.action}>
            {(control) => (
              <Select
                {...control}
                defaultValue={typed('action')}
                options={secrecyRuleActions.map((value) => ({ value, label: secrecyActionLabels[value] }))}
              />
            )}
          </Field>
          <div>
            <SubmitButton intent="add">加上</SubmitButton>
          </div>
        </IntentForm>
      </section>
    </>
  );
}
