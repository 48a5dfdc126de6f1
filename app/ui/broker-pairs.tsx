import { Link } from '@remix-run/react';
import type { MatchFactor } from '#app/domain/match-fit.ts';
import type { MatchLevel } from '#app/domain/matching.ts';
import { MatchLevelMark } from './match-level-mark.tsx';
import { factorNames, percent } from './match-words.ts';
import { Sample } from './sample.tsx';
import { type Column, Table } from './table.tsx';

export interface BrokerPair {
  readonly id: string;
  readonly level: MatchLevel;
  readonly pairPpm: number;
  readonly coveragePpm: number;
  readonly terms: readonly string[];
  readonly fits: readonly MatchFactor[];
  readonly misfits: readonly MatchFactor[];
  readonly demandNo: string;
  readonly demandTitle: string;
  readonly demandOrgName: string | null;
  readonly demandIsSample: boolean;
  readonly achievementNo: string;
  readonly achievementName: string;
  readonly supplierName: string;
  readonly achievementIsSample: boolean;
}

const names = (factors: readonly MatchFactor[]): string => factors.map((factor) => factorNames[factor]).join('、');

const columns: readonly Column<BrokerPair>[] = [
  {
    key: 'demand',
    head: '需求',
    phone: 'title',
    width: '30%',
    cell: (pair) => (
      <>
        <Link to={`/demands/${pair.demandNo}`} className="link">
          {pair.demandTitle}
        </Link>
        <span className="block text-sm text-ink-soft">
          {pair.demandOrgName ?? '匿名企业'} {pair.demandIsSample && <Sample />}
        </span>
      </>
    ),
  },
  {
    key: 'achievement',
    head: '成果',
    phone: 'note',
    width: '30%',
    cell: (pair) => (
      <>
        <Link to={`/achievements/${pair.achievementNo}`} className="link-quiet">
          {pair.achievementName}
        </Link>
        <span className="block text-sm text-ink-soft">
          {pair.supplierName} {pair.achievementIsSample && <Sample />}
        </span>
      </>
    ),
  },
  { key: 'level', head: '程度', phone: 'state', cell: (pair) => <MatchLevelMark level={pair.level} /> },
  {
    key: 'why',
    head: '为什么',
    phone: 'evidence',
    cell: (pair) => (
      <span className="text-sm">
        同词 {pair.terms.join('、') || '没有'}，占需求用词的 {percent(pair.coveragePpm)}
        {pair.fits.length > 0 && `；${names(pair.fits)}符合`}
        {pair.misfits.length > 0 && `；${names(pair.misfits)}不符`}
      </span>
    ),
  },
];

/** Pairs worth bringing together, with the reasons that a broker may quote to both sides. */
export const BrokerPairs = ({ pairs }: { pairs: readonly BrokerPair[] }) => (
  <Table caption="可以撮合的需求和成果" columns={columns} rows={pairs} rowKey={(pair) => pair.id} />
);
