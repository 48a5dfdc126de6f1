import type { ReactNode } from 'react';
import { importProgress, shareOf } from '#app/domain/import-progress.ts';
import type { ImportReviewEvent } from '#app/domain/import-review.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { ImportRetry } from '../imports/import-retry.tsx';
import { type LeftLine, LeftUpdates } from '../imports/left-updates.tsx';
import { Notice } from '../notice.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { SectionHead } from '../section-head.tsx';

export interface ImportedLine {
  readonly importId: string;
  readonly fileName: string;
  readonly originalId: string | null;
  readonly at: Date;
  readonly event: ImportReviewEvent;
  readonly rows: number;
  readonly updates: number;
  readonly isOwn: boolean;
}

export interface ImportReviewLine {
  readonly id: string;
  readonly importId: string;
  readonly event: ImportReviewEvent;
  readonly state: 'running' | 'done' | 'stopped';
  readonly rows: number;
  readonly doneRows: number;
  readonly movedRows: number;
  readonly heldRows: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly isSolo: boolean;
  readonly decider: string;
  readonly fileName: string;
  /** Rows of the import that wrote over a public record, and those that were to and did not. */
  readonly updatedRows: number;
  readonly left: readonly LeftLine[];
}

interface ImportedWorkProps {
  imported: readonly ImportedLine[];
  reviews: readonly ImportReviewLine[];
  now: Date;
  /** The form of a line, where the page is of its import. */
  renderForm?: ((line: ImportedLine) => ReactNode) | undefined;
}

const stepWords: Readonly<Record<ImportReviewEvent, string>> = {
  clear: '待保密审查',
  publish: '待单位审批',
  release: '等你确认后公开',
};
export const rowCount = (n: number): string => n.toLocaleString('en-US');

/** Imports whose rows stand as the sheet brought them: read, and decided on together. */
export function ImportedWork({ imported, reviews, now, renderForm }: ImportedWorkProps) {
  return (
    <section className="mb-8" aria-label="整批导入的成果">
      <SectionHead look="plain">整批导入的成果</SectionHead>
      <p className="pb-2.5 text-sm text-ink-soft">改过、退回过、加了材料或要人工复核的，仍在下面逐项审。</p>
      <ul className="grid gap-4">
        {reviews.map((review) => (
          <li key={review.id}>
            <ReviewUnderWay review={review} now={now} isDecider />
          </li>
        ))}
        {imported.map((line) => (
          <li key={line.importId + line.event} className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
            <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
              <div className="min-w-0">
                <h3 className="font-bold break-words">{line.fileName}</h3>
                <p className="text-sm text-ink-soft">
                  <DateText value={line.at} /> 导入，{rowCount(line.rows)} 项{stepWords[line.event]}
                  {line.updates > 0 && `，其中 ${rowCount(line.updates)} 项更新已公开的成果`}
                </p>
              </div>
              {renderForm === undefined && (
                <ButtonLink to={`/desk/reviews/achievements?import=${line.importId}`}>
                  {line.isOwn ? '看这一批' : '看过再审'}
                </ButtonLink>
              )}
            </div>
            {renderForm?.(line)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const doneWords: Readonly<Record<ImportReviewEvent, string>> = {
  clear: '通过保密审查，转单位审批',
  publish: '审核通过，已公开',
  release: '审过并公开',
};

interface ReviewUnderWayProps {
  review: ImportReviewLine;
  now: Date;
  /** Whoever decided reads it, and goes on from here. */
  isDecider?: boolean;
}

/** How far a decision is, and what came of it. */
export function ReviewUnderWay({ review, now, isDecider = false }: ReviewUnderWayProps) {
  const { event, state, rows, doneRows, movedRows, heldRows, updatedRows, left, decider, isSolo, fileName } = review;
  const who = `由${decider}决定${isSolo ? '；文件也是本人经手，本单位声明一人兼任' : ''}。`;
  if (state !== 'running') {
    const stayed = doneRows - movedRows - heldRows;
    return (
      <Notice
        kind={state === 'done' ? 'success' : 'attention'}
        live="polite"
        actions={
          isDecider && (
            <>
              <ButtonLink to="/desk">回到待办</ButtonLink>
              {event !== 'clear' && movedRows > 0 && <ButtonLink to="/achievements">到公开列表里看</ButtonLink>}
            </>
          )
        }
        title={
          state === 'done'
            ? `已处理 ${rowCount(event === 'release' ? movedRows + updatedRows : movedRows)} 项，${doneWords[event]}`
            : `已停止：导入被撤销，只处理了 ${rowCount(movedRows)} 项`
        }
      >
        {who}
        {heldRows > 0 &&
          `${rowCount(heldRows)} 项被文件检查之后启用的涉密筛查规则拦下，没有${event === 'clear' ? '转审批' : '公开'}，要逐项复核。`}
        {event !== 'release' && stayed > 0 && `${rowCount(stayed)} 项在处理时已有人改动，没有处理，仍要逐项审。`}
        {left.length > 0 && <LeftUpdates left={left} />}
      </Notice>
    );
  }
  const work = { since: review.startedAt, until: review.finishedAt, done: doneRows, share: shareOf(doneRows, rows) };
  const { rowsPerSecond, secondsLeft } = importProgress(work, now);
  return (
    <section aria-label={`${fileName}的处理进度`} className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      <h3 className="font-bold break-words">{fileName}</h3>
      <output className="mt-1 block text-sm tabular-nums">
        {event === 'clear' ? '正在转单位审批' : '正在公开'}：{rowCount(doneRows)} / {rowCount(rows)} 项
        {rowsPerSecond !== null && `，每秒 ${rowCount(rowsPerSecond)} 项`}
        {secondsLeft !== null && `，大约还要 ${secondsLeft} 秒`}
      </output>
      <div className="mt-2">
        <ProgressBar label="处理进度" value={doneRows} max={rows} />
      </div>
      <p className="mt-2 text-sm text-ink-soft">{who}可以离开这一页，中途断电也会接着做，不会重复。</p>
      <ImportRetry importId={review.importId} since={review.startedAt} now={now} />
    </section>
  );
}
