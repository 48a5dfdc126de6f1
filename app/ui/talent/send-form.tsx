import { specialistKindLabels, specialistKinds } from '#app/domain/engagement.ts';
import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormState } from './certificate-form.tsx';

interface SendFormProps {
  today: string;
  endsOn: string;
  replayKey: string;
  reply: FormState | undefined;
}

/** Sends somebody to a unit (选派). */
export function SendForm({ today, endsOn, replayKey, reply }: SendFormProps) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string, usual = '') => (typeof reply?.values[name] === 'string' ? reply.values[name] : usual);
  return (
    <section className="mt-10 max-w-form">
      <SectionHead look="plain">选派</SectionHead>
      <IntentForm intent="send" replayKey={replayKey} className="grid gap-5">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <RadioGroup
          name="kind"
          label="身份"
          inline
          error={errors.kind}
          options={specialistKinds.map((value) => ({ value, label: specialistKindLabels[value] }))}
          defaultValue={typed('kind', 'envoy')}
        />
        <Field name="phone" label="手机号" width="half" why="对方登录过成果通。" error={errors.phone}>
          {(control) => <TextInput {...control} inputMode="tel" maxLength={11} defaultValue={typed('phone')} />}
        </Field>
        <Field name="unitName" label="派往" why="企业或合作社的全称。" error={errors.unitName}>
          {(control) => <TextInput {...control} maxLength={100} defaultValue={typed('unitName')} />}
        </Field>
        <div className="flex flex-wrap gap-5">
          <Field name="startsOn" label="从哪天起" error={errors.startsOn}>
            {(control) => <DateInput {...control} defaultValue={typed('startsOn', today)} />}
          </Field>
          <Field name="endsOn" label="到哪天止" error={errors.endsOn}>
            {(control) => <DateInput {...control} defaultValue={typed('endsOn', endsOn)} />}
          </Field>
        </div>
        <div>
          <SubmitButton intent="send">选派</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
