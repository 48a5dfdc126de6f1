import { expect, test } from 'vitest';
import { amendmentMachine, isBeforeBoth, putAmendmentStates } from './amendment-machine.ts';
import { statesOf } from './machine.ts';

test('a change is sealed on paper only while it lies before both sides unsigned', () => {
  expect(statesOf(amendmentMachine).filter(isBeforeBoth)).toEqual(['sent']);
});

test('a change that is sealed on paper may be refused and taken back until it is concluded', () => {
  for (const state of putAmendmentStates.filter(isBeforeBoth)) {
    expect(Object.keys(amendmentMachine.states[state].on ?? {})).toEqual(
      expect.arrayContaining(['refuse', 'withdraw', 'lapse']),
    );
  }
});
