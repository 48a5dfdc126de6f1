import { Link } from '@remix-run/react';
import type { AchievementState } from '#app/domain/achievement.ts';
import {
  choicesFor,
  type DuplicateChoice,
  type DuplicateKind,
  type ImportRowState,
  type ImportState,
  mergeObstacle,
} from '#app/domain/import.ts';
import { ChoiceChip } from '../chip.tsx';
import { EmptyState } from '../empty-state.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Pagination } from '../pagination.tsx';
import { MarkedSheet } from '../marked-sheet.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { type Column, Table } from '../table.tsx';

export interface ImportRow {
  readonly rowNo: number;
  readonly state: ImportRowState;
  readonly name: string;
  readonly errors: readonly { readonly column: string; readonly code?: string | undefined; readonly says: string }[];
  readonly duplicate: DuplicateKind | null;
  readonly choice: DuplicateChoice | null;
  readonly achievement: {
    readonly id: string;
    readonly no: string;
    readonly name: string;
    readonly state: AchievementState;
  } | null;
}

interface ImportRowsProps {
  row: {
    readonly id: string;
    readonly state: ImportState;
    readonly totalRows: number;
  };
  /** Rows of each kind, and those that need a look. */
  counts: Readonly<Record<ImportRowState | 'look', number>>;
  /** The upload is gone, because a row of it may not be kept. */
  isErased: boolean;
  rows: readonly ImportRow[];
  /** Events that the person who looks may trigger now. */
  deeds: readonly string[];
  /** The kind of row that is shown; null for all that need a look. */
  state: ImportRowState | null;
  page: number;
  shown: number;
}

const stateWords: Readonly<Record<ImportRowState, string>> = {
  valid: '可导入',
  invalid: '有问题',
  duplicate: '重复',
  imported: '已导入',
  updated: '已更新',
  skipped: '已跳过',
  undone: '已撤销',
};

const columns: Column<ImportRow>[] = [
  {
    key: 'row',
    head: '行',
    phone: 'date',
    phoneLabel: '位置',
    cell: (row) => <span className="nums">第 {row.rowNo} 行</span>,
    width: '6rem',
  },
  {
    key: 'state',
    head: '结果',
    phone: 'state',
    width: '7rem',
    cell: (row) => (
      <StateMark tone={row.state === 'invalid' ? 'danger' : row.state === 'duplicate' ? 'attention' : 'good'}>
        {stateWords[row.state]}
      </StateMark>
    ),
  },
  {
    key: 'name',
    head: '成果',
    phone: 'title',
    cell: (row) =>
      row.achievement ? (
        <Link to={`/desk/achievements/${row.achievement.id}`} className="link">
          {row.achievement.no} {row.name || row.achievement.name}
        </Link>
      ) : (
        row.name || (row.errors.some(({ code }) => code === 'not_open') ? '（名称没有保存）' : '（没有名称）')
      ),
  },
  {
    key: 'errors',
    head: '列与原因',
    phone: 'evidence',
    cell: (row) =>
      row.errors.length === 0 ? (
        '—'
      ) : (
        <ul>
          {row.errors.map((error) => (
            <li key={error.column + error.says}>
              <b>{error.column}</b>：{error.says}
            </li>
          ))}
        </ul>
      ),
  },
];

const choiceWords: Readonly<Record<DuplicateChoice, string>> = { skip: '跳过', merge: '更新', new: '作为新成果' };

const choiceColumn: Column<ImportRow> = {
  key: 'choice',
  head: '怎么办',
  width: '11rem',
  cell: (row) => {
    if (row.duplicate === null) return '—';
    const obstacle = row.achievement && mergeObstacle(row.achievement.state);
    const allowed = choicesFor(row.duplicate, row.achievement !== null).filter(
      (choice) => choice !== 'merge' || obstacle === null,
    );
    const why = obstacle && <p className="text-sm text-ink-soft">不能更新。{obstacle}</p>;
    if (allowed.length === 1 && row.choice !== 'merge') return <div className="min-w-0 flex-1">跳过{why}</div>;
    return (
      <div className="flex flex-wrap gap-2">
        {allowed.map((choice) => (
          <IntentForm key={choice} intent="choose">
            <input type="hidden" name="rowNo" value={row.rowNo} />
            <input type="hidden" name="choice" value={choice} />
            <SubmitButton intent="choose" look={row.choice === choice ? 'secondary' : 'quiet'}>
              {choiceWords[choice]}
              {row.choice === choice && '（已选）'}
              <span className="sr-only">第 {row.rowNo} 行</span>
            </SubmitButton>
          </IntentForm>
        ))}
        {why}
      </div>
    );
  },
};

/** The kinds of rows one may look at: before the import what may come in, afterwards what became of each that there is. */
function kindsOf(counts: ImportRowsProps['counts'], stored: boolean): ImportRowState[] {
  if (!stored) return ['valid', 'invalid', 'duplicate'];
  const later = ['updated', 'duplicate', 'skipped', 'undone'] as const;
  return ['imported', 'invalid', ...later.filter((kind) => counts[kind] > 0)];
}

/** The report, row by row: what needs a look first, the rest a click away. */
export function ImportRows({ row, deeds, rows, counts, isErased, state, page, shown }: ImportRowsProps) {
  const here = `/desk/imports/${row.id}`;
  const stored = row.state !== 'checked';
  const offersMarked = stored && counts.invalid + counts.duplicate + counts.skipped > 0;
  const kinds = kindsOf(counts, stored);
  const mayChoose = deeds.includes('confirm') && rows.some(({ state: word }) => word === 'duplicate');
  return (
    <section className="mt-8" aria-labelledby="rows">
      <SectionHead
        look="plain"
        id="rows"
        action={offersMarked && <MarkedSheet importId={row.id} isErased={isErased} />}
      >
        逐行结果，共 {row.totalRows.toLocaleString('en-US')} 行
      </SectionHead>
      <nav aria-label="按结果看" className="mb-3 flex flex-wrap gap-2">
        <ChoiceChip to={here} current={state === null} count={counts.look}>
          要处理的
        </ChoiceChip>
        {kinds.map((kind) => (
          <ChoiceChip key={kind} to={`${here}?state=${kind}`} current={state === kind} count={counts[kind]}>
            {stateWords[kind]}
          </ChoiceChip>
        ))}
      </nav>
      <Table
        caption="逐行检查结果"
        columns={mayChoose ? [...columns, choiceColumn] : columns}
        rows={rows}
        rowKey={(each) => String(each.rowNo)}
        empty={<EmptyState title={state !== null ? '这一类没有' : stored ? '没有要处理的行' : '每一行都通过了检查'} />}
      />
      {shown > 0 && (
        <Pagination
          page={page}
          pageSize={50}
          total={shown}
          noun="行"
          hrefFor={(next) => `${here}?${state ? `state=${state}&` : ''}page=${next}`}
        />
      )}
    </section>
  );
}
