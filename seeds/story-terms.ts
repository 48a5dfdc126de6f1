import { type MilestoneTerms, newTerms, type PayLaterTerms, type RoyaltyStart } from '#app/domain/contract.ts';
import type { Fen } from '#app/domain/money.ts';

interface ToldTerms {
  readonly fieldOfUse: string;
  readonly deliverables: readonly string[];
  readonly trialMonths: number;
  readonly milestones: readonly (Pick<MilestoneTerms, 'name' | 'trigger' | 'criteria' | 'evidence' | 'amountFen'> &
    Partial<MilestoneTerms>)[];
  readonly ratePpm: number;
  /** Milestones and royalties together. */
  readonly capFen: Fen;
  /** What must have happened before royalties run, besides the end of the trial. */
  readonly royaltyFrom?: RoyaltyStart;
}

/** Pay-later terms of the demo world: the same everywhere but for what the two sides agreed in their case. */
export const toldTerms = ({
  milestones,
  ratePpm,
  capFen,
  trialMonths,
  royaltyFrom,
  ...words
}: ToldTerms): PayLaterTerms => ({
  ...newTerms,
  ...words,
  trial: { months: trialMonths, extensionMonths: 3 },
  milestones: milestones.map((milestone) => ({
    triggerFen: null,
    triggerOn: null,
    payWithinDays: 30,
    acceptWithinDays: 15,
    ...milestone,
  })),
  royalty: {
    base: 'net_sales',
    schedule: { kind: 'flat', ratePpm },
    period: 'quarter',
    startsOn: null,
    ...(royaltyFrom === undefined ? {} : { startEvent: royaltyFrom }),
    deductions: [
      { name: '运输费', capPpm: 100_000 },
      { name: '税金', capPpm: null },
    ],
    deductionsWithin: 'gross',
    minimumFen: null,
    capFen,
    reportWithinDays: 60,
    payWithinDays: 60,
  },
  improvements: 'owner_each',
  dispute: { way: 'court', place: '兰州市' },
});
