import { expect, test } from 'vitest';
import { changeAsk, changeAskRoles } from './change-asks.ts';

test('a change asks for an answer while its terms are open, and for a signature once both may sign it', () => {
  const of = (state: Parameters<typeof changeAsk>[0]['state']) =>
    changeAsk({ state, isArranged: false, scanConfirmedBy: null }, 'licensor');
  expect(of('offered')).toBe('answer');
  expect(of('sent')).toBe('sign');
  expect(of('proposed')).toBe('sign');
});

test('a scan asks who has not confirmed it; what is arranged stands in a row of its own', () => {
  const sent = { state: 'sent', isArranged: false } as const;
  expect(changeAsk({ ...sent, scanConfirmedBy: ['licensee'] }, 'licensor')).toBe('confirm');
  expect(changeAsk({ ...sent, scanConfirmedBy: ['licensor'] }, 'licensor')).toBeNull();
  expect(changeAsk({ ...sent, isArranged: true, scanConfirmedBy: null }, 'licensor')).toBeNull();
});

test('the officer answers terms, and does not sign', () => {
  expect(changeAskRoles.answer).toContain('officer');
  expect(changeAskRoles.sign).not.toContain('officer');
});
