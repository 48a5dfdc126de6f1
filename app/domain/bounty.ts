import { machine, statesWith } from './machine.ts';

/**
 * 揭榜挂帅 and 赛马 (S003 support item 3; domain table, steps 1–12): 征集 → 论证 → 张榜 → 揭榜 → 评榜 → 公示 → 签约 → 里程碑 → 验收.
 * `poster` is the enterprise whose demand it is, `authority` the science office that organises it.
 */
export const bountyMachine = machine({
  name: 'bounty',
  initial: 'collected',
  states: {
    collected: {
      label: '征集',
      on: {
        argue: { to: 'arguing', by: ['authority'], says: '受理，组织专家论证' },
        drop: { to: 'dropped', by: ['authority', 'poster'], says: '不张榜，写明原因' },
      },
    },
    arguing: {
      label: '论证',
      on: {
        post: { to: 'posted', by: ['authority'], says: '论证通过，张榜征集揭榜方' },
        drop: { to: 'dropped', by: ['authority', 'poster'], says: '不张榜，写明原因' },
      },
    },
    posted: {
      label: '张榜',
      is: ['public', 'open'],
      on: {
        judge: { to: 'judging', by: ['authority', 'system'], says: '截止揭榜，开始评榜' },
        drop: { to: 'dropped', by: ['authority'], says: '无人揭榜或情况有变，撤榜' },
      },
    },
    judging: {
      label: '评榜',
      is: ['public'],
      on: {
        award: { to: 'publicity', by: ['authority'], says: '确定中榜方，进入公示' },
        race: { to: 'racing', by: ['authority'], says: '选出两支以上队伍同台赛马' },
        drop: { to: 'dropped', by: ['authority'], says: '没有合格的揭榜方，流榜' },
      },
    },
    racing: {
      label: '赛马',
      is: ['public'],
      on: {
        win: { to: 'publicity', by: ['authority'], says: '最后一关胜出的队伍中榜，进入公示' },
        drop: { to: 'dropped', by: ['authority'], says: '没有队伍过关，结束赛马' },
      },
    },
    publicity: {
      label: '公示',
      is: ['public', 'objectable'],
      on: {
        settle: { to: 'contracting', by: ['system'], says: '公示期满，没有未答复的异议' },
        overturn: { to: 'judging', by: ['authority'], says: '异议成立，重新评榜' },
      },
    },
    contracting: {
      label: '签约',
      is: ['public'],
      on: {
        start: { to: 'running', by: ['system'], says: '双方签署合同，开始实施' },
        reopen: { to: 'judging', by: ['authority'], says: '合同没有谈成，重新评榜' },
      },
    },
    running: {
      label: '实施',
      is: ['public'],
      on: {
        accept: { to: 'accepted', by: ['authority'], says: '逐项达到指标，验收通过' },
        stop: { to: 'stopped', by: ['authority'], says: '终止实施，写明原因和是否勤勉尽责' },
      },
    },
    accepted: { label: '验收通过', is: ['public'], final: true },
    stopped: { label: '终止', is: ['public'], final: true },
    dropped: { label: '未进行', final: true },
  },
});
export type BountyState = keyof typeof bountyMachine.states;

/** States in which everybody may read the post. */
export const publicBountyStates = statesWith(bountyMachine, 'public');

/** A solver's answer to a post (揭榜). Those not chosen wait until the contract is signed: the first choice may fall. */
export const proposalMachine = machine({
  name: 'bounty_proposal',
  initial: 'submitted',
  states: {
    submitted: {
      label: '已揭榜',
      is: ['judged'],
      on: {
        withdraw: { to: 'withdrawn', by: ['solver'], says: '撤回揭榜' },
        shortlist: { to: 'shortlisted', by: ['authority'], says: '入选赛马' },
        award: { to: 'awarded', by: ['authority'], says: '定为中榜方，进入公示' },
        reject: { to: 'rejected', by: ['authority', 'system'], says: '没有中榜，揭榜结束' },
      },
    },
    withdrawn: {
      label: '已撤回',
      on: { submit: { to: 'submitted', by: ['solver'], says: '截止前重新揭榜' } },
    },
    shortlisted: {
      label: '在赛',
      is: ['judged'],
      on: {
        award: { to: 'awarded', by: ['authority'], says: '最后一关胜出' },
        eliminate: { to: 'eliminated', by: ['authority'], says: '这一关没有过，成果和权利归自己' },
        reject: { to: 'rejected', by: ['authority', 'system'], says: '赛马结束，未中榜' },
      },
    },
    awarded: {
      label: '中榜',
      on: { reject: { to: 'rejected', by: ['authority'], says: '异议成立或合同没有谈成，中榜作废' } },
    },
    eliminated: { label: '未过关口', final: true },
    rejected: { label: '未中榜', final: true },
  },
});
export type ProposalState = keyof typeof proposalMachine.states;

export const bountyKinds = ['bounty', 'race'] as const;
export type BountyKind = (typeof bountyKinds)[number];
export const bountyKindLabels: Readonly<Record<BountyKind, string>> = { bounty: '揭榜挂帅', race: '赛马' };

/** 任务定榜 / 企业出榜 (S003). In an enterprise's own post its opinion decides. */
export const bountyOrigins = ['task', 'enterprise'] as const;
export type BountyOrigin = (typeof bountyOrigins)[number];
export const bountyOriginLabels: Readonly<Record<BountyOrigin, string>> = { task: '任务定榜', enterprise: '企业出榜' };

/** A gate of a race eliminates; a milestone of the winner only passes or fails. */
export const gateKinds = ['gate', 'milestone'] as const;
export type GateKind = (typeof gateKinds)[number];

/** Days and numbers of the process (domain table, section 7). */
export const bountyRules = {
  /** 论证: experts at least. */
  experts: 5,
  /** 评榜: valid scores that each proposal needs. */
  scores: 3,
  /** A post stands open so many days at least. */
  postDays: 30,
  /** Working days of the publicity of the winner. */
  publicityDays: 5,
  /** Teams that a race begins with, at least. */
  teams: 2,
  /** Gates that a race may have. */
  gates: 4,
} as const;
