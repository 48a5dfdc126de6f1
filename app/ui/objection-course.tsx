import { type ReviewEnd, reviewEndWords } from '#app/domain/publicity.ts';
import { DateText } from './date-text.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

export interface ObjectionCourse {
  readonly admittedAt: Date | null;
  /** Until when the unit says whether it admits it, or decides; null once decided, and for who may not read the objection. */
  readonly dueAt: Date | null;
  /** Until when who objected may ask for a review; null when nobody may. */
  readonly reviewUntil: Date | null;
  /** How that time ended where no review was asked. */
  readonly reviewEnd: ReviewEnd | null;
  readonly reviewGrounds: string | null;
  readonly reviewDecision: string | null;
  readonly reviewedAt: Date | null;
  readonly mayDecide: boolean;
  /** Its notice is void and put right: it goes on with the new one. */
  readonly isWaiting: boolean;
}

/** That the unit took it up, which comes before its answer. */
export const AdmittedText = ({ at }: { at: Date | null }) =>
  at && (
    <p className="mt-1 text-sm text-ink-soft">
      受理 <DateText value={at} as="minute" />
    </p>
  );

/** What happens with an objection to a price after its first answer, and until when. */
export function CourseText({ course }: { course: ObjectionCourse }) {
  const { admittedAt, dueAt, reviewUntil, reviewEnd, reviewGrounds, reviewDecision, reviewedAt, isWaiting } = course;
  return (
    <>
      {isWaiting && <p className="mt-1 text-sm">这次公示已作废；更正后的公示发布时，这件异议随之继续处理。</p>}
      {dueAt && (
        <p className="mt-1 text-sm">
          {dueWords({ admittedAt, reviewGrounds })}
          <DateText value={dueAt} as="iso" />
        </p>
      )}
      {reviewUntil && (
        <p className="mt-1 text-sm">
          提出人可以申请复核一次，到 <DateText value={reviewUntil} as="iso" /> 为止；此前不能签署。
        </p>
      )}
      {reviewEnd && <p className="mt-1 text-sm">{reviewEndWords(reviewEnd)}</p>}
      {reviewGrounds && <p className="mt-1 whitespace-pre-line">申请复核：{reviewGrounds}</p>}
      {reviewDecision && (
        <p className="mt-1 whitespace-pre-line text-ink-soft">
          复核{reviewedAt && <DateText value={reviewedAt} as="iso" />}：{reviewDecision}
        </p>
      )}
    </>
  );
}

function dueWords({ admittedAt, reviewGrounds }: Pick<ObjectionCourse, 'admittedAt' | 'reviewGrounds'>): string {
  if (reviewGrounds) return '单位复核期限';
  return admittedAt ? '单位答复期限' : '已收到；单位决定是否受理的期限';
}

/** Who looks at it once more: not who answered first. `names` undefined: the reader is not of the unit. */
export function ReviewerText({ names }: { names: readonly string[] | undefined }) {
  const named = names?.length === 1 ? `（${names[0]}）` : '';
  const rest = names?.length === 0 ? '；本单位还没有，请管理员先增加一名' : named && '，已列入其待办';
  return (
    <p className="mt-1 text-sm">
      由没有参与首次答复的另一名审批人{named}复核{rest}。
    </p>
  );
}

/** The unit says that it takes the objection up; deciding at once is possible, too. */
export function AdmitForm({ id }: { id: string }) {
  return (
    <IntentForm intent="admit" className="mt-3">
      <input type="hidden" name="objectionId" value={id} />
      <SubmitButton intent="admit" look="secondary">
        受理，开始调查
      </SubmitButton>
      <span className="mt-1 block text-sm text-ink-soft">受理后 15 个工作日内答复；事实清楚的可以直接答复。</span>
    </IntentForm>
  );
}

/** Who objected asks for another look, or leaves it at the answer. */
export function ReviewForms({ id, until, reply }: { id: string; until: Date; reply: Reply | undefined }) {
  const mine = reply?.intent === 'review' ? reply : undefined;
  const typed = mine?.values.grounds;
  return (
    <div className="mt-3 grid max-w-form gap-4">
      <IntentForm intent="review" className="grid gap-3">
        <input type="hidden" name="objectionId" value={id} />
        <Field
          name="grounds"
          scope={id}
          label="申请复核的理由"
          why="由单位另一名审批人复核，只能申请一次；复核作出以前不能签署。"
          error={mine?.errors.grounds}
        >
          {(control) => (
            <TextArea {...control} rows={3} maxLength={2000} defaultValue={typeof typed === 'string' ? typed : ''} />
          )}
        </Field>
        <p className="text-sm text-ink-soft">
          最晚 <DateText value={until} as="iso" />
        </p>
        <div className="grid sm:block">
          <SubmitButton intent="review">申请复核</SubmitButton>
        </div>
      </IntentForm>
      <IntentForm intent="accept" className="grid sm:block">
        <input type="hidden" name="objectionId" value={id} />
        <SubmitButton intent="accept" look="secondary">
          接受答复，不申请复核
        </SubmitButton>
      </IntentForm>
    </div>
  );
}
