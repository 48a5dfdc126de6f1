import type { RoyaltyTerms } from '#app/domain/contract.ts';
import { deductionLines } from '#app/domain/deduction-lines.ts';
import type { Fen } from '#app/domain/money.ts';
import { type Seller, sellerLabels } from '#app/domain/sales-lines.ts';
import { Amount } from '../amount.tsx';
import { ExportLinks } from '../export-links.tsx';
import { KeyValue } from '../key-value.tsx';
import { DeductionValue } from '../royalty-preview.tsx';
import { SectionHead } from '../section-head.tsx';

interface ReportLinesProps {
  statement: {
    readonly id: string;
    readonly grossFen: Fen;
    readonly baseFen: Fen;
    readonly lines: readonly { readonly product: string; readonly by: Seller; readonly grossFen: Fen }[];
    readonly deductions: readonly { readonly name: string; readonly amountFen: Fen }[];
  };
  royalty: RoyaltyTerms;
  /** How the sum came about, step by step; empty for a report that was corrected. */
  steps: readonly string[];
}

/** What a report says: by product, what was taken off and what of it counts, and the steps to the sum. */
export function ReportLines({ statement, royalty, steps }: ReportLinesProps) {
  const { lines, grossFen, baseFen, deductions } = statement;
  const taken = deductionLines(
    royalty,
    grossFen,
    royalty.deductions.map(({ name }) => deductions.find((one) => one.name === name)?.amountFen ?? 0n),
  );
  return (
    <section aria-labelledby="lines">
      <SectionHead look="plain" id="lines" action={<ExportLinks to={`/desk/statements/${statement.id}/export`} />}>
        申报内容
      </SectionHead>
      <div className="rounded-lg border border-line bg-card px-5 py-4">
        <KeyValue
          look="spread"
          items={[
            ...lines
              .filter(({ product }) => product !== '')
              .map(({ product, by, grossFen: fen }) => ({
                label: by === 'sublicensee' ? `${product}（${sellerLabels[by]}）` : product,
                value: <Amount fen={fen} />,
              })),
            { label: '本期收入', value: <Amount fen={grossFen} bold /> },
            ...taken
              .filter(({ typedFen }) => typedFen > 0n)
              .map((line) => ({ label: `减：${line.name}`, value: <DeductionValue line={line} /> })),
            { label: '计提基数', value: <Amount fen={baseFen} bold /> },
          ]}
        />
      </div>
      {steps.length > 0 && (
        <details className="mt-3 text-sm">
          <summary className="min-h-11 py-2.5 font-bold sm:min-h-0 sm:py-1">这一期怎么算出来的</summary>
          <ol className="mt-1 list-decimal pl-6 tabular-nums">
            {steps.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
