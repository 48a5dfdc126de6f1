import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endDispute, type Pause } from './claim-dispute.ts';
import { addDays, diffDays } from './days.ts';
import { defaultInterest } from './default-interest.ts';

const days = { dueOn: '2026-12-02', contestedOn: '2026-11-02', endedOn: '2026-12-22' };

test('contested before it was late: the days that the dispute lasted are added, whoever was right', () => {
  expect(endDispute({ ...days, newDays: null })).toEqual({ dueOn: '2027-01-21', pause: null });
});

test('contested when it was late: the day to pay stays, and the days of the dispute do not count', () => {
  const late = { ...days, contestedOn: '2026-12-12', newDays: null };
  expect(endDispute(late)).toEqual({ dueOn: '2026-12-02', pause: { fromOn: '2026-12-12', toOn: '2026-12-22' } });
  expect(endDispute({ ...late, endedOn: '2026-12-12' })).toEqual({ dueOn: '2026-12-02', pause: null });
});

test('the licensor may grant days anew, from the end of the dispute', () => {
  expect(endDispute({ ...days, newDays: 60 }).dueOn).toBe('2027-02-20');
  expect(endDispute({ ...days, newDays: 5 }).dueOn).toBe('2027-01-21');
});

test('contesting, paying a part meanwhile and giving in, however often, takes no interest away that had run', () => {
  const turn = fc.record({ wait: fc.nat(60), lasts: fc.nat(60), paysFen: fc.bigInt(0n, 1_000_000n) });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 6 }), (turns) => {
      const balances = [{ on: '2026-11-01', openFen: 10_000_000n }];
      const pauses: Pause[] = [];
      let [dueOn, today, openFen] = ['2026-12-02', '2026-11-02', 10_000_000n];
      // Day by day beside it: what is open at the end of each day on which the clock runs.
      let [fenDays, leftDays] = [0n, 30];
      const pass = (passed: number, runs: boolean) => {
        for (let day = 0; day < passed; day += 1) {
          today = addDays(today, 1);
          if (!runs) continue;
          if (leftDays > 0) leftDays -= 1;
          else fenDays += openFen;
        }
      };
      for (const { wait, lasts, paysFen } of turns) {
        pass(wait, true);
        const contestedOn = today;
        openFen -= paysFen;
        balances.push({ on: today, openFen });
        pass(lasts, false);
        const over = endDispute({ dueOn, contestedOn, endedOn: today, newDays: null });
        dueOn = over.dueOn;
        if (over.pause) pauses.push(over.pause);
      }
      pass(10, true);
      const found = defaultInterest({
        dueOn,
        asOf: today,
        balances,
        pauses,
        ppmPerDay: 1_000_000,
        capPpm: 1_000_000_000,
      });
      expect(found?.amountFen ?? 0n).toBe(fenDays);
      expect(diffDays('2026-12-02', dueOn)).toBeGreaterThanOrEqual(0);
    }),
  );
});
