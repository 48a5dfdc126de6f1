/**
 * The steps of 揭榜挂帅 and 赛马 (S003 support item 3; domain steps 1–12): 论证 → 张榜 → 揭榜 → 评榜 → 公示 → 签约 → 里程碑 → 验收.
 */
export const bountyStateLabels = {
  collected: '征集',
  arguing: '论证',
  posted: '张榜',
  judging: '评榜',
  publicity: '公示',
  contracting: '签约',
  running: '实施',
  accepted: '验收通过',
  stopped: '终止',
  dropped: '未进行',
} as const;
export type BountyState = keyof typeof bountyStateLabels;
export const bountyStates = Object.keys(bountyStateLabels) as [BountyState, ...BountyState[]];

export const bountyKinds = ['bounty', 'race'] as const;
export type BountyKind = (typeof bountyKinds)[number];
export const bountyKindLabels: Readonly<Record<BountyKind, string>> = { bounty: '揭榜挂帅', race: '赛马' };
/** 任务定榜 / 企业出榜 (S003). */
export const bountyOrigins = ['task', 'enterprise'] as const;
export type BountyOrigin = (typeof bountyOrigins)[number];
export const bountyOriginLabels: Readonly<Record<BountyOrigin, string>> = { task: '任务定榜', enterprise: '企业出榜' };

/** A solver's answer to a post (揭榜). */
export const proposalStates = ['submitted', 'withdrawn', 'shortlisted', 'awarded', 'eliminated', 'rejected'] as const;
export type ProposalState = (typeof proposalStates)[number];
export const proposalStateLabels: Readonly<Record<ProposalState, string>> = {
  submitted: '已揭榜',
  withdrawn: '已撤回',
  shortlisted: '在赛',
  awarded: '中榜',
  eliminated: '未过关口',
  rejected: '未中榜',
};

/** Days and numbers of the process (domain table, section 7). */
export const bountyRules = {
  /** 论证: experts at least. */
  experts: 5,
  /** A post stands open so many days at least. */
  postDays: 30,
  /** Working days of the publicity of the winner. */
  publicityDays: 5,
} as const;
