import { type CorrectionEvent, correctionMachine, type CorrectionState } from '#app/domain/correction.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SaveAndSubmit } from '../records/save-and-submit.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface CorrectionDeedFormsProps {
  state: CorrectionState;
  deeds: readonly CorrectionEvent[];
  errors: Readonly<Record<string, string[]>>;
  /** The form that stands open below: what is typed there is saved and handed in together. */
  openForm?: string | undefined;
}

const plain = [
  { deed: 'submit', word: '提交更正', look: 'primary' },
  { deed: 'recall', word: '撤回送审', look: 'secondary' },
  { deed: 'drop', word: '放弃更正', look: 'danger' },
] as const;

/** What its author may do with a correction, each with what it does. */
export function CorrectionDeedForms({ state, deeds, errors, openForm }: CorrectionDeedFormsProps) {
  const { '': whole, ...byField } = errors;
  const offered = plain.filter(({ deed }) => deeds.includes(deed));
  if (offered.length === 0) return null;
  return (
    <section
      aria-label="下一步"
      className="grid max-w-form gap-5 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
    >
      <ErrorSummary errors={byField} message={whole?.[0]} />
      {offered.map(({ deed, word, look }) => {
        const says = transitionOf(correctionMachine, state, deed)?.says ?? '';
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
