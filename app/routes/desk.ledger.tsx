import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { accountLabels } from '#app/domain/ledger.ts';
import { listBalances, listEntries } from '#app/services/ledger/queries.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { BookEntries } from '#app/ui/book-entries.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { type MoneyColumn, MoneyTable } from '#app/ui/money-table.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import type { Column } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { pageOf } from '#app/web/params.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '账簿 · 成果通' }];

const pageSize = 30;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const n = pageOf(new URL(args.request.url).searchParams);
    const [balances, { entries, total }] = await Promise.all([
      listBalances(ctx),
      listEntries(ctx, { limit: pageSize, offset: (n - 1) * pageSize }),
    ]);
    return { balances, entries, total, n };
  });
}

type Balance = ReturnType<typeof useLoaderData<typeof loader>>['balances'][number];

const balanceColumns: readonly (Column<Balance> | MoneyColumn<Balance>)[] = [
  { key: 'account', head: '科目', phone: 'title', cell: (row) => accountLabels[row.account] },
  { key: 'debit', head: '借方累计', fen: (row) => row.debitFen },
  { key: 'credit', head: '贷方累计', fen: (row) => row.creditFen },
  { key: 'balance', head: '余额', phone: 'amount', fen: (row) => row.debitFen - row.creditFen },
];

export default function Ledger() {
  const { balances, entries, total, n } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs items={[{ label: '收付与分配', to: '/desk/money' }, { label: '账簿' }]} />
      <PageTitle
        meta="复式记账，只增不改；每笔借贷相等"
        actions={
          <>
            <ExportLinks to="/desk/ledger/export" />
            <ButtonLink to="/desk/ledger/export?of=balances&as=xlsx" reloadDocument>
              导出科目余额
            </ButtonLink>
          </>
        }
      >
        账簿
      </PageTitle>
      {total === 0 ? (
        <EmptyState title="账上还没有分录" action={<ButtonLink to="/desk/contracts">看合同</ButtonLink>}>
          里程碑验收、收入申报、到账和分配都会自动记账。
        </EmptyState>
      ) : (
        <div className="grid gap-8">
          <section>
            <SectionHead look="plain" note="单位：元">
              科目余额
            </SectionHead>
            <MoneyTable
              caption="科目余额，单位元"
              as="plain"
              rows={balances}
              rowKey={(row) => row.account}
              totalLabel="合计"
              columns={balanceColumns}
            />
            <p className="mt-2 text-sm text-ink-soft">
              余额为借方减贷方，负数是贷方余额；各科目余额之和必为 <Amount fen={0n} as="plain" />。
            </p>
          </section>
          <section>
            <SectionHead look="plain" note="单位：元">
              分录
            </SectionHead>
            <BookEntries caption="分录，单位元" entries={entries} isLinked />
            <Pagination
              page={n}
              pageSize={pageSize}
              total={total}
              noun="笔"
              hrefFor={(to) => `/desk/ledger?page=${to}`}
            />
          </section>
        </div>
      )}
    </>
  );
}
