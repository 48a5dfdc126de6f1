/** What a file of an event is. */
export const eventFileKinds = ['attendance', 'photo', 'minutes', 'plan', 'approval', 'material', 'poster'] as const;
export type EventFileKind = (typeof eventFileKinds)[number];
export const eventFileKindLabels: Readonly<Record<EventFileKind, string>> = {
  attendance: '签到表',
  photo: '现场照片',
  minutes: '纪要',
  plan: '活动方案',
  approval: '批示件',
  material: '活动材料',
  poster: '海报',
};

/** Days after an event at which the organizer follows up. */
export const followUpDays = [7, 30, 90] as const;

/** What an event brought, as the report states it on the day it is handed in. Sums in fen as decimal text. */
export interface EventFigures {
  readonly registered: number;
  readonly came: number;
  readonly meetings: number;
  readonly intents: number;
  readonly deals: number;
  readonly contracts: number;
  readonly signedFen: string;
  readonly receivedFen: string;
  readonly items: number;
  readonly satisfactionPpm: number | null;
}
