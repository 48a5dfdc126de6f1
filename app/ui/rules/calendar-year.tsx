import { formatDayCn } from '#app/domain/days.ts';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { type Column, Table } from '../table.tsx';

interface CalendarRow {
  readonly fromOn: string;
  readonly toOn: string;
  readonly isWorking: boolean;
  readonly name: string;
  readonly entered: { readonly by: string | null; readonly on: string; readonly comparedBy: string | null } | null;
  readonly mayDrop: boolean;
}

const columns: Column<CalendarRow>[] = [
  {
    key: 'day',
    head: '日子',
    phone: 'title',
    cell: ({ fromOn, toOn }) =>
      fromOn === toOn ? formatDayCn(fromOn) : `${formatDayCn(fromOn)}至 ${formatDayCn(toOn)}`,
  },
  {
    key: 'kind',
    head: '放假或上班',
    phone: 'state',
    cell: ({ isWorking, name }) => (
      <StateMark tone={isWorking ? 'neutral' : 'good'}>
        {isWorking ? '调休上班' : '放假'}
        {name && `，${name}`}
      </StateMark>
    ),
  },
  {
    key: 'source',
    head: '来源',
    phone: 'line',
    cell: ({ entered }) =>
      entered
        ? `${entered.by ?? '管理员'} ${entered.on} 录入${entered.comparedBy ? `，${entered.comparedBy} 核对` : ''}`
        : '随系统发布',
  },
  {
    key: 'drop',
    head: '操作',
    phone: 'evidence',
    cell: ({ fromOn, toOn, mayDrop }) =>
      mayDrop && (
        <IntentForm intent="drop">
          <input type="hidden" name="fromOn" value={fromOn} />
          <input type="hidden" name="toOn" value={toOn} />
          <SubmitButton look="quiet">
            删除<span className="sr-only">{fromOn}</span>
          </SubmitButton>
        </IntentForm>
      ),
  },
];

interface CalendarYearProps {
  year: number;
  isNoticed: boolean;
  /** Some days of it were entered; not noticed, the rest is not known yet. */
  isEntered: boolean;
  runs: readonly CalendarRow[];
}

/** A year's days off and days worked, beside its plain weekends. */
export function CalendarYear({ year, isNoticed, isEntered, runs }: CalendarYearProps) {
  return (
    <section aria-labelledby={`year-${year}`}>
      <SectionHead
        look="plain"
        id={`year-${year}`}
        note={
          isNoticed
            ? '周末照常休息，不列'
            : isEntered
              ? '只录入了一部分放假安排，其余的日子按法定节日和周末算'
              : '放假安排还没有录入，只按法定节日和周末算'
        }
      >
        {`${year} 年`}
      </SectionHead>
      <Table caption={`${year} 年放假和调休上班的日子`} columns={columns} rows={runs} rowKey={({ fromOn }) => fromOn} />
    </section>
  );
}
