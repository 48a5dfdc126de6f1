import { importFailureWords } from '#app/domain/import-failure.ts';
import type { ImportProgress } from '#app/domain/import-progress.ts';
import type { ImportState } from '#app/domain/import.ts';
import { ButtonLink } from './button.tsx';
import { ImportConfirm } from './import-confirm.tsx';
import { Notice } from './notice.tsx';
import { ProgressBar } from './progress-bar.tsx';

interface ImportStageProps {
  row: {
    readonly state: ImportState;
    readonly validRows: number;
    readonly invalidRows: number;
    readonly duplicateRows: number;
    readonly doneRows: number;
    readonly failure: string | null;
    readonly failureDetail: string | null;
  };
  progress: ImportProgress;
  /** Events that the person who looks may trigger now. */
  deeds: readonly string[];
  errors?: Readonly<Record<string, string[]>> | undefined;
}

const count = (n: number): string => n.toLocaleString('en-US');

/** Where an import stands, and the one thing to do. */
export function ImportStage({ row, progress, deeds, errors }: ImportStageProps) {
  switch (row.state) {
    case 'checking':
      return (
        <Notice title="正在逐行检查" live="polite">
          还没有入库。大文件要一两分钟，可以离开这一页，查完会通知你。
        </Notice>
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
      return <ImportConfirm row={row} deeds={deeds} errors={errors} />;
    case 'running':
      return <Running row={row} progress={progress} />;
    case 'done':
      return (
        <Notice
          kind="success"
          title={`已处理 ${count(row.doneRows)} 行，成果已公开，可以搜到了。`}
          actions={
            <>
              <ButtonLink to="/desk/achievements">看本单位成果</ButtonLink>
              <ButtonLink to="/achievements">到公开列表里找</ButtonLink>
            </>
          }
        />
      );
    case 'cancelled':
      return <Notice title="这次导入已放弃，没有任何内容入库。" />;
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
