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

/** Events that the province means to hold a year (domain.md 9.1). */
export const salonsAYear = 30;

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

/** Contracts are summed in groups of so many: of one or two, a party could read the other's price. */
export const leastContractsShown = 3;

/** What one contract that began at an event is worth, in the order of signing. */
export interface ContractSums {
  readonly signedFen: bigint;
  readonly receivedFen: bigint;
}

/** An event's figures with sums that are null where they would tell a single contract's price. */
export type ShownFigures = Omit<EventFigures, 'signedFen' | 'receivedFen'> & {
  readonly signedFen: string | null;
  readonly receivedFen: string | null;
  /** How many of the contracts are in the sums. */
  readonly summed: number;
};

/**
 * What may be told of contracts' amounts (商业秘密, 反不正当竞争法 art. 9): sums over whole groups of three in the order of signing, so
 * that neither a sum nor the difference to yesterday's tells one price. Fewer than three: null; none at all: 0. Fen. Example: of four
 * contracts the first three are summed.
 */
export function toldSums(contracts: readonly ContractSums[]): {
  readonly signedFen: string | null;
  readonly receivedFen: string | null;
  readonly summed: number;
} {
  const summed = contracts.length - (contracts.length % leastContractsShown);
  if (contracts.length > 0 && summed === 0) return { signedFen: null, receivedFen: null, summed };
  const sum = (of: keyof ContractSums) => contracts.slice(0, summed).reduce((total, row) => total + row[of], 0n);
  return { signedFen: String(sum('signedFen')), receivedFen: String(sum('receivedFen')), summed };
}

/** What everybody, the organizer with them, may read of an event's figures. */
export const publicFigures = (figures: EventFigures, contracts: readonly ContractSums[]): ShownFigures => ({
  ...figures,
  ...toldSums(contracts),
});
