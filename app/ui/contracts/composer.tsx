import { Form, useLocation } from '@remix-run/react';
import { type ReactNode, useRef, useState } from 'react';
import type { ComposerForm } from '#app/domain/composer-form.ts';
import { type ComposerStep, stepLabel, stepOfPath } from '#app/domain/composer-steps.ts';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import type { PayeeTerms, RightTerms } from '#app/domain/contract.ts';
import type { PriceGuide } from '#app/domain/price-guide.ts';
import type { FormErrors, LaterChoice } from '../composer-props.ts';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { LockFields } from '../field-locks.tsx';
import { FormActions } from '../form-actions.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { ComposerFields, stepNote } from './composer-fields.tsx';
import { ComposerStepNav } from './composer-step-nav.tsx';
import { useAutosave } from './use-autosave.ts';

interface ComposerProps {
  step: ComposerStep;
  steps: readonly { readonly name: ComposerStep; readonly open: number }[];
  kind: ContractKind;
  form: ComposerForm;
  errors: FormErrors;
  guide: PriceGuide | null;
  rights: readonly RightTerms[];
  payee: PayeeTerms | null;
  draft: { readonly updatedAt: Date; readonly by: string } | null;
  /** Only of a change: which steps it changes, and what of the signed terms stays. */
  change?: {
    readonly changed: readonly ComposerStep[];
    readonly locks: Readonly<Record<string, string>>;
    readonly later: LaterChoice;
  };
  /** Only of a first proposal: steps that stand as they were prefilled, and from where. */
  prefilled?: Readonly<Partial<Record<ComposerStep, string>>>;
  /** Names what the step shows of the stored draft, and the window that it is open in. */
  seen: string;
  writtenIn: string;
  /** After a press that was refused: what the next one replaces. */
  replaces: string;
  /** Names what is sent: the form's key, the version. */
  hidden: Readonly<Record<string, string>>;
  /** The last step: what is checked before it goes out, and the button. */
  review: ReactNode;
  preview: ReactNode;
}

/** One step of a contract, kept while it is typed; every button sends the whole step, so nothing is lost before JavaScript. */
export function Composer({ step, steps, kind, form, errors, guide, draft, hidden, ...props }: ComposerProps) {
  const { change, rights, payee, review, preview, seen, writtenIn, replaces } = props;
  const { key } = useLocation();
  const at = useRef<HTMLFormElement>(null);
  const saving = useAutosave(at);
  const { '': message, ...fields } = errors;
  const isReview = step === 'review';
  // What was just refused is open, whatever the draft said before.
  const wrong = Object.keys(fields).filter((path) => stepOfPath(path) === step).length;
  const standing = steps.map((item) => (item.name === step ? { ...item, open: Math.max(item.open, wrong) } : item));
  return (
    <Form method="post" noValidate ref={at} preventScrollReset={false}>
      {/* Enter in a field goes on, never removes a row. */}
      <button
        type="submit"
        name="intent"
        value={isReview ? 'go:review' : 'next'}
        tabIndex={-1}
        aria-hidden="true"
        className="sr-only"
      >
        继续
      </button>
      <input type="hidden" name="step" value={step} />
      <Held key={key} name="seen" first={seen} />
      <Held name="writtenIn" first={writtenIn} />
      <input type="hidden" name="replaces" value={replaces} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ComposerStepNav step={step} kind={kind} steps={standing} changed={change?.changed} prefilled={props.prefilled} />
      <div className="mt-6 grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div key={step}>
          {isReview ? (
            review
          ) : (
            <>
              <ErrorSummary errors={fields} message={message?.[0]} />
              <SectionHead note={stepNote(step, kind)}>{stepLabel(step, kind)}</SectionHead>
              {props.prefilled?.[step] && <p className="pt-3 text-sm text-attention">{props.prefilled[step]}</p>}
              <div className="grid gap-5 pt-4">
                <LockFields locks={change?.locks ?? {}}>
                  <ComposerFields
                    step={step}
                    form={form}
                    errors={errors}
                    {...{ guide, rights, payee }}
                    later={change?.later}
                  />
                </LockFields>
              </div>
              <FormActions note={<Saved saving={saving} draft={draft} />}>
                <SubmitButton name="intent" value="next">
                  保存并继续
                </SubmitButton>
                <SubmitButton look="secondary" name="intent" value="go:review">
                  {change ? '核对改动' : '核对全部'}
                </SubmitButton>
              </FormActions>
            </>
          )}
        </div>
        <div className="lg:sticky lg:top-20 lg:self-start">{preview}</div>
      </div>
    </Form>
  );
}

/** What the page began with: data that is read anew behind what is being typed changes nothing of it. */
function Held({ name, first }: { name: string; first: string }) {
  const [value] = useState(first);
  return <input type="hidden" name={name} defaultValue={value} />;
}

function Saved({ saving, draft }: { saving: ReturnType<typeof useAutosave>; draft: ComposerProps['draft'] }) {
  const { isSaving, refusal } = saving;
  const kept = draft && (
    <>
      草稿由 {draft.by} 存于 <DateText value={draft.updatedAt} as="minute" />
      ，随时可以回来接着写。
    </>
  );
  return (
    <output className={refusal === null ? undefined : 'text-danger'}>
      {isSaving ? '正在保存草稿…' : (refusal ?? kept ?? '填过的都会存成草稿，随时可以回来接着写。')}
    </output>
  );
}
