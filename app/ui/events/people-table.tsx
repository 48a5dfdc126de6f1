import {
  admittedStates,
  type AttendanceReply,
  eventRegistrationMachine,
  type EventRegistrationState,
  type TicketKind,
  ticketKindLabels,
} from '#app/domain/event-registration.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { StateMark } from '../state-mark.tsx';
import { type Column, Table } from '../table.tsx';
import { RowButton } from './agenda-section.tsx';
import { registrationTone } from './event-tone.ts';

interface PersonRow {
  readonly id: string;
  readonly state: EventRegistrationState;
  readonly seats: number;
  readonly checkedInAt: Date | null;
  readonly checkedOutAt: Date | null;
  readonly reply: AttendanceReply | null;
  readonly kind: TicketKind;
  readonly name: string;
  readonly phone: string;
  readonly unit: string;
  readonly post: string;
  readonly companions: readonly string[];
  readonly answers: readonly string[];
}

interface PeopleTableProps {
  rows: readonly PersonRow[];
  mayCheckIn: boolean;
  isComing: boolean;
}

const words: Readonly<Record<string, string>> = { approve: '通过', refuse: '不通过', cancel: '取消' };

/** Everybody who registered, with what the organizer may do; printed, it is the sign-in list. */
export function PeopleTable({ rows, mayCheckIn, isComing }: PeopleTableProps) {
  return (
    <Table
      caption="报名名单"
      columns={columnsOf(mayCheckIn, isComing)}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title="没有报名">报名开放后，名单和回执都在这里。</EmptyState>}
    />
  );
}

const columnsOf = (mayCheckIn: boolean, isComing: boolean): Column<PersonRow>[] => [
  {
    key: 'name',
    head: '姓名',
    phone: 'title',
    cell: (row) => (
      <>
        <b>{row.name}</b>
        {row.companions.length > 0 && (
          <span className="block text-sm text-ink-soft">随行：{row.companions.join('、')}</span>
        )}
      </>
    ),
  },
  { key: 'kind', head: '身份', cell: (row) => ticketKindLabels[row.kind] },
  {
    key: 'unit',
    head: '单位和职务',
    cell: (row) => (
      <>
        {row.unit} {row.post}
        {row.answers.length > 0 && <span className="block text-sm text-ink-soft">{row.answers.join('；')}</span>}
        {row.reply && <span className="block text-sm text-ink-soft">{replyWords(row.reply)}</span>}
      </>
    ),
  },
  { key: 'phone', head: '手机', cell: (row) => <span className="nums">{row.phone}</span> },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (
      <StateMark tone={registrationTone[row.state]}>{labelOf(eventRegistrationMachine, row.state)}</StateMark>
    ),
  },
  {
    key: 'in',
    head: '签到',
    phone: 'date',
    cell: (row) =>
      row.checkedInAt === null ? (
        <>
          <span className="text-ink-soft print:hidden">{admittedStates.includes(row.state) ? '未签到' : ''}</span>
          <span className="hidden print:inline">＿＿＿＿＿＿</span>
        </>
      ) : (
        <>
          <DateText value={row.checkedInAt} as="minute" />
          {row.checkedOutAt && <span className="block text-sm text-ink-soft">已离场</span>}
        </>
      ),
  },
  {
    key: 'deeds',
    head: '办理',
    phone: 'evidence',
    cell: (row) => <Deeds row={row} mayCheckIn={mayCheckIn} isComing={isComing} />,
  },
];

function Deeds({ row, mayCheckIn, isComing }: { row: PersonRow; mayCheckIn: boolean; isComing: boolean }) {
  const isIn = row.checkedInAt !== null && row.checkedOutAt === null;
  const mayEnter = mayCheckIn && row.state === 'registered';
  const answers =
    isComing && row.checkedInAt === null ? allowed(eventRegistrationMachine, row.state, ['organizer']) : [];
  return (
    <span className="flex flex-wrap gap-1 print:hidden">
      {mayEnter && !isIn && <RowButton intent="check-in" id={row.id} words="签到" />}
      {mayEnter && row.checkedInAt === null && <RowButton intent="check-paper" id={row.id} words="补录" />}
      {mayEnter && isIn && <RowButton intent="check-out" id={row.id} words="离场" />}
      {mayEnter && row.checkedInAt !== null && <RowButton intent="undo" id={row.id} words="撤销" />}
      {answers
        .filter((word) => words[word] !== undefined)
        .map((word) => (
          <RowButton key={word} intent={word} id={row.id} words={words[word] ?? word} />
        ))}
    </span>
  );
}

const replyWords = (reply: AttendanceReply): string =>
  [reply.arrivesBy, reply.meals && '用餐', reply.lodging && '住宿', reply.note].filter(Boolean).join('；');
