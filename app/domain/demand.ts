import { machine, statesWith } from './machine.ts';

/** An enterprise's demand (企业需求) from draft to solved, closed or expired. */
export const demandMachine = machine({
  name: 'demand',
  initial: 'draft',
  states: {
    draft: {
      label: '草稿',
      on: {
        submit: { to: 'review', by: ['author'], says: '代填的需求交企业经办人审核' },
        publish: { to: 'published', by: ['officer'], says: '发布需求并立即匹配成果' },
        close: { to: 'closed', by: ['officer'], says: '放弃草稿' },
      },
    },
    review: {
      label: '待审核',
      on: {
        publish: { to: 'published', by: ['officer'], says: '审核通过，发布需求并立即匹配成果' },
        return: { to: 'draft', by: ['officer'], says: '退回修改，写明原因' },
        close: { to: 'closed', by: ['officer'], says: '不要这项需求' },
      },
    },
    published: {
      label: '征集中',
      is: ['public', 'matchable'],
      on: {
        talk: { to: 'in_talks', by: ['system'], says: '有成果方接受对接，进入洽谈' },
        solve: { to: 'solved', by: ['officer', 'system'], says: '需求已解决' },
        close: { to: 'closed', by: ['officer'], says: '关闭需求，写明原因' },
        expire: { to: 'expired', by: ['system'], says: '有效期已过，停止征集' },
      },
    },
    in_talks: {
      label: '洽谈中',
      is: ['public', 'matchable'],
      on: {
        solve: { to: 'solved', by: ['officer', 'system'], says: '签订合同，需求已解决' },
        resume: { to: 'published', by: ['officer', 'system'], says: '洽谈未成，继续征集' },
        close: { to: 'closed', by: ['officer'], says: '关闭需求，写明原因' },
        expire: { to: 'expired', by: ['system'], says: '有效期已过，停止征集' },
      },
    },
    expired: {
      label: '已过期',
      on: {
        renew: { to: 'published', by: ['officer'], says: '确认仍有需要，延长有效期' },
        close: { to: 'closed', by: ['officer'], says: '关闭需求，写明原因' },
      },
    },
    solved: { label: '已解决', is: ['public'], final: true },
    closed: { label: '已关闭', final: true },
  },
});
export type DemandState = keyof typeof demandMachine.states;

/** States in which everybody may read the demand's page, unless it is for chosen units only. */
export const publicDemandStates = statesWith(demandMachine, 'public');
