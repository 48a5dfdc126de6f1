import { describe, expect, test } from 'vitest';
import { computeClaims, openHorizon } from './compute-claims.ts';
import { computeContract } from './compute-contract.ts';
import type { ContractFact } from './compute-facts.ts';
import { aMilestone, follows, restated, signed, sold, someTerms, yuan } from './compute-for-tests.ts';
import { stepText } from './compute-steps.ts';
import { describeTerms } from './contract-text.ts';

const quarters = ['2026Q1', '2026Q2', '2026Q3', '2026Q4'] as const;
const filedOn = ['2026-04-10', '2026-07-10', '2026-10-10', '2027-01-10'] as const;
const year = (gross: readonly number[]): ContractFact[] =>
  gross.map((amount, i) => sold(quarters[i] ?? '', filedOn[i] ?? '', amount));

describe('worked values of the reference, §5.2', () => {
  test('royalty: rate 3 %, gross 1,200,000, deductions 200,000 → base 1,000,000 → 30,000.00', () => {
    const report = sold('2026Q1', '2026-04-10', 1_200_000, {
      deductions: [{ name: '税金', amountFen: yuan(200_000) }],
    });
    const [claim, ...more] = computeContract(someTerms(), [signed(), report], { asOf: '2026-04-10' }).obligations;
    expect(more).toEqual([]);
    expect(claim).toMatchObject({
      key: 'royalty:2026Q1',
      kind: 'royalty',
      period: '2026Q1',
      amountFen: yuan(30_000),
      arisesOn: '2026-04-10',
      dueOn: '2026-05-10',
      clause: { title: '收入提成', path: 'royalty' },
    });
    expect(claim?.steps.map(stepText)).toEqual([
      '本期毛额 1,200,000.00',
      '扣除税金 200,000.00',
      '计提基数 1,000,000.00',
      '1,000,000.00 × 3% = 30,000.00',
    ]);
  });

  test('cap: 500,000 with 490,000 already charged → 10,000.00, and nothing after it', () => {
    const terms = someTerms({}, { capFen: yuan(500_000) });
    const before: ContractFact = { kind: 'opening_balance', on: '2026-01-01', chargedFen: yuan(490_000), baseFen: 0n };
    const facts = [signed(), before, ...year([1_000_000, 1_000_000])];
    expect(follows(terms, facts)).toEqual([
      'royalty:2026Q1 royalty 10000 2026-05-10',
      'royalty:2026Q2 royalty 0 2026-08-09',
    ]);
    const [claim] = computeClaims(terms, facts, { asOf: '2026-12-31' });
    expect(stepText(claim!.steps.at(-1)!)).toBe('合同累计封顶 500,000.00，超出的 20,000.00 不计');
  });

  test('rate schedule: falling 5/4/3 % by contract year, year 2, base 800,000 → 32,000.00', () => {
    const terms = someTerms({}, { schedule: { kind: 'by_year', ratesPpm: [50_000, 40_000, 30_000] } });
    expect(follows(terms, [signed('2025-06-30'), sold('2026Q3', '2026-10-05', 800_000)])).toEqual([
      'royalty:2026Q3 royalty 32000 2026-11-04',
    ]);
  });

  test('late payment: 0.05 % a day, cap 20 %', () => {
    const terms = someTerms({ royalty: null, milestones: [aMilestone()] });
    const facts: ContractFact[] = [
      signed(),
      { kind: 'milestone_accepted', on: '2026-02-01', milestone: 1 },
      { kind: 'receipt', on: '2026-03-13', amountFen: yuan(300_000), claim: null },
    ];
    const late = (asOf: string, given = facts) =>
      computeContract(terms, given, { asOf }).obligations.find(({ kind }) => kind === 'interest');
    // Due on 2026-03-03, paid ten days later.
    expect(late('2026-12-31')).toMatchObject({ amountFen: yuan(1_500), isRunning: false, dueOn: '2026-03-13' });
    expect(late('2026-03-08')).toMatchObject({ amountFen: yuan(750), isRunning: true });
    expect(late('2028-01-01', facts.slice(0, 2))).toMatchObject({ amountFen: yuan(60_000), isRunning: false });
    expect(late('2026-03-03', facts.slice(0, 2))).toBeUndefined();
  });

  test('minimum: yearly from year 2, topped up at the end of the year', () => {
    const terms = someTerms({}, { yearlyMinimumFen: yuan(100_000) });
    const second = [
      ['2027Q1', '2027-04-10', 500_000],
      ['2027Q2', '2027-07-10', 700_000],
      ['2027Q3', '2027-10-10', 0],
      ['2027Q4', '2028-01-10', 900_000],
    ] as const;
    const facts = [signed(), ...year([1, 1, 1, 1]), ...second.map(([period, on, gross]) => sold(period, on, gross))];
    // 15,000 + 21,000 + 0 + 27,000 = 63,000; the first year has no minimum.
    expect(follows(terms, facts).filter((line) => line.startsWith('minimum'))).toEqual([
      'minimum:2 minimum 37000 2028-02-09',
    ]);
    expect(follows(terms, facts, '2028-01-09').filter((line) => line.startsWith('minimum'))).toEqual([]);
  });

  test('report: a nil report is a line of zero', () => {
    const facts = [signed(), sold('2026Q1', '2026-04-10', [])];
    expect(follows(someTerms(), facts)).toEqual(['royalty:2026Q1 royalty 0 2026-05-10']);
  });

  test('milestones: 30 days after the evidence was accepted', () => {
    const terms = someTerms({ royalty: null, milestones: [aMilestone()] });
    const facts: ContractFact[] = [signed(), { kind: 'milestone_accepted', on: '2026-02-01', milestone: 1 }];
    expect(follows(terms, facts)).toEqual(['milestone:1 milestone 300000 2026-03-03']);
  });

  test('decision: silence after the trial is exit, not conversion', () => {
    const terms = someTerms(
      {
        trial: { months: 6, extensionMonths: 0 },
        milestones: [aMilestone({ trigger: 'on_date', triggerOn: '2026-09-01' })],
      },
      { minimumFen: yuan(1_000) },
    );
    expect(follows(terms, [signed()], '2028-01-01')).toEqual([]);
    const converted: ContractFact[] = [signed(), { kind: 'trial_decision', on: '2026-07-05', decision: 'convert' }];
    expect(follows(terms, converted, '2026-10-01')).toEqual(['milestone:1 milestone 300000 2026-10-01']);
  });

  test('patent lost: payments for the future stop', () => {
    const facts: ContractFact[] = [
      signed(),
      ...year([1_000_000]),
      { kind: 'patent_lost', on: '2026-04-01' },
      { kind: 'milestone_accepted', on: '2026-03-01', milestone: 1 },
    ];
    const terms = someTerms({
      milestones: [aMilestone(), aMilestone({ trigger: 'on_date', triggerOn: '2026-06-01' })],
    });
    expect(follows(terms, facts, '2027-12-31')).toEqual([
      'milestone:1 milestone 300000 2026-03-31',
      'royalty:2026Q1 royalty 30000 2026-05-10',
    ]);
  });
});

