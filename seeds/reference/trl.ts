import type { Term } from './term.ts';

export interface TrlLevel extends Term {
  /** What the form asks, in our own words. */
  readonly question: string;
  readonly minimumEvidence: string;
  /** 所处阶段 that goes with the level: 1–3 初期, 4–6 中期, 7–9 成熟应用. */
  readonly stage: 'initial' | 'middle' | 'mature';
}

const source = 'GB/T 22900-2022';
const note = '级名为通行叫法，待与标准正文核对；问题与证据为平台表述';

/** 技术就绪水平, nine levels. */
export const trlLevels = [
  {
    code: '1',
    label: '报告级',
    question: '基本原理是否已被观察到并写成报告？',
    minimumEvidence: '论文或研究报告',
    stage: 'initial',
    note,
    source,
  },
  {
    code: '2',
    label: '方案级',
    question: '是否形成了应用设想或研发方案？',
    minimumEvidence: '方案文件',
    stage: 'initial',
    note,
    source,
  },
  {
    code: '3',
    label: '功能级',
    question: '关键功能是否经分析和实验证明可行？',
    minimumEvidence: '试验记录',
    stage: 'initial',
    note,
    source,
  },
  {
    code: '4',
    label: '仿真级',
    question: '关键部件是否在实验室条件下通过验证？',
    minimumEvidence: '实验室报告',
    stage: 'middle',
    note,
    source,
  },
  {
    code: '5',
    label: '初样级',
    question: '关键部件是否在接近实际的环境中通过验证？',
    minimumEvidence: '环境试验报告',
    stage: 'middle',
    note,
    source,
  },
  {
    code: '6',
    label: '正样级',
    question: '整套样机是否在接近实际的环境中演示过？',
    minimumEvidence: '样机和第三方检测报告',
    stage: 'middle',
    note,
    source,
  },
  {
    code: '7',
    label: '环境级',
    question: '样机是否在真实使用环境中得到证明？',
    minimumEvidence: '用户试用报告',
    stage: 'mature',
    note,
    source,
  },
  {
    code: '8',
    label: '产品级',
    question: '产品是否已定型，并通过检验或认证？',
    minimumEvidence: '产品认证或小批量生产记录',
    stage: 'mature',
    note,
    source,
  },
  {
    code: '9',
    label: '系统级',
    question: '是否已稳定使用，并能对外销售？',
    minimumEvidence: '销售合同和发票',
    stage: 'mature',
    note,
    source,
  },
] as const satisfies readonly TrlLevel[];
