import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { hasPlatformRole, holdsAtPlatform } from '#app/domain/access.ts';
import { termsOf } from '#app/domain/code-list.ts';
import { AppError } from '#app/domain/errors.ts';
import { SetReviewPath } from '#app/domain/review-input.ts';
import { type AuthorityLevel, authorityLevelOf, authorityLevels, reviewLevelLabels } from '#app/domain/review.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { listReviewPaths } from '#app/services/reviews/queries.server.ts';
import { setReviewPath } from '#app/services/reviews/set-review-path.server.ts';
import { CheckboxGroup } from '#app/ui/checkbox-group.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { Select } from '#app/ui/select.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '登记审核层级 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
    const [{ paths, waiting }, lists] = await Promise.all([listReviewPaths(ctx), codeLists(ctx)]);
    const set = new Map(paths.map((path) => [path.regionCode, path.levels]));
    return {
      waiting,
      regions: termsOf(lists, 'region')
        .filter(({ code }) => authorityLevelOf(code) === 'city')
        .map(({ code, label }) => ({ code, label, levels: set.get(code) ?? null })),
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    set: deed(SetReviewPath, holdsAtPlatform('admin'), async (ctx, input) => {
      await setReviewPath(ctx, input);
      return redirect('/desk/reviews/paths');
    }),
  });

type Row = ReturnType<typeof useLoaderData<typeof loader>>['regions'][number];

const words = (levels: readonly AuthorityLevel[]): string =>
  levels.map((level) => reviewLevelLabels[level]).join(' → ');

const columns: Column<Row>[] = [
  { key: 'region', head: '市州', phone: 'title', cell: (row) => row.label },
  { key: 'levels', head: '层级', cell: (row) => words(row.levels ?? authorityLevels) },
  { key: 'set', head: '来源', phone: 'state', cell: (row) => (row.levels === null ? '默认' : '已设定') },
];

export default function ReviewPaths() {
  const { regions, waiting } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle
        meta={
          waiting.length === 0
            ? '现在没有待审的登记申请。'
            : waiting.map(({ level, rows }) => `${reviewLevelLabels[level]} ${rows} 项待审`).join('，')
        }
      >
        登记审核层级
      </PageTitle>
      <p className="mb-4 max-w-prose text-sm text-ink-soft">
        单位内部先保密审查、再审批，之后公开。申请登记的成果按这里的层级逐级审核；当地没有主管部门账号的层级自动略过。已在审的不受改动影响。
      </p>
      <Table caption="各市州的审核层级" columns={columns} rows={regions} rowKey={(row) => row.code} />
      <section className="mt-8 max-w-form rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
        <SectionHead look="plain">改一个市州的层级</SectionHead>
        <ErrorSummary errors={reply?.errors} />
        <IntentForm intent="set" className="grid gap-4">
          <Field name="regionCode" label="市州" error={reply?.errors.regionCode} width="half">
            {(control) => (
              <Select
                {...control}
                blank="请选择"
                options={regions.map(({ code, label }) => ({ value: code, label }))}
              />
            )}
          </Field>
          <CheckboxGroup
            name="levels"
            label="层级"
            defaultValue={[...authorityLevels]}
            error={reply?.errors.levels}
            options={authorityLevels.map((level) => ({ value: level, label: reviewLevelLabels[level] }))}
          />
          <div className="grid sm:block">
            <SubmitButton intent="set">保存</SubmitButton>
          </div>
        </IntentForm>
      </section>
    </>
  );
}
