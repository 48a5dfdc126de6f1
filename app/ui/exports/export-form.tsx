import { useState } from 'react';
import { Link } from '@remix-run/react';
import { type Gathering, gatheringWords } from '#app/domain/aggregation.ts';
import { exportFormats, mostExportRows } from '#app/domain/export-application.ts';
import { Button } from '../button.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { useRefresh } from '../use-refresh.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface ExportFormProps {
  replayKey: string;
  query: string;
  words: string;
  /** Other units' records. */
  found: number;
  /** The unit's own, which are not among them. */
  ownFound: number;
  /** What gathers among them: it leaves by an approved application only. */
  gathered: readonly Gathering[];
  left: number;
  mayApply: boolean;
  reply: Reply | undefined;
}

export const formatWords = { xlsx: 'Excel', csv: 'CSV', jsonl: 'JSON Lines' } as const;

/** What a search finds, as a file; and where that is more than a day allows, the application for it. */
export function ExportForm({
  replayKey,
  query,
  words,
  found,
  ownFound,
  gathered,
  left,
  mayApply,
  reply,
}: ExportFormProps) {
  // The file leaves the page as it is: it is asked until it knows of what was taken.
  const [leftBefore, noteLeft] = useState<number | null>(null);
  useRefresh(leftBefore === left ? 1_500 : null);
  const mine = reply?.intent === 'apply' ? reply : undefined;
  const { '': whole, ...errors } = mine?.errors ?? {};
  const rows = Math.min(found, left);
  const isGathered = gathered.length > 0;
  return (
    <section className="mt-8 max-w-form" aria-labelledby="take">
      <SectionHead look="plain" id="take">
        导出别的单位公开的成果
      </SectionHead>
      <p>
        {words}，找到别的单位的 <span className="tabular-nums">{found.toLocaleString('en-US')}</span> 项。
        <Link to={`/achievements${query && `?${query}`}`} className="link">
          换个条件找
        </Link>
      </p>
      <p className="text-sm text-ink-soft">
        {ownFound > 0 && `本单位的 ${ownFound.toLocaleString('en-US')} 项不在内，请在“本单位成果”里导出。`}
        标为军民两用、出口管制的不随列表导出，导出的条数可能少于找到的。
      </p>
      {isGathered ? (
        <div className="mt-3">
          <Notice kind="attention" title="这些成果汇集在一起，要人工审核，批准后才能导出">
            <ul className="list-disc pl-5">
              {gathered.map((each) => (
                <li key={`${each.kind} ${each.what}`}>{gatheringWords(each)}</li>
              ))}
            </ul>
            {mayApply ? '请在下面写明用途申请，或者换个更窄的条件。' : '请由本单位经办人申请，或者换个更窄的条件。'}
          </Notice>
        </div>
      ) : rows > 0 ? (
        <form
          method="post"
          action="/desk/exports/download"
          onSubmit={() => noteLeft(left)}
          className="mt-3 flex flex-wrap items-center gap-2"
        >
          <input type="hidden" name="intent" value="download" />
          <input type="hidden" name="query" value={query} />
          <span className="text-sm text-ink-soft">{rows < found ? `导出前 ${rows} 项：` : `导出 ${rows} 项：`}</span>
          {exportFormats.map((format) => (
            <Button key={format} type="submit" name="format" value={format}>
              {formatWords[format]}
            </Button>
          ))}
        </form>
      ) : (
        found > 0 && <p className="mt-3 text-sm text-ink-soft">24 小时内的条数已用完，明天再来，或者在下面申请。</p>
      )}
      {(found > left || isGathered) && mayApply && (
        <IntentForm
          intent="apply"
          replayKey={replayKey}
          className="mt-6 grid gap-4 rounded-lg border border-line bg-card p-5"
        >
          <h3 className="font-bold">{isGathered ? '请写明用途申请' : '需要更多，请写明用途申请'}</h3>
          <ErrorSummary errors={errors} message={whole?.[0]} />
          <input type="hidden" name="query" value={query} />
          <Field name="rows" label="条数" unit="条" width="short" error={errors.rows}>
            {(control) => (
              <TextInput
                {...control}
                inputMode="numeric"
                defaultValue={String(mine?.values.rows ?? Math.min(found, mostExportRows))}
              />
            )}
          </Field>
          <Field
            name="purpose"
            label="用途"
            why="谁用、做什么、留多久。只按这里写的用途使用，不转交他人。"
            error={errors.purpose}
          >
            {(control) => <TextArea {...control} maxLength={500} defaultValue={String(mine?.values.purpose ?? '')} />}
          </Field>
          <div>
            <SubmitButton intent="apply">提交申请</SubmitButton>
          </div>
        </IntentForm>
      )}
    </section>
  );
}
