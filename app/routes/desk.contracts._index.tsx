import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { contractMachine, contractStateFrom } from '#app/domain/contract-machine.ts';
import { dayOf } from '#app/domain/days.ts';
import { type ContractSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { labelOf, statesOf } from '#app/domain/machine.ts';
import { formatYuan } from '#app/domain/money.ts';
import { listDrafts } from '#app/services/contracts/draft-queries.server.ts';
import { contractsOnPage, listContracts } from '#app/services/contracts/list-contracts.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { ContractMark } from '#app/ui/contract-mark.tsx';
import { DraftList } from '#app/ui/contracts/draft-list.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { type MoneyColumn, MoneyTable } from '#app/ui/money-table.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import type { Column } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { pageOf } from '#app/web/params.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '合同 · 成果通' }];

const states = statesOf(contractMachine);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { searchParams } = new URL(args.request.url);
  const state = contractStateFrom(searchParams.get('state'));
  const at = pageOf(searchParams);
  return page(async () => ({
    ...(await listContracts(ctx, { state, page: at })),
    drafts: at === 1 && state === null ? await listDrafts(ctx) : [],
    state,
    at,
    pages: contractsOnPage,
    today: dayOf(ctx.now()),
  }));
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const urlOf = (state: string | null, at: number) => {
  const search = new URLSearchParams({ ...(state ? { state } : {}), ...(at > 1 ? { page: String(at) } : {}) });
  return `/desk/contracts${search.size > 0 ? `?${search}` : ''}`;
};

export default function Contracts() {
  const { drafts, rows, counts, total, state, at, pages, today } = useLoaderData<typeof loader>();
  const sides = contractSides.filter((side) => rows.some((row) => row.side === side));
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <PageTitle
        aside={`截至 ${today}`}
        actions={all > 0 && <ExportLinks to={`/desk/contracts/export${state ? `?state=${state}` : ''}`} />}
      >
        合同
      </PageTitle>
      <DraftList drafts={drafts} />
      {all > 0 && (
        <nav aria-label="按状态看" className="mb-4 flex flex-wrap gap-2">
          <ChoiceChip to={urlOf(null, 1)} current={state === null} count={all}>
            全部
          </ChoiceChip>
          {states
            .filter((word) => counts[word] !== undefined)
            .map((word) => (
              <ChoiceChip key={word} to={urlOf(word, 1)} current={state === word} count={counts[word]}>
                {labelOf(contractMachine, word)}
              </ChoiceChip>
            ))}
        </nav>
      )}
      {rows.length === 0 ? (
        <EmptyState
          title={all === 0 ? '还没有合同' : '没有这个状态的合同'}
          action={
            all === 0 ? (
              <ButtonLink to="/desk/deals">去洽谈</ButtonLink>
            ) : (
              <ButtonLink to="/desk/contracts">看全部</ButtonLink>
            )
          }
        >
          {all === 0 && '在洽谈室里谈妥以后提出合同，条款、公示、签署、验收和付款都在这里跟踪。'}
        </EmptyState>
      ) : (
        <MoneyTable<Row>
          caption="合同"
          rows={rows}
          rowKey={(row) => row.id}
          totalLabel={total > rows.length ? '本页合计' : '合计'}
          columns={columnsOn(today, sides)}
        />
      )}
      {rows.length > 0 && (
        <p className="mt-2 text-sm text-ink-soft">
          合同额只计双方已签署的合同：约定的里程碑款，提成另计；没有签署的不计，已解除的划去、不计。
          {sides.length > 0 && `${sides.map((side) => paidHeads[side].due).join('、')}只计条件已成就的款项。`}
        </p>
      )}
      {rows.length > 0 && (
        <Pagination page={at} pageSize={pages} total={total} noun="份" hrefFor={(n) => urlOf(state, n)} />
      )}
    </>
  );
}

/** Before both have signed nothing can fall due: a dash says so better than a nought. */
const isBegun = (row: Row): boolean => row.contractFen !== null || row.endedFen !== null;

/** What the own side receives and what it pays are never added up. Who is paid what is the parties' own: a broker's list has no such columns. */
const paidColumns = (side: ContractSide): readonly MoneyColumn<Row>[] => {
  const { due, paid } = paidHeads[side];
  const own = (row: Row, fen: Row['dueFen']) => (row.side === side && isBegun(row) ? fen : null);
  return [
    { key: `due-${side}`, head: due, fen: (row) => own(row, row.dueFen) },
    { key: `paid-${side}`, head: paid, fen: (row) => own(row, row.receivedFen), tone: 'good' },
  ];
};
const contractSides = ['licensor', 'licensee'] as const satisfies readonly ContractSide[];
const paidHeads: Readonly<Record<ContractSide, { readonly due: string; readonly paid: string }>> = {
  licensor: { due: '应收', paid: '到账' },
  licensee: { due: '应付', paid: '已付' },
};

const columnsOn = (today: string, sides: readonly ContractSide[]): readonly (Column<Row> | MoneyColumn<Row>)[] => [
  { key: 'title', head: '合同与对方', phone: 'title', cell: (row) => <Title row={row} /> },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => <ContractMark contract={row} side={row.side} sides={row.sides} />,
  },
  {
    key: 'next',
    head: '下一个日期',
    phone: 'date',
    cell: (row) => (row.nextDueOn ? <Clock dueOn={row.nextDueOn} today={today} /> : '—'),
  },
  {
    key: 'value',
    head: '合同额',
    fen: (row) => row.contractFen,
    // As on the contract's own page: what was signed, struck.
    otherwise: (row) => row.endedFen !== null && <del className="nums text-ink-soft">{formatYuan(row.endedFen)}</del>,
    tone: 'gold',
    phone: 'amount',
  },
  ...sides.flatMap(paidColumns),
];

function Title({ row }: { row: Row }) {
  return (
    <>
      <Link to={`/desk/contracts/${row.id}`} className="link inline-flex min-h-11 items-center font-bold sm:min-h-6">
        {row.title}
      </Link>
      <span className="block text-ink-soft">
        {row.no}，{row.side === null ? '经纪：' : row.sides[otherContractSide(row.side)]}{' '}
        <PartyName org={row.side === 'licensor' ? row.licensee : row.licensor} />
      </span>
    </>
  );
}
