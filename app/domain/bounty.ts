import { machine } from './machine.ts';

/**
 * 揭榜挂帅 and 赛马 as one process (S003 support item 3; domain steps 1–12): 论证 → 张榜 → 揭榜 → 评榜 → 公示 → 签约 → 里程碑 → 验收.
 * `poster` is the enterprise whose demand it is, `authority` the science department that runs the programme.
 */
export const bountyMachine = machine({
  name: 'bounty',
  initial: 'collected',
  states: {
    collected: {
      label: '征集',
      on: {
        argue: { to: 'arguing', by: ['authority'], says: '请专家论证必要性、可行性和预算' },
        drop: { to: 'dropped', by: ['poster', 'authority'], says: '不再进行，写明原因' },
      },
    },
    arguing: {
      label: '论证',
      on: {
        post: { to: 'posted', by: ['authority'], says: '论证通过，张榜' },
        drop: { to: 'dropped', by: ['poster', 'authority'], says: '论证未通过或撤回，写明原因' },
      },
    },
    posted: {
      label: '张榜',
      is: ['public'],
      on: {
        judge: { to: 'judging', by: ['authority', 'system'], says: '揭榜截止，开始评榜' },
        drop: { to: 'dropped', by: ['poster', 'authority'], says: '撤榜，写明原因' },
      },
    },
    judging: {
      label: '评榜',
      is: ['public'],
      on: {
        award: { to: 'publicity', by: ['authority'], says: '确定中榜方，公示不少于 5 个工作日' },
        drop: { to: 'dropped', by: ['authority'], says: '没有合格的揭榜方，流榜' },
      },
    },
    publicity: {
      label: '公示',
      is: ['public'],
      on: {
        clear: { to: 'contracting', by: ['authority'], says: '公示期满无异议，签约' },
        upset: { to: 'judging', by: ['authority'], says: '异议成立，重新评榜' },
      },
    },
    contracting: {
      label: '签约',
      is: ['public'],
      on: {
        start: { to: 'running', by: ['poster', 'authority'], says: '技术开发合同已签，立项实施' },
        upset: { to: 'judging', by: ['authority'], says: '签不成，重新评榜' },
      },
    },
    running: {
      label: '实施',
      is: ['public'],
      on: {
        accept: { to: 'accepted', by: ['poster'], says: '逐项对照指标，验收通过' },
        stop: { to: 'stopped', by: ['authority', 'poster'], says: '未达目标，终止；勤勉尽责的不追责' },
      },
    },
    accepted: { label: '验收通过', is: ['public'], final: true },
    stopped: { label: '终止', is: ['public'], final: true },
    dropped: { label: '未进行', final: true },
  },
});
export type BountyState = keyof typeof bountyMachine.states;

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
