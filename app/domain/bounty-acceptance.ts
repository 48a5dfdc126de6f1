import type { DemandMetric } from './demand-data.ts';

/** The poster's word on what came of it (step 11): each metric as measured, and the opinion of the user. */
export interface BountyAcceptance {
  readonly metrics: readonly { readonly name: string; readonly measured: string; readonly isMet: boolean }[];
  readonly opinion: string;
  readonly at: string;
}

/**
 * True when a measured value meets a metric. A range counts its ends. Example: 75 % measured against ≥ 75 → met; 4.9 against
 * the range 5-8 → not met. What is no number meets nothing.
 */
export function meets(metric: Pick<DemandMetric, 'operator' | 'value'>, measured: string): boolean {
  const text = measured.normalize('NFKC').trim();
  if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) return false;
  const value = Number(text);
  if (metric.operator === 'range') {
    const ends = /^(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)$/.exec(metric.value);
    return ends !== null && value >= Number(ends[1]) && value <= Number(ends[2]);
  }
  const wanted = Number(metric.value);
  if (metric.operator === '>=') return value >= wanted;
  return metric.operator === '<=' ? value <= wanted : value === wanted;
}

/** Why the authority cannot accept yet, or null: the poster first, metric by metric, all met. */
export function acceptanceFault(given: BountyAcceptance | null, openMilestones: number): string | null {
  if (given === null) return '要先由发榜企业逐项填写实测结果和使用意见。';
  const missed = given.metrics.filter(({ isMet }) => !isMet);
  if (missed.length > 0) return `还有 ${missed.length} 项指标没有达到：${missed.map(({ name }) => name).join('、')}。`;
  return openMilestones > 0 ? `还有 ${openMilestones} 个里程碑没有检查。` : null;
}
