import { describe, expect, test } from 'vitest';
import type { ContractFact } from './compute-facts.ts';
import { someTerms } from './compute-for-tests.ts';
import { trialOutcome } from './trial-outcome.ts';

const terms = someTerms({ trial: { months: 12, extensionMonths: 6 } });
const signed: ContractFact = { kind: 'signed', on: '2026-01-15' };
const delivered: ContractFact = { kind: 'delivered', on: '2026-03-01' };
const decided = (on: string, decision: 'convert' | 'extend' | 'exit'): ContractFact => ({
  kind: 'trial_decision',
  on,
  decision,
});
const outcome = (facts: ContractFact[], today: string) => trialOutcome(terms, '2026-01-15', facts, today);

describe('the trial', () => {
  test('runs from accepted delivery, or from the start of the term while that is not known', () => {
    expect(outcome([signed, delivered], '2026-06-01')).toMatchObject({
      state: 'running',
      startOn: '2026-03-01',
      endOn: '2027-02-28',
      decideBy: '2027-03-10',
    });
    expect(outcome([signed], '2026-06-01')).toMatchObject({ startOn: '2026-01-15', endOn: '2027-01-14' });
  });

  test('silence through the days to decide is exit, not conversion', () => {
    expect(outcome([signed, delivered], '2027-03-10')).toMatchObject({ state: 'deciding', decidedOn: null });
    expect(outcome([signed, delivered], '2027-03-11')).toMatchObject({
      state: 'exited',
      by: 'silence',
      decidedOn: '2027-03-10',
    });
  });

  test('a notice decides; an early one ends the trial', () => {
    expect(outcome([delivered, decided('2027-03-05', 'convert')], '2027-03-05')).toMatchObject({
      state: 'converted',
      by: 'notice',
      endOn: '2027-02-28',
    });
    expect(outcome([delivered, decided('2026-09-01', 'convert')], '2026-09-01').endOn).toBe('2026-09-01');
    expect(outcome([delivered, decided('2026-09-01', 'exit')], '2026-09-01')).toMatchObject({
      state: 'exited',
      decidedOn: '2026-09-01',
    });
  });

  test('an extension moves end and decision', () => {
    expect(outcome([delivered, decided('2027-02-20', 'extend')], '2027-04-01')).toMatchObject({
      state: 'running',
      endOn: '2027-08-31',
      decideBy: '2027-09-10',
    });
  });

  test('who goes on delivering, reporting or paying after its end has converted by conduct', () => {
    const paid: ContractFact = { kind: 'receipt', on: '2027-04-01', amountFen: 1n, claim: null };
    expect(outcome([delivered, paid], '2027-04-01')).toMatchObject({ state: 'converted', by: 'conduct' });
    const before: ContractFact = { kind: 'milestone_accepted', on: '2027-02-01', milestone: 1 };
    expect(outcome([delivered, before], '2027-04-01').state).toBe('exited');
  });

  test('no trial agreed: the contract stands from its first day', () =>
    expect(trialOutcome(someTerms(), '2026-01-15', [signed], '2026-01-15')).toMatchObject({
      state: 'converted',
      endOn: '2026-01-14',
    }));
});
