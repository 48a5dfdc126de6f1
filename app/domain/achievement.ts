import { machine, statesWith } from './machine.ts';

/** An achievement (成果) from its first draft to the public list. A published row is withdrawn, never deleted. */
export const achievementMachine = machine({
  name: 'achievement',
  initial: 'draft',
  states: {
    draft: {
      label: '草稿',
      is: ['writable'],
      on: {
        submit: { to: 'unit_review', by: ['officer', 'inventor'], says: '提交单位审核（含保密审查）' },
        import: { to: 'unit_review', by: ['system'], says: '随表格导入，入库等保密审查' },
      },
    },
    unit_review: {
      label: '保密审查中',
      is: ['under_review'],
      on: {
        clear: { to: 'office_review', by: ['secrecy'], says: '保密审查通过，转单位审批' },
        return: { to: 'returned', by: ['approver', 'secrecy'], says: '退回修改，写明原因' },
        recall: { to: 'draft', by: ['officer', 'inventor'], says: '撤回送审，继续修改' },
        release: { to: 'published', by: ['system'], says: '导入时指明的保密审查人员审过整份文件，一并公开' },
        undo: { to: 'withdrawn', by: ['system'], says: '整次导入撤销，没有动过的撤下' },
      },
    },
    office_review: {
      label: '单位审核中',
      is: ['under_review', 'cleared'],
      on: {
        publish: { to: 'published', by: ['approver'], says: '审核通过，向社会公开' },
        return: { to: 'returned', by: ['approver', 'secrecy'], says: '退回修改，写明原因' },
        recall: { to: 'draft', by: ['officer', 'inventor'], says: '撤回送审，继续修改' },
        undo: { to: 'withdrawn', by: ['system'], says: '整次导入撤销，没有动过的撤下' },
      },
    },
    returned: {
      label: '已退回',
      is: ['writable'],
      on: { submit: { to: 'unit_review', by: ['officer', 'inventor'], says: '修改后再次提交审核' } },
    },
    published: {
      label: '已发布',
      is: ['cleared'],
      on: {
        withdraw: { to: 'withdrawn', by: ['officer', 'approver', 'secrecy'], says: '撤下，不再公开展示' },
        undo: { to: 'withdrawn', by: ['system'], says: '整次导入撤销，没有动过的撤下' },
      },
    },
    withdrawn: {
      label: '已撤回',
      on: { reopen: { to: 'draft', by: ['officer'], says: '改为草稿，重新走审核' } },
    },
  },
});
export type AchievementState = keyof typeof achievementMachine.states;

/** States in which the text and its papers may change without anybody else; what is public or under review stands still. */
export const writableAchievementStates = statesWith(achievementMachine, 'writable');
export const reviewedAchievementStates = statesWith(achievementMachine, 'under_review');

/** States that a record reaches by its unit's secrecy review only: an evaluator and its panel may read the text. */
export const clearedAchievementStates = statesWith(achievementMachine, 'cleared');
