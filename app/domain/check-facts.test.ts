import { describe, expect, test } from 'vitest';
import { checkFacts } from './check-facts.ts';
import type { ContractFact } from './compute-facts.ts';
import { aMilestone, restated, signed, sold, someTerms } from './compute-for-tests.ts';

const terms = someTerms({ milestones: [aMilestone()] });
const findings = (facts: ContractFact[], t = terms) =>
  checkFacts(t, [signed(), ...facts]).map(({ path, says }) => `${path}: ${says}`);
const q1 = sold('2026Q1', '2026-04-10', 1_000);

describe('facts that no such contract can have', () => {
  test('sound facts have no findings', () => {
    const facts: ContractFact[] = [
      q1,
      { kind: 'milestone_accepted', on: '2026-02-01', milestone: 1 },
      restated('2026Q1', '2026-05-01', 2_000),
      { kind: 'receipt', on: '2026-06-01', id: 'a', amountFen: 5n, claim: 'interest:royalty:2026Q1' },
      { kind: 'receipt', on: '2026-06-01', id: 'b', amountFen: 5n, claim: 'royalty:2026Q1#2' },
      { kind: 'receipt_returned', on: '2026-06-02', receipt: 'a', amountFen: null },
    ];
    expect(findings(facts)).toEqual([]);
  });

  test.each<[string, ContractFact[], string]>([
    ['before signing', [{ kind: 'delivered', on: '2025-12-31' }], 'on: lies before signing on 2026-01-01'],
    ['signed twice', [signed('2026-01-02')], 'kind: "signed" can happen only once'],
    [
      'one id for two facts',
      [
        { kind: 'delivered', on: '2026-02-01', id: 'x' },
        { kind: 'first_sale', on: '2026-02-01', id: 'x' },
      ],
      'id: id "x" already names another fact',
    ],
    [
      'a milestone that is not there',
      [{ kind: 'milestone_accepted', on: '2026-02-01', milestone: 2 }],
      'milestone: the terms have 1 milestones',
    ],
    [
      'a period that is not there',
      [sold('2025Q4', '2026-01-10', 1)],
      'period: the contract has no period 2025Q4: royalty periods run from 2026Q1 to 2030Q4',
    ],
    [
      'a period after the end',
      [{ kind: 'termination', on: '2026-03-31' }, sold('2026Q2', '2026-07-10', 1)],
      'period: the contract has no period 2026Q2: royalty periods run from 2026Q1 to 2026Q1; they ended on 2026-03-31 (termination)',
    ],
    [
      'a period that has not ended',
      [sold('2026Q1', '2026-03-30', 1)],
      'on: 2026Q1 ends on 2026-03-31: before that only an estimate',
    ],
    [
      'a second statement',
      [q1, sold('2026Q1', '2026-04-12', 5)],
      'period: 2026Q1 was reported on 2026-04-10: file a restatement',
    ],
    [
      'nothing to restate',
      [restated('2026Q1', '2026-04-10', 5)],
      'period: 2026Q1 was not reported before, nothing to restate',
    ],
    [
      'an estimate after the fact',
      [q1, sold('2026Q1', '2026-04-12', 5, { isEstimate: true })],
      'isEstimate: reported in full on 2026-04-10',
    ],
    [
      'a deduction that was not agreed',
      [{ ...q1, deductions: [{ name: '招待费', amountFen: 1n }] }],
      'deductions[0].name: "招待费" is not agreed as a deduction',
    ],
    ['no buy-out agreed', [{ kind: 'buy_out', on: '2026-05-01' }], 'kind: no buy-out is agreed'],
    [
      'money for nothing',
      [{ kind: 'receipt', on: '2026-05-01', amountFen: 1n, claim: 'royalty:2026Q1' }],
      'claim: no obligation "royalty:2026Q1" follows from these facts',
    ],
    [
      'a receipt that is not there',
      [{ kind: 'receipt_returned', on: '2026-05-01', receipt: 'z', amountFen: null }],
      'receipt: no receipt "z" before this day',
    ],
  ])('%s', (_name, facts, expected) => expect(findings(facts)).toEqual([expected]));

  test('two corrections of a period on one day are told apart', () => {
    const twins = [restated('2026Q1', '2026-05-01', 5), restated('2026Q1', '2026-05-01', 6)];
    expect(findings([q1, ...twins])).toHaveLength(2);
    expect(findings([q1, twins[0]!, { ...twins[1]!, n: 2 }])).toEqual([]);
  });

  test('a trial is extended once, where the terms allow it, and decided once', () => {
    const decided = (on: string, decision: 'extend' | 'convert' | 'exit'): ContractFact => ({
      kind: 'trial_decision',
      on,
      decision,
    });
    expect(findings([decided('2026-02-01', 'extend')])).toEqual(['decision: the terms allow no extension']);
    const both = [decided('2026-02-01', 'convert'), decided('2026-03-01', 'exit')];
    expect(findings(both)).toEqual(['decision: the trial was decided on 2026-02-01']);
  });

  test('all complaints come at once', () =>
    expect(findings([{ kind: 'buy_out', on: '2025-01-01' }, sold('2026Q9', '2026-01-10', 1)])).toHaveLength(3));

  test('unsigned, nothing is owed', () =>
    expect(checkFacts(terms, [q1])[0]).toMatchObject({ fact: null, path: 'kind' }));
});
