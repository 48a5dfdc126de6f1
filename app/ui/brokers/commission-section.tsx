import type { Fen } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import { ButtonLink } from '../button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { ExportLinks } from '../export-links.tsx';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';
import { Table } from '../table.tsx';
import { commissionColumns, type CommissionRow } from './mandate-columns.tsx';

interface CommissionSectionProps {
  rows: readonly (CommissionRow & { readonly receiptId: string })[];
  cashFen: Fen;
  dueFen: Fen;
  sharedFen: Fen;
  settledFen: Fen;
}

/** A broker's commission statement: one line for each receipt, and the sums. */
export function CommissionSection({ rows, cashFen, dueFen, sharedFen, settledFen }: CommissionSectionProps) {
  return (
    <section>
      <SectionHead look="plain" id="commission" action={rows.length > 0 && <ExportLinks to="/desk/mandates/export" />}>
        佣金对账单
      </SectionHead>
      {rows.length > 0 && (
        <div className="mb-4 max-w-form rounded-lg border border-line bg-card px-4 py-3 sm:px-5">
          <KeyValue
            look="spread"
            items={[
              { label: '委托合同已到账', value: <Amount fen={cashFen} as="yuan" /> },
              { label: '应计佣金', value: <Amount fen={dueFen} as="yuan" />, strong: true },
              { label: '其中委托方已分配给你', value: <Amount fen={sharedFen} as="yuan" /> },
              { label: '已付给你', value: <Amount fen={settledFen} as="yuan" tone="good" /> },
            ]}
          />
        </div>
      )}
      <Table
        caption="按到账的佣金"
        columns={commissionColumns(cashFen, dueFen)}
        rows={rows}
        rowKey={(row) => `${row.receiptId} ${row.clientName}`}
        totalLabel="合计"
        empty={
          <EmptyState title="还没有到账，没有佣金" action={<ButtonLink to="/desk/contracts">看经手的合同</ButtonLink>}>
            委托有效期内签下的合同，每到一笔账，按约定的比例计一笔。
          </EmptyState>
        }
      />
    </section>
  );
}
