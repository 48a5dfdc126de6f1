import { machine } from './machine.ts';

/** An uploaded file of achievements: checked first, stored only after the officer confirms. */
export const importMachine = machine({
  name: 'import',
  initial: 'checking',
  states: {
    checking: {
      label: '检查中',
      on: {
        check: { to: 'checked', by: ['system'], says: '逐行检查完毕，尚未入库' },
        fail: { to: 'failed', by: ['system'], says: '文件无法读取' },
      },
    },
    checked: {
      label: '待确认',
      on: {
        confirm: { to: 'running', by: ['officer'], says: '确认导入通过检查的行' },
        cancel: { to: 'cancelled', by: ['officer'], says: '放弃这次导入' },
      },
    },
    running: { label: '导入中', on: { finish: { to: 'done', by: ['system'], says: '全部通过的行已入库' } } },
    done: { label: '已完成', final: true },
    failed: { label: '无法读取', final: true },
    cancelled: { label: '已放弃', final: true },
  },
});
export type ImportState = keyof typeof importMachine.states;

/** What the check found of a row, and that it was stored. */
export const importRowStates = ['valid', 'invalid', 'duplicate', 'imported'] as const;
export type ImportRowState = (typeof importRowStates)[number];
