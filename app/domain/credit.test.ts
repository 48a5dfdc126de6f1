import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditParts, inSetOffOrder, setOff } from './credit.ts';

test('a credit pays the earliest claim first and keeps what is left', () => {
  const claims = [
    { id: 'a', payableFen: 200_000n },
    { id: 'b', payableFen: 3_000_000n },
  ];
  expect(setOff(600_000n, claims)).toEqual([
    { id: 'a', fen: 200_000n },
    { id: 'b', fen: 400_000n },
  ]);
  expect(setOff(0n, claims)).toEqual([]);
  expect(setOff(600_000n, [{ id: 'paid', payableFen: 0n }])).toEqual([]);
});

test('property: never more than the credit, never more than what is open, and nothing is left while a claim is open', () => {
  const amount = fc.bigInt({ min: -1_000n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.array(amount, { maxLength: 8 }), (creditFen, open) => {
      const claims = open.map((payableFen, i) => ({ id: String(i), payableFen }));
      const parts = setOff(creditFen, claims);
      const used = parts.reduce((sum, { fen }) => sum + fen, 0n);
      const whole = open.reduce((sum, fen) => (fen > 0n ? sum + fen : sum), 0n);
      expect(used).toBe(creditFen < whole ? creditFen : whole);
      for (const { id, fen } of parts) {
        expect(fen).toBeGreaterThan(0n);
        expect(fen).toBeLessThanOrEqual(open[Number(id)] ?? 0n);
      }
    }),
  );
});

test('property: milestones give back at most what they were charged, royalties the rest, and nothing is lost', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 9n });
  fc.assert(
    fc.property(amount, fc.array(amount, { maxLength: 4 }), (backFen, charged) => {
      const gone = charged.map((chargedFen, i) => ({ id: String(i), chargedFen }));
      const { ofMilestones, ofRoyaltiesFen } = creditParts(backFen, gone);
      const all = charged.reduce((sum, fen) => sum + fen, 0n);
      expect(ofRoyaltiesFen).toBe(backFen > all ? backFen - all : 0n);
      expect(ofMilestones.reduce((sum, { fen }) => sum + fen, ofRoyaltiesFen)).toBe(backFen);
      for (const { id, fen } of ofMilestones) expect(fen).toBeLessThanOrEqual(charged[Number(id)]!);
    }),
  );
});

test('what was taken back is paid first, then the earliest due and the older of two, and what is contested last', () => {
  const place = { isTakenBack: false, isContested: false, dueOn: '2026-02-01', at: 1 } as const;
  const inOrder = [
    { ...place, isTakenBack: true, dueOn: '2026-04-01', at: 9 },
    place,
    { ...place, at: 2 },
    { ...place, dueOn: '2026-03-01', at: 0 },
    { ...place, isContested: true, dueOn: '2026-01-01', at: 0 },
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (claims) => {
      expect(inSetOffOrder(claims)).toEqual(inOrder);
    }),
  );
});
