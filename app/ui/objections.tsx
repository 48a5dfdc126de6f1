import { labelOf } from '#app/domain/machine.ts';
import { isUndecided, objectionMachine, type ObjectionState } from '#app/domain/publicity.ts';
import { DateText } from './date-text.tsx';
import type { DeedReply } from './deed-reply.ts';
import { Field } from './field.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { IntentForm } from './intent-form.tsx';
import { ObjectionAnswered } from './objection-answered.tsx';
import {
  AdmitForm,
  AdmittedText,
  CourseText,
  type ObjectionCourse,
  ReviewerText,
  ReviewForms,
} from './objection-course.tsx';
import { type ObjectionSubject, objectionWords } from './objection-words.ts';
import { RadioGroup } from './radio-group.tsx';
import { StateMark } from './state-mark.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';
import type { Tone } from './tone.ts';

interface Objection {
  readonly id: string;
  readonly state: ObjectionState;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly isMine: boolean;
  /** Null for those who may not read it, as is how he is reached. */
  readonly by: string | null;
  readonly contact?: string | null;
  /** Name and contact were kept as long as they may be. */
  readonly isErased?: boolean;
  readonly grounds: string | null;
  readonly decision: string | null;
  /** What it rests on; none for those who may not read it. */
  readonly papers?: readonly { readonly fileId: string; readonly name: string; readonly sha256: string }[];
  /** Of an objection to an agreed price: what happens between its filing and the last word. */
  readonly course?: ObjectionCourse;
  /** Of a review: who may decide it, by name; undefined for readers of other organisations. */
  readonly reviewers?: readonly string[] | undefined;
}

interface ObjectionsProps {
  subject: ObjectionSubject;
  objections: readonly Objection[];
  mayDecide: boolean;
  /** Who of the reader's own unit decides, where it is not the reader; empty for others. */
  deciders?: readonly string[];
  reply: DeedReply | undefined;
}

const tones: Readonly<Record<ObjectionState, Tone>> = {
  open: 'attention',
  admitted: 'attention',
  upheld: 'danger',
  corrected: 'danger',
  dismissed: 'neutral',
  in_review: 'attention',
  confirmed: 'neutral',
  withdrawn: 'neutral',
  void: 'neutral',
};

/** Objections and their answers; who decides does it here. */
export function Objections({ subject, objections, mayDecide, deciders = [], reply }: ObjectionsProps) {
  if (objections.length === 0) return <p className="text-sm text-ink-soft">还没有人提出异议。</p>;
  return (
    <>
      <div className="mb-4 empty:hidden">
        <ObjectionAnswered subject={subject} objections={objections} />
      </div>
      <ul className="rounded-lg border border-line bg-card">
        {objections.map((item) => (
          <li key={item.id} className="border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
            <p className="flex flex-wrap gap-x-4 text-sm">
              <StateMark tone={tones[item.state]}>{labelOf(objectionMachine, item.state)}</StateMark>
              <span className="text-ink-soft">
                {item.by ?? (item.isErased ? '姓名和联系方式保存期满，已删除' : '实名提出')}{' '}
                <DateText value={item.createdAt} as="minute" />
              </span>
            </p>
            {item.contact && <p className="mt-1 text-sm break-all">联系方式：{item.contact}</p>}
            {item.grounds && <p className="mt-1 whitespace-pre-line">{item.grounds}</p>}
            {item.papers && item.papers.length > 0 && <ObjectionPapers papers={item.papers} />}
            {item.course && <AdmittedText at={item.course.admittedAt} />}
            {item.decision && (
              <p className="mt-1 whitespace-pre-line text-ink-soft">
                答复{item.decidedAt && <DateText value={item.decidedAt} as="iso" />}：{item.decision}
              </p>
            )}
            {item.course && <CourseText course={item.course} />}
            {item.course && item.isMine && item.course.reviewUntil && (
              <ReviewForms id={item.id} until={item.course.reviewUntil} reply={replyFor(item.id, reply)} />
            )}
            {item.isMine && isUndecided(item.state) && (
              <IntentForm intent="withdraw" className="mt-3">
                <input type="hidden" name="objectionId" value={item.id} />
                <SubmitButton intent="withdraw" look="secondary">
                  撤回异议
                </SubmitButton>
              </IntentForm>
            )}
            {!mayDecide && isUndecided(item.state) && item.state !== 'in_review' && deciders.length > 0 && (
              <p className="mt-1 text-sm">由本单位的审批人（{deciders.join('、')}）答复，已列入其待办。</p>
            )}
            {item.state === 'in_review' && item.course?.mayDecide === false && !item.course.isWaiting && (
              <ReviewerText names={item.reviewers} />
            )}
            {mayDecide && item.state === 'open' && item.course && !item.isMine && <AdmitForm id={item.id} />}
            {mayDecide && isUndecided(item.state) && item.course?.mayDecide !== false && !item.isMine && (
              <Decision
                id={item.id}
                subject={subject}
                isReview={item.state === 'in_review'}
                reply={replyFor(item.id, reply)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function ObjectionPapers({ papers }: { papers: NonNullable<Objection['papers']> }) {
  return (
    <ul className="mt-1 text-sm">
      {papers.map(({ fileId, name, sha256 }) => (
        <li key={fileId} className="flex flex-wrap items-baseline gap-x-4">
          <a href={`/files/${fileId}`} className="link inline-flex min-h-11 items-center break-all sm:min-h-6">
            {name}
          </a>
          <Fingerprint sha256={sha256} />
        </li>
      ))}
    </ul>
  );
}

const replyFor = (id: string, reply: DeedReply | undefined): DeedReply | undefined =>
  reply?.values.objectionId === id ? reply : undefined;

interface DecisionProps {
  id: string;
  subject: ObjectionSubject;
  /** It was answered, and somebody else looks at that answer: his is the last word. */
  isReview: boolean;
  reply: DeedReply | undefined;
}

function Decision({ id, subject, isReview, reply }: DecisionProps) {
  const { dismiss, confirm, uphold, correct } = objectionWords[subject];
  const typed = (name: string) => (typeof reply?.values[name] === 'string' ? reply.values[name] : '');
  return (
    <IntentForm intent="decide" className="mt-3 grid max-w-form gap-4">
      <input type="hidden" name="objectionId" value={id} />
      <RadioGroup
        name="outcome"
        scope={id}
        label={isReview ? '复核结论' : '处理结果'}
        defaultValue={typed('outcome')}
        error={reply?.errors.outcome}
        options={[
          isReview
            ? { value: 'dismiss', label: '维持：异议不成立', hint: confirm ?? dismiss }
            : { value: 'dismiss', label: '异议不成立', hint: dismiss },
          ...(correct ? [{ value: 'correct', label: '异议成立，更正后重新公示', hint: correct }] : []),
          { value: 'uphold', label: correct ? '异议成立，退回改条款' : '异议成立', hint: uphold },
        ]}
      />
      <Field name="decision" scope={id} label="理由" why="提出人会看到。" error={reply?.errors.decision}>
        {(control) => <TextArea {...control} rows={3} defaultValue={typed('decision')} maxLength={2000} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="decide">{isReview ? '作出复核结论' : '答复异议'}</SubmitButton>
      </div>
    </IntentForm>
  );
}
