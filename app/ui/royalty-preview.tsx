import type { DeductionLine } from '#app/domain/deduction-lines.ts';
import { type Fen, formatPpm, formatYuan } from '#app/domain/money.ts';
import type { Step } from '#app/domain/compute-steps.ts';
import type { StatementPreview } from '#app/domain/statement-preview.ts';
import { Amount } from './amount.tsx';
import { KeyValue } from './key-value.tsx';

interface RoyaltyPreviewProps {
  preview: StatementPreview;
  /** What an earlier report of the period came to. */
  earlierFen: Fen;
  lines: readonly DeductionLine[];
}

/** How a period's royalty comes about, from the deductions that count to the sum that is due. */
export function RoyaltyPreview({ preview, earlierFen, lines }: RoyaltyPreviewProps) {
  const { own, dueFen, takenBackFen, setOffFen, elsewhereFen } = preview;
  if (own === null) return null;
  const slices = own.steps.filter(({ rule }) => rule === 'slice');
  const stepOf = (rule: Step['rule']) => own.steps.find((step) => step.rule === rule);
  const later = stepOf('later_rates');
  const isChanged = dueFen !== own.amountFen;
  return (
    <div className="rounded-lg bg-sunk px-5 py-4" aria-live="polite">
      <KeyValue
        look="spread"
        items={[
          ...lines
            .filter((line) => line.typedFen > 0n)
            .map((line) => ({ label: `减：${line.name}`, value: <DeductionValue line={line} /> })),
          ...line('减：基准数', stepOf('baseline')?.amountFen),
          ...line('不计：超过收入的扣除、低于基准数和亏损', stepOf('below_zero')?.amountFen),
          { label: '计提基数', value: <Amount fen={own.baseFen} /> },
          ...(later ? [{ label: '适用的比例', value: `${later.name} 起的约定` }] : []),
          ...slices.map((step, at) => ({
            label: slices.length > 1 ? `第 ${at + 1} 段` : '按比例',
            value: (
              <>
                <Amount fen={step.ofFen ?? 0n} /> × {formatPpm(step.ratePpm ?? 0)} = <Amount fen={step.amountFen} />
              </>
            ),
          })),
          ...line('分许可收入的份额', stepOf('sublicence')?.amountFen),
          ...line('补到每期最低', stepOf('period_minimum')?.amountFen),
          ...(isChanged ? [{ label: '本期提成', value: <Amount fen={own.amountFen} /> }] : []),
          ...(earlierFen === 0n ? [] : [{ label: '减：原申报已计', value: <Amount fen={earlierFen} /> }]),
          ...line('最低提成和其他各期随之变动', elsewhereFen === 0n ? undefined : elsewhereFen),
          { label: '本次应付提成', value: <Amount fen={dueFen} />, strong: true },
          ...line('其中用贷项抵减', setOffFen === 0n ? undefined : setOffFen),
          ...line('多计的成为贷项，抵其他应付款', takenBackFen === 0n ? undefined : takenBackFen),
          ...(preview.capRemainingFen === null
            ? []
            : [{ label: '此后距封顶', value: <Amount fen={preview.capRemainingFen} /> }]),
        ]}
      />
      <MilestoneMoves moves={preview.milestones} />
      {preview.capReached && <p className="mt-2 font-bold text-gold">本期达到封顶，超出部分不再支付。</p>}
    </div>
  );
}

/** What the report does beside its royalty: a milestone that falls due by it, or falls away. */
function MilestoneMoves({ moves }: { moves: StatementPreview['milestones'] }) {
  return moves.map((move) => {
    const name = `里程碑 ${move.position}：${move.name}`;
    if (move.kind === 'taken_back')
      return (
        <p key={move.position} className="mt-2 font-bold text-attention">
          这样更正，累计销售额低于约定的 {formatYuan(move.triggerFen)}，{name} 不再成就
          {move.fen > 0n ? `，已计的 ${formatYuan(move.fen)} 成为贷项` : '，没有款项因此成为贷项'}。
        </p>
      );
    if (move.kind === 'resumed')
      return (
        <p key={move.position} className="mt-2 font-bold text-gold">
          累计销售额又达到约定的 {formatYuan(move.triggerFen)}，{name} 的付款期限接着算。
        </p>
      );
    return (
      <p key={move.position} className="mt-2 font-bold text-gold">
        累计销售额达到约定的 {formatYuan(move.triggerFen)}，{name} 随之到期，
        {dueWords(move)}。
      </p>
    );
  });
}

function dueWords({ fen, setOffFen, dueOn }: StatementPreview['milestones'][number]): string {
  if (fen === 0n) return '但已达到封顶，不用另付';
  if (setOffFen === 0n) return `另要付 ${formatYuan(fen)}，最晚 ${dueOn}`;
  const whole = `另计 ${formatYuan(fen)}`;
  if (setOffFen === fen) return `${whole}，全部用贷项抵减，不用付款`;
  return `${whole}，贷项抵减 ${formatYuan(setOffFen)}，还要付 ${formatYuan(fen - setOffFen)}，最晚 ${dueOn}`;
}

const line = (label: string, fen: Fen | undefined) =>
  fen === undefined ? [] : [{ label, value: <Amount fen={fen} /> }];

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
