import { type MilestoneTerms, newTerms, type PayLaterTerms } from '#app/domain/contract.ts';
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
}

/** Pay-later terms of the demo world: the same everywhere but for what the two sides agreed in their case. */
export const toldTerms = ({ milestones, ratePpm, capFen, trialMonths, ...words }: ToldTerms): PayLaterTerms => ({
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
    deductions: [
      { name: '运输费', capPpm: 100_000 },
      { name: '税金', capPpm: null },
    ],
    minimumFen: null,
    capFen,
    reportWithinDays: 60,
    payWithinDays: 60,
  },
  improvements: 'owner_each',
  dispute: { way: 'court', place: '兰州市' },
});
