import { describe, expect, test } from 'vitest';
import type { ContractFact } from './compute-facts.ts';
import { aMilestone, someTerms } from './compute-for-tests.ts';
import { conductDays, trialOutcome } from './trial-outcome.ts';

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

  describe('with a list of what is delivered it begins with delivery, and with nothing else', () => {
    const listed = someTerms({ ...terms, deliverables: ['工艺包'] });
    const on = (facts: ContractFact[], today: string) => trialOutcome(listed, '2026-01-15', facts, today);
    const report: ContractFact = { kind: 'milestone_submitted', on: '2028-05-01', milestone: 1 };

    test('no silence ends what was never delivered', () => {
      expect(on([signed], '2026-06-01')).toMatchObject({ state: 'undelivered', decideBy: null });
      expect(on([signed], '2030-01-01')).toMatchObject({ state: 'undelivered', by: null, endOn: '2027-01-14' });
      expect(
        trialOutcome(someTerms({ ...listed, deliverables: [' '] }), '2026-01-15', [signed], '2030-01-01'),
      ).toMatchObject({
        state: 'exited',
        by: 'silence',
      });
    });

    test('delivered late, it runs from then on and silence ends it', () => {
      const late: ContractFact = { kind: 'delivered', on: '2027-06-01' };
      expect(on([signed, late], '2027-07-01')).toMatchObject({ state: 'running', endOn: '2028-05-31' });
      expect(on([signed, late], '2028-06-11')).toMatchObject({ state: 'exited', decidedOn: '2028-06-10' });
    });

    test('who goes on after the end that was planned has converted, and a later delivery does not undo it', () => {
      expect(on([signed, report], '2028-06-01')).toMatchObject({
        state: 'converted',
        by: 'conduct',
        decidedOn: '2028-05-01',
        endOn: '2027-01-14',
      });
      const after: ContractFact = { kind: 'delivered', on: '2028-05-20' };
      expect(on([signed, report, after], '2030-01-01')).toMatchObject({ decidedOn: '2028-05-01', by: 'conduct' });
      const within: ContractFact = { ...report, on: '2026-12-01' };
      expect(on([signed, within], '2030-01-01').state).toBe('undelivered');
    });

    test('a notice decides all the same', () =>
      expect(on([signed, decided('2026-12-01', 'convert')], '2026-12-01')).toMatchObject({
        state: 'converted',
        by: 'notice',
        endOn: '2026-12-01',
      }));

    test('going on is looked for until somebody surely has, not for ever', () => {
      expect(conductDays(listed, [signed])).toEqual({ fromOn: '2027-01-15', toOn: '9999-12-31' });
      expect(conductDays(listed, [signed, report])).toEqual({ fromOn: '2027-01-15', toOn: '2028-05-01' });
      expect(conductDays(listed, [signed, delivered]).toOn).toBe('2027-09-11');
    });
  });

  test('no trial agreed: the contract stands from its first day', () =>
    expect(trialOutcome(someTerms(), '2026-01-15', [signed], '2026-01-15')).toMatchObject({
      state: 'converted',
      endOn: '2026-01-14',
    }));

  describe('no trial agreed, yet a list of what is delivered', () => {
    const listed = someTerms({ deliverables: ['工艺包'] });
    const on = (facts: ContractFact[], given = listed) => trialOutcome(given, '2026-01-15', facts, '2030-01-01');

    test('regular use begins with accepted delivery, and no deed and no silence stands for it', () => {
      const deed: ContractFact = { kind: 'milestone_accepted', on: '2026-05-01', milestone: 1 };
      expect(on([signed, deed, { kind: 'first_sale', on: '2026-06-01' }])).toMatchObject({
        state: 'undelivered',
        decideBy: null,
        by: null,
      });
      expect(on([signed, delivered])).toMatchObject({ state: 'converted', startOn: '2026-03-01', endOn: '2026-02-28' });
    });

    test('of a term that begins later it begins with the term', () =>
      expect(on([signed, delivered], { ...listed, startsOn: '2026-07-01' }).startOn).toBe('2026-07-01'));

    test('in terms written before royalties awaited it, with the term', () => {
      const { royaltyAwaits: _, ...old } = listed;
      expect(on([signed], old)).toMatchObject({ state: 'converted', startOn: '2026-01-15' });
      expect(on([signed, delivered], old)).toMatchObject({ state: 'converted', startOn: '2026-01-15' });
    });
  });
});
