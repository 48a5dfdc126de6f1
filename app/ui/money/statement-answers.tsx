import { Link } from '@remix-run/react';
import { addDays, type Day, dayOf, diffDays } from '#app/domain/days.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import { royaltyStatementMachine } from '#app/domain/royalty-statement.ts';
import {
  answerWithinDays,
  askableLines,
  reviewWithinDays,
  statementAnswerLabels,
} from '#app/domain/statement-query.ts';
import { DateText } from '../date-text.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { useTyped } from '../typed-value.ts';
import type { QueryShown, StatementShown } from './statement-shown.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface StatementAnswersProps {
  statements: readonly StatementShown[];
  queries: readonly QueryShown[];
  today: Day;
  /** For the licensor's people. */
  mayJudge: boolean;
  /** For the licensee's people. */
  mayAnswer: boolean;
  reply?: Reply | undefined;
}

const lineLabel = (statement: StatementShown | undefined, line: string): string =>
  (statement && askableLines(statement).find((one) => one.line === line)?.label) ?? '整份申报';

/** What the licensor says to the reports, question by question, and the forms to go on. */
export function StatementAnswers({ statements, queries, today, mayJudge, mayAnswer, reply }: StatementAnswersProps) {
  const of = (id: string) => statements.find((one) => one.id === id);
  const isMine = (id: string) => (reply?.values.statementId === id ? reply : undefined);
  const toAnswer = statements.filter(({ state }) => state === 'queried');
  const standing = statements.filter(({ state }) => royaltyStatementMachine.states[state].on?.query !== undefined);
  const toJudge = standing.filter(({ askUntil }) => askUntil !== null && today <= askUntil);
  if (queries.length === 0 && !(mayJudge && standing.length > 0)) return null;
  return (
    <section>
      <SectionHead look="plain" note={`提出后 ${answerWithinDays} 天内答复；${reviewWithinDays} 天不提疑问视为认可`}>
        核对与疑问
      </SectionHead>
      <div className="grid gap-4">
        {queries.map((query) => (
          <Asked key={query.id} query={query} label={lineLabel(of(query.statementId), query.line)} today={today} />
        ))}
        {mayAnswer && toAnswer.map((one) => <AnswerForm key={one.id} statement={one} reply={isMine(one.id)} />)}
        {mayJudge &&
          [...toAnswer, ...toJudge].map((one) => (
            <JudgeForm
              key={one.id}
              statement={one}
              wasAsked={queries.some(({ statementId, answer }) => statementId === one.id && answer !== null)}
              reply={isMine(one.id)}
            />
          ))}
        {mayJudge && toJudge.length < standing.length && (
          <p className="text-sm text-ink-soft">
            {toJudge.length === 0 ? '各期' : '其余各期'}
            已经认可，或者过了提疑问的期限视为认可；账目还可以按合同委托核查。
          </p>
        )}
      </div>
    </section>
  );
}

function Asked({ query, label, today }: { query: QueryShown; label: string; today: Day }) {
  const answerBy = addDays(dayOf(query.askedAt), answerWithinDays);
  // Accepted by who asked, nobody was late.
  const answeredOn = query.answer === 'accepted' ? answerBy : query.answeredAt ? dayOf(query.answeredAt) : today;
  const lateDays = diffDays(answerBy, answeredOn);
  return (
    <article className="rounded-lg border border-line bg-card px-5 py-4">
      <p className="flex flex-wrap items-baseline justify-between gap-2">
        <b>
          {periodLabel(query.period)} · {label}
        </b>
        <StateMark tone={query.answer === null || lateDays > 0 ? 'attention' : 'good'}>
          {query.answer === null
            ? `待答复，${lateDays > 0 ? `应在 ${answerBy} 前，已逾期 ${lateDays} 天` : `${answerBy} 前`}`
            : `${statementAnswerLabels[query.answer]}${lateDays > 0 ? `，晚 ${lateDays} 天` : ''}`}
        </StateMark>
      </p>
      <p className="mt-2 text-sm">
        <span className="text-ink-soft">
          {query.asker} <DateText value={query.askedAt} />：
        </span>
        {query.question}
      </p>
      {query.reply && query.answeredAt && (
        <p className="mt-1 text-sm">
          <span className="text-ink-soft">
            {query.answerer} <DateText value={query.answeredAt} />：
          </span>
          {query.reply}
          {query.fileId && (
            <a href={`/files/${query.fileId}`} className="link-quiet ml-2">
              依据
            </a>
          )}
        </p>
      )}
    </article>
  );
}

function AnswerForm({ statement, reply }: { statement: StatementShown; reply?: Reply | undefined }) {
  const typed = useTyped(reply, 'answer');
  return (
    <IntentForm
      intent="answer"
      encType="multipart/form-data"
      className="grid max-w-form gap-4 rounded-lg border border-line bg-card px-5 py-4"
    >
      <h3 className="font-bold">答复 {periodLabel(statement.period)} 的疑问</h3>
      <input type="hidden" name="statementId" value={statement.id} />
      <Field name="reply" scope={statement.id} label="说明" error={reply?.errors.reply}>
        {(control) => <TextArea {...control} rows={3} defaultValue={typed('reply')} />}
      </Field>
      <FileInput
        name="file"
        label="依据"
        required={false}
        limits="PDF、图片或 Excel，不超过 10 MB"
        accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx"
        error={reply?.errors.file}
      />
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton intent="answer">提交说明</SubmitButton>
        <Link to={`?period=${statement.period}`} className="link-quiet inline-flex min-h-11 items-center">
          数报错了，更正申报
        </Link>
      </div>
    </IntentForm>
  );
}

function JudgeForm({
  statement,
  wasAsked,
  reply,
}: {
  statement: StatementShown;
  /** A question about it was answered. */
  wasAsked: boolean;
  reply?: Reply | undefined;
}) {
  const typed = useTyped(reply, 'query');
  const { accept, query } = royaltyStatementMachine.states[statement.state].on ?? {};
  return (
    <div className="rounded-lg border border-line bg-card px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-bold">
          {periodLabel(statement.period)}
          {query && statement.askUntil !== null && (
            <span className="ml-2 text-sm font-normal text-ink-soft">
              可以提疑问到 <DateText value={statement.askUntil} />
              ，不提视为认可
            </span>
          )}
        </h3>
        {accept && (
          <IntentForm intent="accept">
            <input type="hidden" name="statementId" value={statement.id} />
            <SubmitButton look="secondary">认可这一期</SubmitButton>
          </IntentForm>
        )}
      </div>
      {!query ? (
        <Notice title="已提出疑问，等付款方说明或者更正" />
      ) : (
        <details className="text-sm" open={reply?.intent === 'query'}>
          <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">
            {wasAsked ? '不认可说明，再提疑问' : '对某一行提出疑问'}
          </summary>
          <IntentForm intent="query" className="mt-2 grid max-w-form gap-4">
            <input type="hidden" name="statementId" value={statement.id} />
            <Field name="line" scope={statement.id} label="哪一行" error={reply?.errors.line} width="half">
              {(control) => (
                <Select
                  {...control}
                  options={askableLines(statement).map(({ line, label }) => ({ value: line, label }))}
                  defaultValue={typed('line', 'gross')}
                />
              )}
            </Field>
            <Field name="question" scope={statement.id} label="疑问" error={reply?.errors.question}>
              {(control) => <TextArea {...control} rows={3} defaultValue={typed('question')} />}
            </Field>
            <div>
              <SubmitButton look="secondary">提出疑问</SubmitButton>
            </div>
          </IntentForm>
        </details>
      )}
    </div>
  );
}
