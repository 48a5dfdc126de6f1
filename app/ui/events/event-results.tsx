import { leastContractsShown, type ShownFigures } from '#app/domain/event-report.ts';
import { formatWan } from '#app/domain/money.ts';
import { FigureRow } from '../figure-row.tsx';

/** From the room to the cash: what an event brought. 签约 and 到账 are two things. */
export function EventResults({ figures }: { figures: ShownFigures }) {
  return (
    <div className="grid gap-3">
      <FigureRow
        figures={[
          { label: '报名', value: `${figures.registered} 人` },
          { label: '到场', value: `${figures.came} 人` },
          { label: '展示', value: `${figures.items} 项` },
          { label: '洽谈意向', value: `${figures.intents} 项` },
        ]}
      />
      <FigureRow
        figures={[
          { label: '一对一洽谈', value: `${figures.meetings} 场` },
          {
            label: '签约合同',
            value: `${figures.contracts} 份`,
          },
          {
            label: '签约金额',
            value: sumOf(figures.signedFen),
            swatch: 'gold',
            ...partOf(figures.summed, figures.contracts),
          },
          {
            label: '到账金额',
            value: sumOf(figures.receivedFen),
            swatch: 'accent',
            ...partOf(figures.paidSummed, figures.contracts),
          },
        ]}
      />
    </div>
  );
}

const sumOf = (fen: string | null): string =>
  fen === null ? `不足 ${leastContractsShown} 份不公开` : formatWan(BigInt(fen));

const partOf = (summed: number, contracts: number): { readonly note?: string } =>
  summed > 0 && summed < contracts ? { note: `其中 ${summed} 份合计` } : {};
