import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormState } from './certificate-form.tsx';

interface ServedUnitsProps {
  units: readonly { readonly orgId: string; readonly name: string; readonly confirmedAt: Date | null }[];
  reply: FormState | undefined;
}

/** Units that a broker serves; each counts for the coverage once the unit said so. */
export function ServedUnits({ units, reply }: ServedUnitsProps) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <section aria-labelledby="units">
      <SectionHead look="plain" id="units" note="单位确认以后计入重点创新主体的覆盖">
        服务单位
      </SectionHead>
      {units.length === 0 && <p className="text-sm text-ink-soft">还没有登记服务单位。</p>}
      {units.length > 0 && (
        <ul className="max-w-form rounded-lg border border-line bg-card">
          {units.map((unit) => (
            <li
              key={unit.orgId}
              className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span>
                {unit.name}{' '}
                <StateMark tone={unit.confirmedAt ? 'good' : 'attention'}>
                  {unit.confirmedAt ? '单位已确认' : '等单位确认'}
                </StateMark>
              </span>
              <IntentForm intent="unserve">
                <input type="hidden" name="orgId" value={unit.orgId} />
                <SubmitButton look="quiet" intent="unserve">
                  去掉<span className="sr-only">：{unit.name}</span>
                </SubmitButton>
              </IntentForm>
            </li>
          ))}
        </ul>
      )}
      <IntentForm intent="serve" className="mt-4 grid max-w-form gap-3" key={units.length}>
        <ErrorSummary errors={errors} message={whole?.[0]} scope="serve" />
        <Field name="name" label="加一家" why="填全称；对方要在平台上认证过。" scope="serve" error={errors.name}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={100}
              defaultValue={typeof reply?.values.name === 'string' ? reply.values.name : ''}
            />
          )}
        </Field>
        <div>
          <SubmitButton look="secondary" intent="serve">
            请单位确认
          </SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
