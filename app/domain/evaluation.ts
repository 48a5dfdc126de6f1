import { machine } from './machine.ts';

/** An evaluation (评价) of an achievement by an organisation that does not own it, with a panel of experts. */
export const evaluationMachine = machine({
  name: 'evaluation',
  initial: 'requested',
  states: {
    requested: {
      label: '待受理',
      on: {
        accept: { to: 'running', by: ['evaluator'], says: '受理委托，组织专家' },
        decline: { to: 'declined', by: ['evaluator'], says: '不受理，说明原因' },
        withdraw: { to: 'withdrawn', by: ['owner'], says: '撤回委托' },
        halt: { to: 'withdrawn', by: ['system'], says: '成果撤下或退回，委托作废' },
      },
    },
    running: {
      label: '评价中',
      on: {
        collect: { to: 'scored', by: ['evaluator'], says: '结束评分，读全部评分和意见' },
        withdraw: { to: 'withdrawn', by: ['owner'], says: '撤回委托' },
        halt: { to: 'halted', by: ['system'], says: '成果撤下或退回，评价中止' },
      },
    },
    // No score comes or goes any more: from here the evaluator reads them all, and writes its report.
    scored: {
      label: '评分已结束',
      on: {
        issue: { to: 'issued', by: ['evaluator'], says: '出具评价报告' },
        withdraw: { to: 'withdrawn', by: ['owner'], says: '撤回委托' },
        halt: { to: 'scored_halted', by: ['system'], says: '成果撤下或退回，评价中止' },
      },
    },
    halted: {
      label: '已中止',
      on: {
        resume: { to: 'running', by: ['system'], says: '成果没有改动又公开，评价接着做' },
        withdraw: { to: 'withdrawn', by: ['owner'], says: '撤回委托' },
        void: { to: 'withdrawn', by: ['system'], says: '成果改过以后又公开，要重新委托' },
      },
    },
    // Apart from the other one, so that nobody scores anew after the scores were read.
    scored_halted: {
      label: '评分后中止',
      on: {
        resume: { to: 'scored', by: ['system'], says: '成果没有改动又公开，评价接着做' },
        withdraw: { to: 'withdrawn', by: ['owner'], says: '撤回委托' },
        void: { to: 'withdrawn', by: ['system'], says: '成果改过以后又公开，要重新委托' },
      },
    },
    issued: { label: '已出报告', final: true },
    declined: { label: '未受理', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
});
export type EvaluationState = keyof typeof evaluationMachine.states;

/** An expert of a panel: he declares conflicts before he scores, and sees no other scores. */
export const expertMachine = machine({
  name: 'evaluation_expert',
  initial: 'invited',
  states: {
    invited: {
      label: '待答复',
      on: {
        join: { to: 'joined', by: ['expert'], says: '声明没有利益冲突，参加评价' },
        recuse: { to: 'recused', by: ['expert'], says: '有利益冲突，回避' },
      },
    },
    joined: {
      label: '待评分',
      on: {
        score: { to: 'scored', by: ['expert'], says: '独立提交评分和意见' },
        recuse: { to: 'recused', by: ['expert'], says: '发现利益冲突，回避' },
      },
    },
    scored: {
      label: '已评分',
      on: { score: { to: 'scored', by: ['expert'], says: '评分结束前改评分' } },
    },
    recused: { label: '已回避', final: true },
  },
});
export type ExpertState = keyof typeof expertMachine.states;

/** Five values and the potential of transfer (国办发〔2021〕26号; GB/T 44731-2024). Social and cultural are kept apart. */
export const valueKeys = ['scientific', 'technical', 'economic', 'social', 'cultural', 'potential'] as const;
export type ValueKey = (typeof valueKeys)[number];
export const valueLabels: Readonly<Record<ValueKey, string>> = {
  scientific: '科学价值',
  technical: '技术价值',
  economic: '经济价值',
  social: '社会价值',
  cultural: '文化价值',
  potential: '转化潜力',
};

export const evaluationPurposes = ['转化交易', '投融资', '奖励', '项目管理'] as const;

/** Experts in a panel: at least five, and an odd number of scores. */
export const leastExperts = 5;

export type Scores = Readonly<Partial<Record<ValueKey, number | null>>>;

/** What the experts of a panel gave one value: null where all said that it does not apply. */
export interface Spread {
  readonly key: ValueKey;
  readonly scores: readonly number[];
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/**
 * The scores of each value, sorted, with lowest, median and highest. The values are never merged into one number.
 * 70, 80, 90 → low 70, middle 80, high 90; an even number takes the mean of the two in the middle, one decimal.
 */
export function spreadOf(panel: readonly Scores[]): Spread[] {
  return valueKeys.flatMap((key) => {
    const scores = panel.flatMap((one) => (typeof one[key] === 'number' ? [one[key]] : [])).toSorted((a, b) => a - b);
    const [low] = scores;
    const high = scores.at(-1);
    if (low === undefined || high === undefined) return [];
    const half = scores.length >> 1;
    const middle =
      scores.length % 2 === 1
        ? (scores[half] ?? low)
        : Math.round((((scores[half - 1] ?? low) + (scores[half] ?? low)) / 2) * 10) / 10;
    return [{ key, scores, low, middle, high }];
  });
}

/** The evaluator reads what the panel gave: once scoring has ended. Experts read it with the report. */
export const showsScores = (state: EvaluationState): boolean => state === 'scored' || state === 'issued';

/** Stopped while its record is not public. */
export const isHalted = (state: EvaluationState): boolean => state === 'halted' || state === 'scored_halted';

/** Why a report cannot be issued yet, in words; null when it can. */
export function panelFault(experts: readonly { readonly state: ExpertState }[]): string | null {
  const scored = experts.filter(({ state }) => state === 'scored').length;
  if (scored < leastExperts) return `至少要有 ${leastExperts} 位专家评分，现在有 ${scored} 位。`;
  if (scored % 2 === 0) return `评分的专家要是单数，现在有 ${scored} 位。`;
  return null;
}

/**
 * A user's word about the use (应用效果) as a line of the record's text. Only of one who agreed that it is published.
 * '吨水成本降到 5.2 元', 某公司, 2026-11-02 → '应用效果（某公司，2026 年 11 月）：吨水成本降到 5.2 元'
 */
export const effectLine = (told: { readonly effect: string; readonly by: string; readonly on: string }): string =>
  `应用效果（${told.by}，${told.on.slice(0, 4)} 年 ${Number(told.on.slice(5, 7))} 月）：${told.effect}`;
