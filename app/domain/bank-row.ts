import { machine } from './machine.ts';

/** An uploaded statement of a bank account (银行流水): its columns are known, or a person says what they are. */
export const bankStatementMachine = machine({
  name: 'bank_statement',
  initial: 'mapping',
  states: {
    mapping: {
      label: '待对应列',
      on: {
        store: { to: 'stored', by: ['unit'], says: '逐行保存，已有的不重复' },
        discard: { to: 'discarded', by: ['unit'], says: '文件传错了，不保存' },
      },
    },
    stored: {
      label: '已保存',
      on: { discard: { to: 'discarded', by: ['unit'], says: '传错或者列对应错了：一行都还没有核对的，全部收回' } },
    },
    discarded: { label: '已放弃', final: true },
  },
});
export type BankStatementState = keyof typeof bankStatementMachine.states;

/**
 * One line of a bank statement. Money that came in is matched with the claim it pays; money that went out is matched with the
 * receipt that it gives back; what has nothing to do with contracts is set aside with a reason. It never changes itself.
 */
export const bankRowMachine = machine({
  name: 'bank_row',
  initial: 'open',
  states: {
    open: {
      label: '待核对',
      on: {
        match: { to: 'matched', by: ['finance'], says: '与应收款核对，登记到账' },
        return: { to: 'returned', by: ['finance'], says: '与收款单核对，登记退回' },
        ignore: { to: 'ignored', by: ['finance'], says: '与平台上的合同无关，写明原因' },
      },
    },
    matched: { label: '已核对', on: { release: { to: 'open', by: ['system'], says: '收款单被退回，流水重新待核对' } } },
    returned: {
      label: '已登记退回',
      on: { release: { to: 'open', by: ['system'], says: '退回没有办成，流水重新待核对' } },
    },
    ignored: { label: '不处理', on: { reopen: { to: 'open', by: ['finance'], says: '放错了，拿出来重新核对' } } },
  },
});
export type BankRowState = keyof typeof bankRowMachine.states;

export const bankDirections = ['in', 'out'] as const;
export type BankDirection = (typeof bankDirections)[number];
