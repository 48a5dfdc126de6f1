/** What people registered for an event are told, with or without an account. */
export const attendeeMessages = [
  'seat.done',
  'seat.pending',
  'seat.wait',
  'seat.offer',
  'seat.approve',
  'seat.refuse',
  'seat.lapse',
  'seat.invite',
  'seat.withdrawn',
  'event.moved',
  'event.cancelled',
  'event.soon',
  'event.now',
  'event.thanks',
] as const;
export type AttendeeMessage = (typeof attendeeMessages)[number];

interface Facts {
  readonly title: string;
  readonly venue: string;
  readonly cancelReason: string;
  /** '2026-11-21 10:18'. */
  readonly when: string;
}

const sentences: Readonly<Record<AttendeeMessage, (facts: Facts, until: string) => string>> = {
  'seat.done': (f) => `你已报名「${f.title}」，${f.when}${at(f.venue)}。凭参会码入场：`,
  'seat.pending': (f) => `「${f.title}」的报名已收到，组织方审核后通知你。查看：`,
  'seat.wait': (f) => `「${f.title}」席位已满，你在候补名单里；有空位会自动轮到你。查看：`,
  'seat.offer': (f, until) => `「${f.title}」有空位了，请在 ${until} 前确认参加，逾期让给下一位：`,
  'seat.approve': (f) => `「${f.title}」的报名已通过审核，${f.when}${at(f.venue)}。凭参会码入场：`,
  'seat.refuse': (f) => `很抱歉，「${f.title}」的报名没有通过审核。查看：`,
  'seat.lapse': (f) => `「${f.title}」的席位逾期没有确认，已经让出。查看：`,
  'seat.invite': (f, until) => `诚邀你参加「${f.title}」，${f.when}${at(f.venue)}。请在 ${until} 前回执，邀请函：`,
  'seat.withdrawn': (f) => `「${f.title}」组织方取消了你的报名，有疑问请联系组织方。查看：`,
  'event.moved': (f) => `「${f.title}」的时间或地点有调整：现为 ${f.when}${at(f.venue)}。不能参加请取消报名：`,
  'event.cancelled': (f) => `「${f.title}」已取消${f.cancelReason === '' ? '' : `：${f.cancelReason}`}。查看：`,
  'event.soon': (f) => `「${f.title}」还有 3 天：${f.when}${at(f.venue)}。参会码：`,
  'event.now': (f) => `「${f.title}」还有 3 小时：${f.when}${at(f.venue)}。参会码：`,
  'event.thanks': (f) => `感谢参加「${f.title}」，请用一分钟评价：`,
};

const at = (venue: string): string => (venue === '' ? '' : `，${venue}`);

/** Messages that a mail carries the ticket with: they speak of coming. */
export const ticketMessages: readonly AttendeeMessage[] = [
  'seat.done',
  'seat.approve',
  'event.moved',
  'event.soon',
  'event.now',
];

/** Subject and text of a message; the link to the person's own ticket, which is his alone, follows the text. */
export function attendeeMessage(
  kind: AttendeeMessage,
  facts: Facts,
  { name, until }: { readonly name: string; readonly until: string },
): { readonly subject: string; readonly body: string } {
  return { subject: facts.title, body: `${name}，你好。${sentences[kind](facts, until)}` };
}
