import type { OwnedShare } from './entitlement.ts';
import { AppError, type FieldFault } from './errors.ts';
import { allocate, type Fen, formatPpm, formatYuan, mulPpm, wholePpm } from './money.ts';
import { bindingFloors, computeDistribution, type Distribution, highestFloor, type ShareFloor } from './split.ts';

/** A broker who earned a commission: a share of the receipt, or what of a fixed one falls due with it. */
export interface BrokerShare {
  readonly userId: string;
  readonly name: string;
  readonly feePpm: number;
  readonly fixedFen?: Fen | null;
}

const fixedSum = (brokers: readonly Pick<BrokerShare, 'fixedFen'>[]): Fen =>
  brokers.reduce((sum, { fixedFen }) => sum + (fixedFen ?? 0n), 0n);

/** Somebody who made the achievement, and his part of the team's reward. */
export interface RewardedPerson {
  readonly userId: string | null;
  readonly name: string;
  readonly sharePpm: number;
  /** One of the main contributors (主要贡献人员). */
  readonly isMain?: boolean;
}

/** What the main contributors should have of the reward at least (国发〔2016〕16号; to be confirmed: `main.contributors`). */
export const leastMainPpm = 500_000;

/**
 * Why the reward's inner shares need a look: nobody stands as main contributor, or they have less than half together. A warning: the unit's
 * own rule may differ. Null where nothing is, and where the inner shares are not agreed. 30 % + 15 % → 45 %, a warning.
 */
export function mainShareWarning(people: readonly Pick<RewardedPerson, 'sharePpm' | 'isMain'>[]): string | null {
  const sum = (rows: typeof people): number => rows.reduce((total, { sharePpm }) => total + sharePpm, 0);
  if (sum(people) !== wholePpm) return null;
  const main = people.filter(({ isMain }) => isMain);
  if (main.length === 0) return '没有标出主要贡献人员；奖励总额一般至少一半归主要贡献人员。';
  return sum(main) >= leastMainPpm
    ? null
    : `主要贡献人员合计 ${formatPpm(sum(main))}，一般不低于奖励总额的 ${formatPpm(leastMainPpm)}，请核对本单位规定。`;
}

/** What the officer proposes for one receipt, and the facts it rests on. */
export interface ShareProposal {
  readonly receiptFen: Fen;
  readonly brokers: readonly BrokerShare[];
  readonly costs: readonly { readonly label: string; readonly amountFen: Fen }[];
  readonly teamPpm: number;
  readonly ttoPpm: number;
  readonly people: readonly RewardedPerson[];
  readonly floors: readonly ShareFloor[];
  /** 赋权: people who own a part of the achievement; the floors know of it. */
  readonly owned?: OwnedShare | null;
}

/** What a scheme calls the people whom it rewards: over pay for work stands no floor, and nobody is 完成人 of it. */
export const rewardedWord = ({ floorSource }: { readonly floorSource: string }): string =>
  floorSource === '' ? '做这项工作的人' : '完成人团队';

export interface ShareLine {
  readonly kind: 'cost' | 'broker' | 'person' | 'tto' | 'unit';
  readonly label: string;
  readonly userId: string | null;
  readonly amountFen: Fen;
  /** Said of people only. */
  readonly isMain?: boolean;
}

export interface SharePlan {
  readonly result: Distribution;
  /** One line for everybody who gets something; together exactly the receipt. */
  readonly lines: readonly ShareLine[];
}

/** What a proposal is judged by: the money, who must have how much, and the brokers' fees. */
export interface ShareableFacts {
  readonly shareableFen: Fen;
  readonly brokers: readonly Pick<BrokerShare, 'feePpm' | 'fixedFen'>[];
  readonly floors: readonly ShareFloor[];
  /** Work that stands alone: whoever proposes names who did it. */
  readonly isWorkAlone?: boolean;
}

/**
 * What is wrong with the people named for work that stands alone: the achievement's inventors did not do it as such. Somebody where
 * something is for them, nobody twice, together 100 %.
 */
function workerFaults(teamPpm: number, people: readonly Pick<RewardedPerson, 'name' | 'sharePpm'>[]): FieldFault[] {
  if (teamPpm === 0) return [];
  if (people.length === 0)
    return [{ field: 'people[0].name', says: '请写明这项工作是谁做的；不分给个人的，比例填 0。' }];
  const twice = people.findIndex(({ name }, at) => people.findIndex((other) => other.name === name) < at);
  if (twice >= 0) return [{ field: `people[${twice}].name`, says: '同一个人只填一行。' }];
  const sum = people.reduce((total, { sharePpm }) => total + sharePpm, 0);
  return sum === wholePpm
    ? []
    : [{ field: 'people[0].share', says: `各人份额合计 ${formatPpm(sum)}，要正好是 100%。` }];
}

/**
 * What is wrong with a proposal, each beside its field; what could not be read is left out. The same bounds as
 * `computeDistribution` has, all of them said at once.
 */
