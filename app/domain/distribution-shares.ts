import { AppError } from './errors.ts';
import { type Fen, wholePpm } from './money.ts';
import { computeDistribution, type Distribution, type ShareFloor } from './split.ts';

/** What the officer proposes for one receipt, and the facts it rests on. */
export interface ShareProposal {
  readonly receiptFen: Fen;
  readonly brokers: readonly { readonly userId: string; readonly name: string; readonly feePpm: number }[];
  readonly costs: readonly { readonly label: string; readonly amountFen: Fen }[];
  readonly teamPpm: number;
  readonly ttoPpm: number;
  readonly people: readonly { readonly userId: string | null; readonly name: string; readonly sharePpm: number }[];
  readonly floors: readonly ShareFloor[];
}

export interface ShareLine {
  readonly kind: 'cost' | 'broker' | 'person' | 'tto' | 'unit';
  readonly label: string;
  readonly userId: string | null;
  readonly amountFen: Fen;
}

export interface SharePlan {
  readonly result: Distribution;
  /** One line for everybody who gets something; together exactly the receipt. */
  readonly lines: readonly ShareLine[];
}

/**
 * The lines of a receipt's distribution (促进科技成果转化法 art. 44–45). While the team's inner shares do not sum to 100 % the
 * team stands as one line. Several brokers share their fees' sum, the last taking what rounding leaves. Throws as
 * `computeDistribution` does, and `invalid` when brokers together ask more than all.
 */
export function planShares(proposal: ShareProposal): SharePlan {
  const { receiptFen, brokers, costs, teamPpm, ttoPpm, floors } = proposal;
  const brokerPpm = brokers.reduce((sum, broker) => sum + broker.feePpm, 0);
  if (brokerPpm > wholePpm) throw new AppError('invalid', { ppm: brokerPpm }, 'brokerPpm');
  const isAgreed = proposal.people.reduce((sum, person) => sum + person.sharePpm, 0) === wholePpm;
  const people = isAgreed ? proposal.people : [];
  const costsFen = costs.map((cost) => cost.amountFen);
  const result = computeDistribution({ receiptFen, costsFen, brokerPpm, ttoPpm, teamPpm, floors, people });
  let brokerLeft = result.brokerFen;
  const brokerLines = brokers.map((broker, at): ShareLine => {
    const share = brokerPpm === 0 ? 0n : (result.brokerFen * BigInt(broker.feePpm)) / BigInt(brokerPpm);
    const amountFen = at === brokers.length - 1 ? brokerLeft : share;
    brokerLeft -= amountFen;
    return { kind: 'broker', label: `技术经纪人 ${broker.name}`, userId: broker.userId, amountFen };
  });
  const team: ShareLine[] = isAgreed
    ? people.map((person, at) => ({
        kind: 'person',
        label: person.name,
        userId: person.userId,
        amountFen: result.people[at] ?? 0n,
      }))
    : [{ kind: 'person', label: '完成人团队', userId: null, amountFen: result.teamFen }];
  const lines: ShareLine[] = [
    ...brokerLines,
    ...costs.map((cost): ShareLine => ({ kind: 'cost', label: cost.label, userId: null, amountFen: cost.amountFen })),
    ...team,
    { kind: 'tto', label: '转移机构', userId: null, amountFen: result.ttoFen },
    { kind: 'unit', label: '单位', userId: null, amountFen: result.unitFen },
  ];
  return { result, lines: lines.filter((line) => line.amountFen > 0n) };
}
