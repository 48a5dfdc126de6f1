import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { ProofFirst } from '../proof-first.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

export interface RuleSetting {
  readonly key: string;
  readonly label: string;
  /** 万元, % or 天. */
  readonly unit: string;
  readonly now: string;
  /** The last said first. */
  readonly history: readonly {
    readonly id: string;
    readonly value: string;
    readonly fromOn: string;
    readonly reason: string;
    readonly setter: string;
  }[];
}

interface RuleSettingsProps {
  settings: readonly RuleSetting[];
  today: string;
  reply: DeedReply | undefined;
}

/** The values of a rule that the administrator sets, each with what was said of it before. */
export function RuleSettings({ settings, today, reply }: RuleSettingsProps) {
  const sent = reply?.intent === 'set' ? reply.values.key : undefined;
  return (
    <details open={settings.some(({ key }) => key === sent)} className="text-sm">
      <summary className="link-quiet inline-flex min-h-11 items-center sm:min-h-6">改默认值</summary>
      <div className="mt-2 grid max-w-form gap-6">
        <ProofFirst />
        {settings.map((setting) => (
          <SettingForm
            key={setting.key}
            setting={setting}
            today={today}
            reply={sent === setting.key ? reply : undefined}
          />
        ))}
      </div>
    </details>
  );
}

function SettingForm({ setting, today, reply }: { setting: RuleSetting; today: string; reply: DeedReply | undefined }) {
  const { key, label, unit, now, history } = setting;
  const { errors, typed } = replyTo(reply, 'set');
  return (
    <IntentForm intent="set" className="grid gap-3 border-t border-line pt-3">
      <input type="hidden" name="key" value={key} />
      <p>
        <b>{label}</b>，现在 {now}
      </p>
      {history.length > 0 && (
        <ul className="grid gap-1 text-ink-soft">
          {history.map((row) => (
            <li key={row.id}>
              自 {row.fromOn} 起 {row.value}：{row.reason}（{row.setter}）
            </li>
          ))}
        </ul>
      )}
      <Field name="value" scope={key} label={`新的值（${unit}）`} width="half" error={errors.value}>
        {(control) => <TextInput {...control} numeric maxLength={20} defaultValue={typed('value')} />}
      </Field>
      <Field name="fromOn" scope={key} label="从哪天起" width="half" error={errors.fromOn}>
        {(control) => <DateInput {...control} min={today} defaultValue={typed('fromOn') || today} />}
      </Field>
      <Field name="reason" scope={key} label="为什么改，依据哪个文件" error={errors.reason}>
        {(control) => <TextInput {...control} maxLength={400} defaultValue={typed('reason')} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="set" look="secondary">
          改{label}
        </SubmitButton>
      </div>
    </IntentForm>
  );
}
