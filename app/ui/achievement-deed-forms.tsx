import type { AchievementDeed } from '#app/domain/achievement-deeds.ts';
import { achievementMachine, type AchievementState } from '#app/domain/achievement.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface AchievementDeedFormsProps {
  state: AchievementState;
  /** What who looks may do now; editing has a form of its own. */
  deeds: readonly AchievementDeed[];
  errors: Readonly<Record<string, string[]>>;
  /** The reason as it was typed, when it comes back. */
  note?: string;
}

const plain = [
  { deed: 'submit', word: '提交单位审核', look: 'primary' },
  { deed: 'withdraw', word: '撤下', look: 'danger' },
  { deed: 'reopen', word: '改为草稿', look: 'secondary' },
] as const;

/** The next steps of an achievement, each with what it does. */
export function AchievementDeedForms({ state, deeds, errors, note = '' }: AchievementDeedFormsProps) {
  if (deeds.every((deed) => deed === 'edit')) return null;
  const { '': whole, ...byField } = errors;
  return (
    <section
      aria-label="下一步"
      className="mt-4 grid max-w-form gap-5 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
    >
      <ErrorSummary errors={byField} message={whole?.[0]} />
      {deeds.includes('publish') && (
        <IntentForm intent="publish">
          <CheckboxGroup
            name="hasReviewed"
            label="保密审查"
            error={errors.hasReviewed}
            options={[{ value: 'on', label: '已审查，内容不涉及国家秘密和不宜公开的商业秘密，可以向社会公开。' }]}
          />
          <SubmitButton intent="publish">审核通过并公开</SubmitButton>
        </IntentForm>
      )}
      {deeds.includes('return') && (
        <IntentForm intent="return">
          <Field name="note" label="退回原因" error={errors.note}>
            {(control) => <TextArea {...control} rows={2} defaultValue={note} />}
          </Field>
          <div className="mt-2">
            <SubmitButton intent="return" look="secondary">
              退回修改
            </SubmitButton>
          </div>
        </IntentForm>
      )}
      {plain
        .filter(({ deed }) => deeds.includes(deed))
        .map(({ deed, word, look }) => (
          <IntentForm key={deed} intent={deed}>
            <p className="mb-2 text-sm text-ink-soft">{transitionOf(achievementMachine, state, deed)?.says}。</p>
            <SubmitButton intent={deed} look={look}>
              {word}
            </SubmitButton>
          </IntentForm>
        ))}
    </section>
  );
}
