import { StateMark } from './state-mark.tsx';
import { Table, type Column } from './table.tsx';

/** One thing compared. `unknown` means that a side has not said, `unlike` that both have, in ways that cannot be compared. */
export interface MatchFactor {
  readonly name: string;
  readonly wanted: string | null;
  readonly offered: string | null;
  readonly verdict: 'fits' | 'near' | 'misfit' | 'unlike' | 'unknown';
}

interface MatchFactorsProps {
  factors: readonly MatchFactor[];
  title: string;
  wantedHead?: string;
  offeredHead?: string;
}

const verdicts = {
  fits: { word: '符合', tone: 'good', shape: 'check' },
  near: { word: '接近', tone: 'gold', shape: 'near' },
  misfit: { word: '不符', tone: 'danger', shape: 'cross' },
  unlike: { word: '无法直接比', tone: 'neutral', shape: 'dashed' },
  unknown: { word: '未填写', tone: 'neutral', shape: 'dashed' },
} as const;

const said = (text: string | null) => text ?? <span className="text-ink-faint">未填写</span>;

function Verdict({ verdict }: Pick<MatchFactor, 'verdict'>) {
  const { word, tone, shape } = verdicts[verdict];
  return (
    <StateMark tone={tone} shape={shape}>
      <span className="whitespace-nowrap">{word}</span>
    </StateMark>
  );
}

const factorColumns = (wantedHead: string, offeredHead: string): readonly Column<MatchFactor>[] => [
  {
    key: 'name',
    head: '比什么',
    phone: 'title',
    width: '16%',
    cell: (factor) => <span className="text-[0.875rem] text-ink-soft">{factor.name}</span>,
  },
  { key: 'wanted', head: wantedHead, phone: 'note', phoneLabel: '要', cell: (factor) => said(factor.wanted) },
  { key: 'offered', head: offeredHead, phone: 'note', phoneLabel: '有', cell: (factor) => said(factor.offered) },
  {
    key: 'verdict',
    head: '结果',
    phone: 'state',
    width: '6.5rem',
    cell: (factor) => <Verdict verdict={factor.verdict} />,
  },
];

/** Factor by factor: what is wanted, what there is, how well it fits. */
export function MatchFactors({ factors, title, wantedHead = '需求要', offeredHead = '成果有' }: MatchFactorsProps) {
  return (
    <div className="border-t border-line">
      <Table
        look="flush"
        caption={`逐项对比：${title}`}
        columns={factorColumns(wantedHead, offeredHead)}
        rows={factors}
        rowKey={({ name, wanted }) => `${name} ${wanted ?? ''}`}
      />
    </div>
  );
}
