import { machine } from './machine.ts';

/** An assessment of the readiness level, the unit's own or a third party's, confirmed by somebody else than its author. */
export const trlMachine = machine({
  name: 'trl_assessment',
  initial: 'submitted',
  states: {
    submitted: {
      label: '待确认',
      on: {
        confirm: { to: 'confirmed', by: ['reviewer'], says: '证据支持所评级别，确认' },
        return: { to: 'returned', by: ['reviewer'], says: '证据不足，退回' },
        replace: { to: 'replaced', by: ['system'], says: '提交了新的评定' },
        drop: { to: 'replaced', by: ['system'], says: '依据的报告因保密撤下' },
      },
    },
    confirmed: {
      label: '已确认',
      on: {
        replace: { to: 'replaced', by: ['system'], says: '确认了新的评定' },
        drop: { to: 'replaced', by: ['system'], says: '依据的报告因保密撤下' },
      },
    },
    returned: { label: '已退回', final: true },
    replaced: { label: '已被替代', final: true },
  },
});
export type TrlState = keyof typeof trlMachine.states;

export interface TrlQuestion {
  readonly level: number;
  readonly asks: string;
  readonly evidence: string;
}

/** One question a level, in the manner of GB/T 22900, with the least evidence; own words. */
export const trlQuestions: readonly TrlQuestion[] = [
  { level: 1, asks: '基本原理是否已经观察到并有报告？', evidence: '论文、研究报告' },
  { level: 2, asks: '技术方案或应用设想是否已经形成？', evidence: '方案文件' },
  { level: 3, asks: '关键功能是否经分析和实验证明可行？', evidence: '试验记录' },
  { level: 4, asks: '部件或模块是否在实验室验证过？', evidence: '实验室验证报告' },
  { level: 5, asks: '部件或模块是否在相似环境中验证过？', evidence: '环境试验报告' },
  { level: 6, asks: '系统样机是否在相似环境中演示过？', evidence: '样机照片、第三方检测报告' },
  { level: 7, asks: '样机是否在真实使用环境中证明可用？', evidence: '用户试用报告' },
  { level: 8, asks: '实际产品是否定型并通过验证？', evidence: '产品鉴定、小批量记录' },
  { level: 9, asks: '是否已经稳定使用、可以销售？', evidence: '销售合同、发票、用户证明' },
];

export interface TrlAnswer {
  readonly level: number;
  readonly isMet: boolean;
  /** What shows it: a document, its number and date. */
  readonly evidence: string;
}

/**
 * The level that an assessment reaches: the highest one below which no question was denied and each has its evidence.
 * Levels 1–4 and 6 met → 4. Zero where not even the first is met.
 */
export function reachedLevel(answers: readonly TrlAnswer[]): number {
  let reached = 0;
  for (const { level } of trlQuestions) {
    const answer = answers.find((one) => one.level === level);
    if (answer === undefined || !answer.isMet || answer.evidence.trim() === '') break;
    reached = level;
  }
  return reached;
}
