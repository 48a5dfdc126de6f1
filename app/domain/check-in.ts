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
