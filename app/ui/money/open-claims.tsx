import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { claimWords } from '../claim-words.ts';
import { Clock } from '../clock.tsx';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { PartyName } from '../party-name.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';

interface Party {
  readonly name: string;
  readonly isSample: boolean;
}

export interface OpenClaim {
  readonly id: string;
  readonly label: string;
  readonly contractTitle: string;
  readonly dueOn: string;
  readonly isPayer: boolean;
  readonly payer: Party;
  readonly payee: Party;
  readonly amountFen: Fen;
  readonly paidFen: Fen;
  /** Settled by a credit, or waived. */
  readonly creditedFen: Fen;
  readonly waivedFen: Fen;
  readonly awaitedFen: Fen;
  readonly payableFen: Fen;
  readonly outstandingFen: Fen;
}

type ClaimWords = (typeof claimWords)['payer' | 'payee'];
type OpenRow = OpenClaim & { readonly today: string };

const some = (fen: Fen): Fen | null => (fen === 0n ? null : fen);

const otherSide = (row: OpenRow) => (row.isPayer ? row.payee : row.payer);

const obligationColumns = (
  words: ClaimWords,
  { hasCredit, hasWaived }: { readonly hasCredit: boolean; readonly hasWaived: boolean },
): readonly (Column<OpenRow> | MoneyColumn<OpenRow>)[] => [
  {
    key: 'due',
    head: words.dueOn,
    phone: 'date',
    cell: (row) => <Clock dueOn={row.dueOn} today={row.today} />,
  },
  {
    key: 'what',
    head: '事项',
    phone: 'title',
    cell: (row) => (
      <>
        <Link to={`/desk/obligations/${row.id}`} className="link-quiet">
          {row.label}
        </Link>
        <span className="block text-ink-soft">
          {row.contractTitle} · <PartyName org={otherSide(row)} />
        </span>
      </>
    ),
  },
  { key: 'amount', head: words.amount, fen: (row) => row.amountFen },
  { key: 'paid', head: '到账', fen: (row) => row.paidFen, tone: 'good' },
  ...(hasCredit
    ? [
        {
          key: 'credited',
          head: '贷项已抵',
          fen: (row: OpenRow) => some(row.creditedFen - row.waivedFen),
        },
      ]
    : []),
  ...(hasWaived ? [{ key: 'waived', head: '已免除', fen: (row: OpenRow) => some(row.waivedFen) }] : []),
  { key: 'claimed', head: words.awaited, fen: (row) => row.awaitedFen },
  { key: 'left', head: words.left, fen: (row) => row.payableFen },
  {
    key: 'open',
    head: words.open,
    phone: 'amount',
    fen: (row) => row.outstandingFen,
    to: (row) => `/desk/obligations/${row.id}`,
  },
];

interface OpenClaimsProps {
  title: string;
  rows: readonly OpenClaim[];
  today: string;
  isPayer?: boolean;
}

/** What is to be paid, or to be received, the earliest first. */
export function OpenClaims({ title, rows, today, isPayer = false }: OpenClaimsProps) {
  return (
    <section>
      <SectionHead look="plain">{title}</SectionHead>
      <MoneyTable
        caption={title}
        rows={rows.map((row) => ({ ...row, today }))}
        rowKey={(row) => row.id}
        totalLabel={`合计 ${rows.length} 笔`}
        columns={obligationColumns(claimWords[isPayer ? 'payer' : 'payee'], {
          hasCredit: rows.some(({ creditedFen, waivedFen }) => creditedFen > waivedFen),
          hasWaived: rows.some(({ waivedFen }) => waivedFen > 0n),
        })}
      />
    </section>
  );
}
