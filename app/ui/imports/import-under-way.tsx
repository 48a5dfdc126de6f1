import { importUnderWay, importProgress, type Phases } from '#app/domain/import-progress.ts';
import { ProgressBar } from '../progress-bar.tsx';
import { ImportRetry } from './import-retry.tsx';

interface ImportUnderWayProps {
  row: Phases & { readonly id: string };
  now: Date;
}

const count = (n: number): string => n.toLocaleString('en-US');

type Busy = 'checking' | 'running' | 'undoing';
const titles: Readonly<Record<Busy, string>> = {
  checking: '正在逐行检查',
  running: '正在入库',
  undoing: '正在撤销这次导入',
};
const labels: Readonly<Record<Busy, string>> = { checking: '检查进度', running: '入库进度', undoing: '撤销进度' };
const notes: Readonly<Record<Busy, string>> = {
  checking: '还没有入库。可以离开这一页，查完会通知你。',
  running: '可以离开这一页。中途断电也会接着做，不会重复入库。',
  undoing: '没有动过的成果正在撤下。可以离开这一页，中途断电也会接着做。',
};

/** How far the job of an import is: its bar, how fast it goes, how long it will take, and the way out where it stands still. */
export function ImportUnderWay({ row, now }: ImportUnderWayProps) {
  const state = row.state as Busy;
  const work = importUnderWay(row);
  const { rowsPerSecond, secondsLeft } = importProgress(work, now);
  return (
    <>
      <section aria-labelledby="progress" className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
        <h2 id="progress" className="font-bold">
          {titles[state]}
        </h2>
        <output className="mt-1 block text-sm tabular-nums">
          {doneWords(row, work.done)}
          {rowsPerSecond !== null && `，每秒 ${count(rowsPerSecond)} 行`}
          {secondsLeft !== null && `，大约还要 ${secondsLeft} 秒`}
        </output>
        <div className="mt-2">
          <ProgressBar label={labels[state]} value={Math.round(work.share * 1000)} max={1000} />
        </div>
        <p className="mt-2 text-sm text-ink-soft">{notes[state]}</p>
      </section>
      <ImportRetry importId={row.id} since={work.since} now={now} />
    </>
  );
}

function doneWords(
  { state, checkedPpm, validRows, importedRows, updatedRows, keptRows }: Phases,
  done: number,
): string {
  if (state === 'checking') {
    return checkedPpm === 0
      ? '正在打开文件'
      : `已检查 ${count(done)} 行，读了文件的 ${Math.floor(checkedPpm / 10_000)}%`;
  }
  if (state === 'running') return `已处理 ${count(done)} / ${count(validRows)} 行`;
  const kept = keptRows > 0 ? `，其中 ${count(keptRows)} 行动过，不撤` : '';
  return `已处理 ${count(done)} / ${count(importedRows + updatedRows)} 行${kept}`;
}
