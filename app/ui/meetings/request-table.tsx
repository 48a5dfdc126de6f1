import { type MeetingReasons, meetingRequestMachine, type MeetingRequestState } from '#app/domain/event-meeting.ts';
import { labelOf } from '#app/domain/machine.ts';
import { type Column, Table } from '../table.tsx';

interface RequestRow {
  readonly id: string;
  readonly state: MeetingRequestState;
  readonly fromId: string;
  readonly toId: string;
  readonly value: number;
  readonly reasons: MeetingReasons | null;
}

interface Named extends RequestRow {
  readonly who: string;
}

const columns: Column<Named>[] = [
  {
    key: 'who',
    head: '双方',
    phone: 'title',
    cell: (row) => (
      <>
        {row.who}
        {row.reasons && (
          <span className="block text-sm text-ink-soft">
            需求「{row.reasons.demandTitle}」与成果「{row.reasons.achievementTitle}」相符
          </span>
        )}
      </>
    ),
  },
  { key: 'state', head: '进展', phone: 'state', cell: (row) => labelOf(meetingRequestMachine, row.state) },
  {
    key: 'value',
    head: '排程分值',
    align: 'right',
    phone: 'line',
    cell: (row) => <span className="nums">{row.value}</span>,
  },
];

/** Requests and suggestions as the organizer sees them: who, how it stands, and what the matching found. What they mean to say stays theirs. */
export function RequestTable({
  rows,
  nameOf,
}: {
  rows: readonly RequestRow[];
  nameOf: Readonly<Record<string, string>>;
}) {
  const name = (id: string) => nameOf[id] ?? '已退出的参会人';
  const named = rows.map((row) => ({ ...row, who: `${name(row.fromId)} ↔ ${name(row.toId)}` }));
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 font-bold">约见和推荐一览（{rows.length} 个）</summary>
      <Table caption="约见和推荐一览" rows={named} rowKey={(row) => row.id} columns={columns} />
    </details>
  );
}
