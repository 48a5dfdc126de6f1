import { DateText } from './date-text.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { ErrorSummary } from './error-summary.tsx';
import { IntentForm } from './intent-form.tsx';
import { SectionHead } from './section-head.tsx';
import { SubmitButton } from './submit-button.tsx';

interface SoloReviewFormProps {
  /** Since when one person may do both. */
  statedAt: Date | null;
  /** How many of the unit review secrecy. */
  reviewers: number;
  reply: DeedReply | undefined;
}

/** Whether who brings a file of records may also review it for secrecy: only where the unit has nobody else. */
export function SoloReviewForm({ statedAt, reviewers, reply }: SoloReviewFormProps) {
  const { errors } = replyTo(reply, 'solo');
  const isStated = statedAt !== null;
  return (
    <section className="mt-12" aria-labelledby="solo">
      <SectionHead look="plain" id="solo">
        保密审查的人手
      </SectionHead>
      <p className="text-sm text-ink-soft">
        上传、对应列或确认导入文件的人不能自己做保密审查，给已公开的成果加材料的人也不能自己审那份材料。本单位只有一人时，可以由单位负责人声明由一人兼任，声明和每次兼任都记录在案；一旦有了另一位保密审查人员，声明不再起作用。
      </p>
      <p className="mt-2">
        现有 <span className="tabular-nums">{reviewers}</span> 位保密审查人员；
        {isStated ? (
          <>
            <DateText value={statedAt} />
            起声明由一人兼任{reviewers > 1 && '，因已有另一位，不起作用'}。
          </>
        ) : (
          '没有声明兼任。'
        )}
      </p>
      <ErrorSummary errors={{}} message={errors.solo?.[0] ?? errors['']?.[0]} scope="solo" />
      {(isStated || reviewers <= 1) && (
        <IntentForm intent="solo" className="mt-3">
          <input type="hidden" name="stated" value={isStated ? 'no' : 'yes'} />
          <SubmitButton intent="solo" look="secondary">
            {isStated ? '撤回声明' : '声明由一人兼任'}
          </SubmitButton>
        </IntentForm>
      )}
    </section>
  );
}
