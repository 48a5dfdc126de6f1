import type { DeductionLine } from '#app/domain/deduction-lines.ts';
import { formatPpm } from '#app/domain/money.ts';
import type { RoyaltyResult } from '#app/domain/royalty.ts';
import { Amount } from './amount.tsx';
import { KeyValue } from './key-value.tsx';

interface RoyaltyPreviewProps {
  result: RoyaltyResult;
  lines: readonly DeductionLine[];
}

/** How a period's royalty comes about, from the deductions that count to the sum that is due. */
export function RoyaltyPreview({ result, lines }: RoyaltyPreviewProps) {
  const isCut = result.dueFen < result.beforeCapFen;
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
          ...(isCut ? [{ label: '封顶前的提成', value: <Amount fen={result.beforeCapFen} /> }] : []),
          { label: '本期应付提成', value: <Amount fen={result.dueFen} />, strong: true },
          ...(result.capRemainingFen === null
            ? []
            : [{ label: '此后距封顶', value: <Amount fen={result.capRemainingFen} /> }]),
        ]}
      />
      {result.capReached && <p className="mt-2 font-bold text-gold">本期达到封顶，超出部分不再支付。</p>}
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
