import type { EventRegistrationState } from '#app/domain/event-registration.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { Pledge } from './pledge.tsx';

interface Reply {
  readonly intent: string;
  readonly errors: Readonly<Record<string, string[]>>;
}
interface FormProps {
  reply: Reply | undefined;
}

/** 参会回执: what the organizer has to prepare. */
export function ReplyForm({ reply }: FormProps) {
  const errors = reply?.intent === 'reply' ? reply.errors : {};
  return (
    <IntentForm intent="reply" className="grid gap-4 rounded-lg border border-line bg-card p-5">
      <h2 className="text-lg font-bold">参会回执</h2>
      <ErrorSummary errors={errors} />
      <Field
        name="arrivesBy"
        label="到达方式和时间"
        why="例如 12 月 1 日 8:40 G1234 定西北站"
        required={false}
        error={errors.arrivesBy}
      >
        {(control) => <TextInput {...control} />}
      </Field>
      <Pledge name="meals">需要用餐</Pledge>
      <Pledge name="lodging">需要住宿</Pledge>
      <Field name="note" label="其他" required={false} error={errors.note}>
        {(control) => <TextInput {...control} />}
      </Field>
      <SubmitButton intent="reply">参加，提交回执</SubmitButton>
    </IntentForm>
  );
}

const giveUpWords: Partial<Record<EventRegistrationState, string>> = {
  invited: '不参加',
  offered: '放弃席位',
  waitlisted: '退出候补',
  pending: '取消报名',
  registered: '取消报名',
};

/** Confirming an offered seat, or giving one back to those who wait. */
export function SeatForms({ state, isIn, reply }: FormProps & { state: EventRegistrationState; isIn: boolean }) {
  const words = giveUpWords[state];
  const message = reply?.intent === 'accept' || reply?.intent === 'give-up' ? reply.errors['']?.[0] : undefined;
  if (words === undefined || isIn) return null;
  return (
    <div className="grid gap-3">
      <ErrorSummary {...(message ? { message } : {})} />
      <div className="flex flex-wrap gap-2">
        {state === 'offered' && (
          <IntentForm intent="accept">
            <SubmitButton intent="accept">确认参加</SubmitButton>
          </IntentForm>
        )}
        <IntentForm intent="give-up">
          <SubmitButton look="danger" intent="give-up">
            {words}
          </SubmitButton>
        </IntentForm>
      </div>
      <p className="text-sm text-ink-soft">取消后席位马上让给候补的人。</p>
    </div>
  );
}

const marks = ['5', '4', '3', '2', '1'].map((value) => ({ value, label: `${value} 分` }));

/** What he thinks of it, once. */
export function FeedbackForm({ reply }: FormProps) {
  const errors = reply?.intent === 'feedback' ? reply.errors : {};
  return (
    <IntentForm intent="feedback" className="grid gap-4 rounded-lg border border-line bg-card p-5">
      <h2 className="text-lg font-bold">评价本场活动</h2>
      <ErrorSummary errors={errors} />
      <RadioGroup name="overall" label="总体" options={marks} error={errors.overall} inline />
      <RadioGroup name="usefulness" label="对我的用处" options={marks} error={errors.usefulness} inline />
      <RadioGroup name="organisation" label="组织安排" options={marks} error={errors.organisation} inline />
      <Field name="comment" label="想说的" required={false} error={errors.comment}>
        {(control) => <TextArea {...control} rows={3} />}
      </Field>
      <SubmitButton intent="feedback">提交评价</SubmitButton>
    </IntentForm>
  );
}
