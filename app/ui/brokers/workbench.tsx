import { Link, useActionData } from '@remix-run/react';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Option } from '../option.ts';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

/** Proposes one of the pairs that fit to both sides with one message. */
export function ProposePair({ pairs }: { pairs: readonly Option[] }) {
  const given = useActionData<Reply>();
  const reply = given?.intent === 'propose' ? given : undefined;
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string) => (typeof reply?.values[name] === 'string' ? reply.values[name] : '');
  if (pairs.length === 0) return <p className="mt-3 text-sm text-ink-soft">现在没有可以撮合的一对。</p>;
  return (
    <details className="mt-3 max-w-form rounded-lg border border-line bg-card" open={reply !== undefined}>
      <summary className="min-h-11 px-4 py-2.5 font-bold">向双方提一对</summary>
      <IntentForm intent="propose" className="grid gap-4 border-t border-line px-4 py-4">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <Field name="matchId" label="哪一对" error={errors.matchId}>
          {(control) => <Select {...control} options={pairs} blank="请选择" defaultValue={typed('matchId')} />}
        </Field>
        <Field name="message" label="给双方的话" why="同一句话发给两边，说清为什么对得上。" error={errors.message}>
          {(control) => <TextArea {...control} rows={3} maxLength={500} defaultValue={typed('message')} />}
        </Field>
        <div>
          <SubmitButton intent="propose">发给双方</SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}

interface OfferedRequestsProps {
  rows: readonly {
    readonly id: string;
    readonly no: string;
    readonly achievementName: string;
    readonly achievementNo: string;
    readonly offeredAt: Date | null;
  }[];
}

/** Requests that nobody answered in time; the asker wants a broker's help. */
export function OfferedRequests({ rows }: OfferedRequestsProps) {
  return (
    <section aria-labelledby="offered">
      <SectionHead look="plain" id="offered" note="30 天内">
        没人答复的对接申请
      </SectionHead>
      {rows.length === 0 ? (
        <p className="text-sm text-ink-soft">没有。</p>
      ) : (
        <ul className="rounded-lg border border-line bg-card">
          {rows.map((row) => (
            <li
              key={row.id}
              className="flex flex-wrap justify-between gap-x-4 border-b border-line px-4 py-2 last:border-b-0"
            >
              <Link to={`/achievements/${row.achievementNo}`} className="link">
                {row.achievementName}
              </Link>
              <span className="nums text-sm text-ink-soft">
                {row.no} {row.offeredAt && <DateText value={row.offeredAt} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
