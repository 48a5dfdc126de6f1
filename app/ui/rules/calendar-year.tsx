import { formatDayCn } from '#app/domain/days.ts';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { type Column, Table } from '../table.tsx';

interface CalendarRow {
  readonly day: string;
  readonly isWorking: boolean;
  readonly name: string;
  readonly entered: { readonly by: string | null; readonly on: string } | null;
  readonly mayDrop: boolean;
}

const columns: Column<CalendarRow>[] = [
  { key: 'day', head: '日子', phone: 'title', cell: ({ day }) => formatDayCn(day) },
  {
    key: 'kind',
    head: '放假或上班',
    phone: 'state',
    cell: ({ isWorking }) => (
      <StateMark tone={isWorking ? 'neutral' : 'good'}>{isWorking ? '调休上班' : '放假'}</StateMark>
    ),
  },
  { key: 'name', head: '节日', phone: 'line', cell: ({ name }) => name || '—' },
  {
    key: 'source',
    head: '来源',
    phone: 'line',
    cell: ({ entered }) => (entered ? `${entered.by ?? '管理员'} ${entered.on} 录入` : '随系统发布'),
  },
  {
    key: 'drop',
    head: '操作',
    phone: 'evidence',
    cell: ({ day, mayDrop }) =>
      mayDrop && (
        <IntentForm intent="drop">
          <input type="hidden" name="day" value={day} />
          <SubmitButton look="quiet">
            删除<span className="sr-only">{day}</span>
          </SubmitButton>
        </IntentForm>
      ),
  },
];

interface CalendarYearProps {
  year: number;
  isNoticed: boolean;
  days: readonly CalendarRow[];
}

/** A year's days off and days worked, beside its plain weekends. */
export function CalendarYear({ year, isNoticed, days }: CalendarYearProps) {
  return (
    <section aria-labelledby={`year-${year}`}>
      <SectionHead
        look="plain"
        id={`year-${year}`}
        note={isNoticed ? `${days.length} 天` : '放假安排还没有录入，只按法定节日和周末算'}
      >
        {`${year} 年`}
      </SectionHead>
      <Table caption={`${year} 年放假和调休上班的日子`} columns={columns} rows={days} rowKey={({ day }) => day} />
    </section>
  );
}
