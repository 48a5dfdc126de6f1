import { type ApprovalStep, stepDoer } from '#app/domain/approval.ts';

/** The steps of a chain, in order: what each is called and who decides it. */
export function StepList({ steps }: { steps: readonly ApprovalStep[] }) {
  return (
    <ol className="mt-2 grid gap-1 text-sm">
      {steps.map((step, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- two steps may have one name
        <li key={at} className="flex gap-3">
          <span className="nums w-6 flex-none text-ink-soft">{at + 1}</span>
          <span>
            {step.name}
            <span className="ml-2 text-ink-soft">{stepDoer(step)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
