import type { RoleGate } from './access.ts';
import { hasRole } from './access.ts';
import type { AuditTerms } from './audit-terms.ts';
import { addDays, addWorkingDays, type Day, dayOf, endOfDay, startOfDay, type WorkCalendar } from './days.ts';
import type { FieldFault } from './errors.ts';

/** What an auditor can open; each opening is written down and shown to both parties. */
export const auditorSights = [
  'code_sent',
  'code_wrong',
  'entered',
  'terms',
  'statements',
  'evidence',
  'receipts',
  'file',
] as const;
export type AuditorSight = (typeof auditorSights)[number];
export const auditorSightLabels: Readonly<Record<AuditorSight, string>> = {
  code_sent: '索取验证码',
  code_wrong: '验证码填错',
  entered: '验证通过，进入',
  terms: '看合同条款',
  statements: '看收入申报',
  evidence: '看验收证据',
  receipts: '看收款单',
  file: '下载文件',
};

/** The parts of the view, in their order. */
export const auditorPages = ['terms', 'statements', 'evidence', 'receipts'] as const;
export type AuditorPage = (typeof auditorPages)[number];

/** Longest access, in days (design default: `audit.notice`). */
export const longestAuditDays = 30;
/** How long a code and the session after it count, in minutes. */
export const auditCodeMinutes = 10;
export const auditSessionMinutes = 120;
/** How often a code may be typed wrong before another is sent. */
export const auditCodeTries = 5;

/** The first day of an access of which the licensee is told on `toldOn`. Monday, 10 working days, no holidays → Monday in two weeks. */
export const auditOpensOn = (toldOn: Day, noticeDays: number, calendar: WorkCalendar): Day =>
  addWorkingDays(toldOn, noticeDays, calendar).day;

/** Who at the licensor sends an auditor: the owner, lawyers, finance. */
export const mayInviteAuditor: RoleGate = (actor) => hasRole(actor, 'owner', 'legal', 'finance');

/** Who at the licensee says that the notice may be shorter: the owner, lawyers, finance. */
export const mayAgreeToAudit: RoleGate = mayInviteAuditor;

/**
 * What is wrong with the time of an access. The licensee is told the agreed working days before it opens, unless the licensor asks it for
 * less, which it has to agree to itself; and it lasts at most 30 days.
 */
export function auditTimeFaults(
  { opensOn, endsOn, asksEarly }: { readonly opensOn: Day; readonly endsOn: Day; readonly asksEarly: boolean },
  today: Day,
  { noticeDays }: Pick<AuditTerms, 'noticeDays'>,
  calendar: WorkCalendar,
): FieldFault[] {
  const faults: FieldFault[] = [];
  const earliest = asksEarly ? today : auditOpensOn(today, noticeDays, calendar);
  if (opensOn < earliest) {
    faults.push({
      field: 'opensOn',
      says: asksEarly
        ? '开始日期不能早于今天。'
        : `要提前 ${noticeDays} 个工作日通知付款方，最早 ${earliest}；要提前的请勾选，等付款方在页面上同意。`,
    });
  }
  if (endsOn < opensOn) faults.push({ field: 'endsOn', says: '结束日期不能早于开始日期。' });
  else if (endsOn > addDays(opensOn, longestAuditDays - 1)) {
    faults.push({ field: 'endsOn', says: `一次最长 ${longestAuditDays} 天。` });
  }
  return faults;
}

/**
 * The accounts are opened as often a year as the contract's text says: a calendar year, since where a contract year is meant the text says
 * so (design default: `audit.notice`). A grant counts for the year of its first day, unless it was taken back before that day; whoever else
 * begins to read before the first of an audit ends belongs to the same one. The last earlier one, where there is no room left; null: there is.
 */
export function auditOfYear<Grant extends Pick<GrantTime, 'opensAt' | 'endsAt' | 'revokedAt'>>(
  { opensOn, endsOn }: { readonly opensOn: Day; readonly endsOn: Day },
  earlier: readonly Grant[],
  timesAYear: number,
): Grant | null {
  const year = (day: Day): string => day.slice(0, 4);
  const stands = ({ opensAt, revokedAt }: Grant): boolean =>
    year(dayOf(opensAt)) === year(opensOn) && (revokedAt === null || revokedAt >= opensAt);
  const own = earlier.filter(stands);
  const asked = { opensAt: startOfDay(opensOn), endsAt: endOfDay(endsOn) };
  return auditsOf([...own, asked]) <= timesAYear ? null : (own.at(-1) ?? null);
}

/** How many audits some accesses are. Each is as long as its first, so that accesses in a row do not keep the books open all year. */
function auditsOf(grants: readonly Pick<GrantTime, 'opensAt' | 'endsAt'>[]): number {
  let until = new Date(0);
  return grants
    .toSorted((a, b) => a.opensAt.getTime() - b.opensAt.getTime())
    .filter(({ opensAt, endsAt }) => {
      if (opensAt <= until) return false;
      until = endsAt;
      return true;
    }).length;
}

export type AuditorAccess = 'early' | 'unagreed' | 'open' | 'ended' | 'revoked';

interface GrantTime {
  readonly createdAt: Date;
  readonly opensAt: Date;
  readonly endsAt: Date;
  readonly agreedAt: Date | null;
  readonly revokedAt: Date | null;
  /** Working days that the contract gave the licensee when it was told. */
  readonly noticeDays: number;
}

/** The first moment after the notice: the licensee was told on the day of the grant. */
const noticeOverAt = ({ createdAt, noticeDays }: GrantTime, calendar: WorkCalendar): Date =>
  startOfDay(auditOpensOn(dayOf(createdAt), noticeDays, calendar));

/** The grant opens before the notice is over, and the licensee has not agreed to that. */
export const needsAgreement = (grant: GrantTime, calendar: WorkCalendar): boolean =>
  grant.agreedAt === null && grant.opensAt < noticeOverAt(grant, calendar);

/** Whether a grant opens the accounts now. Without the licensee's word a shorter notice opens nothing before the whole of it is over. */
export function auditorAccess(grant: GrantTime, now: Date, calendar: WorkCalendar): AuditorAccess {
  if (grant.revokedAt !== null) return 'revoked';
  if (now > grant.endsAt) return 'ended';
  if (now < grant.opensAt) return 'early';
  return needsAgreement(grant, calendar) && now < noticeOverAt(grant, calendar) ? 'unagreed' : 'open';
}
export const auditorAccessLabels: Readonly<Record<AuditorAccess, string>> = {
  early: '未到开始日期',
  unagreed: '等付款方同意提前',
  open: '可查阅',
  ended: '已到期',
  revoked: '已收回',
};
