import { useActionData } from '@remix-run/react';
import { type Day, dayOf, diffDays } from '#app/domain/days.ts';
import { confirmDays } from '#app/domain/demand-freshness.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import type { QuestionReply } from './question-list.tsx';

/** Asks the enterprise whether it still wants this, from a week before the sixty days are over. */
export function ConfirmCard({ confirmedAt, today }: { confirmedAt: Date | null; today: Day }) {
  const age = confirmedAt === null ? 0 : diffDays(dayOf(confirmedAt), today);
  if (age < confirmDays.every - confirmDays.ahead) return null;
  const left = confirmDays.every + confirmDays.grace - age;
  return (
    <div className="mb-4">
      <Notice
        kind="attention"
        title={`上次确认是 ${age} 天前，现在还需要吗？`}
        actions={
          <IntentForm intent="confirm">
            <SubmitButton intent="confirm">还需要</SubmitButton>
          </IntentForm>
        }
      >
        每 {confirmDays.every} 天确认一次，对方才知道不是旧消息。{left > 0 ? `${left} 天内不确认就停止征集。` : ''}
      </Notice>
    </div>
  );
}

/** A demand that somebody wrote down for the enterprise waits for its officer. */
export function ReviewCard({ mayReview }: { mayReview: boolean }) {
  const reply = useActionData<QuestionReply>();
  const errors = reply?.intent === 'return' ? reply.errors : {};
  return (
    <div className="mb-4">
      <Notice kind="attention" title="这项需求是服务人员替你单位填的，经办人同意才公开">
        {mayReview ? (
          <div className="mt-2 grid gap-4">
            <IntentForm intent="approve">
              <SubmitButton intent="approve">同意，发布并匹配</SubmitButton>
            </IntentForm>
            <IntentForm intent="return" className="grid gap-2">
              <Field name="note" label="退回的原因" scope="return" error={errors.note}>
                {(control) => <TextArea {...control} rows={2} maxLength={500} />}
              </Field>
              <div>
                <SubmitButton look="secondary" intent="return">
                  退回修改
                </SubmitButton>
              </div>
            </IntentForm>
          </div>
        ) : (
          '请经办人审核。'
        )}
      </Notice>
    </div>
  );
}
