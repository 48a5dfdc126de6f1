import { pipelineStages, stageOf } from '#app/domain/deal-state.ts';
import type { DealState } from '#app/domain/deal.ts';
import { classes } from '../classes.ts';

/** Where a deal stands between the first question and cash: 意向 → 洽谈 → 尽调/中试 → 合同 → 履约 → 完成. */
export function DealPipeline({ state }: { state: DealState }) {
  const stage = stageOf(state);
  const steps = pipelineStages.filter(({ key }) => (stage === 'lost' ? true : key !== 'lost'));
  const at = steps.findIndex(({ key }) => key === stage);
  return (
    <ol aria-label="进展" className="mb-4 flex flex-wrap gap-1 text-sm">
      {steps.map(({ key, label }, index) => (
        <li
          key={key}
          aria-current={index === at ? 'step' : undefined}
          className={classes(
            'rounded-sm border px-2.5 py-1',
            index === at ? 'border-primary bg-primary-tint font-bold text-primary' : 'border-line text-ink-soft',
            stage !== 'lost' && index < at && 'bg-sunk',
          )}
        >
          {stage !== 'lost' && index < at && <span aria-hidden="true">✓ </span>}
          {label}
        </li>
      ))}
    </ol>
  );
}
