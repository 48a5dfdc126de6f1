import type { AchievementDeed } from '#app/domain/achievement-deeds.ts';
import { achievementMachine, type AchievementState } from '#app/domain/achievement.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { ErrorSummary } from './error-summary.tsx';
import { IntentForm } from './intent-form.tsx';
import { SaveAndSubmit } from './records/save-and-submit.tsx';
import { SubmitButton } from './submit-button.tsx';

interface AchievementDeedFormsProps {
  state: AchievementState;
  /** What who looks may do now; editing has a form of its own. */
  deeds: readonly AchievementDeed[];
  errors: Readonly<Record<string, string[]>>;
  /** The form that stands open below: what is typed there is saved and handed in together. */
  openForm?: string | undefined;
}

const plain = [
  { deed: 'submit', word: '提交单位审核', look: 'primary' },
  { deed: 'recall', word: '撤回送审', look: 'secondary' },
  { deed: 'withdraw', word: '撤下', look: 'danger' },
  { deed: 'reopen', word: '改为草稿', look: 'secondary' },
] as const;

/** The next steps of an achievement, each with what it does. */
export function AchievementDeedForms({ state, deeds, errors, openForm }: AchievementDeedFormsProps) {
  if (!plain.some(({ deed }) => deeds.includes(deed))) return null;
  const { '': whole, ...byField } = errors;
  return (
    <section
      aria-label="下一步"
      className="mt-4 grid max-w-form gap-5 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
    >
      <ErrorSummary errors={byField} message={whole?.[0]} />
      {plain
        .filter(({ deed }) => deeds.includes(deed))
        .map(({ deed, word, look }) => {
          const says = transitionOf(achievementMachine, state, deed)?.says ?? '';
          if (deed === 'submit' && openForm !== undefined) {
            return <SaveAndSubmit key={deed} form={openForm} says={says} word={word} />;
          }
          return (
            <IntentForm key={deed} intent={deed}>
              <p className="mb-2 text-sm text-ink-soft">{says}。</p>
              <SubmitButton intent={deed} look={look}>
                {word}
              </SubmitButton>
            </IntentForm>
          );
        })}
    </section>
  );
}