describe('corrections', () => {
  test('an estimate is trued up to the actual figure by a line of its own', () => {
    const estimate = sold('2026Q1', '2026-03-31', 1_000_000, { isEstimate: true });
    const facts = [signed(), estimate, sold('2026Q1', '2026-04-20', 1_200_000)];
    expect(follows(someTerms(), facts)).toEqual([
      'royalty:2026Q1 royalty 30000 2026-04-30',
      'royalty:2026Q1#2 adjustment 6000 2026-05-20',
    ]);
    expect(computeClaims(someTerms(), facts, { asOf: '2026-12-31' }).map(({ reason }) => reason)).toEqual([
      null,
      'true_up',
    ]);
  });

  test('restated down, the difference is a credit; it pays what is open and the rest is carried', () => {
    const facts: ContractFact[] = [
      signed(),
      sold('2026Q1', '2026-04-10', 1_000_000),
      { kind: 'receipt', on: '2026-05-01', amountFen: yuan(30_000), claim: 'royalty:2026Q1' },
      restated('2026Q1', '2026-06-01', 900_000),
      sold('2026Q2', '2026-07-10', 1_000_000),
    ];
    const { obligations } = computeContract(someTerms(), facts, { asOf: '2026-07-10' });
    expect(
      obligations.map(({ key, kind, amountFen, creditedFen, openFen }) => [key, kind, amountFen, creditedFen, openFen]),
    ).toEqual([
      ['royalty:2026Q1', 'royalty', yuan(30_000), 0n, 0n],
      ['royalty:2026Q1#2', 'credit', -yuan(3_000), yuan(3_000), 0n],
      ['royalty:2026Q2', 'royalty', yuan(30_000), yuan(3_000), yuan(27_000)],
    ]);
  });

  test('a credit is set against the claim that is due first, not against that of its own period', () => {
    const facts = [signed(), sold('2026Q1', '2026-04-10', 1_000_000), sold('2026Q2', '2026-07-10', 1_000_000)];
    const given = [...facts, restated('2026Q2', '2026-07-20', 500_000)];
    const { obligations } = computeContract(someTerms(), given, { asOf: '2026-07-20' });
    const openOf = (name: string) => obligations.find(({ key }) => key === name)?.openFen;
    expect([openOf('royalty:2026Q1'), openOf('royalty:2026Q2')]).toEqual([yuan(15_000), yuan(30_000)]);
  });

  test('under the cap royalties come before the milestone that their sales reach', () => {
    const milestones = [aMilestone({ trigger: 'sales_reached', triggerFen: yuan(1_000_000) })];
    const terms = someTerms({ milestones }, { capFen: yuan(310_000) });
    expect(follows(terms, [signed(), sold('2026Q1', '2026-04-10', 1_000_000)])).toEqual([
      'royalty:2026Q1 royalty 30000 2026-05-10',
      'milestone:1 milestone 280000 2026-05-10',
    ]);
  });

  test('more returns than sales make a credit line, never a negative claim', () => {
    const facts = [signed(), ...year([-100_000, 200_000])];
    expect(follows(someTerms(), facts)).toEqual([
      'royalty:2026Q1 credit -3000 -',
      'royalty:2026Q2 royalty 6000 2026-08-09',
    ]);
    const [, second] = computeContract(someTerms(), facts, { asOf: '2026-08-01' }).obligations;
    expect(second).toMatchObject({ creditedFen: yuan(3_000), openFen: yuan(3_000) });
  });

  test('a restatement that lifts an earlier period moves the tiers of the later ones', () => {
    const schedule = {
      kind: 'tiered' as const,
      span: 'contract_year' as const,
      tiers: [
        { fromFen: 0n, toFen: yuan(1_000_000), ratePpm: 30_000 },
        { fromFen: yuan(1_000_000), toFen: null, ratePpm: 20_000 },
      ],
    };
    const facts = [signed(), ...year([600_000, 600_000]), restated('2026Q1', '2026-08-01', 1_000_000)];
    expect(follows(someTerms({}, { schedule }), facts)).toEqual([
      'royalty:2026Q1 royalty 18000 2026-05-10',
      'royalty:2026Q2 royalty 16000 2026-08-09',
      'royalty:2026Q1#2 adjustment 12000 2026-08-31',
      'royalty:2026Q2#2 credit -4000 -',
    ]);
  });

  test('a late statement takes back the top-up that its absence cost', () => {
    const terms = someTerms({}, { yearlyMinimumFen: yuan(100_000), minimumFromYear: 1 });
    const facts = [signed(), ...year([1_000_000, 1_000_000, 1_000_000]), sold('2026Q4', '2027-03-01', 1_000_000)];
    expect(follows(terms, facts).slice(3)).toEqual([
      'minimum:1 minimum 10000 2027-03-01',
      'royalty:2026Q4 royalty 30000 2027-03-31',
      'minimum:1#2 credit -10000 -',
    ]);
  });

  test('under the cap a restatement gives room only below it', () => {
    const terms = someTerms({}, { capFen: yuan(50_000) });
    const facts = [signed(), ...year([1_000_000, 1_000_000]), restated('2026Q1', '2026-08-01', 800_000)];
    // 30,000 + 20,000 reach the cap; 24,000 + 30,000 would still go over it, so nothing changes.
    expect(follows(terms, facts).at(-1)).toBe('royalty:2026Q1#2 adjustment 0 2026-08-31');
    expect(follows(terms, [...facts, restated('2026Q2', '2026-09-01', 500_000)]).at(-1)).toBe(
      'royalty:2026Q2#2 credit -11000 -',
    );
  });
});

