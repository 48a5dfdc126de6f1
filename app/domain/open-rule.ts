import type { RuleValueKey } from './rule-values.ts';

export const ruleAreas = [
  '公示与审批',
  '条款默认值',
  '试用与里程碑',
  '提成',
  '收益分配与个税',
  '税票与登记',
  '收付与提醒',
] as const;
export type RuleArea = (typeof ruleAreas)[number];

/** A rule that was taken without having read its text, or that is this platform's own default. */
export interface OpenRule {
  readonly key: string;
  readonly area: RuleArea;
  readonly rule: string;
  /** As it stands in the code now: a confirmation counts for this value only. */
  readonly value: string;
  /** What it rests on, and what is not known. */
  readonly doubt: string;
  /** Where a unit or the parties set it otherwise; null where it is fixed. */
  readonly change: string | null;
  /** The values of it that the administrator sets. */
  readonly values?: readonly RuleValueKey[];
}
