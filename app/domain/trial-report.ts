/** What the trial showed, measured by what the contract says: the first line of 试用评价报告. */
export const trialConclusions = ['reached', 'partly', 'missed'] as const;
export type TrialConclusion = (typeof trialConclusions)[number];

export const trialConclusionLabels: Readonly<Record<TrialConclusion, string>> = {
  reached: '达到约定指标',
  partly: '部分达到',
  missed: '没有达到',
};
