import { describe, expect, test } from 'vitest';
import type { ContractFact } from './compute-facts.ts';
import { aMilestone } from './compute-for-tests.ts';
import { milestoneOutcome } from './milestone-outcome.ts';

type Deed = 'submitted' | 'accepted' | 'rejected' | 'disputed';
const deed = (kind: Deed, on: string): ContractFact =>
  ({ kind: `milestone_${kind}`, on, milestone: 1 }) as ContractFact;
const outcome = (
  facts: ContractFact[],
  today: string,
  change: Partial<Parameters<typeof milestoneOutcome>[1]> = {},
  terms = aMilestone(),
) =>
  milestoneOutcome(terms, {
    position: 1,
    signedOn: '2026-01-01',
    facts,
    today,
    endedOn: null,
    salesReachedOn: null,
    ...change,
  });

describe('a milestone', () => {
  test('is accepted by word, or by silence through the last day to answer', () => {
    const submitted = deed('submitted', '2026-03-01');
    expect(outcome([submitted, deed('accepted', '2026-03-10')], '2026-04-01')).toMatchObject({
      state: 'accepted',
      by: 'acceptance',
      acceptedOn: '2026-03-10',
    });
    expect(outcome([submitted], '2026-03-15').state).toBe('submitted');
    expect(outcome([submitted], '2026-03-16')).toMatchObject({
      state: 'accepted',
      by: 'silence',
      acceptedOn: '2026-03-16',
    });
  });

  test('an answer on the last day is in time, one after it is not', () => {
    const submitted = deed('submitted', '2026-03-01');
    expect(outcome([submitted, deed('rejected', '2026-03-16')], '2026-04-01').state).toBe('rejected');
    expect(outcome([submitted, deed('rejected', '2026-03-17')], '2026-04-01')).toMatchObject({ by: 'silence' });
  });

  test('rejected, it can be handed in again; the silence begins anew', () => {
    const facts = [deed('submitted', '2026-03-01'), deed('rejected', '2026-03-10'), deed('submitted', '2026-04-01')];
    expect(outcome(facts, '2026-05-01')).toMatchObject({ by: 'silence', acceptedOn: '2026-04-16' });
  });

  test('a dispute stops the silence until it is settled', () => {
    const facts = [deed('submitted', '2026-03-01'), deed('disputed', '2026-03-05')];
    expect(outcome(facts, '2027-01-01')).toMatchObject({ state: 'disputed', acceptedOn: null });
    expect(outcome([...facts, deed('accepted', '2026-06-01')], '2027-01-01')).toMatchObject({
      state: 'accepted',
      acceptedOn: '2026-06-01',
      isFrozen: false,
    });
    expect(outcome([...facts, deed('rejected', '2026-06-01')], '2027-01-01').state).toBe('rejected');
  });

  test('disputed after silence, the claim stands and is frozen', () => {
    const facts = [deed('submitted', '2026-03-01'), deed('disputed', '2026-03-20')];
    expect(outcome(facts, '2026-04-01')).toMatchObject({ state: 'accepted', isFrozen: true, by: 'silence' });
  });

  test('an agreed date needs no acceptance, but not before signing', () => {
    const dated = aMilestone({ trigger: 'on_date', triggerOn: '2025-06-01' });
    expect(outcome([], '2026-01-01', {}, dated)).toMatchObject({ by: 'date', acceptedOn: '2026-01-01' });
    const later = aMilestone({ trigger: 'on_date', triggerOn: '2026-06-01' });
    expect(outcome([], '2026-05-31', {}, later).state).toBe('pending');
  });

  test('sales that were reported reach it, even after evidence was refused', () => {
    const facts = [deed('submitted', '2026-03-01'), deed('rejected', '2026-03-10')];
    expect(outcome(facts, '2026-08-01', { salesReachedOn: '2026-07-10' })).toMatchObject({ by: 'sales' });
    expect(outcome(facts, '2026-08-01', { salesReachedOn: '2026-02-01' }).state).toBe('rejected');
    // On one day evidence is refused before anything is reported: what was reached could not be refused.
    expect(outcome(facts, '2026-08-01', { salesReachedOn: '2026-03-10' })).toMatchObject({ by: 'sales' });
  });

  test('refused although the sales were there, evidence that is handed in again waits for its answer or the silence', () => {
    const facts = [deed('submitted', '2026-03-01'), deed('disputed', '2026-03-05'), deed('rejected', '2026-04-10')];
    const sales = { salesReachedOn: '2026-03-20' };
    expect(outcome(facts, '2026-08-01', sales).state).toBe('rejected');
    const again = [...facts, deed('submitted', '2026-05-01')];
    expect(outcome(again, '2026-05-10', sales).state).toBe('submitted');
    expect(outcome(again, '2026-06-01', sales)).toMatchObject({ by: 'silence', acceptedOn: '2026-05-16' });
    expect(outcome(again, '2026-05-10', { salesReachedOn: '2026-05-05' })).toMatchObject({ by: 'sales' });
  });

  test('what sales made due already is contested as a claim: it stands and is frozen', () => {
    const sales = { salesReachedOn: '2026-03-20' };
    const contested = outcome([deed('disputed', '2026-04-01')], '2026-08-01', sales);
    expect(contested).toMatchObject({ state: 'accepted', by: 'sales', acceptedOn: '2026-03-20', isFrozen: true });
    const over = [deed('disputed', '2026-04-01'), deed('accepted', '2026-05-01')];
    expect(outcome(over, '2026-08-01', sales)).toMatchObject({ acceptedOn: '2026-03-20', isFrozen: false });
    const before = [deed('submitted', '2026-03-01'), deed('disputed', '2026-03-05')];
    expect(outcome(before, '2026-08-01', sales)).toMatchObject({ state: 'disputed', acceptedOn: null });
  });

  test('the end of the contract cancels what was not reached by then', () => {
    const submitted = deed('submitted', '2026-03-01');
    expect(outcome([submitted], '2026-06-01', { endedOn: '2026-03-10' }).state).toBe('cancelled');
    expect(outcome([submitted], '2026-06-01', { endedOn: '2026-03-16' }).state).toBe('accepted');
    expect(outcome([], '2026-03-10', { endedOn: '2026-03-10' }).state).toBe('pending');
  });

  test('sales of the time before the end reach it, however late they are reported', () => {
    const late = { endedOn: '2026-06-30', salesReachedOn: '2026-08-10' };
    expect(outcome([], '2026-08-09', { ...late, salesReachedOn: null }).state).toBe('cancelled');
    expect(outcome([], '2026-08-10', late)).toMatchObject({ state: 'accepted', by: 'sales', acceptedOn: '2026-08-10' });
    const open = [deed('submitted', '2026-06-20'), deed('disputed', '2026-06-25')];
    expect(outcome(open, '2026-08-10', late)).toMatchObject({ state: 'accepted', by: 'sales' });
    expect(outcome(open, '2026-08-10', { ...late, salesReachedOn: '2026-06-28' }).state).toBe('cancelled');
  });
});
