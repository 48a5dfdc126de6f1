import { importFailureWords } from '#app/domain/import-failure.ts';
import type { ImportNotes } from '#app/domain/import-notes.ts';
import type { Phases } from '#app/domain/import-progress.ts';
import { ButtonLink } from '../button.tsx';
import type { DeedReply } from '../deed-reply.ts';
import { ImportConfirm } from './import-confirm.tsx';
import { ImportDone } from './import-done.tsx';
import type { LeftLine } from './left-updates.tsx';
import { type Held, ImportHeld } from './import-held.tsx';
import type { Merges } from './import-review.tsx';
import { ImportUnderWay } from './import-under-way.tsx';
import { ImportUndo } from './import-undo.tsx';
import type { MappedFile } from './import-mapping-form.tsx';
import { ImportMapped, ImportMapping } from './import-mapping.tsx';
import { ImportWaiting } from './import-waiting.tsx';
import { Notice } from '../notice.tsx';
import { type ImportReviewLine, ReviewUnderWay } from '../reviews/imported-work.tsx';

export interface StageRow extends Phases, Omit<MappedFile, 'notes'> {
  readonly id: string;
  readonly totalRows: number;
  readonly invalidRows: number;
  readonly duplicateRows: number;
  readonly skippedRows: number;
  /** Whose click lets the whole file go public; null where its rows go through the unit's review. */
  readonly reviewedBy: string | null;
  readonly failure: string | null;
  readonly failureDetail: string | null;
  readonly notes: ImportNotes;
}

interface ImportStageProps {
  row: StageRow;
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
  merges: Merges;
  /** Rows that were to update what is not public any more. */
  hidden: number;
  left: readonly LeftLine[];
  now: Date;
  reply?: DeedReply | undefined;
}

const count = (n: number): string => n.toLocaleString('en-US');

/** Where an import stands, and the one thing to do. */
export function ImportStage(props: ImportStageProps) {
  const {
    row,
    deeds,
    reviewers,
    reviewer,
    isSearchable,
    review,
    held,
    isErased,
    isReviewer,
    isNamed,
    merges,
    hidden,
    left,
    now,
    reply,
  } = props;
  const errors = reply?.errors;
  switch (row.state) {
    case 'checking':
    case 'running':
    case 'undoing':
      return <ImportUnderWay {...{ row, now }} />;
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
      return (
        <>
          <ImportMapped {...{ row, isErased, deeds, reply }} />
          <ImportConfirm {...{ row, isErased, deeds, reviewers, merges, reply }} />
        </>
      );
    case 'mapping':
      return <ImportMapping {...{ row, deeds, reply }} />;
    case 'done':
      return (
        <>
          <ImportDone {...{ row, reviewer, isSearchable, left }} held={held.count} />
          {review?.state === 'running' && <ReviewUnderWay {...{ review, now }} />}
          <ImportHeld {...{ held, isReviewer }} />
          {deeds.includes('undo') && <ImportUndo errors={errors} />}
        </>
      );
    case 'waiting':
      return (
        <>
          <ImportWaiting {...{ row, hidden, reviewer, isNamed, deeds, errors }} />
          {deeds.includes('undo') && <ImportUndo errors={errors} />}
        </>
      );
    case 'releasing':
      return review && <ReviewUnderWay {...{ review, now }} />;
    case 'undone': {
      const stayed = row.importedRows + row.updatedRows - row.undoneRows;
      return (
        <Notice kind="success" title={`已撤销 ${count(row.undoneRows)} 项：${undoneWords(row)}`}>
          {stayed > 0 && `${count(stayed)} 项导入之后动过，没有撤销，下面写着原因。`}
          {row.importedRows > 0 && '撤下的，名称和登记号已经空出来，可以改好表格重新导入。'}
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

/** What a taken back import leaves: what was new is gone from the public, what was updated stands as it was before. */
function undoneWords({ importedRows, updatedRows }: { importedRows: number; updatedRows: number }): string {
  if (updatedRows === 0) return '新增的不再公开。';
  return importedRows === 0
    ? '更新过的恢复了原来的内容，公开照旧。'
    : '新增的不再公开，更新过的恢复了原来的内容，公开照旧。';
}
