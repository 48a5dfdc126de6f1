import { longestAuditDays } from '#app/domain/auditor.ts';
import type { FormAnswer } from '../claim-shown.ts';
import { DateInput } from '../date-input.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { useTyped } from '../typed-value.ts';
import { AgreeTick } from '../agree-tick.tsx';

interface InviteAuditorFormProps {
  /** Of the contract, in working days. */
  noticeDays: number;
  earliestOn: string;
  latestOn: string;
  replayKey: string;
  reply?: FormAnswer | undefined;
}

/** Names the person who may read, and the days. */
export function InviteAuditorForm({ noticeDays, earliestOn, latestOn, replayKey, reply }: InviteAuditorFormProps) {
  const typed = useTyped(reply, 'invite');
  const errors = reply?.intent === 'invite' ? reply.errors : {};
  const scope = 'invite';
  return (
    <section>
      <SectionHead look="plain">授权查账人</SectionHead>
      <IntentForm intent="invite" replayKey={replayKey} className="grid max-w-form gap-5">
        <Field name="name" scope={scope} label="姓名" width="half" error={errors.name}>
          {(control) => <TextInput {...control} maxLength={40} defaultValue={typed('name')} />}
        </Field>
        <Field name="firm" scope={scope} label="单位" why="会计师事务所等" error={errors.firm}>
          {(control) => <TextInput {...control} maxLength={80} defaultValue={typed('firm')} />}
        </Field>
        <Field
          name="phone"
          scope={scope}
          label="手机"
          why="每次查账的验证码发到这个号码"
          width="half"
          error={errors.phone}
        >
          {(control) => <TextInput {...control} inputMode="tel" defaultValue={typed('phone')} />}
        </Field>
        <Field name="reason" scope={scope} label="事由" why="按合同哪一条、核对什么；对方看得到" error={errors.reason}>
          {(control) => <TextArea {...control} rows={2} maxLength={300} defaultValue={typed('reason')} />}
        </Field>
        <Field
          name="opensOn"
          scope={scope}
          label="开始"
          why={`提前 ${noticeDays} 个工作日通知付款方`}
          error={errors.opensOn}
        >
          {(control) => <DateInput {...control} defaultValue={typed('opensOn', earliestOn)} />}
        </Field>
        <Field name="endsOn" scope={scope} label="结束" why={`最长 ${longestAuditDays} 天`} error={errors.endsOn}>
          {(control) => <DateInput {...control} defaultValue={typed('endsOn', latestOn)} />}
        </Field>
        <AgreeTick
          name="asksEarly"
          scope={scope}
          label={`请付款方同意提前：对方在页面上同意以前，不满 ${noticeDays} 个工作日不开放`}
          isTicked={typed('asksEarly') !== ''}
          {...(errors.asksEarly ? { error: errors.asksEarly } : {})}
        />
        <div>
          <SubmitButton intent="invite">授权并通知付款方</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
