import {
  type BrokerShare,
  planShares,
  type RewardedPerson,
  shareFaults,
  type SharePlan,
} from '#app/domain/distribution-shares.ts';
import type { OwnedShare } from '#app/domain/entitlement.ts';
import { isAppError } from '#app/domain/errors.ts';
import { type Fen, formatPpm, parseFen, parsePpm } from '#app/domain/money.ts';
import { belowScaleWords, type PolicySet } from '#app/domain/share-policy.ts';
import { floorWords, type ShareFloor } from '#app/domain/split.ts';
import { Amount } from '../amount.tsx';
import { errorWords } from '../error-words.ts';
import { Notice } from '../notice.tsx';
import { ShareTable } from '../share-table.tsx';

/** What a proposal is computed from, besides what is typed. */
export interface ShareFormFacts {
  readonly shareableFen: Fen;
  readonly brokers: readonly BrokerShare[];
  readonly people: readonly RewardedPerson[];
  readonly floors: readonly ShareFloor[];
  readonly policy: PolicySet;
  /** 赋权: what people own of the achievement stands as lines of its own. */
  readonly owned: OwnedShare | null;
  /** Work that stands alone: `people` are the ones typed. */
  readonly isWorkAlone: boolean;
  readonly teamPpm: number | null;
  readonly ttoPpm: number;
}

interface TypedShares {
  readonly team: string;
  readonly tto: string;
  readonly costs: readonly { readonly label: string; readonly amount: string }[];
}

/** The plan that the typed values make, or why they make none. The verb computes it again by the same rule. */
function planOf(facts: ShareFormFacts, values: TypedShares): SharePlan | string {
  const teamPpm = parsePpm(values.team);
  const ttoPpm = values.tto.trim() === '' ? 0 : parsePpm(values.tto);
  const costs = values.costs.flatMap(({ label, amount }) => {
    if (amount.trim() === '') return [];
    const amountFen = parseFen(amount, 'yuan');
    return [{ label: label.trim() || '直接成本', amountFen }];
  });
  const read = costs.flatMap(({ label, amountFen }) => (amountFen === null ? [] : [{ label, amountFen }]));
  if (teamPpm === null || ttoPpm === null || read.length < costs.length) return '有数字读不出来，请检查比例和金额。';
  const [fault] = shareFaults({ teamPpm, ttoPpm, costs: read, people: facts.people }, facts);
  if (fault) return fault.says;
  try {
    return planShares({ ...facts, receiptFen: facts.shareableFen, teamPpm, ttoPpm, costs: read });
  } catch (error) {
    if (isAppError(error)) return errorWords(error.code, error.params);
    throw error;
  }
}

/** The table that the typed values make, as they are typed. */
export function SharePreview({ facts, values }: { facts: ShareFormFacts; values: TypedShares }) {
  if (facts.isWorkAlone && values.team.trim() === '') return null;
  const plan = planOf(facts, values);
  if (typeof plan === 'string') return <Notice kind="attention" title={plan} live="polite" />;
  const { result } = plan;
  const teamPpm = parsePpm(values.team) ?? 0;
  const below = belowScaleWords(teamPpm, facts.floors);
  return (
    <div className="grid gap-2" aria-live="polite">
      <ShareTable shares={plan.lines} floorSource={result.floorSource} />
      {below !== null && <Notice kind="attention" title={below} />}
      <p className="text-sm text-ink-soft">
        净收入 <Amount fen={result.netFen} />
        ，团队 <Amount fen={result.teamFen} />；
        {facts.isWorkAlone
          ? '没有法定下限'
          : result.floorBinds
            ? `下限 ${formatPpm(result.floorPpm)}（${result.floorSource}），${result.floorMet ? '符合' : '不符合'}`
            : floorWords({ ...result, teamPpm })}
        。按比例四舍五入，多出或不足的一分归份额最大的一方。
      </p>
    </div>
  );
}