export function shareFaults(
  proposal: Partial<Pick<ShareProposal, 'teamPpm' | 'ttoPpm' | 'costs' | 'people'>>,
  { shareableFen, brokers, floors, isWorkAlone = false }: ShareableFacts,
): FieldFault[] {
  const { teamPpm, ttoPpm, costs, people } = proposal;
  const faults: FieldFault[] = [];
  const floor = highestFloor(bindingFloors(floors));
  if (teamPpm !== undefined && teamPpm < floor.ppm) {
    faults.push({ field: 'teamPpm', says: `不能低于 ${formatPpm(floor.ppm)}，这是${floor.source}的下限。` });
  }
  if (teamPpm !== undefined && ttoPpm !== undefined && teamPpm + ttoPpm > wholePpm) {
    faults.push({ field: 'ttoPpm', says: `团队和转移机构合计 ${formatPpm(teamPpm + ttoPpm)}，不能超过 100%。` });
  }
  if (isWorkAlone && teamPpm !== undefined && people !== undefined) faults.push(...workerFaults(teamPpm, people));
  if (costs !== undefined) {
    const brokerPpm = brokers.reduce((sum, broker) => sum + broker.feePpm, 0);
    const brokerFen = mulPpm(shareableFen, brokerPpm, 'half-up') + fixedSum(brokers);
    const takenFen = costs.reduce((sum, cost) => sum + cost.amountFen, brokerFen);
    if (takenFen > shareableFen) {
      const says = `成本${brokerFen > 0n ? `与经纪佣金 ${formatYuan(brokerFen)} ` : ''}合计 ${formatYuan(takenFen)}，超过本次可分配的 ${formatYuan(shareableFen)}。`;
      faults.push({ field: 'costs[0].amount', says });
    }
  }
  return faults;
}

/**
 * The lines of a receipt's distribution (促进科技成果转化法 art. 44–45). While the team's inner shares do not sum to 100 % the
 * team stands as one line. Where people own a part (赋权), their part of the net is theirs as owners and a floor of the team's; what the
 * team has above it is for all of its people. Both are people's lines: agreed to, published, paid out and taxed in one way, as a
 * cash reward of 财税〔2018〕58号 (design default, to be confirmed, `reward.owner_part`: an owner's part may be another kind of income). Several brokers
 * share their fees' sum, the last taking what rounding leaves; a fixed commission is its own. Throws as `computeDistribution`
 * does, and `invalid` when brokers together ask more than all.
 */
export function planShares(proposal: ShareProposal): SharePlan {
  const { receiptFen, brokers, costs, teamPpm, ttoPpm, floors, owned = null } = proposal;
  const brokerPpm = brokers.reduce((sum, broker) => sum + broker.feePpm, 0);
  if (brokerPpm > wholePpm) throw new AppError('invalid', { ppm: brokerPpm }, 'brokerPpm');
  const isAgreed = proposal.people.reduce((sum, person) => sum + person.sharePpm, 0) === wholePpm;
  const people = isAgreed ? proposal.people : [];
  const costsFen = costs.map((cost) => cost.amountFen);
  const brokerFixedFen = fixedSum(brokers);
  const shares = { brokerPpm, brokerFixedFen, ttoPpm, teamPpm };
  const result = computeDistribution({ receiptFen, costsFen, ...shares, floors, people });
  const ownPart = mulPpm(result.netFen, owned?.ppm ?? 0, 'half-up');
  const ownedFen = ownPart < result.teamFen ? ownPart : result.teamFen;
  const rewardFen = result.teamFen - ownedFen;
  const ppmFen = result.brokerFen - brokerFixedFen;
  const lastByShare = brokers.findLastIndex(({ feePpm }) => feePpm > 0);
  let brokerLeft = ppmFen;
  const brokerLines = brokers.map((broker, at): ShareLine => {
    const share = brokerPpm === 0 ? 0n : (ppmFen * BigInt(broker.feePpm)) / BigInt(brokerPpm);
    const byShare = at === lastByShare ? brokerLeft : share;
    brokerLeft -= byShare;
    const amountFen = byShare + (broker.fixedFen ?? 0n);
    return { kind: 'broker', label: `技术经纪人 ${broker.name}`, userId: broker.userId, amountFen };
  });
  const rewards = allocateTo(rewardFen, people);
  const team: ShareLine[] = isAgreed
    ? people.map((person, at) => ({
        kind: 'person',
        label: person.name,
        userId: person.userId,
        amountFen: rewards[at] ?? 0n,
        ...(person.isMain && { isMain: true }),
      }))
    : [{ kind: 'person', label: '完成人团队', userId: null, amountFen: rewardFen }];
  const lines: ShareLine[] = [
    ...brokerLines,
    ...costs.map((cost): ShareLine => ({ kind: 'cost', label: cost.label, userId: null, amountFen: cost.amountFen })),
    ...ownerLines(ownedFen, owned),
    ...team,
    { kind: 'tto', label: '转移机构', userId: null, amountFen: result.ttoFen },
    { kind: 'unit', label: '单位', userId: null, amountFen: result.unitFen },
  ];
  return { result, lines: lines.filter((line) => line.amountFen > 0n) };
}

const allocateTo = (fen: Fen, people: readonly { readonly sharePpm: number }[]): readonly Fen[] =>
  people.length === 0
    ? []
    : allocate(
        fen,
        people.map(({ sharePpm }) => sharePpm),
      );

function ownerLines(ownedFen: Fen, owned: OwnedShare | null): ShareLine[] {
  const holders = owned?.holders ?? [];
  const parts = allocateTo(ownedFen, holders);
  return holders.map(({ userId, name }, at) => ({
    kind: 'person',
    label: `${name}（所有权份额）`,
    userId,
    amountFen: parts[at] ?? 0n,
  }));
}

/** What people own is the least that they get, beside the floors of law and regulation. */
export const floorsWith = (floors: readonly ShareFloor[], owned: OwnedShare | null): readonly ShareFloor[] =>
  owned === null ? floors : [...floors, { name: '赋权', ppm: owned.ppm, source: owned.source }];
