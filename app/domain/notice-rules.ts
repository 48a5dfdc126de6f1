/** What notices are about, as people choose by it. */
export const noticeAreas = ['deal', 'demand', 'match', 'contract', 'money', 'account'] as const;
export type NoticeArea = (typeof noticeAreas)[number];
export const noticeAreaLabels: Readonly<Record<NoticeArea, string>> = {
  deal: '对接、洽谈和委托',
  demand: '需求和揭榜',
  match: '匹配、订阅和关注',
  contract: '合同、公示和里程碑',
  money: '收款、付款和分配',
  account: '机构和账号',
};

/** Beside the inbox, which has everything. */
export const templateChannels = ['sms', 'wechat'] as const;
export const noticeChannels = ['mail', ...templateChannels] as const;
export type NoticeChannel = (typeof noticeChannels)[number];
export const noticeChannelLabels: Readonly<Record<NoticeChannel, string>> = {
  mail: '邮件',
  sms: '短信',
  wechat: '微信',
};

export const digestModes = ['each', 'daily', 'none'] as const;
export type DigestMode = (typeof digestModes)[number];
export const digestLabels: Readonly<Record<DigestMode, string>> = {
  each: '每条都发',
  daily: '每天一封汇总（上午 8 点）',
  none: '不发邮件，只看站内通知',
};

const areas: Readonly<Record<string, NoticeArea>> = {
  deal: 'deal',
  mandate: 'deal',
  engagement: 'deal',
  introduction: 'deal',
  meeting: 'deal',
  offer: 'deal',
  task: 'deal',
  demand: 'demand',
  bounty: 'demand',
  match: 'match',
  alert: 'match',
  follow: 'match',
  achievement: 'match',
  import: 'match',
  contract: 'contract',
  publicity: 'contract',
  milestone: 'contract',
  royalty: 'contract',
  obligation: 'money',
  receipt: 'money',
  refund: 'money',
  payment: 'money',
  distribution: 'money',
  payee_account: 'money',
  card_account: 'money',
};

/** The area of a notice by its kind. Example: deal.ask → deal; user.app_enrol → account. */
export const areaOf = (kind: string): NoticeArea => areas[kind.split('.')[0] ?? ''] ?? 'account';

/** Mail for everything, SMS for nothing: what somebody has who chose nothing. */
export const isOnByDefault = (channel: NoticeChannel): boolean => channel === 'mail';

export interface NoticeHours {
  readonly digest: DigestMode;
  readonly quietFrom: number;
  readonly quietTo: number;
}
/** Each notice as it comes, and silence from 22 to 7. */
export const usualHours: NoticeHours = { digest: 'each', quietFrom: 22, quietTo: 7 };

const shanghaiMs = 8 * 3_600_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The first instant from `at` on that is outside the quiet hours. 22 to 7: 23:10 → 7:00 next day; equal hours are none. */
export function afterQuiet(at: Date, { quietFrom, quietTo }: Pick<NoticeHours, 'quietFrom' | 'quietTo'>): Date {
  if (quietFrom === quietTo) return at;
  const local = at.getTime() + shanghaiMs;
  const hour = Math.floor((local % dayMs) / hourMs);
  const isQuiet = quietFrom < quietTo ? hour >= quietFrom && hour < quietTo : hour >= quietFrom || hour < quietTo;
  if (!isQuiet) return at;
  const midnight = local - (local % dayMs);
  const end = midnight + quietTo * hourMs + (hour >= quietTo ? dayMs : 0);
  return new Date(end - shanghaiMs);
}

/** When the digest that carries something said at `at` goes out: the next 8 o'clock in the morning, outside quiet hours. */
export function digestAt(at: Date, hours: Pick<NoticeHours, 'quietFrom' | 'quietTo'>): Date {
  const local = at.getTime() + shanghaiMs;
  const midnight = local - (local % dayMs);
  const eight = midnight + 8 * hourMs;
  return afterQuiet(new Date((local < eight ? eight : eight + dayMs) - shanghaiMs), hours);
}

/** When a message that failed is tried again: 1, 2, 4 … minutes, at most 6 hours apart. */
export const retryAt = (now: Date, attempts: number): Date =>
  new Date(now.getTime() + Math.min(360, 2 ** Math.max(0, attempts - 1)) * 60_000);

/** After so many tries (three days) a message is laid aside for a person to look at; it is never thrown away. */
export const maxAttempts = 20;
