import type { ButtonLook } from '../button.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { SaveAndSubmit } from './save-and-submit.tsx';

interface DeedPanelProps {
  /** What who looks may do now, each with what it does, in the order in which it is offered. */
  offered: readonly {
    readonly deed: string;
    readonly word: string;
    readonly look: ButtonLook;
    readonly says: string;
  }[];
  errors: Readonly<Record<string, string[]>>;
  /** The form that stands open below: what is typed there is saved and handed in together. */
  openForm?: string | undefined;
}

/** The next steps of a record or of its correction, each with what it does; what takes something away asks once more. */
export function DeedPanel({ offered, errors, openForm }: DeedPanelProps) {
  if (offered.length === 0) return null;
  const { '': whole, ...byField } = errors;
  return (
    <section
      aria-label="下一步"
      className="grid max-w-form gap-5 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
    >
      <ErrorSummary errors={byField} message={whole?.[0]} />
      {offered.map(({ deed, word, look, says }) => {
        if (deed === 'submit' && openForm !== undefined) {
          return <SaveAndSubmit key={deed} form={openForm} says={says} word={word} />;
        }
        const form = (
          <IntentForm key={deed} intent={deed}>
            <p className="mb-2 text-sm text-ink-soft">{says}。</p>
            <SubmitButton intent={deed} look={look}>
              {look === 'danger' ? `确认${word}` : word}
            </SubmitButton>
          </IntentForm>
        );
        if (look !== 'danger') return form;
        return (
          <details key={deed}>
            <summary className="link-quiet inline-flex min-h-11 items-center text-sm sm:min-h-8">{word}</summary>
            <div className="mt-2">{form}</div>
          </details>
        );
      })}
    </section>
  );
}