describe('the end of a contract', () => {
  const terms = someTerms({}, { yearlyMinimumFen: yuan(365_000), minimumFromYear: 1 });

  test('terminated in the middle of a period: sales to that day, the minimum by its days', () => {
    const facts: ContractFact[] = [
      signed(),
      sold('2026Q1', '2026-04-10', 1_000_000),
      { kind: 'termination', on: '2026-05-15' },
      sold('2026Q2', '2026-05-20', 200_000),
    ];
    // 135 of 365 days → 135,000 − 30,000 − 6,000.
    expect(follows(terms, facts)).toEqual([
      'royalty:2026Q1 royalty 30000 2026-05-10',
      'royalty:2026Q2 royalty 6000 2026-06-19',
      'minimum:1 minimum 99000 2026-06-19',
    ]);
    const { steps } = computeClaims(terms, facts, { asOf: '2026-12-31' })[2]!;
    expect(steps.map(stepText)).toEqual([
      '第 1 个合同年的最低提成（按 135 天折算） 135,000.00',
      '减去该年已计提成 36,000.00',
    ]);
  });

  test('royalty.minimum: a piece of a contract year in which no period begins owes its days too', () => {
    const given = someTerms({}, { period: 'year', yearlyMinimumFen: yuan(10_000), minimumFromYear: 1 });
    const facts: ContractFact[] = [signed('2027-02-15'), { kind: 'termination', on: '2028-12-31' }];
    // The second year is 2028-02-15 to 2028-12-31: 321 of 366 days.
    expect(follows(given, facts, '2030-01-01')).toEqual([
      'minimum:1 minimum 10000 2029-03-01',
      'minimum:2 minimum 8770.49 2029-03-01',
    ]);
    const quarters: ContractFact[] = [signed('2027-02-15'), { kind: 'termination', on: '2028-03-20' }];
    const byQuarter = someTerms({}, { yearlyMinimumFen: yuan(10_000), minimumFromYear: 2 });
    expect(follows(byQuarter, quarters, '2030-01-01')).toEqual(['minimum:2 minimum 956.28 2028-05-19']);
  });

  test('termination, patent.lost_day: what is accepted after the end is cancelled', () => {
    const milestones = [aMilestone()];
    const deeds: ContractFact[] = [
      signed(),
      { kind: 'milestone_submitted', on: '2026-05-10', milestone: 1 },
      { kind: 'milestone_accepted', on: '2026-05-20', milestone: 1 },
    ];
    for (const kind of ['termination', 'patent_lost'] as const) {
      expect(follows(someTerms({ milestones }), [...deeds, { kind, on: '2026-05-15' }], '2027-12-31')).toEqual([]);
      expect(follows(someTerms({ milestones }), [...deeds, { kind, on: '2026-05-21' }], '2027-12-31')).toEqual([
        'milestone:1 milestone 300000 2026-06-19',
      ]);
    }
  });

  test('royalty.buy_out: it ends royalties only, milestones go on', () => {
    const dated = aMilestone({ trigger: 'on_date', triggerOn: '2026-09-01' });
    const facts: ContractFact[] = [
      signed(),
      { kind: 'buy_out', on: '2026-03-01' },
      { kind: 'milestone_submitted', on: '2026-05-10', milestone: 2 },
    ];
    const buyOut = { priceFen: yuan(200_000), creditsRoyalties: false };
    expect(follows(someTerms({ milestones: [dated, aMilestone()] }, { buyOut }), facts, '2026-12-31')).toEqual([
      'buy_out buy_out 200000 2026-03-31',
      'milestone:2 milestone 300000 2026-06-24',
      'milestone:1 milestone 300000 2026-10-01',
    ]);
  });

  test('the buy-out ends the royalties; royalties count towards its price where agreed', () => {
    const buyOut = { priceFen: yuan(200_000), creditsRoyalties: true };
    const facts: ContractFact[] = [signed(), ...year([1_000_000]), { kind: 'buy_out', on: '2026-05-01' }];
    expect(follows(someTerms({}, { buyOut }), facts, '2027-12-31')).toEqual([
      'royalty:2026Q1 royalty 30000 2026-05-10',
      'buy_out buy_out 170000 2026-05-31',
    ]);
    expect(follows(someTerms({}, { buyOut: { ...buyOut, creditsRoyalties: false } }), facts).at(-1)).toBe(
      'buy_out buy_out 200000 2026-05-31',
    );
  });

  test('an exit from the trial ends it all; what was accepted before is still owed', () => {
    const trial = { months: 6, extensionMonths: 0 };
    const dated = aMilestone({ trigger: 'on_date', triggerOn: '2026-12-01' });
    const facts: ContractFact[] = [
      signed(),
      { kind: 'delivered', on: '2026-01-05' },
      { kind: 'milestone_accepted', on: '2026-03-01', milestone: 1 },
      { kind: 'milestone_submitted', on: '2026-05-25', milestone: 2 },
      { kind: 'trial_decision', on: '2026-06-01', decision: 'exit' },
    ];
    const exited = someTerms({ trial, milestones: [aMilestone(), aMilestone(), dated] });
    expect(follows(exited, facts, '2027-12-31')).toEqual(['milestone:1 milestone 300000 2026-03-31']);
  });
});

