import { isStateUnit, type OrganisationKind } from './access.ts';
import { type Day, dayOf } from './days.ts';
import type { FieldFault } from './errors.ts';
import { formatPpm } from './money.ts';
import { floorsFor, gansuFloor, highestFloor, nationalFloor, type ShareFloor } from './split.ts';

/** Whose scale of rewards a unit goes by: the law's, or the law's with the regulation of Gansu above it. */
export const policySets = ['national', 'gansu'] as const;
export type PolicySet = (typeof policySets)[number];
export const policyLabels: Readonly<Record<PolicySet, string>> = { national: '国家', gansu: '甘肃' };

interface PolicyUnit {
  readonly kind: OrganisationKind;
  /** GB/T 2260. */
  readonly regionCode: string;
  readonly isStateEstablished: boolean;
  /** What the unit chose; null: its region's. */
  readonly policySet: PolicySet | null;
}

const gansuCode = '62';

/** The set of the region where a unit lies: 620102 → gansu; 110108 → national. */
const policyOfRegion = (regionCode: string): PolicySet => (regionCode.startsWith(gansuCode) ? 'gansu' : 'national');

/** The set that a unit goes by: what it chose, else its region's. */
export const policyOf = ({ policySet, regionCode }: Pick<PolicyUnit, 'policySet' | 'regionCode'>): PolicySet =>
  policySet ?? policyOfRegion(regionCode);

/** Floors of a set, for transfer and licence; `gansu` is what the platform holds the regulation to ask for now. */
const floorsOfPolicy = (set: PolicySet, gansu: ShareFloor = gansuFloor): readonly ShareFloor[] =>
  floorsFor(set === 'gansu' ? gansuCode : '', gansu);

/**
 * Whether the scale binds: 国家设立的研究开发机构、高等院校 never agree less (促进科技成果转化法 art. 45); of everybody else the unit's own
 * rule or its agreement with the people comes first, and the scale stands only where there is neither (art. 44).
 */
export const isBoundByScale = (unit: Pick<PolicyUnit, 'kind' | 'isStateEstablished'>): boolean => isStateUnit(unit);

/**
 * What a unit's distribution is held against. A state university in Gansu: 50 % and 60 %, both bind; a 民办 institute or an enterprise:
 * neither does.
 */
export function floorsOfUnit(unit: PolicyUnit, gansu: ShareFloor = gansuFloor): readonly ShareFloor[] {
  const floors = floorsOfPolicy(policyOf(unit), gansu);
  return isBoundByScale(unit) ? floors : floors.map((floor) => ({ ...floor, binds: false as const }));
}

/** The floors of a day: a set that was chosen later lowers nothing of what was signed before. */
export function floorsOn(
  unit: PolicyUnit & { readonly policySetAt: Date | null },
  agreedOn: Day,
  gansu: ShareFloor,
): readonly ShareFloor[] {
  const now = floorsOfUnit(unit, gansu);
  if (unit.policySetAt === null || agreedOn >= dayOf(unit.policySetAt)) return now;
  return [...now, ...floorsOfUnit({ ...unit, policySet: null }, gansu)];
}

/**
 * What is said beside a share below the scale where it does not bind; null where nothing is to be said. 30 % under 60 % → the rule's name.
 */
export function belowScaleWords(teamPpm: number, floors: readonly ShareFloor[]): string | null {
  const { ppm, source } = highestFloor(floors.filter(({ binds }) => binds === false));
  return teamPpm >= ppm
    ? null
    : `低于${source}的 ${formatPpm(ppm)}：不是国家设立的单位，先按本单位规定或者与完成人的约定；两样都没有的，按这个标准。`;
}

/** What stands beside the field of a share that nothing binds: 60 %, the regulation → 没有硬性下限：…按《…》的 60%. */
export const advisedWords = ({ ppm, source }: Pick<ShareFloor, 'ppm' | 'source'>): string =>
  `没有硬性下限：先按本单位规定或者与完成人的约定，两样都没有的按${source}的 ${formatPpm(ppm)}`;

/**
 * What is wrong with a choice of the set; none where it is the region's. A unit that goes by another one says why: whether a central
 * unit in Gansu is bound by its regulation is for its lawyers (to be confirmed: `floor.gansu`).
 */
export const policyFaults = (
  { policySet, policyReason }: { readonly policySet: PolicySet | null; readonly policyReason: string },
  regionCode: string,
): FieldFault[] =>
  policySet !== null && policySet !== policyOfRegion(regionCode) && policyReason.trim().length < 4
    ? [
        {
          field: 'policyReason',
          says: '选的不是所在地的标准，请写明依据，例如：中央驻甘单位，主管部门规定执行国家标准。',
        },
      ]
    : [];

/** Ways of using an achievement for which the scale says what its people get (促进科技成果转化法 art. 45). */
export const rewardWays = ['transfer', 'equity', 'own_use'] as const;
type RewardWay = (typeof rewardWays)[number];

/** The least for the people: `ppm` of `of`; for own and joint use each year of `years` in a row. */
interface ScaleRow {
  readonly ppm: Readonly<Record<PolicySet, number>>;
  readonly way: string;
  readonly of: string;
  readonly years: readonly [least: number, most: number] | null;
}

/**
 * The scale of art. 45 and of Gansu's regulation of 2016 (its later amendments to be confirmed: `floor.equity`, `floor.own_use`). The
 * platform shares what arrives from transfers and licences; shares in a company and profits of a unit's own production it only tells of.
 */
export const rewardScale: Readonly<Record<RewardWay, ScaleRow>> = {
  transfer: {
    ppm: { national: nationalFloor.ppm, gansu: gansuFloor.ppm },
    way: '转让、许可',
    of: '净收入',
    years: null,
  },
  equity: { ppm: { national: 500_000, gansu: 600_000 }, way: '作价入股', of: '形成的股份或者出资比例', years: null },
  own_use: { ppm: { national: 50_000, gansu: 100_000 }, way: '自行或者合作实施', of: '当年营业利润', years: [3, 5] },
};

/** A row in words: own_use, gansu → 自行或者合作实施：投产后连续 3 到 5 年，每年不低于当年营业利润的 10%. */
export function scaleWords(way: RewardWay, set: PolicySet): string {
  const { ppm, of, years, way: name } = rewardScale[way];
  const span = years === null ? '' : `投产后连续 ${years[0]} 到 ${years[1]} 年，每年`;
  return `${name}：${span}不低于${of}的 ${formatPpm(ppm[set])}`;
}
