/** What a file of an event is. */
export const eventFileKinds = [
  'attendance',
  'photo',
  'minutes',
  'plan',
  'approval',
  'material',
  'poster',
  'slides',
] as const;
export type EventFileKind = (typeof eventFileKinds)[number];
export const eventFileKindLabels: Readonly<Record<EventFileKind, string>> = {
  attendance: '签到表',
  photo: '现场照片',
  minutes: '纪要',
  plan: '活动方案',
  approval: '批示件',
  material: '活动材料',
  poster: '海报',
  slides: '讲解材料',
};
/** What the organizer brings himself; slides come from whoever shows something. */
export const ownFileKinds = eventFileKinds.filter((kind) => kind !== 'slides');

/** What everybody may see of an event's files, once somebody other than who brought it has cleared it (保密法 art. 35). */
export const publicFileKinds: readonly EventFileKind[] = ['poster', 'material'];
/** What a person other than who brought it looks at before anybody outside the two units sees it. */
export const reviewedFileKinds: readonly EventFileKind[] = [...publicFileKinds, 'slides'];

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

/** What may be told of contracts' amounts: sums that are null where they would tell a single contract's, and of how many each is. */
export interface ToldSums {
  readonly signedFen: string | null;
  readonly receivedFen: string | null;
  /** How many contracts are in the signed sum. */
  readonly summed: number;
  /** How many contracts are in the received sum. */
  readonly paidSummed: number;
}

/** An event's figures as they may be told. */
export type ShownFigures = Omit<EventFigures, 'signedFen' | 'receivedFen'> & ToldSums;

const sumOf = (contracts: readonly ContractSums[], of: keyof ContractSums): string =>
  String(contracts.reduce((total, row) => total + row[of], 0n));

/**
 * What may be told of contracts' amounts (商业秘密, 反不正当竞争法 art. 9): sums over whole groups of three in the order of signing, so
 * that neither a sum nor the difference to yesterday's tells one price. Contracts without a fixed amount make no third; receipts are
 * told of groups in which every contract was paid: of three with one paid, the sum would be that one's. Fewer: null; no contract, or
 * nothing received of three: 0. Fen. Example: of four priced contracts the first three are summed.
 */
export function toldSums(contracts: readonly ContractSums[]): ToldSums {
  const priced = contracts.filter(({ signedFen }) => signedFen > 0n);
  const signed = priced.slice(0, priced.length - (priced.length % leastContractsShown));
  const isGroupPaid = (at: number): boolean => {
    const first = at - (at % leastContractsShown);
    const group = contracts.slice(first, first + leastContractsShown);
    return group.length === leastContractsShown && group.every(({ receivedFen }) => receivedFen > 0n);
  };
  const paid = contracts.filter((_, at) => isGroupPaid(at));
  const isFew = contracts.length > 0 && contracts.length < leastContractsShown;
  const isPaid = contracts.some(({ receivedFen }) => receivedFen > 0n);
  return {
    signedFen: contracts.length > 0 && signed.length === 0 ? null : sumOf(signed, 'signedFen'),
    receivedFen: isFew || (isPaid && paid.length === 0) ? null : sumOf(paid, 'receivedFen'),
    summed: signed.length,
    paidSummed: paid.length,
  };
}

/** What everybody, the organizer with them, may read of an event's figures. */
export const publicFigures = (figures: EventFigures, contracts: readonly ContractSums[]): ShownFigures => ({
  ...figures,
  ...toldSums(contracts),
});
