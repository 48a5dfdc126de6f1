import { importFailureWords } from '#app/domain/import-failure.ts';
import type { ImportNotes } from '#app/domain/import-notes.ts';
import type { ImportProgress } from '#app/domain/import-progress.ts';
import type { ImportState } from '#app/domain/import.ts';
import { ButtonLink } from '../button.tsx';
import type { DeedReply } from '../deed-reply.ts';
import { ImportConfirm } from './import-confirm.tsx';
import { ImportDone } from './import-done.tsx';
import { type Held, ImportHeld } from './import-held.tsx';
import { ImportRetry } from './import-retry.tsx';
import { ImportUndo } from './import-undo.tsx';
import { ImportMappingForm } from './import-mapping-form.tsx';
import { ImportWaiting } from './import-waiting.tsx';
import { Notice } from '../notice.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { type ImportReviewLine, ReviewUnderWay } from '../reviews/imported-work.tsx';

export interface StageRow {
  readonly id: string;
  readonly state: ImportState;
  readonly validRows: number;
  readonly invalidRows: number;
  readonly duplicateRows: number;
  readonly doneRows: number;
  readonly importedRows: number;
  readonly updatedRows: number;
  readonly skippedRows: number;
  readonly undoneRows: number;
  /** Whose click lets the whole file go public; null where its rows go through the unit's review. */
  readonly reviewedBy: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failure: string | null;
  readonly failureDetail: string | null;
  readonly heads: readonly string[] | null;
  readonly notes: ImportNotes;
}

interface ImportStageProps {
  row: StageRow;
  progress: ImportProgress;
  /** Events that the person who looks may trigger now. */
  deeds: readonly string[];
  /** The unit's secrecy reviewers. */
  reviewers: readonly { readonly id: string; readonly name: string }[];
  /** The one who is named in `row.reviewedBy`. */
  reviewer: string | null;
  /** The search has taken in all that was stored. */
  isSearchable: boolean;
  /** The last decision on the import as a whole. */
  review: ImportReviewLine | null;
  held: Held;
  /** The upload is gone, because a row of it may not be kept. */
  isErased: boolean;
  /** The person who looks does the secrecy review of his unit. */
  isReviewer: boolean;
  /** The person who looks is the one who is named. */
  isNamed: boolean;
  now: Date;
  reply?: DeedReply | undefined;
}

const count = (n: number): string => n.toLocaleString('en-US');

/** Where an import stands, and the one thing to do. */
export function ImportStage(props: ImportStageProps) {
  const {
    row,
    progress,
    deeds,
    reviewers,
    reviewer,
    isSearchable,
    review,
    held,
    isErased,
    isReviewer,
    isNamed,
    now,
    reply,
  } = props;
  const errors = reply?.errors;
  switch (row.state) {
    case 'checking':
      return (
        <>
          <Notice title="正在逐行检查" live="polite">
            还没有入库。大文件要一两分钟，可以离开这一页，查完会通知你。
          </Notice>
          <ImportRetry importId={row.id} since={row.createdAt} now={now} />
        </>
      );
    case 'failed':
      return (
        <Notice
          kind="danger"
          title={importFailureWords(row.failure, row.failureDetail)}
          actions={
            <>
              <ButtonLink look="primary" to="/desk/imports">
                重新上传
              </ButtonLink>
              <ButtonLink to="/desk/imports/template.xlsx" reloadDocument>
                下载模板
              </ButtonLink>
            </>
          }
        >
          没有任何内容入库。
        </Notice>
      );
    case 'checked':
      return <ImportConfirm {...{ row, isErased, deeds, reviewers, reply }} />;
    case 'running':
      return (
        <>
          <Running row={row} progress={progress} />
          <ImportRetry importId={row.id} since={row.startedAt} now={now} />
        </>
      );
    case 'mapping':
      return (
        <ImportMappingForm heads={row.heads ?? []} deeds={deeds} values={reply?.values ?? {}} errors={errors ?? {}} />
      );
    case 'done':
      return (
        <>
          <ImportDone {...{ row, reviewer, isSearchable }} held={held.count} />
          {review?.state === 'running' && <ReviewUnderWay {...{ review, now }} />}
          <ImportHeld {...{ held, isReviewer }} />
          {deeds.includes('undo') && <ImportUndo errors={errors} />}
        </>
      );
    case 'waiting':
      return (
        <>
          <ImportWaiting {...{ row, reviewer, isNamed, deeds, errors }} />
          {deeds.includes('undo') && <ImportUndo errors={errors} />}
        </>
      );
    case 'releasing':
      return review && <ReviewUnderWay {...{ review, now }} />;
    case 'undoing':
      return (
        <>
          <Notice title="正在撤销这次导入" live="polite">
            没有动过的成果正在撤下。可以离开这一页。
          </Notice>
          <ImportRetry importId={row.id} since={row.finishedAt ?? row.startedAt} now={now} />
        </>
      );
    case 'undone': {
      const stayed = row.importedRows + row.updatedRows - row.undoneRows;
      return (
        <Notice kind="success" title={`已撤销 ${count(row.undoneRows)} 项，不再公开。`}>
          {stayed > 0 && `${count(stayed)} 项导入之后动过，没有撤销，下面写着原因。`}
          名称和登记号已经空出来，可以改好表格重新导入。
        </Notice>
      );
    }
    case 'cancelled':
      return (
        <Notice
          title="这次导入已放弃，没有任何内容入库。"
          actions={<ButtonLink to="/desk/imports">重新上传</ButtonLink>}
        >
          逐行检查的结果已经删掉。
        </Notice>
      );
  }
}

function Running({ row, progress }: Pick<ImportStageProps, 'row' | 'progress'>) {
  return (
    <section aria-labelledby="progress" className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      <h2 id="progress" className="font-bold">
        正在入库
      </h2>
      <output className="mt-1 block text-sm tabular-nums">
        已处理 {count(row.doneRows)} / {count(row.validRows)} 行
        {progress.rowsPerSecond !== null && `，每秒 ${count(progress.rowsPerSecond)} 行`}
        {progress.secondsLeft !== null && `，大约还要 ${progress.secondsLeft} 秒`}
      </output>
      <div className="mt-2">
        <ProgressBar label="入库进度" value={row.doneRows} max={row.validRows} />
      </div>
      <p className="mt-2 text-sm text-ink-soft">可以离开这一页。中途断电也会接着做，不会重复入库。</p>
    </section>
  );
}
