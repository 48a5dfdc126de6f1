import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ContractSums, leastContractsShown, publicFigures, toldSums } from './event-report.ts';

const contract = (signedFen: bigint, receivedFen = 0n): ContractSums => ({ signedFen, receivedFen });

test('amounts are told from three contracts on, or where there is none', () => {
  const figures = {
    registered: 9,
    came: 8,
    meetings: 5,
    intents: 3,
    deals: 3,
    contracts: 1,
    signedFen: '46000000',
    receivedFen: '100',
    items: 2,
    satisfactionPpm: null,
  };
  expect(publicFigures(figures, [contract(46_000_000n, 100n)])).toMatchObject({
    contracts: 1,
    signedFen: null,
    receivedFen: null,
    summed: 0,
  });
  expect(toldSums([])).toEqual({ signedFen: '0', receivedFen: '0', summed: 0, paidSummed: 0 });
  const three = [contract(1n), contract(2n), contract(4n)];
  expect(toldSums(three)).toEqual({ signedFen: '7', receivedFen: '0', summed: 3, paidSummed: 0 });
});

test('of three contracts with one or two paid, what came in is told to nobody', () => {
  expect(toldSums([contract(1n), contract(2n, 2n), contract(4n)])).toMatchObject({ signedFen: '7', receivedFen: null });
  expect(toldSums([contract(1n, 1n), contract(2n, 2n), contract(4n)])).toMatchObject({ receivedFen: null });
  const paid = [contract(1n, 1n), contract(2n, 2n), contract(4n, 3n)];
  expect(toldSums(paid)).toMatchObject({ receivedFen: '6', paidSummed: 3 });
  // A fourth that is paid is not the difference.
  expect(toldSums([...paid, contract(8n, 8n)])).toMatchObject({ receivedFen: '6', paidSummed: 3 });
});

test('two contracts without a fixed amount do not make a third one’s price a sum', () => {
  expect(toldSums([contract(0n), contract(5n), contract(0n)])).toMatchObject({ signedFen: null, summed: 0 });
  expect(toldSums([contract(0n), contract(5n), contract(6n), contract(7n)])).toMatchObject({ signedFen: '18' });
});

test('no sum and no difference between two days tells what one contract is worth', () => {
  const contracts = fc.array(
    fc.record({
      signedFen: fc.bigInt({ min: 1n, max: 10n ** 10n }),
      receivedFen: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(contracts, (all) => {
      const days = all.map((_, n) => toldSums(all.slice(0, n + 1)));
      for (const [n, day] of days.entries()) {
        expect(day.summed % leastContractsShown).toBe(0);
        expect(day.signedFen === null).toBe(n + 1 < leastContractsShown);
        const before = days[n - 1];
        if (before !== undefined && before.signedFen !== day.signedFen) {
          expect(day.summed - before.summed).toBe(leastContractsShown);
        }
        expect(day.paidSummed % leastContractsShown).toBe(0);
        if (before !== undefined && before.receivedFen !== null && before.receivedFen !== '0') {
          const more = day.paidSummed - before.paidSummed;
          expect(before.receivedFen === day.receivedFen).toBe(more === 0);
        }
      }
    }),
  );
});
