import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { holdsAtPlatform, organisationKindLabels } from '#app/domain/access.ts';
import { labelOf } from '#app/domain/machine.ts';
import { organisationMachine } from '#app/domain/organisation.ts';
import { RevokeInput } from '#app/domain/organisation-input.ts';
import { directoryPageSize, listOrganisations } from '#app/services/organisations/queries.server.ts';
import { reviewOrganisation } from '#app/services/organisations/review-organisation.server.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { pageOf } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '机构名录 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const q = (params.get('q') ?? '').trim().slice(0, 80);
    const at = pageOf(params);
    return { ...(await listOrganisations(ctx, { q, page: at })), q, page: at, pageSize: directoryPageSize };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    revoke: deed(RevokeInput, holdsAtPlatform('reviewer', 'admin'), async (ctx, { orgId, note }) => {
      await reviewOrganisation(ctx, orgId, { event: 'revoke', note });
      return redirect('/desk/reviews/organisations');
    }),
  });

export default function Organisations() {
  const { rows, total, q, page: at, pageSize } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle meta={`共 ${total} 家`}>机构名录</PageTitle>
      <Form className="mb-6 flex flex-wrap items-end gap-3">
        <label htmlFor="q" className="grid gap-1 font-bold">
          名称或信用代码
          <input
            id="q"
            name="q"
            type="search"
            defaultValue={q}
            className="h-11 w-72 max-w-full rounded-lg border border-control bg-card px-3 font-normal"
          />
        </label>
        <Button type="submit" look="secondary">
          查找
        </Button>
      </Form>
      {rows.length === 0 && <EmptyState title="没有找到机构">换一个名称，或者清空后查看全部。</EmptyState>}
      <ul className="rounded-lg border border-line bg-card">
        {rows.map((row) => {
          const mine = reply?.values.orgId === row.id ? reply : undefined;
          return (
            <li key={row.id} className="border-b border-line px-4 py-3 last:border-b-0">
              <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
                <span>
                  <b>{row.name}</b> {row.isSample && <Sample />}
                  <span className="block text-sm text-ink-soft">
                    {organisationKindLabels[row.kind]} · <span className="nums">{row.uscc}</span>
                  </span>
                </span>
                <StateMark tone={row.state === 'verified' ? 'good' : 'attention'}>
                  {labelOf(organisationMachine, row.state)}
                </StateMark>
              </div>
              {row.reviewNote && <p className="mt-1 text-sm text-ink-soft">审核意见：{row.reviewNote}</p>}
              {row.state === 'verified' && (
                <details className="mt-1 text-sm" open={mine !== undefined}>
                  <summary className="link-quiet inline-flex min-h-11 items-center">撤销认证</summary>
                  <ErrorSummary errors={mine?.errors} scope={row.id} />
                  <p className="mb-3 max-w-prose text-ink-soft">
                    撤销后，这家机构不能再发布、洽谈和签约，公开的成果和需求暂不显示；已签的合同照常履行。理由会告诉对方，对方补正后可以重新提交。
                  </p>
                  <IntentForm intent="revoke" className="flex flex-wrap items-end gap-3">
                    <input type="hidden" name="orgId" value={row.id} />
                    <Field name="note" label="理由" scope={row.id} error={mine?.errors.note}>
                      {(control) => <TextInput {...control} maxLength={300} />}
                    </Field>
                    <SubmitButton look="secondary">撤销 {row.name} 的认证</SubmitButton>
                  </IntentForm>
                </details>
              )}
            </li>
          );
        })}
      </ul>
      <Pagination
        page={at}
        pageSize={pageSize}
        total={total}
        noun="家"
        hrefFor={(n) => `/desk/reviews/organisations?${new URLSearchParams({ ...(q && { q }), page: String(n) })}`}
      />
    </>
  );
}