describe('due days', () => {
  test('royalty.restatement: a minimum that first arises late is due after it arises, and late only then', () => {
    const terms = someTerms({}, { yearlyMinimumFen: yuan(10_000), minimumFromYear: 1 });
    const facts = [signed(), sold('2026Q1', '2026-04-10', 1_000_000), restated('2026Q1', '2028-06-05', 0)];
    const minimum = (asOf: string) =>
      computeContract(terms, facts, { asOf }).obligations.filter(({ key }) => key.includes('minimum:1'));
    expect(minimum('2028-06-06')).toMatchObject([{ arisesOn: '2028-06-05', dueOn: '2028-07-05' }]);
    expect(minimum('2028-07-15')[1]).toMatchObject({
      key: 'interest:minimum:1',
      arisesOn: '2028-07-06',
      amountFen: yuan(50),
    });
  });

  test('an agreed date that passed before a late conversion is due after the conversion', () => {
    const milestones = [aMilestone({ trigger: 'on_date', triggerOn: '2026-06-01' })];
    const terms = someTerms({ trial: { months: 3, extensionMonths: 0 }, milestones });
    const facts: ContractFact[] = [signed(), { kind: 'trial_decision', on: '2026-09-01', decision: 'convert' }];
    expect(follows(terms, facts)).toEqual(['milestone:1 milestone 300000 2026-10-01']);
  });

  test('the days to pay run from the report, as the contract says, a late one too', () => {
    const facts = [signed(), sold('2026Q1', '2026-09-01', 1_000_000)];
    expect(follows(someTerms(), facts)).toEqual(['royalty:2026Q1 royalty 30000 2026-10-01']);
  });

  test('先票后款: the days to pay run from the invoice, and nobody is late before it', () => {
    const terms = someTerms({ invoicing: 'invoice_first' });
    const facts: ContractFact[] = [signed(), ...year([1_000_000])];
    expect(follows(terms, facts, '2026-12-31')).toEqual(['royalty:2026Q1 royalty 30000 -']);
    const invoiced: ContractFact[] = [...facts, { kind: 'invoice', on: '2026-06-01', claim: 'royalty:2026Q1' }];
    expect(follows(terms, invoiced)).toEqual(['royalty:2026Q1 royalty 30000 2026-07-01']);
    expect(follows(someTerms(), invoiced)).toEqual(['royalty:2026Q1 royalty 30000 2026-05-10']);
  });

  test('a dispute freezes only the disputed milestone', () => {
    const terms = someTerms({ royalty: null, milestones: [aMilestone(), aMilestone()] });
    const facts: ContractFact[] = [
      signed(),
      { kind: 'milestone_accepted', on: '2026-02-01', milestone: 1 },
      { kind: 'milestone_accepted', on: '2026-02-01', milestone: 2 },
      { kind: 'milestone_disputed', on: '2026-02-20', milestone: 2 },
    ];
    expect(follows(terms, facts)).toEqual([
      'milestone:1 milestone 300000 2026-03-03',
      'milestone:2 milestone 300000 -',
    ]);
    const lateOf = (given: ContractFact[], asOf: string) =>
      computeContract(terms, given, { asOf }).obligations.flatMap(({ key, kind }) =>
        kind === 'interest' ? [key] : [],
      );
    expect(lateOf(facts, '2026-06-01')).toEqual(['interest:milestone:1']);
    const settled: ContractFact[] = [...facts, { kind: 'milestone_accepted', on: '2026-04-01', milestone: 2 }];
    // Ten of its thirty days were left when it was contested.
    expect(follows(terms, settled).at(-1)).toBe('milestone:2 milestone 300000 2026-04-12');
    const granted: ContractFact[] = [
      ...facts,
      { kind: 'milestone_accepted', on: '2026-04-01', milestone: 2, newDays: 30 },
    ];
    expect(follows(terms, granted).at(-1)).toBe('milestone:2 milestone 300000 2026-05-01');
    const refused: ContractFact[] = [...facts, { kind: 'milestone_rejected', on: '2026-04-01', milestone: 2 }];
    expect(follows(terms, refused).at(-1)).toBe('milestone:2#2 credit -300000 -');
    expect(lateOf(refused, '2026-06-01')).toEqual(['interest:milestone:1']);
  });

  test('contested when it was late: the day stays, the days of the dispute do not count, and paying ends it', () => {
    const terms = someTerms({ royalty: null, milestones: [aMilestone()] });
    const late: ContractFact[] = [
      signed(),
      { kind: 'milestone_accepted', on: '2026-02-01', milestone: 1 },
      { kind: 'milestone_disputed', on: '2026-03-13', milestone: 1 },
    ];
    const interestOf = (given: ContractFact[], asOf: string) =>
      computeContract(terms, given, { asOf }).obligations.find(({ kind }) => kind === 'interest')?.amountFen ?? 0n;
    const over: ContractFact[] = [...late, { kind: 'milestone_accepted', on: '2026-04-12', milestone: 1 }];
    const paid: ContractFact = { kind: 'receipt', on: '2026-04-17', amountFen: yuan(300_000), claim: null };
    expect(follows(terms, [...over, paid])).toEqual(['milestone:1 milestone 300000 2026-03-03']);
    // Ten days before the dispute and five after it.
    expect(interestOf([...over, paid], '2026-12-31')).toBe(yuan(2_250));
    const inDispute: ContractFact = { ...paid, on: '2026-03-20' };
    expect(interestOf([...late, inDispute], '2026-12-31')).toBe(yuan(1_500));
    expect(follows(terms, [...late, inDispute], '2026-12-31')).toEqual(['milestone:1 milestone 300000 2026-03-03']);
    expect(interestOf(late, '2026-12-31')).toBe(0n);
  });

  test('without a day to stop at, silence that has begun and agreed dates run on; nothing else does', () => {
    const terms = someTerms(
      {
        trial: { months: 12, extensionMonths: 0 },
        milestones: [aMilestone(), aMilestone({ trigger: 'on_date', triggerOn: '2028-01-01' })],
      },
      { minimumFen: yuan(1_000) },
    );
    const facts: ContractFact[] = [signed(), { kind: 'milestone_submitted', on: '2026-03-01', milestone: 1 }];
    const claims = computeClaims(terms, facts, { asOf: '2026-03-01', horizon: openHorizon });
    expect(claims.map(({ key, arisesOn }) => [key, arisesOn])).toEqual([
      ['milestone:1', '2026-03-16'],
      ['milestone:2', '2028-01-01'],
    ]);
  });
});

