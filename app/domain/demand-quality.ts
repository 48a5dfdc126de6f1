import type { DemandData } from './demand-data.ts';
import { firstMatchWeights, type MatchWeights } from './match-weights.ts';

/** One thing that makes a demand answerable, whether it is there, and what its lack costs. */
export interface QualityLine {
  readonly key: string;
  readonly label: string;
  readonly isMet: boolean;
  /** What to do, and why it costs matches. */
  readonly costs: string;
  readonly points: number;
}

export interface DemandQuality {
  /** 0 to 100. */
  readonly score: number;
  readonly lines: readonly QualityLine[];
  readonly missing: readonly QualityLine[];
}

const percent = (ppm: number): string => `${String(Math.round(ppm / 10_000))}%`;

/**
 * The quality meter: what a demand says and what it leaves open, in points that sum to 100, with the price of each gap. Factors
 * of the matching name their weight in force. Example: everything but targets and budget → 100 − 25 − 15 = 60.
 */
export function demandQuality(data: DemandData, weights: MatchWeights = firstMatchWeights): DemandQuality {
  const { factors } = weights;
  const withMethod = data.metrics.filter(({ method }) => method !== '').length;
  const words = `${data.problem}${data.statusQuo}`.length;
  const line = (key: string, label: string, isMet: boolean, points: number, costs: string): QualityLine => ({
    key,
    label,
    isMet,
    points,
    costs,
  });
  const lines = [
    line(
      'metrics',
      '有能检验的技术指标',
      data.metrics.length > 0,
      25,
      '没有技术指标，对方判断不了做不做得到，多半不应答；揭榜挂帅至少要一项。',
    ),
    line(
      'methods',
      '每项指标写明怎么测',
      data.metrics.length > 0 && withMethod === data.metrics.length,
      10,
      '指标没写测试方法，以后验收会有争议，也比不出哪个团队更接近。',
    ),
    line(
      'problem',
      '问题和现状写清楚（120 字以上）',
      words >= 120,
      15,
      `现在只有 ${words} 字。匹配先比文字，写得太少，相近的成果排不上来。`,
    ),
    line(
      'statusQuo',
      '写了试过什么',
      data.statusQuo !== '',
      10,
      '没写试过的办法，团队会先来问，或者提一个你们已经试过的。',
    ),
    line(
      'budget',
      '有预算，或接受先用后付',
      data.budgetMaxFen !== null || data.acceptPayLater,
      15,
      `价格占条件匹配的 ${percent(factors.price)}，现在这一项不参与。`,
    ),
    line(
      'trl',
      '写了要多成熟的',
      data.wantedTrlMin !== null || data.wantedTrlMax !== null,
      10,
      `成熟度占条件匹配的 ${percent(factors.trl)}，现在这一项不参与。`,
    ),
    line(
      'chains',
      '选了产业链',
      data.chains.length > 0,
      5,
      `领域和产业链占条件匹配的 ${percent(factors.field)}，没选产业链，同链的成果不会优先。`,
    ),
    line(
      'ip',
      '说明知识产权归谁',
      data.ipRequirement !== null,
      5,
      `没说知识产权归属，团队不敢报价；这一项占 ${percent(factors.ip)}。`,
    ),
    line('solveByOn', '写了何时要解决', data.solveByOn !== null, 5, '没写期限，团队排不了进度。'),
  ];
  const score = lines.reduce((sum, { isMet, points }) => sum + (isMet ? points : 0), 0);
  return { score, lines, missing: lines.filter(({ isMet }) => !isMet) };
}
