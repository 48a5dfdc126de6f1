import { AppError } from './errors.ts';
import { allocate, type Fen, formatPpm, mulPpm, wholePpm } from './money.ts';

/** A least share of the net income for the people who made the achievement. `ppm` of net; `source` is the rule in words. */
export interface ShareFloor {
  readonly name: string;
  readonly ppm: number;
  readonly source: string;
  /** False: less may be agreed, and a warning is said (art. 44: the unit's own rule or an agreement comes first). */
  readonly binds?: false;
}

/** 促进科技成果转化法 art. 45: transfer or licence, at least 50 % of the net income. */
export const nationalFloor: ShareFloor = { name: '国家', ppm: 500_000, source: '《促进科技成果转化法》第四十五条' };
/** The Gansu regulation of 2016 raises it to 60 % for units in Gansu; to be checked for later amendments. */
export const gansuFloor: ShareFloor = { name: '甘肃', ppm: 600_000, source: '《甘肃省促进科技成果转化条例》' };

/** The same floor with what the administrator set for it. */
export const gansuFloorOf = ({ gansuFloorPpm }: { readonly gansuFloorPpm: number }): ShareFloor => ({
  ...gansuFloor,
  ppm: gansuFloorPpm,
});

/**
 * The floors that bind a unit, by its region (GB/T 2260): the national one, and for units in Gansu (62…) the regulation's.
 * `gansu` is what the platform holds the regulation to ask for now. 620102 → national 50 %, Gansu 60 %; 110108 → national 50 %.
 */
export const floorsFor = (regionCode: string, gansu: ShareFloor = gansuFloor): readonly ShareFloor[] =>
  regionCode.startsWith('62') ? [nationalFloor, gansu] : [nationalFloor];

/**
 * What a distribution's floor is, in words. Without one it was work that stands alone (`work.alone`): the unit's rule or an agreement decides.
 * 60 %, 《甘肃省促进科技成果转化条例》 → 不低于《甘肃省促进科技成果转化条例》的 60%; of a private owner's 30 % → 低于…的 60%，按本单位规定或者约定.
 */
export function floorWords({
  floorPpm,
  floorSource,
  teamPpm = floorPpm,
}: Pick<Distribution, 'floorPpm' | 'floorSource'> & { readonly teamPpm?: number }): string {
  if (floorSource === '') return '没有法定下限，按本单位规定或者约定';
  const floor = `${floorSource}的 ${formatPpm(floorPpm)}`;
  return teamPpm < floorPpm ? `低于${floor}，按本单位规定或者约定` : `不低于${floor}`;
}

export interface DistributionInput {
  /** Cash that arrived, not what the contract promises. */
  readonly receiptFen: Fen;
  readonly costsFen: readonly Fen[];
  /** Of the cash. */
  readonly brokerPpm: number;
  /** Fixed commissions that fall due with this receipt, beside the share. */
  readonly brokerFixedFen?: Fen;
  /** Of the net income, for the transfer office. */
  readonly ttoPpm: number;
  /** Of the net income, for the people who made the achievement. */
  readonly teamPpm: number;
  readonly floors: readonly ShareFloor[];
  /** Of the team's part; together exactly 100 %. Empty while the team has not agreed. */
  readonly people: readonly { readonly name?: string; readonly sharePpm: number }[];
}

export interface Distribution {
  readonly brokerFen: Fen;
  readonly costFen: Fen;
  readonly netFen: Fen;
  readonly teamFen: Fen;
  readonly ttoFen: Fen;
  readonly unitFen: Fen;
  /** In the order of the input. */
  readonly people: readonly Fen[];
  readonly floorPpm: number;
  readonly floorSource: string;
  readonly floorMet: boolean;
  /** False where the highest floor is only advised. */
  readonly floorBinds: boolean;
}

/** The highest floor that applies; among equals the first. Without any, no floor. */
export const highestFloor = (floors: readonly ShareFloor[]): ShareFloor =>
  floors.reduce((best, floor) => (floor.ppm > best.ppm ? floor : best), { name: '', ppm: 0, source: '' });

