import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditBook, type CreditMove } from './credit-book.ts';

const at = (hour: number) => new Date(`2026-11-22T${String(hour).padStart(2, '0')}:00:00Z`);
const move = (kind: CreditMove['kind'], amountFen: bigint, hour: number): CreditMove => ({
  id: `${kind}${hour}`,
  at: at(hour),
  kind,
  amountFen,
});

test('what is left stands after every line, whatever order they come in', () => {
  const moves = [
    move('returning', 400_000n, 3),
    move('set_off', 200_000n, 1),
    move('raised', 600_000n, 1),
    move('waived', 400_000n, 4),
  ];
  expect(creditBook(moves).map(({ kind, leftFen }) => [kind, leftFen])).toEqual([
    ['raised', 600_000n],
    ['set_off', 400_000n],
    ['returning', 0n],
    ['waived', 0n],
  ]);
});

test('a repayment that was recalled is credit again, and a use that was freed too', () => {
  const moves = [
    move('raised', 500n, 1),
    move('returning', 500n, 2),
    move('recalled', 300n, 3),
    move('set_off', 300n, 3),
    move('set_off', -100n, 4),
  ];
  const lines = creditBook(moves);
  expect(lines.map(({ leftFen }) => leftFen)).toEqual([500n, 0n, 300n, 0n, 100n]);
  expect(lines[2]?.returningFen).toBe(-300n);
});

test('the columns of all lines come to what is left after the last', () => {
  const kinds = fc.constantFrom<CreditMove['kind']>('raised', 'set_off', 'returning', 'recalled', 'waived');
  const any = fc.array(fc.tuple(kinds, fc.bigInt(1n, 10_000n), fc.integer({ min: 0, max: 23 })), { maxLength: 20 });
  fc.assert(
    fc.property(any, (given) => {
      const lines = creditBook(given.map(([kind, fen, hour]) => move(kind, fen, hour)));
      const sum = (of: 'raisedFen' | 'setOffFen' | 'returningFen') =>
        lines.reduce((all, line) => all + (line[of] ?? 0n), 0n);
      expect(lines.at(-1)?.leftFen ?? 0n).toBe(sum('raisedFen') - sum('setOffFen') - sum('returningFen'));
    }),
  );
});
