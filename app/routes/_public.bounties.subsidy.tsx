import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { bountySubsidy } from '#app/domain/bounty-subsidy.ts';
import { formatPpm, formatWan, parseFen, parsePpm } from '#app/domain/money.ts';
import { subsidyWords } from '#app/ui/bounties/subsidy-figures.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { TextInput } from '#app/ui/text-input.tsx';

export const meta: MetaFunction = () => [{ title: '算一算揭榜挂帅补助 · 成果通' }];

/** The worked values that stand in the tests of the rule. */
const examples = [
  [300_000_000n, 200_000],
  [500_000_000n, 200_000],
  [800_000_000n, 200_000],
  [300_000_000n, 100_000],
  [299_000_000n, 200_000],
] as const;

export function loader({ request }: LoaderFunctionArgs) {
  const params = new URL(request.url).searchParams;
  const total = params.get('total') ?? '500';
  const rate = params.get('rate') ?? '20';
  const totalFen = parseFen(total, 'wan');
  const ratePpm = parsePpm(rate);
  const isRead = totalFen !== null && totalFen > 0n && ratePpm !== null;
  const subsidyFen = isRead ? bountySubsidy(totalFen, ratePpm).subsidyFen : 0n;
  return {
    total,
    rate,
    errors: {
      total: totalFen === null || totalFen <= 0n ? ['请填总投入，单位万元，例如 500'] : [],
      rate: ratePpm === null ? ['请填百分数，例如 20'] : [],
    },
    result: isRead ? { words: subsidyWords(totalFen, ratePpm), subsidyFen, ownFen: totalFen - subsidyFen } : null,
    rows: examples.map(([fen, ppm]) => ({
      fen,
      ppm,
      subsidyFen: bountySubsidy(fen, ppm).subsidyFen,
      words: subsidyWords(fen, ppm),
    })),
  };
}

export default function Subsidy() {
  const { total, rate, errors, result, rows } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-prose pb-14">
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: '揭榜挂帅', to: '/bounties' }, { label: '补助' }]} />
      <PageTitle meta="口径：单个项目总投入不低于 300 万元，按总投入的 10% 至 20% 补助，最高 100 万元。">
        算一算揭榜挂帅补助
      </PageTitle>
      <Form method="get" className="mb-6 flex flex-wrap items-end gap-4">
        <Field name="total" label="项目总投入" unit="万元" width="short" error={errors.total}>
          {(control) => <TextInput {...control} numeric hasUnit defaultValue={total} />}
        </Field>
        <Field name="rate" label="补助比例" unit="%" width="short" error={errors.rate}>
          {(control) => <TextInput {...control} numeric hasUnit defaultValue={rate} />}
        </Field>
        <Button type="submit">计算</Button>
      </Form>
      {result && (
        <output className="mb-10 block rounded-lg border border-line bg-card px-5 py-4">
          <span className="block text-sm text-ink-soft">可申请补助</span>
          <strong className="nums text-xl">{formatWan(result.subsidyFen)}</strong>
          <span className="mt-1 block text-sm">{result.words}</span>
          <span className="block text-sm text-ink-soft">自筹不少于 {formatWan(result.ownFen)}。</span>
        </output>
      )}
      <SectionHead>例子</SectionHead>
      <Table caption="补助的例子" look="open" columns={columns} rows={rows} rowKey={(row) => `${row.fen} ${row.ppm}`} />
    </div>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const columns: readonly Column<Row>[] = [
  { key: 'total', head: '总投入', align: 'right', phone: 'title', cell: (row) => formatWan(row.fen) },
  { key: 'rate', head: '比例', align: 'right', cell: (row) => formatPpm(row.ppm) },
  { key: 'sum', head: '补助', align: 'right', phone: 'amount', cell: (row) => formatWan(row.subsidyFen) },
  { key: 'why', head: '怎么算', phone: 'note', cell: (row) => row.words },
];
