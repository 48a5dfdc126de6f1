import type { Day } from './days.ts';

/** What must be done by each date of which people are reminded, as it stands after 请在某日前. */
export const reminderWords: Readonly<Record<string, string>> = {
  'trial.deliver': '交付约定的资料和样品',
  'trial.inspect': '验收交付',
  'trial.report': '提交试用评价报告',
  'trial.decide': '决定转正、延长或退出试用',
  'trial.data': '提交试用数据',
  'royalty.report': '申报收入',
  'objection.admit': '决定是否受理公示异议',
  'objection.decide': '答复公示异议',
  'contract.cure': '补正违约',
  'contract.answer': '答复对方的提议',
  'declaration.answer': '答复对方的提议',
  'amendment.answer': '答复合同变更',
  'amendment.sign_put': '签署合同变更',
  'amendment.confirm': '确认合同变更的用印扫描件',
};

/** A reminder in one sentence: what, and by which day. Reminders from before the day was kept say nothing (null). */
export function reminderSentence(kind: string, params: Readonly<Record<string, string>>): string | null {
  const what = reminderWords[params.due ?? ''];
  const on: Day | undefined = params.on;
  if (what === undefined || on === undefined) return null;
  if (kind === 'deadline.soon') return `请在 ${on} 前${what}：`;
  return kind === 'deadline.late' ? `已过 ${on}，还没有${what}：` : null;
}
