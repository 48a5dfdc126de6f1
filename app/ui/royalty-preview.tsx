import type { DeductionLine } from '#app/domain/deduction-lines.ts';
import { type Fen, formatPpm } from '#app/domain/money.ts';
import type { PeriodRoyalty } from '#app/domain/royalty.ts';
import type { StatementPreview } from '#app/domain/statement-preview.ts';
import { Amount } from './amount.tsx';
import { KeyValue } from './key-value.tsx';

interface RoyaltyPreviewProps {
  result: PeriodRoyalty;
  preview: StatementPreview;
  /** What an earlier report of the period came to. */
  earlierFen: Fen;
  lines: readonly DeductionLine[];
}

/** How a period's royalty comes about, from the deductions that count to the sum that is due. */
export function RoyaltyPreview({ result, preview, earlierFen, lines }: RoyaltyPreviewProps) {
  const isChanged = preview.dueFen !== result.beforeCapFen;
  return (
    <div className="rounded-lg bg-sunk px-5 py-4" aria-live="polite">
      <KeyValue
        look="spread"
        items={[
          ...lines
            .filter((line) => line.typedFen > 0n)
            .map((line) => ({ label: `减：${line.name}`, value: <DeductionValue line={line} /> })),
          { label: '计提基数', value: <Amount fen={result.baseFen} /> },
          ...result.steps.map((step, at) => ({
            label: result.steps.length > 1 ? `第 ${at + 1} 档` : '按比例',
            value: (
              <>
                <Amount fen={step.sliceFen} /> × {formatPpm(step.ratePpm)} = <Amount fen={step.amountFen} />
              </>
            ),
          })),
          ...(result.floorAppliedFen > 0n
            ? [{ label: '补到每期最低', value: <Amount fen={result.floorAppliedFen} /> }]
            : []),
          ...(isChanged ? [{ label: '本期提成', value: <Amount fen={result.beforeCapFen} /> }] : []),
          ...(earlierFen === 0n ? [] : [{ label: '减：原申报已计', value: <Amount fen={earlierFen} /> }]),
          { label: '本期应付提成', value: <Amount fen={preview.dueFen} />, strong: true },
          ...(preview.creditFen > 0n
            ? [{ label: '留作贷项，抵以后各期', value: <Amount fen={preview.creditFen} /> }]
            : []),
          ...(preview.capRemainingFen === null
            ? []
            : [{ label: '此后距封顶', value: <Amount fen={preview.capRemainingFen} /> }]),
        ]}
      />
      {preview.capReached && preview.dueFen > 0n && (
        <p className="mt-2 font-bold text-gold">本期达到封顶，超出部分不再支付。</p>
      )}
    </div>
  );
}

/** What of a deduction counts, and, where its cap cut it, what was typed and what does not count. */
export function DeductionValue({ line }: { line: DeductionLine }) {
  return (
    <>
      <Amount fen={line.allowedFen} />
      {line.cutFen > 0n && line.capPpm !== null && (
        <span className="block text-sm text-attention">
          填了 <Amount fen={line.typedFen} />
          ，上限为收入的 {formatPpm(line.capPpm)}，超出的 <Amount fen={line.cutFen} /> 不扣
        </span>
      )}
    </>
  );
}
