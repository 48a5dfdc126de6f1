import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor, MemberRole } from './access.ts';
import { balancesOf, collectedAfterWriteOff, milestoneDue, received, writtenOff } from './ledger.ts';
import { collectedAgain, isSecondOfWriteOff, writeOffFault } from './write-off.ts';

const actorWith = (roles: readonly MemberRole[], userId: string): Actor => ({
  userId,
  sessionId: null,
  name: '示例',
  platformRoles: [],
  org: {
    orgId: 'unit',
    orgName: '',
    kind: 'university',
    regionCode: '620102',
    verified: true,
    isSample: true,
    roles: [...roles],
  },
  provedAt: null,
  isBroker: false,
  hasConsented: true,
});

const at = new Date('2026-11-21T02:00:00Z');

test('a written-off receivable leaves the book and stays in its memorandum', () => {
  const book = [
    milestoneDue({ id: 'm', occurredAt: at, amountFen: 30_000_000n, side: 'licensor' }),
    writtenOff({ id: 'w', occurredAt: at, amountFen: 30_000_000n }),
  ];
  expect([...balancesOf(book)].filter(([, fen]) => fen !== 0n)).toEqual([
    ['written_off', 30_000_000n],
    ['write_off_control', -30_000_000n],
  ]);
});

test('what is collected after all stands as if nothing had been written off', () => {
  const due = milestoneDue({ id: 'm', occurredAt: at, amountFen: 30_000_000n, side: 'licensor' });
  const paid = received({ id: 'r', occurredAt: at, amountFen: 5_000_000n, allocatedFen: 5_000_000n, side: 'licensor' });
  const facts = { occurredAt: at, amountFen: 30_000_000n };
  const book = [due, writtenOff({ ...facts, id: 'w' }), collectedAfterWriteOff({ ...facts, id: 'k' }), paid];
  const nonZero = (entries: Parameters<typeof balancesOf>[0]) =>
    new Map([...balancesOf(entries)].filter(([, fen]) => fen !== 0n));
  expect(nonZero(book)).toEqual(nonZero([due, paid]));
});

test('money pays first what was never written off', () => {
  // Written off 300,000.00, then 100,000.00 came back to the payer of what he had paid before: 400,000.00 are open.
  expect(collectedAgain(30_000_000n, 35_000_000n)).toBe(0n);
  expect(collectedAgain(30_000_000n, 25_000_000n)).toBe(5_000_000n);
  expect(collectedAgain(30_000_000n, 0n)).toBe(30_000_000n);
});

test('however it is paid, nothing stays written off beyond what is open, and what is collected is never more than was paid', () => {
  const fen = fc.bigInt({ min: 0n, max: 100_000_000n });
  fc.assert(
    fc.property(fen, fen, fc.array(fen, { maxLength: 8 }), (writtenAtFirst, besides, payments) => {
      let [written, open] = [writtenAtFirst, writtenAtFirst + besides];
      for (const wish of payments) {
        const paid = wish > open ? open : wish;
        open -= paid;
        const back = collectedAgain(written, open);
        expect(back >= 0n && back <= paid).toBe(true);
        written -= back;
        expect(written >= 0n && written <= open).toBe(true);
      }
    }),
  );
});

test('the second person is an approver or the owner, and never who proposed it', () => {
  expect(isSecondOfWriteOff(actorWith(['approver'], 'a'), { proposedBy: 'b' })).toBe(true);
  expect(isSecondOfWriteOff(actorWith(['owner', 'finance'], 'a'), { proposedBy: 'a' })).toBe(false);
  expect(isSecondOfWriteOff(actorWith(['finance'], 'a'), { proposedBy: 'b' })).toBe(false);
});

test('a claim is written off when it is late, open in the book, and nothing is to be expected', () => {
  const dead = { kind: 'milestone', dueOn: '2026-11-20', outstandingFen: 100n, writtenOffFen: 40n } as const;
  const quiet = { ...dead, isUnderWay: false, isWaiting: false };
  const today = '2026-11-21';
  expect(writeOffFault(quiet, today)).toBeNull();
  expect(writeOffFault({ ...quiet, dueOn: today }, today)).toBe('not_late');
  expect(writeOffFault({ ...quiet, isUnderWay: true }, today)).toBe('under_way');
  expect(writeOffFault({ ...quiet, isWaiting: true }, today)).toBe('waits');
  expect(writeOffFault({ ...quiet, writtenOffFen: 100n }, today)).toBe('nothing');
  expect(writeOffFault({ ...quiet, kind: 'credit_return' }, today)).toBe('kind');
});
