import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormState } from './certificate-form.tsx';

interface ConflictUnitsProps {
  units: readonly { readonly orgId: string; readonly name: string }[];
  reply: FormState | undefined;
}

/** Units with which something binds a broker for good: no mandates from them, and no pairings of them. */
export function ConflictUnits({ units, reply }: ConflictUnitsProps) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <section aria-labelledby="conflicts">
      <SectionHead look="plain" id="conflicts" note="这些单位不能委托你，你也不能撮合它们">
        有利益关系的单位
      </SectionHead>
      {units.length === 0 && <p className="text-sm text-ink-soft">没有申报。持股、任职、亲属在的单位请写在这里。</p>}
      {units.length > 0 && (
        <ul className="max-w-form rounded-lg border border-line bg-card">
          {units.map((unit) => (
            <li
              key={unit.orgId}
              className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span>{unit.name}</span>
              <IntentForm intent="unconflict">
                <input type="hidden" name="orgId" value={unit.orgId} />
                <SubmitButton look="quiet" intent="unconflict">
                  关系已结束<span className="sr-only">：{unit.name}</span>
                </SubmitButton>
              </IntentForm>
            </li>
          ))}
        </ul>
      )}
      <IntentForm intent="conflict" className="mt-4 grid max-w-form gap-3" key={units.length}>
        <ErrorSummary errors={errors} message={whole?.[0]} scope="conflict" />
        <Field name="name" label="申报一家" why="填全称；对方要在平台上认证过。" scope="conflict" error={errors.name}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={100}
              defaultValue={typeof reply?.values.name === 'string' ? reply.values.name : ''}
            />
          )}
        </Field>
        <div>
          <SubmitButton look="secondary" intent="conflict">
            申报
          </SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
