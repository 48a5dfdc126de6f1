import type { OpenRule } from '#app/domain/open-rule.ts';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { type RuleSetting, RuleSettings } from './rule-settings.tsx';

interface RuleRowProps {
  rule: OpenRule & {
    readonly settings: readonly RuleSetting[];
    readonly confirmed: { readonly source: string; readonly confirmedOn: string; readonly recorder: string } | null;
  };
  today: string;
  reply: DeedReply | undefined;
}

/** A rule with its value now, what it rests on, and what an expert said of it. */
export function RuleRow({ rule, today, reply }: RuleRowProps) {
  const own = reply?.values.rule === rule.key ? reply : undefined;
  const { errors, typed, isOpen } = replyTo(own, 'confirm');
  const { confirmed } = rule;
  return (
    <li className="grid gap-2 border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <b>{rule.rule}</b>
        <StateMark tone={confirmed ? 'good' : 'attention'}>{confirmed ? '已确认' : '待专家确认'}</StateMark>
      </p>
      <KeyValue
        items={[
          { label: '现在的值', value: rule.value },
          { label: '依据和疑点', value: rule.doubt },
          ...(rule.change ? [{ label: '在哪里改', value: rule.change }] : []),
          ...(confirmed
            ? [{ label: '确认', value: `${confirmed.confirmedOn}，${confirmed.source}（${confirmed.recorder}记录）` }]
            : []),
        ]}
      />
      {rule.settings.length > 0 && <RuleSettings settings={rule.settings} today={today} reply={reply} />}
      {!confirmed && (
        <details open={isOpen} className="text-sm">
          <summary className="link-quiet inline-flex min-h-11 items-center sm:min-h-6">记录专家确认</summary>
          <IntentForm intent="confirm" className="mt-2 grid max-w-form gap-4">
            <input type="hidden" name="rule" value={rule.key} />
            <input type="hidden" name="value" value={rule.value} />
            <Field name="source" scope={rule.key} label="谁确认的，依据哪个文件" error={errors.source}>
              {(control) => <TextInput {...control} maxLength={400} defaultValue={typed('source')} />}
            </Field>
            <Field name="confirmedOn" scope={rule.key} label="确认日期" width="half" error={errors.confirmedOn}>
              {(control) => <DateInput {...control} max={today} defaultValue={typed('confirmedOn') || today} />}
            </Field>
            <div className="grid sm:block">
              <SubmitButton intent="confirm" look="secondary">
                记录确认
              </SubmitButton>
            </div>
          </IntentForm>
        </details>
      )}
    </li>
  );
}
