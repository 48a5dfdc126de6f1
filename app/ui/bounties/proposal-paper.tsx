import { Link } from '@remix-run/react';
import type { ProposalData } from '#app/domain/bounty-proposal.ts';
import type { ScoreSummary } from '#app/domain/bounty-scores.ts';
import type { ProposalState } from '#app/domain/bounty.ts';
import { type Fen, fenFromJson, formatWan } from '#app/domain/money.ts';
import { DateText } from '../date-text.tsx';
import { StateMark } from '../state-mark.tsx';
import { type Column, Table } from '../table.tsx';
import { ProposalMark } from './bounty-mark.tsx';

interface ProposalPaperProps {
  proposal: {
    readonly orgName: string;
    readonly state: ProposalState;
    readonly data: ProposalData;
    readonly budgetFen: Fen;
    readonly basis: string;
    readonly basisNo: string;
    readonly count: number;
    readonly summary: ScoreSummary | null;
    readonly notes: readonly string[];
  };
  isPostersChoice: boolean;
}

const columns: readonly Column<ProposalData['milestones'][number]>[] = [
  { key: 'name', head: '里程碑', phone: 'title', cell: (row) => row.name },
  { key: 'due', head: '完成', phone: 'date', cell: (row) => <DateText value={row.dueOn} /> },
  { key: 'target', head: '怎样算达到', phone: 'note', cell: (row) => row.target },
  {
    key: 'amount',
    head: '经费',
    align: 'right',
    phone: 'amount',
    cell: (row) => formatWan(fenFromJson(row.amountFen)),
  },
];

/** A proposal as judges read it, with its marks once there are enough of them. */
export function ProposalPaper({ proposal, isPostersChoice }: ProposalPaperProps) {
  const { data, summary } = proposal;
  return (
    <article className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      <h3 className="flex flex-wrap items-baseline gap-x-3 text-lg font-bold">
        {proposal.orgName}
        <span className="text-sm font-normal">
          <ProposalMark state={proposal.state} />
        </span>
        {isPostersChoice && <StateMark tone="gold">发榜方选定</StateMark>}
      </h3>
      <p className="text-sm text-ink-soft">
        经费 {formatWan(proposal.budgetFen)}，基础成果{' '}
        <Link to={`/achievements/${proposal.basisNo}`} className="link-quiet">
          {proposal.basis}
        </Link>
      </p>
      <p className="mt-2 text-sm">
        有效评分 {proposal.count} 份
        {summary && (
          <>
            ，平均 <b className="nums">{summary.mean}</b>，最高与最低相差{' '}
            <b className={`nums ${summary.isWide ? 'text-danger' : ''}`}>{summary.spread}</b>
            {summary.isWide && '，要先合议'}
          </>
        )}
      </p>
      {[
        ['方案', data.plan],
        ['技术路线', data.route],
        ['团队', data.team],
        ['知识产权', data.ip],
      ].map(([head, text]) => (
        <div key={head} className="mt-3">
          <h4 className="text-sm font-bold">{head}</h4>
          <p className="whitespace-pre-line break-words">{text}</p>
        </div>
      ))}
      <div className="mt-4">
        <Table
          caption={`${proposal.orgName} 的里程碑`}
          look="open"
          columns={columns}
          rows={data.milestones}
          rowKey={(row) => row.name}
        />
      </div>
      {proposal.notes.length > 0 && (
        <details className="mt-3 text-sm">
          <summary className="cursor-pointer text-ink-soft">专家的理由（不具名）</summary>
          <ul className="mt-1 list-disc pl-5">
            {proposal.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}
