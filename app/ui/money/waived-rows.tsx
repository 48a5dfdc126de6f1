import type { Fen } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import { DateText } from '../date-text.tsx';

interface Waived {
  readonly id: string;
  readonly at: Date;
  readonly amountFen: Fen;
  readonly reason: string | null;
  /** For the payee's own people. */
  readonly decider?: string;
  readonly document?: { readonly id: string; readonly name: string } | null;
}

/** What the payee waived of a charged penalty or of what was to be repaid to it, as both sides read it: day, sum and reason; its own people the document, too. */
export const WaivedRows = ({ rows, isCredit = false }: { rows: readonly Waived[]; isCredit?: boolean }) => (
  <ul className="grid gap-3 text-sm">
    {rows.map(({ id, at, amountFen, reason, decider, document }) => (
      <li key={id}>
        <DateText value={at} /> {isCredit ? '付款方放弃退还' : '收款方免除'} <Amount fen={amountFen} bold />：{reason}
        {(decider !== undefined || document) && (
          <span className="block text-ink-soft">
            {decider}
            {document && (
              <>
                ，批件{' '}
                <a href={`/files/${document.id}`} className="link-quiet break-all" download>
                  {document.name}
                </a>
              </>
            )}
          </span>
        )}
      </li>
    ))}
  </ul>
);
