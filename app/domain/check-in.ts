/** How somebody was checked in: scanned, found in the list, by the QR on the door, or entered from the paper list. */
export const checkInMethods = ['scan', 'list', 'door', 'paper'] as const;
export type CheckInMethod = (typeof checkInMethods)[number];
export const checkInMethodLabels: Readonly<Record<CheckInMethod, string>> = {
  scan: '扫码',
  list: '名单',
  door: '扫现场码',
  paper: '纸质签到表',
};

export const checkInDeeds = ['in', 'out', 'undo'] as const;
export type CheckInDeed = (typeof checkInDeeds)[number];

/** What became of a scan; everything but `done` is a conflict that is kept and shown. */
export const checkInOutcomes = ['done', 'already_in', 'not_in', 'not_admitted'] as const;
export type CheckInOutcome = (typeof checkInOutcomes)[number];

export const checkInOutcomeWords: Readonly<Record<CheckInOutcome, string>> = {
  done: '成功',
  already_in: '重复：已经签到',
  not_in: '还没有签到',
  not_admitted: '没有有效报名',
};

/**
 * When a phone scanned, by the platform's clock: its own time moved by as much as its clock was off when it sent. Where that cannot
 * be, because the clock was set meanwhile, it is the time of sending: not after now, not before `since`, when the helper's
 * link was made. Epoch milliseconds. Example: scanned 10:00, sent 10:05 by a phone an hour ahead, heard at 9:05: 9:00.
 */
export function scanTime(scan: {
  readonly at: number;
  readonly sentAt: number;
  readonly now: number;
  readonly since: number;
}): number {
  const at = scan.at + scan.now - scan.sentAt;
  return at > scan.now || at < scan.since ? scan.now : at;
}

/** When somebody came and went; instants as epoch milliseconds, so that the server and a phone reckon alike. */
export interface Presence {
  readonly inAt: number | null;
  readonly outAt: number | null;
}

/**
 * What one scan makes of a presence: a ticket lets in once, out and in again is allowed, undo takes the last step back. Of two who
 * scanned the same ticket the earlier time stands, whoever is heard first; what was scanned before he went out brings nobody in
 * again. Example: in at 9:05, then a scan of 9:03 is `already_in` and the presence says 9:03.
 */
export function doorStep(
  before: Presence,
  deed: CheckInDeed,
  at: number,
): { readonly outcome: CheckInOutcome; readonly after: Presence } {
  const isIn = before.inAt !== null && before.outAt === null;
  if (deed === 'in') {
    const inAt = Math.min(before.inAt ?? at, at);
    const isLate = before.outAt !== null && at < before.outAt;
    if (isIn || isLate) return { outcome: 'already_in', after: { ...before, inAt } };
    return { outcome: 'done', after: { inAt: before.inAt ?? at, outAt: null } };
  }
  if (deed === 'out')
    return isIn ? { outcome: 'done', after: { ...before, outAt: at } } : { outcome: 'not_in', after: before };
  if (before.outAt !== null) return { outcome: 'done', after: { ...before, outAt: null } };
  return isIn ? { outcome: 'done', after: { inAt: null, outAt: null } } : { outcome: 'not_in', after: before };
}
