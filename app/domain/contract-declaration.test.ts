import { expect, test } from 'vitest';
import {
  answerWords,
  declarationEvents,
  declarationLabels,
  groundLabels,
  groundsFor,
  sidesFor,
} from './contract-declaration.ts';

test('nobody ends a contract alone by an agreement, and the trial is left by its own deed', () => {
  expect(groundsFor('terminate')).not.toContain('agreed');
  expect(groundsFor('terminate')).not.toContain('trial_exit');
  expect(groundsFor('end_by_agreement')).toEqual(['agreed']);
});

test('only the licensee buys the royalties out', () => {
  expect(sidesFor('buy_out')).toEqual(['licensee']);
});

test("every declaration can name a ground, every ground is somebody's or the trial's and has its words", () => {
  const all = declarationEvents.flatMap((event) => [...groundsFor(event)]);
  expect(new Set([...all, 'trial_exit', 'trial_silence'])).toEqual(new Set(Object.keys(groundLabels)));
  for (const event of declarationEvents) {
    expect(groundsFor(event).length).toBeGreaterThan(0);
    expect(declarationLabels[event]).not.toBe('');
  }
});

test('the words of an answer say that nobody agreed where a declaration binds at once', () => {
  const said = (event: 'lose_rights' | 'restore_rights', side: 'licensor' | 'licensee') =>
    answerWords({ event, side, answer: 'accepted' });
  expect(said('lose_rights', 'licensor')).toBe('登记后立即生效，不用对方同意');
  expect(said('restore_rights', 'licensee')).toBe('登记后立即生效，不用对方同意');
  expect(said('lose_rights', 'licensee')).toBe('对方已同意');
  expect(said('restore_rights', 'licensor')).toBe('对方已同意');
  expect(answerWords({ event: 'lose_rights', side: 'licensee', answer: 'refused' })).toMatch(/^对方有异议/u);
  expect(answerWords({ event: 'end_by_agreement', side: 'licensor', answer: 'refused' })).toBe('对方不同意');
  expect(answerWords({ event: 'lose_rights', side: 'licensee', answer: 'withdrawn' })).toBe('已收回');
});
