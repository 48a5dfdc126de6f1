import { expect, test } from 'vitest';
import { computeContract } from './compute-contract.ts';
import type { ContractFact } from './compute-facts.ts';
import { computeNotes } from './compute-notes.ts';
import { stepText } from './compute-steps.ts';
import { type MilestoneTerms, newTerms, type PayLaterTerms } from './contract.ts';

const milestone: MilestoneTerms = {
  name: '中试',
  trigger: 'tech_validated',
  triggerFen: null,
  triggerOn: null,
  criteria: '',
  evidence: '',
  amountFen: 30_000_000n,
  payWithinDays: 30,
  acceptWithinDays: 15,
};
const terms: PayLaterTerms = { ...newTerms, royalty: null, milestones: [milestone] };
const signed: ContractFact = { kind: 'signed', on: '2026-03-01' };
const notes = (given: PayLaterTerms, facts: ContractFact[], asOf: string) => {
  const { obligations } = computeContract(given, facts, { asOf });
  return computeNotes(given, facts, { asOf, isGiven: true, obligations });
};

test('a trial that nobody decided on prints nothing else, and so a note', () => {
  expect(notes(terms, [signed], '2027-03-10')).toEqual([]);
  expect(notes(terms, [signed], '2027-03-11')).toEqual([
    'nobody decided on the trial of 2026-03-01 to 2027-02-28 by 2027-03-10: silence is exit, and nothing arises from the contract after that day',
    'milestone 1 was not accepted when the contract ended on 2027-03-10 (trial_exit): cancelled',
  ]);
});

test('a trial that was extended says until when', () => {
  const extended: ContractFact = { kind: 'trial_decision', on: '2027-02-20', decision: 'extend' };
  expect(notes(terms, [signed, extended], '2027-03-11')).toEqual(['the trial was extended: it ends on 2027-08-31']);
});

test('an acceptance after the end does not count, and the note says which', () => {
  const free = { ...terms, trial: { months: 0, extensionMonths: 0 } };
  const facts: ContractFact[] = [
    signed,
    { kind: 'termination', on: '2026-05-01' },
    { kind: 'milestone_accepted', on: '2026-05-02', milestone: 1 },
  ];
  expect(notes(free, facts, '2026-06-01')).toEqual([
    'milestone 1 was accepted on 2026-05-02, but the contract ended on 2026-05-01 (termination): the acceptance does not count',
  ]);
  expect(notes(free, facts, '2026-04-30')).toEqual([]);
});

test('a credit of a milestone that sales no longer reach says why, and what a cap freed is no negative excess', () => {
  const sales: MilestoneTerms = { ...milestone, trigger: 'sales_reached', triggerFen: 150_000_000n };
  const royalty = { ...newTerms.royalty!, deductions: [], capFen: 32_000_000n };
  const given: PayLaterTerms = { ...terms, trial: { months: 0, extensionMonths: 0 }, milestones: [sales], royalty };
  const lines = (fen: bigint) => [{ product: '', grossFen: fen, by: 'licensee' as const }];
  const { obligations } = computeContract(
    given,
    [
      { ...signed, on: '2026-01-01' },
      {
        kind: 'statement',
        on: '2026-04-02',
        period: '2026Q1',
        lines: lines(200_000_000n),
        deductions: [],
        isEstimate: false,
      },
      { kind: 'restatement', on: '2026-04-20', period: '2026Q1', lines: lines(140_000_000n), deductions: [], n: 1 },
    ],
    { asOf: '2026-04-20' },
  );
  const back = obligations.find(({ kind, milestone: position }) => kind === 'credit' && position === 1);
  const says = back?.steps.map(stepText) ?? [];
  expect(says[0]).toBe('累计申报销售额低于约定的 1,500,000.00，里程碑“中试”不再达到');
  expect(says.join()).not.toContain('-');
  const sum = back?.steps.reduce((total, { amountFen }) => total + amountFen, 0n);
  expect(sum).toBe(back?.amountFen);
});

test('a year without a notice is named where days move', () => {
  const moving = { ...terms, trial: { months: 0, extensionMonths: 0 }, restDays: 'move' } as const;
  const accepted: ContractFact = { kind: 'milestone_accepted', on: '2026-12-20', milestone: 1 };
  expect(notes(moving, [signed, accepted], '2026-12-31')).toEqual([
    '2027: no holiday notice is known, last days move by the holidays of the law and weekends',
  ]);
  expect(notes({ ...moving, restDays: 'keep' }, [signed, accepted], '2026-12-31')).toEqual([]);
});

test('royalties that await delivery say so while there is none', () => {
  const free: PayLaterTerms = {
    ...terms,
    trial: { months: 0, extensionMonths: 0 },
    deliverables: ['工艺包'],
    royalty: newTerms.royalty,
    royaltyAwaits: 'delivery',
  };
  expect(notes(free, [signed], '2026-06-01')).toEqual([expect.stringContaining('no fact "delivered" by that day')]);
  const delivered: ContractFact = { kind: 'delivered', on: '2026-05-01' };
  expect(notes(free, [signed, delivered], '2026-06-01')).toEqual([]);
  expect(notes({ ...free, royalty: null }, [signed], '2026-06-01')).toEqual([]);
});
