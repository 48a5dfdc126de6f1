import { describe, expect, test } from 'vitest';
import type { ContractFact } from './compute-facts.ts';
import { aMilestone, someTerms } from './compute-for-tests.ts';
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

  describe('who goes on before the last day to decide has converted by conduct', () => {
    const paid = (on: string, amountFen = 1n, claim: string | null = null): ContractFact => ({
      kind: 'receipt',
      on,
      amountFen,
      claim,
    });
    const accepted: ContractFact = { kind: 'milestone_accepted', on: '2027-02-01', milestone: 1 };
    const owed = someTerms({ ...terms, milestones: [aMilestone({ amountFen: 500n })] });
    const after = (...facts: ContractFact[]) => trialOutcome(owed, '2026-01-15', [delivered, ...facts], '2028-01-01');

    test('by paying ahead; what was done in the trial says nothing', () => {
      expect(outcome([delivered, paid('2027-03-10')], '2027-04-01')).toMatchObject({
        state: 'converted',
        by: 'conduct',
        decidedOn: '2027-03-10',
      });
      expect(outcome([delivered, accepted], '2027-04-01').state).toBe('exited');
    });

    test('nothing that happens after it revives the contract', () => {
      const silent = { state: 'exited', by: 'silence', decidedOn: '2027-03-10' };
      expect(outcome([delivered, paid('2027-03-11')], '2028-01-01')).toMatchObject(silent);
      const report: ContractFact = { kind: 'milestone_submitted', on: '2027-03-11', milestone: 1 };
      expect(outcome([delivered, report], '2028-01-01')).toMatchObject(silent);
    });

    test('paying what fell due in the trial is no conduct, with or without naming it', () => {
      expect(after(accepted, paid('2027-03-05', 500n, 'milestone:1')).state).toBe('exited');
      expect(after(accepted, paid('2027-03-05', 9n, 'interest:milestone:1')).state).toBe('exited');
      expect(after(accepted, paid('2027-03-05', 200n), paid('2027-03-06', 300n)).state).toBe('exited');
      expect(after(accepted, paid('2027-03-05', 200n), paid('2027-03-06', 301n))).toMatchObject({
        by: 'conduct',
        decidedOn: '2027-03-06',
      });
    });
  });

  test('no trial agreed: the contract stands from its first day', () =>
    expect(trialOutcome(someTerms(), '2026-01-15', [signed], '2026-01-15')).toMatchObject({
      state: 'converted',
      endOn: '2026-01-14',
    }));
});
