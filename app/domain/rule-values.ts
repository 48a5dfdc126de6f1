import { usualLimits, type WarningLimits } from './contract-check.ts';
import { newTerms } from './contract.ts';
import { type StartDefaults, usualAcceptDays } from './composer-form.ts';
import type { Day } from './days.ts';
import type { FieldFault } from './errors.ts';
import { formatPpm, formatWan, parseFen, parsePpm } from './money.ts';
import { type GuideBands, usualBands } from './price-guide.ts';
import { leastPublicityDays } from './publicity.ts';
import { gansuFloor, nationalFloor } from './split.ts';

/**
 * The platform's defaults in which one province may differ from another. Its administrator sets them from a day on; what was
 * agreed, published or shared before keeps what it was made with.
 */
export interface RuleValues extends WarningLimits, GuideBands, StartDefaults {
  /** Fewest days of publicity of a price; the unit may set more. */
  readonly publicityDays: number;
  /** What the team gets at least of the net income of a unit in Gansu. */
  readonly gansuFloorPpm: number;
}

export const usualRuleValues: RuleValues = {
  ...usualLimits,
  ...usualBands,
  acceptWithinDays: usualAcceptDays,
  latePenaltyPpmPerDay: newTerms.latePenaltyPpmPerDay,
  latePenaltyCapPpm: newTerms.latePenaltyCapPpm,
  publicityDays: leastPublicityDays,
  gansuFloorPpm: gansuFloor.ppm,
};

export const ruleValueKeys = [
  'publicityDays',
  'fixedFen',
  'salesPpm',
  'profitPpm',
  'lowPpm',
  'highPpm',
  'dearLowPpm',
  'dearHighPpm',
  'latePenaltyPpmPerDay',
  'latePenaltyCapPpm',
  'acceptWithinDays',
  'gansuFloorPpm',
] as const satisfies readonly (keyof RuleValues)[];
export type RuleValueKey = (typeof ruleValueKeys)[number];

type Unit = 'wan' | 'percent' | 'days';

interface RuleValueSpec {
  /** The open rule of which it is the value. */
  readonly rule: string;
  readonly label: string;
  readonly unit: Unit;
  /** In fen, ppm or days; both may be taken. */
  readonly least: bigint;
  readonly most: bigint;
}

const percent = (rule: string, label: string, least: bigint, most = 1_000_000n): RuleValueSpec => ({
  rule,
  label,
  unit: 'percent',
  least,
  most,
});

/** What each value is, and between which it may be set: publicity and floor never below what the law asks for. */
export const ruleValueSpecs: Readonly<Record<RuleValueKey, RuleValueSpec>> = {
  publicityDays: {
    rule: 'publicity.days',
    label: '公示最少天数',
    unit: 'days',
    least: BigInt(leastPublicityDays),
    most: 90n,
  },
  fixedFen: {
    rule: 'warning.amounts',
    label: '固定费用提醒线',
    unit: 'wan',
    least: 1_000_000n,
    most: 100_000_000_000n,
  },
  salesPpm: percent('warning.amounts', '净销售额提成提醒线', 1n),
  profitPpm: percent('warning.amounts', '利润提成提醒线', 1n),
  lowPpm: percent('price_guide', '一般行业参考下限', 0n),
  highPpm: percent('price_guide', '一般行业参考上限', 1n),
  dearLowPpm: percent('price_guide', '软件和医药参考下限', 0n),
  dearHighPpm: percent('price_guide', '软件和医药参考上限', 1n),
  latePenaltyPpmPerDay: percent('late.penalty', '逾期违约金每日', 0n, 10_000n),
  latePenaltyCapPpm: percent('late.penalty', '逾期违约金上限', 0n),
  acceptWithinDays: {
    rule: 'milestone.silence',
    label: '里程碑多少天不答复视为验收',
    unit: 'days',
    least: 1n,
    most: 365n,
  },
  gansuFloorPpm: percent('floor.gansu', '甘肃的团队比例下限', BigInt(nationalFloor.ppm)),
};

