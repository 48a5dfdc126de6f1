import type { BountyKind, BountyState } from '#app/domain/bounty.ts';
import { classes } from '../classes.ts';

const steps = (kind: BountyKind): readonly { readonly label: string; readonly states: readonly BountyState[] }[] => [
  { label: '征集', states: ['collected'] },
  { label: '论证', states: ['arguing'] },
  { label: '张榜揭榜', states: ['posted'] },
  { label: '评榜', states: ['judging'] },
  ...(kind === 'race' ? [{ label: '赛马', states: ['racing'] as const }] : []),
  { label: '公示', states: ['publicity'] },
  { label: '签约', states: ['contracting'] },
  { label: '实施', states: ['running', 'stopped'] },
  { label: '验收', states: ['accepted'] },
];

/** How far a post has come. */
export function BountySteps({ kind, state }: { kind: BountyKind; state: BountyState }) {
  const shown = steps(kind);
  const at = shown.findIndex(({ states }) => states.includes(state));
  return (
    <ol aria-label="进展" className="mb-6 flex flex-wrap gap-1 text-sm">
      {shown.map(({ label }, index) => (
        <li
          key={label}
          aria-current={index === at ? 'step' : undefined}
          className={classes(
            'rounded-sm border px-2.5 py-1',
            index === at ? 'border-primary bg-primary-tint font-bold text-primary' : 'border-line text-ink-soft',
            index < at && 'bg-sunk',
          )}
        >
          {index < at && <span aria-hidden="true">✓ </span>}
          {label}
        </li>
      ))}
    </ol>
  );
}
