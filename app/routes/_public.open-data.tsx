import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { anonymousRowsADay } from '#app/domain/api-key.ts';
import { recordFieldWords } from '#app/domain/open-data.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { Table } from '#app/ui/table.tsx';

export const meta: MetaFunction = () => [{ title: '开放数据 · 成果通' }];

export const loader = ({ context }: LoaderFunctionArgs) => ({
  fields: recordFieldWords(),
  origin: new URL(context.platform.baseUrl).origin,
  rows: anonymousRowsADay,
});

const columns = [
  {
    key: 'name',
    head: '字段',
    phone: 'title' as const,
    cell: (row: { name: string }) => <code className="font-mono">{row.name}</code>,
  },
  { key: 'says', head: '含义', phone: 'note' as const, cell: (row: { says: string }) => row.says },
];

const Call = ({ children }: { children: string }) => (
  <pre className="whitespace-pre-wrap break-all rounded-md bg-sunk px-4 py-3 font-mono text-sm">{children}</pre>
);

export default function OpenData() {
  const { fields, origin, rows } = useLoaderData<typeof loader>();
  return (
    <div className="grid gap-10 pt-10 pb-14">
      <PageTitle meta="公开成果的只读接口，和成果页面公开的内容一致，不含人员和底价。">开放数据</PageTitle>
      <section className="grid gap-3">
        <SectionHead action={<a href="/api/v1/openapi.json">OpenAPI 3.1 文件</a>}>怎么取</SectionHead>
        <p>新的在前，每页 50 项；把回答里的 next 放进 after 取下一页。fields 只取要的字段。</p>
        <Call>{`curl "${origin}/api/v1/achievements?fields=no,name,trl"`}</Call>
        <p>带上 ETag 再问，没有变化就只回 304，只算一行。</p>
        <Call>{`curl -H 'If-None-Match: "…"' "${origin}/api/v1/achievements/CG-2026-00001"`}</Call>
      </section>
      <section className="grid gap-3">
        <SectionHead>用多少</SectionHead>
        <p>
          不带密钥，每个地址每天最多 {rows} 行，一次请求至少算一行。超过后回 429，Retry-After 说明多少秒后恢复。
          要更多，请以单位名义申请密钥，写明用途；批准后在请求头里带上：
        </p>
        <Call>{`curl -H "Authorization: Bearer 你的密钥" "${origin}/api/v1/achievements"`}</Call>
        <div>
          <ButtonLink look="primary" to="/desk/open-data">
            申请密钥
          </ButtonLink>
        </div>
      </section>
      <section>
        <SectionHead>字段</SectionHead>
        <Table caption="字段" look="open" columns={columns} rows={fields} rowKey={(row) => row.name} />
      </section>
    </div>
  );
}
