import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/days.ts';
import { type PatentKind, patentKindLabels, type PatentStatus, patentStatusLabels } from '#app/domain/patent.ts';
import { DateText } from '../date-text.tsx';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { type Column, Table } from '../table.tsx';
import { patentTones } from './patent-words.ts';

export interface PatentLine {
  readonly number: string;
  readonly facts: {
    readonly title: string;
    readonly type: PatentKind;
    readonly owner: string;
    readonly status: PatentStatus;
    readonly paidUntilOn: Day | null;
    readonly source: string;
    readonly asOf: Day;
  } | null;
  readonly isLapsed: boolean;
  readonly isSoon: boolean;
  readonly isOthers: boolean;
  readonly expiresOn: Day | null;
  readonly links: readonly {
    readonly id: string;
    readonly no: string;
    readonly name: string;
    readonly isText: boolean;
  }[];
}

/** The form below the table that the boxes of its rows belong to. */
export const attachFormId = 'attach-patents';

const columns: Column<PatentLine>[] = [
  {
    key: 'name',
    head: '专利',
    phone: 'title',
    cell: (row) => (
      <div className="flex items-start gap-2.5">
        <input
          type="checkbox"
          id={`patent-${row.number}`}
          form={attachFormId}
          name="numbers"
          value={row.number}
          className="tick mt-1 flex-none"
        />
        <label htmlFor={`patent-${row.number}`} className="min-w-0">
          <span className="block break-words">{row.facts?.title ?? '还没有名称'}</span>
          <span className="nums text-sm text-ink-soft">{row.number}</span>
        </label>
      </div>
    ),
  },
  { key: 'type', head: '类型', phone: 'line', cell: (row) => (row.facts ? patentKindLabels[row.facts.type] : '—') },
  {
    key: 'status',
    head: '登记簿状态',
    phone: 'state',
    cell: ({ facts, isLapsed }) =>
      facts === null ? (
        <StateMark tone="neutral">待查</StateMark>
      ) : (
        <>
          <StateMark tone={isLapsed ? 'danger' : patentTones[facts.status]}>
            {isLapsed && patentTones[facts.status] !== 'danger' ? '已届满' : patentStatusLabels[facts.status]}
          </StateMark>
          <span className="block text-sm text-ink-soft">
            {facts.source}，{facts.asOf}
          </span>
        </>
      ),
  },
  {
    key: 'owner',
    head: '专利权人',
    phone: 'line',
    cell: ({ facts, isOthers }) => (
      <>
        {facts?.owner || '—'}
        {isOthers && (
          <span className="block">
            <StateMark tone="attention">登记簿上不是本单位</StateMark>
          </span>
        )}
      </>
    ),
  },
  {
    key: 'expires',
    head: '届满，年费',
    align: 'right',
    phone: 'date',
    cell: ({ facts, expiresOn, isSoon }) => (
      <>
        {expiresOn === null ? '—' : <DateText value={expiresOn} />}
        {facts?.paidUntilOn && <span className="block text-sm text-ink-soft">年费缴至 {facts.paidUntilOn}</span>}
        {isSoon && <StateMark tone="attention">半年内到期</StateMark>}
      </>
    ),
  },
  {
    key: 'links',
    head: '支撑的成果',
    phone: 'evidence',
    cell: (row) => (row.links.length === 0 ? <Unlinked number={row.number} /> : <Links row={row} />),
  },
];

function Links({ row }: { row: PatentLine }) {
  return (
    <ul className="grid gap-1">
      {row.links.map((link) => (
        <li key={link.id} className="flex flex-wrap items-baseline gap-x-3">
          <Link to={`/desk/achievements/${link.id}`} className="link-quiet">
            {link.name}
          </Link>
          {!link.isText && (
            <IntentForm intent="detach">
              <input type="hidden" name="number" value={row.number} />
              <input type="hidden" name="achievementId" value={link.id} />
              <SubmitButton look="quiet">取消关联</SubmitButton>
            </IntentForm>
          )}
        </li>
      ))}
    </ul>
  );
}

const Unlinked = ({ number }: { number: string }) => (
  <span className="flex flex-wrap items-baseline gap-x-3">
    <span className="text-ink-soft">没有关联</span>
    <IntentForm intent="remove">
      <input type="hidden" name="number" value={number} />
      <SubmitButton look="quiet">移出清单</SubmitButton>
    </IntentForm>
  </span>
);

/** The unit's patents, each with what the register says and what rests on it. */
export const PatentTable = ({ rows }: { rows: readonly PatentLine[] }) => (
  <Table caption="本单位的专利" columns={columns} rows={rows} rowKey={(row) => row.number} />
);
