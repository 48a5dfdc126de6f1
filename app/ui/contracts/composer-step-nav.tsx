import { type ComposerStep, stepLabel } from '#app/domain/composer-steps.ts';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import { classes } from '../classes.ts';

interface ComposerStepNavProps {
  step: ComposerStep;
  kind: ContractKind;
  steps: readonly { readonly name: ComposerStep; readonly open: number }[];
  /** Only of a change: the steps on which it says something else than what is signed. */
  changed?: readonly ComposerStep[] | undefined;
  /** Only of a first proposal: steps that stand as they were prefilled. */
  prefilled?: Readonly<Partial<Record<ComposerStep, string>>> | undefined;
}

/** The steps as buttons of the form: what was typed is kept on the way. */
export function ComposerStepNav({ step, kind, steps, changed, prefilled }: ComposerStepNavProps) {
  return (
    <nav aria-label="步骤" className="border-b border-line pb-3">
      <ol className="flex flex-wrap gap-2">
        {steps.map(({ name, open }, i) => (
          <li key={name}>
            <button
              type="submit"
              name="intent"
              value={`go:${name}`}
              aria-current={name === step ? 'step' : undefined}
              className={classes(
                'min-h-11 rounded-md border px-3 py-1 text-left text-sm leading-tight sm:min-h-9',
                name === step
                  ? 'border-primary bg-primary-tint font-bold text-primary'
                  : 'border-line bg-card text-ink hover:border-ink',
              )}
            >
              {i + 1} {stepLabel(name, kind)}
              {name !== 'review' && (
                <Standing
                  open={open}
                  isChanged={changed?.includes(name)}
                  isPrefilled={prefilled?.[name] !== undefined}
                />
              )}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface StandingProps {
  open: number;
  isChanged: boolean | undefined;
  isPrefilled: boolean;
}

/** How a step stands: what is open in it, that nobody has changed what was prefilled; of a change, whether it says something new. */
function Standing({ open, isChanged, isPrefilled }: StandingProps) {
  if (open > 0) return <span className="ml-1.5 font-normal text-attention">{open} 处待填</span>;
  if (isPrefilled) return <span className="ml-1.5 font-normal text-attention">预填，请核对</span>;
  if (isChanged === undefined) {
    return (
      <span className="ml-1.5 font-normal text-good">
        ✓<span className="sr-only">已填好</span>
      </span>
    );
  }
  return (
    <span className={classes('ml-1.5 font-normal', isChanged ? 'text-attention' : 'text-ink-soft')}>
      {isChanged ? '有改动' : '未改'}
    </span>
  );
}