describe('where royalties come from', () => {
  test('they start with the first sale, or with a milestone, where that is agreed', () => {
    const first: ContractFact[] = [signed(), { kind: 'first_sale', on: '2026-05-10' }];
    const report = sold('2026Q2', '2026-07-10', 100_000);
    expect(follows(someTerms({}, { startEvent: 'first_sale' }), [...first, report])).toHaveLength(1);
    expect(follows(someTerms({}, { startEvent: 'first_sale', minimumFen: 100n }), [signed()], '2028-01-01')).toEqual(
      [],
    );
    const terms = someTerms({ milestones: [aMilestone()] }, { startEvent: 'milestone', startMilestone: 1 });
    const accepted: ContractFact = { kind: 'milestone_accepted', on: '2026-04-15', milestone: 1 };
    expect(follows(terms, [signed(), accepted, report])[1]).toBe('royalty:2026Q2 royalty 3000 2026-08-09');
  });

  test('sub-licensees: their sales count as own, or what they pay has its own share', () => {
    const lines = [
      { product: '甲', grossFen: yuan(100_000), by: 'licensee' as const },
      { product: '乙', grossFen: yuan(50_000), by: 'sublicensee' as const },
    ];
    const facts = [signed(), sold('2026Q1', '2026-04-10', lines)];
    expect(follows(someTerms(), facts)).toEqual(['royalty:2026Q1 royalty 4500 2026-05-10']);
    expect(follows(someTerms({}, { sublicencePpm: 300_000 }), facts)).toEqual([
      'royalty:2026Q1 royalty 18000 2026-05-10',
    ]);
  });

  test('sales that the licensee reported himself reach a sales milestone, and a correction takes it back', () => {
    const milestone = aMilestone({ trigger: 'sales_reached', triggerFen: yuan(1_500_000) });
    const terms = someTerms({ milestones: [milestone] }, { schedule: { kind: 'flat', ratePpm: 0 }, minimumFen: null });
    const facts = [signed(), ...year([1_000_000, 600_000])];
    const lines = (given: ContractFact[]) => follows(terms, given).filter((line) => line.startsWith('milestone'));
    expect(lines(facts)).toEqual(['milestone:1 milestone 300000 2026-08-09']);
    expect(lines([...facts, restated('2026Q2', '2026-09-01', 400_000)])).toEqual([
      'milestone:1 milestone 300000 2026-08-09',
      'milestone:1#2 credit -300000 -',
    ]);
  });
});

