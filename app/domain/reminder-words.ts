import type { Day } from './days.ts';

interface ReminderWords {
  /** What the date is called where its rule is listed. */
  readonly name: string;
  /** As it stands after 请在某日前. */
  readonly what: string;
  /** What follows if nobody does anything. */
  readonly silence?: string;
  /** Where a date asks nobody to do something by it, whole sentences without their colon. */
  readonly soon?: (on: Day) => string;
  readonly late?: (on: Day) => string;
}

/** What must be done by each date of which people are reminded, and what silence does. */
export const reminderWords: Readonly<Record<string, ReminderWords>> = {
  'trial.deliver': { name: '交付', what: '交付约定的资料和样品' },
  'trial.inspect': { name: '验收交付', what: '验收交付' },
  'trial.report': { name: '试用评价', what: '提交试用评价报告' },
  'trial.decide': {
    name: '试用后的选择',
    what: '决定转正、延长或退出试用',
    silence: '逾期没有选择的，视为退出',
  },
  'trial.data': { name: '试用数据', what: '提交试用数据' },
  'royalty.report': { name: '收入申报', what: '申报收入' },
  'royalty.review': {
    name: '核对收入申报',
    what: '核对收入申报',
    silence: '逾期没有提出疑问的，视为认可这次申报，查阅账目的权利不受影响',
  },
  'objection.admit': { name: '受理公示异议', what: '决定是否受理公示异议' },
  'objection.decide': { name: '答复公示异议', what: '答复公示异议' },
  'contract.cure': { name: '补正违约', what: '补正违约' },
  'contract.answer': { name: '答复提议', what: '答复对方的提议' },
  'contract.term': {
    name: '合同期限届满',
    what: '办理续期或者提交里程碑证据',
    soon: (on) => `合同期限在 ${on} 届满；届时没有提交证据的里程碑不再计收，要续期的请在届满前办理变更`,
    late: (on) => `合同期限已在 ${on} 届满`,
  },
  'contract.register': {
    name: '认定登记',
    what: '录入认定登记的结果',
    soon: (on) => `登记机构应在 ${on} 前办结认定登记；有结果的请录入，没有登记证明不能办理税收优惠`,
    late: (on) => `已过登记机构应办结认定登记的 ${on}；请向登记机构催问并录入结果，没有登记证明不能办理税收优惠`,
  },
  'contract.return': { name: '资料返还或者销毁', what: '返还或者销毁技术资料，并写明结果' },
  'contract.confirm_return': {
    name: '确认资料返还',
    what: '确认技术资料已经返还或者销毁，或者写不同意见',
  },
  'milestone.accept': {
    name: '里程碑验收',
    what: '验收里程碑，或者书面说明不通过的理由',
    silence: '逾期不答复视为通过，款项随之应付',
  },
  'obligation.pay': { name: '付款', what: '付款', silence: '逾期的按合同约定承担逾期付款责任' },
  // To the payee, once the day is over.
  'obligation.unpaid': {
    name: '对方逾期付款',
    what: '收到对方的付款',
    late: (on) => `已过 ${on}，对方还没有付清；可以催款，或者确认已经到账的款项`,
  },
  'obligation.invoice': { name: '先票后款的发票', what: '开具发票', silence: '没有发票，对方的付款期限随之顺延' },
  'receipt.confirm': {
    name: '确认到账',
    what: '核对对方登记的付款是否到账',
    silence: '没有确认以前不作为到账入账，也不能分配',
  },
  'refund.confirm': { name: '核对退款', what: '核对退款是否收到', silence: '没有核对以前，这笔退款不入账' },
  'declaration.answer': { name: '答复提议', what: '答复对方的提议' },
  'amendment.answer': { name: '答复变更', what: '答复合同变更' },
  'amendment.sign_put': { name: '签署变更', what: '签署合同变更' },
  'amendment.confirm': { name: '确认变更扫描件', what: '确认合同变更的用印扫描件' },
};

/** Of what people are reminded, for the list of rules. */
export const remindedNames = (): string =>
  [...new Set(Object.values(reminderWords).map(({ name }) => name))].join('、');

/** A reminder in one sentence: what, by which day, and what silence does. Reminders from before the day was kept say nothing (null). */
export function reminderSentence(kind: string, params: Readonly<Record<string, string>>): string | null {
  const words = reminderWords[params.due ?? ''];
  const on: Day | undefined = params.on;
  if (words === undefined || on === undefined) return null;
  const { what, silence, soon, late } = words;
  const besides = silence === undefined ? '' : `；${silence}`;
  if (kind === 'deadline.soon') return `${soon?.(on) ?? `请在 ${on} 前${what}${besides}`}：`;
  return kind === 'deadline.late' ? `${late?.(on) ?? `已过 ${on}，还没有${what}${besides}`}：` : null;
}
