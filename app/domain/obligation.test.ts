import { expect, test } from 'vitest';
import { claimIs, kindsWith, obligationKinds } from './obligation.ts';

test('what the licensor repays is income of nobody, and nothing that holds of income holds of it', () => {
  expect(kindsWith('income')).toEqual(['milestone', 'royalty', 'interest']);
  for (const fact of ['capped', 'bears_interest', 'set_off', 'written_off', 'waived', 'invoiced'] as const) {
    expect(kindsWith('income')).toEqual(expect.arrayContaining(kindsWith(fact)));
  }
  expect(obligationKinds.filter((kind) => !claimIs(kind, 'income'))).toEqual(['credit_return']);
});

test('only a charged penalty is waived by its payee', () => expect(kindsWith('waived')).toEqual(['interest']));

test('default interest bears none itself, and no cap counts it', () => {
  expect(kindsWith('bears_interest')).toEqual(['milestone', 'royalty']);
  expect(kindsWith('capped')).toEqual(['milestone', 'royalty']);
});
