import type { RoleGate } from './access.ts';
import { hasRole } from './access.ts';
import { machine, statesWith } from './machine.ts';

/**
 * The bank account on which an organisation is paid. It stands in the organisation's own name, is entered by one person and agreed
 * by another, is verified by a small transfer (打款验证) or by papers, and is shown to payers only after a day of waiting,
 * in which everybody concerned has been told. Rows are never edited: a change is a new row, the old ones are the history.
 */
export const payeeAccountMachine = machine({
  name: 'payee_account',
  initial: 'proposed',
  states: {
    proposed: {
      label: '待第二人同意',
      is: ['under_way'],
      on: {
        approve: { to: 'approved', by: ['second'], says: '另一人核对户名、开户行和账号，同意使用' },
        withdraw: { to: 'ended', by: ['unit'], says: '账户填错了，撤回重填' },
      },
    },
    approved: {
      label: '待验证',
      is: ['under_way'],
      on: {
        probe: { to: 'probing', by: ['unit'], says: '申请打款验证，等平台打一笔小额' },
        file: { to: 'reviewing', by: ['unit'], says: '提交开户证明，等平台审核' },
        withdraw: { to: 'ended', by: ['unit'], says: '不用这个账户了，撤回' },
      },
    },
    probing: {
      label: '打款验证中',
      is: ['under_way'],
      on: {
        prove: { to: 'held', by: ['unit'], says: '填对到账的小额，证明账户是本单位的' },
        fail: { to: 'failed', by: ['unit', 'system'], says: '三次没有填对，或者过了期限' },
        withdraw: { to: 'ended', by: ['unit'], says: '不用这个账户了，撤回' },
      },
    },
    reviewing: {
      label: '证件审核中',
      is: ['under_way'],
      on: {
        pass: { to: 'held', by: ['operator'], says: '平台审核开户证明，户名、账号相符' },
        refuse: { to: 'failed', by: ['operator'], says: '开户证明不符，写明原因' },
        withdraw: { to: 'ended', by: ['unit'], says: '不用这个账户了，撤回' },
      },
    },
    held: {
      label: '启用前等待',
      is: ['under_way'],
      on: {
        activate: { to: 'active', by: ['system'], says: '等待期满，付款方开始看到这个账户' },
        withdraw: { to: 'ended', by: ['unit'], says: '等待期内发现不对，停用' },
      },
    },
    active: {
      label: '在用',
      on: { replace: { to: 'replaced', by: ['system'], says: '新的账户启用' } },
    },
    failed: { label: '验证未通过', final: true },
    ended: { label: '已撤回', final: true },
    replaced: { label: '已更换', final: true },
  },
});
export type PayeeAccountState = keyof typeof payeeAccountMachine.states;

/** Entered and not yet in use; an organisation has at most one such. */
export const payeeAccountStatesUnderWay = statesWith(payeeAccountMachine, 'under_way');

export const payeeAccountWays = ['probe', 'papers'] as const;
export type PayeeAccountWay = (typeof payeeAccountWays)[number];
export const payeeAccountWayLabels: Readonly<Record<PayeeAccountWay, string>> = {
  probe: '打款验证',
  papers: '开户证明审核',
};

/** Where money is sent. */
export interface BankAccount {
  readonly accountName: string;
  readonly bankName: string;
  readonly accountNo: string;
}

/** How often the small amount may be typed wrong (a rule of this platform). */
export const probeTriesAllowed = 3;
/** Days from the small transfer in which its amount is to be typed (a rule of this platform). */
export const probeDays = 7;
/** The small amount: 0.01 to 0.99 yuan, in fen. */
export const probeFenRange = { least: 1, most: 99 } as const;
/** Hours between the verification and the use of an account (a rule of this platform). */
export const holdHours = 24;

/** When an account verified at `at` comes into use: 24 hours later. */
export const holdUntil = (at: Date): Date => new Date(at.getTime() + holdHours * 3_600_000);

/** A name as account names are compared: one form of brackets and letters, no spaces. '兰州（西固）' = '兰州(西固)'. */
export const foldAccountName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s\p{Cf}·•・]/gu, '')
    .toUpperCase();

/** True when the account is in the organisation's own name. A personal account, or another unit's, never is. */
export const isOwnName = (accountName: string, orgName: string): boolean =>
  foldAccountName(accountName) === foldAccountName(orgName);

/** The end of an account number, for people who need not know it all: '6222020001234567' → '**** 4567'. */
export const maskedAccountNo = (accountNo: string): string => `**** ${accountNo.slice(-4)}`;

/** What a typed amount does to a running check by small transfer. */
export type ProbeOutcome = 'not_sent' | 'expired' | 'right' | 'wrong' | 'failed';

/**
 * Judges the amount that the unit read on its bank statement. The third wrong answer ends the check, and so does the end of the
 * seven days: after that a new one begins with another amount. 0.37 sent: 37n right, 36n wrong.
 */
export function probeOutcome(
  probe: {
    readonly probeFen: bigint;
    readonly sentAt: Date | null;
    readonly until: Date | null;
    readonly tries: number;
  },
  typedFen: bigint,
  now: Date,
): ProbeOutcome {
  if (probe.sentAt === null || probe.until === null) return 'not_sent';
  if (now > probe.until) return 'expired';
  if (typedFen === probe.probeFen) return 'right';
  return probe.tries + 1 >= probeTriesAllowed ? 'failed' : 'wrong';
}

/** Who enters and verifies an account: finance and the owner. */
export const mayKeepAccounts: RoleGate = (actor) => hasRole(actor, 'finance', 'owner');
/** Who agrees to it as the second person. */
export const mayApproveAccount: RoleGate = (actor) => hasRole(actor, 'finance', 'owner', 'approver');
