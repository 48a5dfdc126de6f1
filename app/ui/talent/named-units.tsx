import type { ReactNode } from 'react';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormState } from './certificate-form.tsx';

interface Deed {
  readonly intent: string;
  readonly words: string;
}

interface NamedUnitsProps<Unit> {
  id: string;
  title: string;
  note: string;
  /** Said where no unit is on the list. */
  none: string;
  units: readonly Unit[];
  /** Behind a unit's name. */
  mark?: (unit: Unit) => ReactNode;
  remove: Deed;
  add: Deed & { readonly label: string };
  reply: FormState | undefined;
}

/** Units of the platform that a broker puts on a list by their full names, and takes off it. */
export function NamedUnits<Unit extends { readonly orgId: string; readonly name: string }>({
  id,
  title,
  note,
  none,
  units,
  mark,
  remove,
  add,
  reply,
}: NamedUnitsProps<Unit>) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <section aria-labelledby={id}>
      <SectionHead look="plain" id={id} note={note}>
        {title}
      </SectionHead>
      {units.length === 0 && <p className="text-sm text-ink-soft">{none}</p>}
      {units.length > 0 && (
        <ul className="max-w-form rounded-lg border border-line bg-card">
          {units.map((unit) => (
            <li
              key={unit.orgId}
              className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span>
                {unit.name} {mark?.(unit)}
              </span>
              <IntentForm intent={remove.intent}>
                <input type="hidden" name="orgId" value={unit.orgId} />
                <SubmitButton look="quiet" intent={remove.intent}>
                  {remove.words}
                  <span className="sr-only">：{unit.name}</span>
                </SubmitButton>
              </IntentForm>
            </li>
          ))}
        </ul>
      )}
      <IntentForm intent={add.intent} className="mt-4 grid max-w-form gap-3" key={units.length}>
        <ErrorSummary errors={errors} message={whole?.[0]} scope={add.intent} />
        <Field
          name="name"
          label={add.label}
          why="填全称；对方要在平台上认证过。"
          scope={add.intent}
          error={errors.name}
        >
          {(control) => (
            <TextInput
              {...control}
              maxLength={100}
              defaultValue={typeof reply?.values.name === 'string' ? reply.values.name : ''}
            />
          )}
        </Field>
        <div>
          <SubmitButton look="secondary" intent={add.intent}>
            {add.words}
          </SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
