import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountLabels,
  accounts,
  balancesOf,
  distributed,
  entry,
  type LedgerEntry,
  milestoneDue,
  received,
  refunded,
  reversed,
  royaltyDue,
} from './ledger.ts';
import { computeDistribution, nationalFloor } from './split.ts';

const occurredAt = new Date('2026-11-21T02:00:00Z');
const yuan = (n: number): bigint => BigInt(Math.round(n * 100));
const balances = (...entries: LedgerEntry[]) =>
  Object.fromEntries([...balancesOf(entries)].filter(([, fen]) => fen !== 0n));
const shares = {
  brokerFen: yuan(6_000),
  costFen: yuan(1_500),
  teamFen: yuan(204_750),
  ttoFen: 0n,
  unitFen: yuan(87_750),
};

describe('an entry', () => {
  test('balances; lines of zero are left out', () => {
    const lines = [
      { account: 'bank', debitFen: 100n },
      { account: 'receivable', creditFen: 100n },
      { account: 'advance_received', creditFen: 0n },
    ] as const;
    expect(entry({ reference: 'x:1', occurredAt, lines }).lines).toEqual([
      { account: 'bank', debitFen: 100n, creditFen: 0n },
      { account: 'receivable', debitFen: 0n, creditFen: 100n },
    ]);
  });

  test('that does not balance is refused, and so is an empty one', () => {
    const lines = [
      { account: 'bank', debitFen: 100n },
      { account: 'receivable', creditFen: 99n },
    ] as const;
    expect(() => entry({ reference: 'x:1', occurredAt, lines })).toThrow(
      expect.objectContaining({ code: 'amount_mismatch' }),
    );
    expect(() => entry({ reference: 'x:1', occurredAt, lines: [] })).toThrow(
      expect.objectContaining({ code: 'amount_mismatch' }),
    );
    expect(() => milestoneDue({ id: '1', occurredAt, amountFen: 0n, side: 'licensor' })).toThrow(
      expect.objectContaining({ code: 'amount_mismatch' }),
    );
  });

  test('has no negative amounts and a reference', () => {
    expect(() => milestoneDue({ id: '1', occurredAt, amountFen: -1n, side: 'licensor' })).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
    const lines = [
      { account: 'bank', debitFen: 1n },
      { account: 'receivable', creditFen: 1n },
    ] as const;
    expect(() => entry({ reference: ' ', occurredAt, lines })).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

describe('a milestone from acceptance to the shares', () => {
  const accepted = milestoneDue({ id: 'm1', occurredAt, amountFen: yuan(300_000), side: 'licensor' });
  const paid = received({
    id: 'r1',
    occurredAt,
    amountFen: yuan(300_000),
    allocatedFen: yuan(300_000),
    side: 'licensor',
  });
  const shared = distributed({ id: 'd1', occurredAt, ...shares });

  test('references name the fact', () => {
    expect([accepted, paid, shared].map(({ reference }) => reference)).toEqual([
      'milestone-due:m1',
      'received:r1',
      'distributed:d1',
    ]);
    expect(royaltyDue({ id: 's1', occurredAt, amountFen: 1n, side: 'licensor' }).reference).toBe('royalty-due:s1');
  });

  test('accepted is a claim, not cash', () => {
    expect(balances(accepted)).toEqual({ receivable: yuan(300_000), income_deferred: -yuan(300_000) });
  });

  test('received stands as undistributed', () => {
    expect(balances(accepted, paid)).toEqual({ bank: yuan(300_000), undistributed: -yuan(300_000) });
  });

  test('distributed has its owners', () => {
    expect(balances(accepted, paid, shared)).toEqual({
      bank: yuan(300_000),
      due_to_broker: -yuan(6_000),
      cost_recovered: -yuan(1_500),
      due_to_team: -yuan(204_750),
      due_to_unit: -yuan(87_750),
    });
  });

  test('the payer owes, then has paid', () => {
    const owed = milestoneDue({ id: 'm1', occurredAt, amountFen: yuan(300_000), side: 'licensee' });
    const sent = received({
      id: 'r1',
      occurredAt,
      amountFen: yuan(300_000),
      allocatedFen: yuan(300_000),
      side: 'licensee',
    });
    expect(balances(owed)).toEqual({ licence_cost: yuan(300_000), payable: -yuan(300_000) });
    expect(balances(owed, sent)).toEqual({ licence_cost: yuan(300_000), bank: -yuan(300_000) });
  });

  test('what is paid too much is an advance on both sides', () => {
    const own = { id: 'r2', occurredAt, amountFen: yuan(300_100), allocatedFen: yuan(300_000) };
    const facts = { ...own, side: 'licensor' } as const;
    expect(balances(accepted, received(facts))).toEqual({
      bank: yuan(300_100),
      undistributed: -yuan(300_000),
      advance_received: -yuan(100),
    });
    expect(balances(received({ ...facts, side: 'licensee' })).advance_paid).toBe(yuan(100));
    expect(() => received({ ...facts, amountFen: yuan(299_999) })).toThrow(
      expect.objectContaining({ code: 'over_allocated' }),
    );
  });

  test('a returned payment revives the claim', () => {
    const back = reversed(paid, { occurredAt });
    expect(back.reference).toBe('reversed:received:r1');
    expect(balances(accepted, paid, back)).toEqual(balances(accepted));
  });
});

test('every account has its Chinese name', () => expect(Object.keys(accountLabels)).toEqual([...accounts]));

describe('whatever is posted', () => {
  const money = fc.bigInt({ min: 1n, max: 10n ** 14n });
  const id = fc.uuid();
  const posting = fc.oneof(
    fc
      .record({ id, amountFen: money, side: fc.constantFrom('licensor' as const, 'licensee' as const) })
      .map((facts) => milestoneDue({ ...facts, occurredAt, side: 'licensor' })),
    fc
      .record({ id, amountFen: money, side: fc.constantFrom('licensor' as const, 'licensee' as const) })
      .map((facts) => royaltyDue({ ...facts, occurredAt, side: 'licensor' })),
    fc
      .record({ id, allocatedFen: money, excess: money })
      .map(({ id, allocatedFen, excess }) =>
        received({ id, occurredAt, allocatedFen, amountFen: allocatedFen + excess, side: 'licensor' }),
      ),
    fc
      .record({ id, receiptFen: money, teamPpm: fc.integer({ min: 500_000, max: 1_000_000 }) })
      .map(({ id, receiptFen, teamPpm }) => {
        const split = computeDistribution({
          receiptFen,
          teamPpm,
          costsFen: [],
          brokerPpm: 20_000,
          ttoPpm: 0,
          floors: [nationalFloor],
          people: [],
        });
        return distributed({ id, occurredAt, ...split });
      }),
  );

  test('balances sum to zero, in any order', () => {
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 30 }), (entries) => {
        expect([...balancesOf(entries).values()].reduce((a, b) => a + b, 0n)).toBe(0n);
        expect(balances(...entries)).toEqual(balances(...entries.toReversed()));
      }),
    );
  });

  test('an entry and its reversal leave nothing', () => {
    fc.assert(
      fc.property(posting, (one) => {
        expect(balances(one, reversed(one, { occurredAt }))).toEqual({});
      }),
    );
  });
});

