import type { Day } from '#app/domain/days.ts';
import { type PatentStatus, patentStatusLabels } from '#app/domain/patent.ts';
import { DateText } from '../date-text.tsx';
import { patentTones } from '../patents/patent-words.ts';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { type Column, Table } from '../table.tsx';

/** A right with its kind and state in words. */
export interface RightInWords {
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly number: string | null;
  readonly expiresOn: string | null;
  readonly holder: string | null;
  /** Pledge, licence or dispute in words; null for visitors. */
  readonly encumbrance: string | null;
  /** What the patent register says, where a source told of it. */
  readonly register: {
    readonly status: PatentStatus;
    readonly owner: string;
    readonly expiresOn: Day | null;
    readonly source: string;
    readonly asOf: Day;
    readonly isLapsed: boolean;
  } | null;
}

const rightColumns: Column<RightInWords>[] = [
  {
    key: 'name',
    head: '名称',
    phone: 'title',
    cell: ({ name, encumbrance }) => (
      <>
        {name}
        {encumbrance !== null && <span className="block text-sm font-normal text-attention">{encumbrance}</span>}
      </>
    ),
  },
  { key: 'type', head: '类型', phone: 'line', cell: (row) => row.type },
  { key: 'number', head: '编号', phone: 'line', cell: (row) => <span className="nums">{row.number ?? '—'}</span> },
  {
    key: 'status',
    head: '状态',
    phone: 'state',
    cell: ({ register, status }) =>
      register === null ? (
        status
      ) : (
        <>
          <StateMark tone={register.isLapsed ? 'danger' : patentTones[register.status]}>
            {register.isLapsed && patentTones[register.status] !== 'danger'
              ? '已届满'
              : patentStatusLabels[register.status]}
          </StateMark>
          <span className="block text-sm text-ink-soft">
            {register.source}，{register.asOf}
          </span>
        </>
      ),
  },
  {
    key: 'owner',
    head: '权利人',
    phone: 'line',
    cell: ({ register, holder }) => register?.owner || holder || '—',
  },
  {
    key: 'expires',
    head: '到期',
    align: 'right',
    phone: 'date',
    cell: ({ register, expiresOn }) => {
      const day = register?.expiresOn ?? expiresOn;
      return day ? <DateText value={day} /> : '—';
    },
  },
];

/** What an achievement rests on. */
export function AchievementRights({ rights, isSignedIn }: { rights: readonly RightInWords[]; isSignedIn: boolean }) {
  if (rights.length === 0) return null;
  return (
    <section>
      <SectionHead note={`${rights.length} 件`}>知识产权</SectionHead>
      <Table
        caption="知识产权"
        look="open"
        columns={rightColumns}
        rows={rights}
        rowKey={(row) => `${row.name}${row.number ?? ''}`}
      />
      {!isSignedIn && <p className="mt-2 text-sm text-ink-soft">质押、许可和涉诉情况登录后可见。</p>}
    </section>
  );
}
