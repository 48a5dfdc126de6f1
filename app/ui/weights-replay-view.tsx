import { matchAnswerLabels } from '#app/domain/match-answer.ts';
import { matchFactors } from '#app/domain/match-fit.ts';
import {
  enoughAnswers,
  type ReplayFigures,
  type ReplayLine,
  restsOnFew,
  type WeightsReplay,
} from '#app/domain/match-replay.ts';
import type { MatchWeights } from '#app/domain/match-weights.ts';
import { formatPpm } from '#app/domain/money.ts';
import { IntentForm } from './intent-form.tsx';
import { factorNames } from './match-words.ts';
import { Notice } from './notice.tsx';
import { SubmitButton } from './submit-button.tsx';
import { type Column, Table } from './table.tsx';

interface WeightsReplayViewProps {
  trial: {
    readonly id: string;
    readonly weights: MatchWeights;
    readonly replay: WeightsReplay;
    /** Still against the version in force, and not applied yet. */
    readonly isOpen: boolean;
  };
  current: MatchWeights;
  /** Titles of demands and achievements by id. */
  names: Readonly<Record<string, string>>;
}

const place = (milli: number | null): string => (milli === null ? '—' : (milli / 1000).toFixed(2));
const share = (ppm: number | null): string => (ppm === null ? '—' : (ppm / 1_000_000).toFixed(3));

const figures: readonly { label: string; good: string; of: (one: ReplayFigures) => string }[] = [
  { label: '认可的平均名次', good: '越小越好', of: (one) => place(one.acceptedRankMilli) },
  { label: '不合适的平均名次', good: '越大越好', of: (one) => place(one.declinedRankMilli) },
  { label: '答复上的 nDCG', good: '越大越好', of: (one) => share(one.ndcgPpm) },
];

/** Before and after side by side: the weights, what they would have done, the pairs that move, and the deed itself. */
export function WeightsReplayView({ trial, current, names }: WeightsReplayViewProps) {
  const { replay, weights } = trial;
  const changes = [
    ...matchFactors.map((factor) => ({
      label: factorNames[factor],
      before: formatPpm(current.factors[factor]),
      after: formatPpm(weights.factors[factor]),
    })),
    { label: '合适度幅度', before: formatPpm(current.fitReach), after: formatPpm(weights.fitReach) },
  ].filter(({ before, after }) => before !== after);
  const rows = [
    ...changes.map((one) => ({ ...one, good: '' })),
    ...figures.map(({ label, good, of }) => ({ label, good, before: of(replay.before), after: of(replay.after) })),
  ];
  return (
    <div className="grid gap-4">
      <p className="text-sm text-ink-soft">
        {replay.demands} 项需求有答复：{replay.accepted} 对认可，{replay.declined} 对不合适。名次在整份匹配里数；nDCG
        只看答复有分别的需求{replay.judged !== undefined && `，共 ${replay.judged} 项`}。
      </p>
      {restsOnFew(replay) && (
        <Notice>
          答复还少：不到 {enoughAnswers.pairs} 对，或者答复有分别的需求不到 {enoughAnswers.judged}{' '}
          项。前后的差别可能只是偶然，不宜单凭它改权重。
        </Notice>
      )}
      <Table caption="前后对比" keepOnPhone columns={comparedColumns} rows={rows} rowKey={(row) => row.label} />
      {replay.moved.length > 0 && (
        <Table
          caption="名次变动最大的"
          columns={movedColumns(names)}
          rows={replay.moved}
          rowKey={(row) => row.demandId + row.achievementId}
        />
      )}
      {trial.isOpen ? (
        <IntentForm intent="apply" className="flex flex-wrap items-center gap-4">
          <input type="hidden" name="trialId" value={trial.id} />
          <SubmitButton intent="apply" pendingText="正在启用…">
            启用改后的权重
          </SubmitButton>
          <span className="text-sm text-ink-soft">启用后所有征集中的需求会重新匹配。</span>
        </IntentForm>
      ) : (
        <Notice>这次重放对照的不是现行权重，或者已经启用；要启用请重新重放。</Notice>
      )}
    </div>
  );
}

interface Compared {
  readonly label: string;
  readonly good: string;
  readonly before: string;
  readonly after: string;
}

const comparedColumns: readonly Column<Compared>[] = [
  {
    key: 'label',
    head: '比什么',
    cell: (row) => (
      <>
        {row.label}
        {row.good && <span className="block text-sm text-ink-soft">{row.good}</span>}
      </>
    ),
  },
  { key: 'before', head: '现行', align: 'right', cell: (row) => <span className="nums">{row.before}</span> },
  { key: 'after', head: '改后', align: 'right', cell: (row) => <b className="nums">{row.after}</b> },
];

const movedColumns = (names: Readonly<Record<string, string>>): readonly Column<ReplayLine>[] => [
  {
    key: 'pair',
    head: '需求和成果',
    phone: 'title',
    cell: (row) => (
      <>
        {names[row.demandId] ?? '需求'}
        <span className="block text-sm text-ink-soft">{names[row.achievementId] ?? '成果'}</span>
      </>
    ),
  },
  { key: 'answer', head: '答复', phone: 'state', cell: (row) => matchAnswerLabels[row.answer] },
  { key: 'before', head: '现行名次', align: 'right', cell: (row) => row.rankBefore },
  { key: 'after', head: '改后名次', align: 'right', cell: (row) => row.rankAfter },
];
