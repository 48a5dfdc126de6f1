import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimClock } from './claim-clock.ts';
import { endDispute, type Pause } from './claim-dispute.ts';
import { addDays } from './days.ts';

const dueOn = '2026-03-03';
const contested = { contestedOn: '2026-02-20', endedOn: '2026-04-01', newDays: null };

test('a contested claim has no last day; once it is over, the days that were left go on', () => {
  expect(claimClock({ dueOn, disputes: [] })).toEqual({ dueOn, isFrozen: false, pauses: [] });
  expect(claimClock({ dueOn, disputes: [{ ...contested, endedOn: null }] })).toMatchObject({
    dueOn: null,
    isFrozen: true,
  });
  expect(claimClock({ dueOn, disputes: [contested] }).dueOn).toBe('2026-04-12');
});

test('being paid whole ends a dispute on that day, but none that began later', () => {
  const open = [{ ...contested, contestedOn: '2026-03-13', endedOn: null }];
  expect(claimClock({ dueOn, disputes: open, paidOn: '2026-03-20' })).toEqual({
    dueOn,
    isFrozen: false,
    pauses: [{ fromOn: '2026-03-13', toOn: '2026-03-20' }],
  });
  expect(claimClock({ dueOn, disputes: open, paidOn: '2026-03-12' }).isFrozen).toBe(true);
});

test('an invoice of before the dispute counts before it, one of after it never makes the day earlier', () => {
  const before = { on: '2026-02-15', dueOn: '2026-03-17' };
  expect(claimClock({ dueOn, disputes: [contested], invoiced: before }).dueOn).toBe('2026-04-26');
  const after = { on: '2026-04-02', dueOn: '2026-05-02' };
  expect(claimClock({ dueOn, disputes: [contested], invoiced: after }).dueOn).toBe('2026-05-02');
});

test('dispute after dispute it says what the platform books one by one', () => {
  const turn = fc.record({ wait: fc.nat(60), lasts: fc.nat(60), newDays: fc.option(fc.nat(40)) });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 6 }), (turns) => {
      let [today, due] = ['2026-02-01', dueOn];
      const pauses: Pause[] = [];
      const disputes = turns.map(({ wait, lasts, newDays }) => {
        const contestedOn = addDays(today, wait);
        today = addDays(contestedOn, lasts);
        const dispute = { contestedOn, endedOn: today, newDays };
        const over = endDispute({ dueOn: due, ...dispute });
        due = over.dueOn;
        if (over.pause) pauses.push(over.pause);
        return dispute;
      });
      expect(claimClock({ dueOn, disputes })).toEqual({ dueOn: due, isFrozen: false, pauses });
    }),
  );
});
