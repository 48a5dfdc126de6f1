import { useActionData } from '@remix-run/react';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

export interface QuestionLine {
  readonly id: string;
  readonly versionN: number;
  readonly body: string;
  readonly from: string | null;
  readonly isOwn: boolean;
  readonly answer: string | null;
  readonly answerTo: 'all' | 'one' | null;
  readonly answeredAt: Date | null;
  readonly becameVersionN: number | null;
  readonly createdAt: Date;
}

export interface QuestionReply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface QuestionListProps {
  demandId: string;
  questions: readonly QuestionLine[];
  mayAnswer: boolean;
  mayRevise: boolean;
  emptyWords: string;
}

/** Questions with their answers, oldest first; the enterprise answers in place and turns an answer into a new version. */
export function QuestionList({ demandId, questions, mayAnswer, mayRevise, emptyWords }: QuestionListProps) {
  if (questions.length === 0) return <EmptyState title="还没有提问">{emptyWords}</EmptyState>;
  return (
    <ol className="grid gap-4">
      {questions.map((question) => (
        <li
          key={question.id}
          id={`q-${question.id}`}
          className="rounded-lg border border-line bg-card px-4 py-3 sm:px-5"
        >
          <p className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-soft">
            <span>
              {question.isOwn ? '本单位提问' : (question.from ?? '另一个团队提问')}，针对第 {question.versionN} 版
            </span>
            <DateText value={question.createdAt} as="minute" />
          </p>
          <p className="mt-1 whitespace-pre-line break-words font-bold">{question.body}</p>
          {question.answer !== null ? (
            <div className="mt-2 border-l-2 border-accent pl-3">
              <p className="whitespace-pre-line break-words">{question.answer}</p>
              <p className="mt-1 flex flex-wrap items-baseline gap-x-4 text-sm text-ink-soft">
                <span>{question.answerTo === 'one' ? '只答复提问的团队' : '所有匹配到的团队都看得到'}</span>
                {question.becameVersionN !== null ? (
                  <span className="text-accent">已写进第 {question.becameVersionN} 版</span>
                ) : (
                  mayRevise && (
                    <ButtonLink look="quiet" to={`/desk/demands/${demandId}/edit?question=${question.id}`}>
                      写进新的一版
                    </ButtonLink>
                  )
                )}
              </p>
            </div>
          ) : mayAnswer ? (
            <AnswerForm questionId={question.id} />
          ) : (
            <p className="mt-2 text-sm text-attention">等企业答复</p>
          )}
        </li>
      ))}
    </ol>
  );
}

function AnswerForm({ questionId }: { questionId: string }) {
  const given = useActionData<QuestionReply>();
  const reply = given?.intent === 'answer' && given.values.questionId === questionId ? given : undefined;
  const scope = `answer-${questionId}`;
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <IntentForm intent="answer" className="mt-3 grid gap-3 border-t border-line pt-3">
      <ErrorSummary errors={errors} message={whole?.[0]} scope={scope} />
      <input type="hidden" name="questionId" value={questionId} />
      <Field name="answer" label="答复" scope={scope} error={errors.answer}>
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLength={1000}
            defaultValue={typeof reply?.values.answer === 'string' ? reply.values.answer : ''}
          />
        )}
      </Field>
      <RadioGroup
        name="to"
        label="给谁看"
        scope={scope}
        options={[
          { value: 'all', label: '所有匹配到的团队' },
          { value: 'one', label: '只给提问的团队' },
        ]}
        defaultValue={typeof reply?.values.to === 'string' ? reply.values.to : 'all'}
        error={errors.to}
      />
      <div>
        <SubmitButton intent="answer">答复</SubmitButton>
      </div>
    </IntentForm>
  );
}