/** Floors below which nothing is shared. */
export const bindingFloors = (floors: readonly ShareFloor[]): readonly ShareFloor[] =>
  floors.filter(({ binds }) => binds !== false);

const isShare = (ppm: number): boolean => Number.isSafeInteger(ppm) && ppm >= 0 && ppm <= wholePpm;

function checkShares({ brokerPpm, teamPpm, ttoPpm, people }: DistributionInput): void {
  for (const [field, ppm] of Object.entries({ brokerPpm, teamPpm, ttoPpm })) {
    if (!isShare(ppm)) throw new AppError('invalid', { ppm }, field);
  }
  if (teamPpm + ttoPpm > wholePpm) throw new AppError('invalid', { ppm: teamPpm + ttoPpm }, 'ttoPpm');
  const wrong = people.findIndex((person) => !isShare(person.sharePpm));
  if (wrong >= 0) throw new AppError('invalid', {}, `people[${wrong}].sharePpm`);
  const sum = people.reduce((total, person) => total + person.sharePpm, 0);
  if (people.length > 0 && sum !== wholePpm) throw new AppError('invalid', { sumPpm: sum }, 'people');
}

/**
 * Shares one receipt (促进科技成果转化法 art. 44–45; floors: law 50 %, Gansu regulation 60 %). Broker on the cash, then direct
 * costs; of the net the team and the transfer office by their shares, rounded half up, the unit what remains. People
 * share the team's part in proportion; a fen too many or too few is the largest share's.
 * broker + costs + team + tto + unit = receipt; people = team. Throws `floor_violated` when the team is promised less than the highest
 * floor that binds,
 * `over_allocated` when broker and costs exceed the receipt, `invalid` for shares that are no shares.
 * 300,000.00: broker 2 % 6,000.00, cost 1,500.00 → net 292,500.00; team 70 % 204,750.00, unit 87,750.00.
 */
export function computeDistribution(input: DistributionInput): Distribution {
  const { receiptFen, costsFen, brokerPpm, brokerFixedFen = 0n, ttoPpm, teamPpm, people } = input;
  if (receiptFen <= 0n) throw new AppError('invalid', { receiptFen }, 'receiptFen');
  const negative = costsFen.findIndex((cost) => cost < 0n);
  if (negative >= 0) throw new AppError('invalid', {}, `costs[${negative}]`);
  checkShares(input);
  const floor = highestFloor(input.floors);
  const least = highestFloor(bindingFloors(input.floors));
  if (teamPpm < least.ppm) {
    throw new AppError('floor_violated', { teamPpm, floorPpm: least.ppm, source: least.source }, 'teamPpm');
  }
  if (brokerFixedFen < 0n) throw new AppError('invalid', {}, 'brokerFixedFen');
  const brokerFen = mulPpm(receiptFen, brokerPpm, 'half-up') + brokerFixedFen;
  const costFen = costsFen.reduce((sum, cost) => sum + cost, 0n);
  const netFen = receiptFen - brokerFen - costFen;
  if (netFen < 0n) throw new AppError('over_allocated', { receiptFen, takenFen: brokerFen + costFen }, 'costs');
  const teamFen = mulPpm(netFen, teamPpm, 'half-up');
  const ttoShare = mulPpm(netFen, ttoPpm, 'half-up');
  // Two halves rounded up may be a fen more than the net: the office yields it.
  const ttoFen = ttoShare > netFen - teamFen ? netFen - teamFen : ttoShare;
  return {
    brokerFen,
    costFen,
    netFen,
    teamFen,
    ttoFen,
    unitFen: netFen - teamFen - ttoFen,
    people:
      people.length === 0
        ? []
        : allocate(
            teamFen,
            people.map((person) => person.sharePpm),
          ),
    floorPpm: floor.ppm,
    floorSource: floor.source,
    floorBinds: floor.binds !== false,
    floorMet: teamFen >= mulPpm(netFen, floor.ppm, 'half-up'),
  };
}
