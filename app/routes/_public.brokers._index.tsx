import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { codeLabel, termsOf } from '#app/domain/code-list.ts';
import { listBrokers } from '#app/services/brokers/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { brokerLevels } from '#app/ui/broker-levels.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Field } from '#app/ui/field.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { Select } from '#app/ui/select.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '技术经纪人 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const lists = await codeLists(ctx);
    const known = (list: string, name: string) =>
      termsOf(lists, list).find((term) => term.code === params.get(name))?.code ?? null;
    const field = known('field', 'field');
    const region = known('region', 'region');
    const label = (list: string) => (code: string) => codeLabel(lists, list, code);
    const rows = await listBrokers(ctx, { field, region });
    return {
      field,
      region,
      fields: options(termsOf(lists, 'field').filter((term) => term.parent === null)),
      regions: options(termsOf(lists, 'region').filter((term) => /00$|71$/.test(term.code) && term.code !== '620000')),
      rows: rows.map((row) => ({
        ...row,
        fields: row.fields.map(label('field')),
        chains: row.chains.map(label('chain')),
        regions: row.regions.map(label('region')),
      })),
    };
  });
}

const options = (terms: readonly { code: string; label: string }[]) =>
  terms.map(({ code, label }) => ({ value: code, label }));

export default function Brokers() {
  const { rows, field, region, fields, regions } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: '技术经纪人' }]} />
      <PageTitle
        meta="持证、领域和服务地区公开；委托在洽谈室里签，有起止日期和佣金比例，到账才付佣金。"
        actions={<ButtonLink to="/desk/mandates/profile">登记为技术经纪人</ButtonLink>}
      >
        技术经纪人
      </PageTitle>
      <Form method="get" aria-label="筛选" className="mb-8 flex flex-wrap items-end gap-4 border-b-2 border-ink pb-5">
        <div className="min-w-48 flex-1 sm:flex-none">
          <Field name="field" label="领域" required={false}>
            {(control) => (
              <Select {...control} key={field} options={fields} blank="全部领域" defaultValue={field ?? ''} />
            )}
          </Field>
        </div>
        <div className="min-w-48 flex-1 sm:flex-none">
          <Field name="region" label="服务地区" required={false}>
            {(control) => (
              <Select {...control} key={region} options={regions} blank="全省" defaultValue={region ?? ''} />
            )}
          </Field>
        </div>
        <Button type="submit">查找</Button>
        {(field || region) && (
          <ButtonLink look="quiet" to="/brokers">
            清除
          </ButtonLink>
        )}
      </Form>
      <h2 className="text-lg font-bold">{rows.length} 位</h2>
      {rows.length === 0 ? (
        <div className="py-8">
          <EmptyState title="没有相符的技术经纪人" action={<ButtonLink to="/brokers">看全部</ButtonLink>}>
            放宽领域或地区再看；很多人服务全省。
          </EmptyState>
        </div>
      ) : (
        <ul className="mb-14 mt-3 grid gap-4 md:grid-cols-2">
          {rows.map((row) => (
            <li key={row.userId} id={`b-${row.userId}`} className="rounded-lg border border-line bg-card px-5 py-4">
              <h3 className="flex flex-wrap items-baseline gap-x-2 text-lg font-bold">
                {row.name} {row.isSample && <Sample />}
                <Tag>{brokerLevels[row.level]}</Tag>
              </h3>
              <p className="text-sm text-ink-soft">
                {row.orgName}，证书 {row.certificateNo}
                {row.certificateUntilOn && (
                  <>
                    ，有效至 <DateText value={row.certificateUntilOn} />
                  </>
                )}
              </p>
              <p className="mt-2">{row.intro}</p>
              <p className="mt-2 text-sm text-ink-soft">领域：{row.fields.join('、') || '不限'}</p>
              {row.chains.length > 0 && <p className="text-sm text-ink-soft">产业链：{row.chains.join('、')}</p>}
              <p className="text-sm text-ink-soft">服务地区：{row.regions.join('、') || '全省'}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
