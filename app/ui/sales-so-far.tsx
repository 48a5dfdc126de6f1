import { formatYuan } from '#app/domain/money.ts';
import type { MilestoneLine } from './milestone-line.ts';

type Line = Pick<MilestoneLine, 'terms' | 'soldFen' | 'acceptWithinDays'>;

export const isOfSales = ({ terms }: Pick<Line, 'terms'>): boolean => terms?.trigger === 'sales_reached';

/** How far the reports are from the sales of a milestone, and what evidence beside them sets off (contract text, clause of payment). */
export function SalesSoFar({ row }: { row: Line }) {
  const agreedFen = row.terms?.triggerFen;
  if (agreedFen == null) return null;
  return (
    <p className="mb-2 text-sm text-attention">
      {row.soldFen === null ? '还没有按实际数的申报' : `申报的累计销售额 ${formatYuan(row.soldFen)}`}，约定{' '}
      {formatYuan(agreedFen)}
      ，申报没有达到。申报达到时自动成就，不用提交证据；认为已经达到而申报没有达到的，可以提交证据：对方{' '}
      {row.acceptWithinDays} 天内不答复视为通过，产生应付款。
    </p>
  );
}
