import type { Fen } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { stepScale } from './step-scale.ts';

export interface MoneyStep {
  readonly label: string;
  readonly fen: Fen;
  readonly note: string;
  readonly tone: 'gold' | 'ink' | 'primary' | 'accent';
}

/** 合同额 → 应收 → 已开票 → 到账: how far the money has come, each bar against the longest. */
export function MoneySteps({ steps }: { steps: readonly MoneyStep[] }) {
  const lengths = stepScale(steps.map((step) => step.fen));
  return (
    <dl>
      {steps.map((step, i) => (
        <div key={step.label} className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 pb-2 text-sm">
          <dt className="text-ink-soft">{step.label}</dt>
          <dd className="text-right text-lg leading-normal">
            <Amount fen={step.fen} bold tone={step.tone === 'accent' ? 'good' : undefined} />
          </dd>
          <dd className="col-span-2">
            <ProgressBar
              label={`${step.label}，与各项中最大的相比`}
              value={lengths[i] ?? 0}
              max={1000}
              tone={step.tone}
            />
            <p className="mt-1 text-ink-soft">{step.note}</p>
          </dd>
        </div>
      ))}
    </dl>
  );
}
