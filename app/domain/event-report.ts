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

/** What everybody may see of an event's files, once somebody other than who brought it has cleared it (保密法 art. 35). */
export const publicFileKinds: readonly EventFileKind[] = ['poster', 'material'];

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

/** Fewest contracts whose sum may be public: of one or two, a party could read the other's price. */
export const leastContractsShown = 3;

/** An event's figures with sums that are null where they would tell a single contract's price. */
export type ShownFigures = Omit<EventFigures, 'signedFen' | 'receivedFen'> & {
  readonly signedFen: string | null;
  readonly receivedFen: string | null;
};

/**
 * What everybody may read of an event's figures: amounts only from three contracts on (商业秘密, 反不正当竞争法 art. 9). Example: one
 * contract of 460,000 元 shows "1 份" and no amount; none at all shows 0.
 */
export function publicFigures(figures: EventFigures): ShownFigures {
  const isTold = figures.contracts === 0 || figures.contracts >= leastContractsShown;
  return isTold ? figures : { ...figures, signedFen: null, receivedFen: null };
}
