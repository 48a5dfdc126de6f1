import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueAfterDispute } from './claim-dispute.ts';
import { addDays, diffDays } from './days.ts';

const days = { dueOn: '2026-12-02', contestedOn: '2026-11-02', endedOn: '2026-12-22' };

test('the days that a dispute lasted are added, whoever was right', () => {
  expect(dueAfterDispute({ ...days, newDays: null })).toBe('2027-01-21');
});

test('the licensor may grant days anew, from the end of the dispute', () => {
  expect(dueAfterDispute({ ...days, newDays: 60 })).toBe('2027-02-20');
  expect(dueAfterDispute({ ...days, newDays: 5 })).toBe('2027-01-21');
});

test('contesting and giving in, however often and whenever, makes nothing late less late', () => {
  const turn = fc.record({ wait: fc.nat(200), lasts: fc.nat(200) });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 6 }), (turns) => {
      let [dueOn, today, lasted] = ['2026-12-02', '2026-11-02', 0];
      for (const { wait, lasts } of turns) {
        const contestedOn = addDays(today, wait);
        today = addDays(contestedOn, lasts);
        lasted += lasts;
        dueOn = dueAfterDispute({ dueOn, contestedOn, endedOn: today, newDays: null });
      }
      expect(diffDays('2026-12-02', dueOn)).toBe(lasted);
    }),
  );
});