describe('money that goes back', () => {
  const amounts = { amountFen: yuan(350_000), allocatedFen: yuan(300_000) };
  const arrived = { id: 'r', occurredAt, ...amounts, side: 'licensor' } as const;
  const back = { id: 'f', occurredAt, amountFen: yuan(100_000), advanceFen: yuan(40_000) };

  test("leaves the licensor's book as if less had come, and the claim open", () => {
    const due = milestoneDue({ id: 'm', occurredAt, amountFen: yuan(300_000), side: 'licensor' });
    const taken = refunded({ ...back, side: 'licensor' });
    expect(taken.reference).toBe('refunded:f');
    expect(balances(due, received(arrived), taken)).toEqual(
      balances(due, received({ ...arrived, amountFen: yuan(250_000), allocatedFen: yuan(240_000) })),
    );
  });

  test("leaves the licensee's book so too, and never takes more advance than goes back", () => {
    const side = 'licensee' as const;
    const less = { ...arrived, amountFen: yuan(250_000), allocatedFen: yuan(240_000), side };
    expect(balances(received({ ...arrived, side }), refunded({ ...back, side }))).toEqual(balances(received(less)));
    expect(() => refunded({ ...back, advanceFen: yuan(100_001), side })).toThrow('over_allocated');
  });
});