/** A value that was set, as it is stored: a whole number in fen, ppm or days. */
export interface SetRuleValue {
  readonly key: RuleValueKey;
  readonly value: string;
  readonly fromOn: Day;
}

/** The values on a day. `rows` in the order in which they were said: of one day the last word counts. */
export function ruleValuesOn(rows: readonly SetRuleValue[], on: Day): RuleValues {
  const values = { ...usualRuleValues };
  const from: Partial<Record<RuleValueKey, Day>> = {};
  for (const { key, value, fromOn } of rows) {
    if (fromOn > on || fromOn < (from[key] ?? '')) continue;
    from[key] = fromOn;
    if (key === 'fixedFen') values.fixedFen = BigInt(value);
    else values[key] = Number(value);
  }
  return values;
}

/** Above which a contract's figures are unusual. */
export const limitsOf = ({ fixedFen, salesPpm, profitPpm }: RuleValues): WarningLimits => ({
  fixedFen,
  salesPpm,
  profitPpm,
});

/** What a new contract starts with. */
export const startDefaultsOf = ({
  acceptWithinDays,
  latePenaltyPpmPerDay,
  latePenaltyCapPpm,
}: RuleValues): StartDefaults => ({ acceptWithinDays, latePenaltyPpmPerDay, latePenaltyCapPpm });

/** A value in words: 2,000 万元, 20%, 15 天. */
export function ruleValueText(key: RuleValueKey, value: bigint | number): string {
  const { unit } = ruleValueSpecs[key];
  if (unit === 'wan') return formatWan(BigInt(value));
  return unit === 'percent' ? formatPpm(Number(value)) : `${String(value)} 天`;
}

export const ruleUnitWords: Readonly<Record<Unit, string>> = { wan: '万元', percent: '%', days: '天' };

/** What was typed, in fen, ppm or days; null where it is no number of its unit. */
export function readRuleValue(key: RuleValueKey, typed: string): bigint | null {
  const { unit } = ruleValueSpecs[key];
  if (unit === 'wan') return parseFen(typed, 'wan');
  if (unit === 'days') return /^\d{1,4}$/.test(typed.trim()) ? BigInt(typed.trim()) : null;
  const ppm = parsePpm(typed);
  return ppm === null ? null : BigInt(ppm);
}

/** The pairs of which the first may not be over the second. */
const bands = [
  ['lowPpm', 'highPpm'],
  ['dearLowPpm', 'dearHighPpm'],
] as const;

/**
 * What is wrong with a new value; empty when it may be set. It lies within its bounds and counts from today or later, never for
 * what has been; a lower end stays under its upper end on every day from then on. `rows` as in `ruleValuesOn`.
 */
export function ruleValueFaults(
  { key, value, fromOn }: { readonly key: RuleValueKey; readonly value: bigint; readonly fromOn: Day },
  { rows, today }: { readonly rows: readonly SetRuleValue[]; readonly today: Day },
): FieldFault[] {
  const { least, most } = ruleValueSpecs[key];
  const faults: FieldFault[] = [];
  if (value < least || value > most) {
    faults.push({ field: 'value', says: `要在 ${ruleValueText(key, least)} 到 ${ruleValueText(key, most)} 之间。` });
  }
  if (fromOn < today) faults.push({ field: 'fromOn', says: '只能从今天或者以后起用，不能改以前的。' });
  const said = [...rows, { key, value: value.toString(), fromOn }];
  const isCrossed = (on: Day) => {
    const then = ruleValuesOn(said, on);
    return bands.some(([low, high]) => (key === low || key === high) && then[low] > then[high]);
  };
  const crossedOn = said.map((row) => row.fromOn).find((on) => on >= fromOn && isCrossed(on));
  if (crossedOn !== undefined) faults.push({ field: 'value', says: `${crossedOn} 起下限会高于上限。` });
  return faults;
}

/**
 * Days of publicity that a unit's notice runs at least: the platform's value or the unit's own where that is longer. 15 and 20 → 20.
 */
export const noticeDays = (
  values: Pick<RuleValues, 'publicityDays'>,
  unit: { readonly publicityDays: number } | undefined,
): number => Math.max(values.publicityDays, unit?.publicityDays ?? 0);
