import { courseResultLabels } from '#app/domain/training.ts';
import { brokerLevels } from '../broker-levels.ts';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { type Column, Table } from '../table.tsx';

export interface TrainingRow {
  readonly courseId: string;
  readonly title: string;
  readonly level: keyof typeof brokerLevels;
  readonly heldOn: string;
  readonly hours: number;
  readonly courseHours: number;
  readonly mark: number | null;
  readonly certificateNo: string | null;
  readonly result: keyof typeof courseResultLabels;
}

const columns: readonly Column<TrainingRow>[] = [
  { key: 'title', head: '班次', phone: 'title', cell: (row) => row.title },
  { key: 'level', head: '等级', phone: 'note', cell: (row) => brokerLevels[row.level] },
  { key: 'held', head: '开班', phone: 'date', cell: (row) => <span className="nums">{row.heldOn}</span> },
  { key: 'hours', head: '学时', align: 'right', cell: (row) => `${row.hours} / ${row.courseHours}` },
  { key: 'mark', head: '考试', align: 'right', cell: (row) => row.mark ?? '—' },
  {
    key: 'result',
    head: '结果',
    phone: 'state',
    cell: (row) => (
      <StateMark tone={row.result === 'passed' ? 'good' : 'attention'}>{courseResultLabels[row.result]}</StateMark>
    ),
  },
  { key: 'certificate', head: '证书', cell: (row) => row.certificateNo ?? '—' },
];

/** A person's courses with hours, exam and certificate. */
export function TrainingList({ rows }: { rows: readonly TrainingRow[] }) {
  return (
    <section aria-labelledby="training">
      <SectionHead look="plain" id="training" note="由办班的主管部门登记">
        培训
      </SectionHead>
      <Table
        caption="参加的培训"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.courseId}
        empty={
          <p className="text-sm text-ink-soft">
            还没有培训记录。参加主管部门的技术转移人才培训后，学时和成绩会记在这里。
          </p>
        }
      />
    </section>
  );
}