test('every claim carries an article that stands in the contract text', () => {
  const party = { name: '' };
  const terms = someTerms(
    { milestones: [aMilestone({ trigger: 'on_date', triggerOn: '2026-02-01' })] },
    { yearlyMinimumFen: yuan(1_000_000), minimumFromYear: 1, buyOut: { priceFen: 100n, creditsRoyalties: false } },
  );
  const articles = describeTerms(terms, { licensor: party, licensee: party, subject: party });
  const facts: ContractFact[] = [signed(), ...year([1, 1, 1]), { kind: 'buy_out', on: '2026-10-01' }];
  const { obligations } = computeContract(terms, facts, { asOf: '2027-06-01' });
  expect(new Set(obligations.map(({ kind }) => kind))).toEqual(
    new Set(['milestone', 'royalty', 'minimum', 'buy_out', 'interest']),
  );
  for (const { clause } of obligations) {
    expect(articles.find(({ no }) => no === clause.article)?.title).toBe(clause.title);
  }
});

describe('signing.concluded: sealed on paper, confirmed on the platform later', () => {
  const sealed: ContractFact = { kind: 'signed', on: '2026-09-01', concludedOn: '2026-11-01' };
  const terms = someTerms(
    {
      milestones: [
        aMilestone({ trigger: 'signed', payWithinDays: 5 }),
        aMilestone({ trigger: 'on_date', triggerOn: '2026-10-01', payWithinDays: 10 }),
      ],
    },
    { minimumFen: yuan(1_000), reportWithinDays: 20, period: 'month' },
  );

  test('days to pay and to report run from the confirmation, the term from the seal', () => {
    expect(follows(terms, [sealed], '2026-10-31')).toEqual([]);
    expect(follows(terms, [sealed], '2026-11-21')).toEqual([
      'milestone:1 milestone 300000 2026-11-06',
      'milestone:2 milestone 300000 2026-11-11',
    ]);
    const late = follows(terms, [sealed], '2026-11-22');
    expect(late.slice(2)).toEqual([
      'royalty:2026M09 royalty 1000 2026-12-21',
      'royalty:2026M10 royalty 1000 2026-12-21',
    ]);
    const first = computeContract(terms, [sealed, sold('2026M09', '2026-11-02', 100)], { asOf: '2026-11-02' });
    expect(first.obligations.at(-1)).toMatchObject({ key: 'royalty:2026M09', dueOn: '2026-12-02' });
  });

  test('nothing changes where both are one day', () => {
    const same: ContractFact = { ...sealed, concludedOn: '2026-09-01' };
    expect(follows(terms, [same], '2026-12-31')).toEqual(follows(terms, [signed('2026-09-01')], '2026-12-31'));
  });
});

test('default interest that its payee waived is owed no more; never more of it than was not paid', () => {
  const late = [signed(), sold('2026Q1', '2026-04-10', 1_000_000)];
  const key = 'interest:royalty:2026Q1';
  const paid = { kind: 'receipt', on: '2026-05-20', amountFen: yuan(30_000), claim: null } as const;
  const some = { kind: 'receipt', on: '2026-06-01', amountFen: yuan(50), claim: key } as const;
  const waived = (fen: bigint) => ({ kind: 'interest_waived', on: '2026-06-02', amountFen: fen, claim: key }) as const;
  const of = (...more: ContractFact[]) =>
    computeContract(someTerms(), [...late, paid, ...more], { asOf: '2026-12-31' }).obligations.find(
      (one) => one.key === key,
    );
  // 30,000.00 × 10 days × 0.05 %.
  expect(of()).toMatchObject({ amountFen: yuan(150), openFen: yuan(150) });
  expect(of()).not.toHaveProperty('waivedFen');
  expect(of(some, waived(yuan(40)))).toMatchObject({ receivedFen: yuan(50), waivedFen: yuan(40), openFen: yuan(60) });
  expect(of(some, waived(yuan(500)))).toMatchObject({ waivedFen: yuan(100), openFen: 0n });
});
