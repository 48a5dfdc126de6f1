import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statesOf, statesWith } from './machine.ts';
import { statutoryCalendar } from './rest-days.ts';
import { tradeApplicationMachine, tradeMachine } from './trade.ts';
import {
  type DepositFacts,
  depositReturnBy,
  depositStand,
  endOfDeposit,
  endsOf,
  setOffFault,
} from './trade-deposit.ts';

const paid: DepositFacts = {
  state: 'qualified',
  paidOn: '2026-11-22',
  depositOn: '2026-11-23',
  depositReturnedOn: null,
  depositAppliedOn: null,
  depositForfeitedOn: null,
};
const stand = (given: Partial<DepositFacts>, trade: Parameters<typeof depositStand>[1]['trade'], isWinner = false) =>
  depositStand({ ...paid, ...given }, { trade, isWinner });

test('is held while people can bid, and then due to all but the winner', () => {
  expect(stand({}, 'announced')).toBe('held');
  expect(stand({}, 'bidding')).toBe('held');
  expect(stand({}, 'noticed')).toBe('due');
  expect(stand({}, 'noticed', true)).toBe('held');
  expect(stand({}, 'concluded', true)).toBe('winner');
  expect(stand({}, 'concluded')).toBe('due');
  expect(stand({}, 'performed', true)).toBe('winner');
  expect(stand({}, 'dissolved', true)).toBe('fallen');
  expect(stand({}, 'dissolved')).toBe('due');
  for (const state of ['failed', 'withdrawn', 'voided'] as const) expect(stand({}, state, true)).toBe('due');
});

test('of one who is out it is due at once; what an applicant says it paid waits to be found', () => {
  expect(stand({ state: 'withdrawn' }, 'announced')).toBe('due');
  expect(stand({ state: 'refused' }, 'bidding')).toBe('due');
  expect(stand({ state: 'submitted' }, 'bidding')).toBe('due');
  expect(stand({ depositOn: null }, 'announced')).toBe('claimed');
  expect(stand({ depositOn: null, state: 'refused' }, 'concluded')).toBe('claimed');
  expect(stand({ depositOn: null, paidOn: null }, 'announced')).toBe('none');
});

test('only the winner’s can be set off while his sale stands, and kept once it was undone', () => {
  expect(endsOf('winner')).toEqual(['return', 'apply']);
  expect(endsOf('fallen')).toEqual(['return', 'forfeit']);
  expect(endsOf('due')).toEqual(['return']);
  for (const open of ['held', 'claimed', 'ended', 'none'] as const) expect(endsOf(open)).toEqual([]);
});

test('is set off in a contract that the buyer signed for what was sold, from the day of its signing on', () => {
  const own = [
    { no: 'HT-2026-00001', signedOn: '2026-12-02' },
    { no: 'HT-2026-00004', signedOn: '2026-12-09' },
  ];
  const at = (no: string, on = '2026-12-05') => setOffFault(own, { no, on });
  expect(at('HT-2026-00001')).toBeNull();
  expect(at('HT-2026-00001', '2026-12-02')).toBeNull();
  expect(at('HT-2026-00001', '2026-12-01')).toBe('early');
  expect(at('HT-2026-00004')).toBe('early');
  expect(at('HT-2026-99999')).toBe('other');
  expect(setOffFault([], { no: 'HT-2026-00001', on: '2026-12-05' })).toBe('unsigned');
});

test('has one end, with its day', () => {
  expect(endOfDeposit(paid)).toBeNull();
  expect(endOfDeposit({ ...paid, depositAppliedOn: '2026-12-05' })).toEqual({ way: 'apply', on: '2026-12-05' });
  expect(endOfDeposit({ ...paid, depositReturnedOn: '2026-12-06' })).toEqual({ way: 'return', on: '2026-12-06' });
  expect(endOfDeposit({ ...paid, depositForfeitedOn: '2026-12-07' })).toEqual({ way: 'forfeit', on: '2026-12-07' });
});

test('once a trade is over nobody’s money is simply held', () => {
  const day = fc.option(fc.constant('2026-11-24'));
  fc.assert(
    fc.property(
      fc.constantFrom(...statesOf(tradeApplicationMachine)),
      fc.constantFrom(...statesOf(tradeMachine)),
      fc.boolean(),
      fc.record({ depositOn: day, depositReturnedOn: day, depositAppliedOn: day, depositForfeitedOn: day }),
      (state, trade, isWinner, days) => {
        const found = depositStand({ ...paid, ...days, state }, { trade, isWinner });
        const isEnded = days.depositReturnedOn ?? days.depositAppliedOn ?? days.depositForfeitedOn;
        expect(found === 'ended').toBe(Boolean(isEnded));
        const isOver = !statesWith(tradeMachine, 'live').includes(trade);
        if (!isEnded && days.depositOn && isOver) expect(endsOf(found)).toContain('return');
      },
    ),
  );
});

test('a deposit that secures nothing more goes back within five working days of the end; no other has such a day', () => {
  const by = (winnerId: string | null, endedAt: Date | null, given: Partial<DepositFacts> = {}) =>
    depositReturnBy(
      { trade: { state: 'concluded', winnerId, endedAt }, application: { ...paid, ...given, id: 'one' } },
      statutoryCalendar,
    );
  const monday = new Date('2026-11-23T04:00:00Z');
  expect(by('other', monday)).toBe('2026-11-30');
  expect(by('one', monday)).toBeNull();
  expect(by('other', null)).toBeNull();
  expect(by('other', monday, { depositReturnedOn: '2026-11-24' })).toBeNull();
});
