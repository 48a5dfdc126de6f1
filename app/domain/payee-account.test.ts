import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdUntil, isOwnName, maskedAccountNo, probeOutcome } from './payee-account.ts';

test("an account stands in the organisation's own name, however the name is typed", () => {
  expect(isOwnName('兰州（西固）示例有限公司', '兰州(西固) 示例有限公司')).toBe(true);
  expect(isOwnName('兰州示例有限公司', '兰州示例有限公司工会委员会')).toBe(false);
  expect(isOwnName('靳榆荫', '陇原理工大学')).toBe(false);
});

test('of an account number strangers see the end', () => {
  expect(maskedAccountNo('6222020001234567')).toBe('**** 4567');
});

const sentAt = new Date('2026-11-20T02:00:00Z');
const until = new Date('2026-11-27T15:59:59.999Z');
const probe = { probeFen: 37n, sentAt, until, tries: 0 };

test('打款验证: right, wrong twice, the third wrong one ends it, nothing counts before the money was sent or after seven days', () => {
  const now = new Date('2026-11-21T02:00:00Z');
  expect(probeOutcome(probe, 37n, now)).toBe('right');
  expect(probeOutcome(probe, 36n, now)).toBe('wrong');
  expect(probeOutcome({ ...probe, tries: 2 }, 36n, now)).toBe('failed');
  expect(probeOutcome({ ...probe, tries: 2 }, 37n, now)).toBe('right');
  expect(probeOutcome({ ...probe, sentAt: null }, 37n, now)).toBe('not_sent');
  expect(probeOutcome(probe, 37n, new Date(until.getTime() + 1))).toBe('expired');
});

test('whatever is typed, at most three answers are judged', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 1n, max: 99n }), { minLength: 3, maxLength: 12 }), (typed) => {
      let tries = 0;
      for (const fen of typed) {
        const outcome = probeOutcome({ ...probe, tries }, fen, sentAt);
        tries += 1;
        if (outcome !== 'wrong') break;
      }
      expect(tries).toBeLessThanOrEqual(3);
    }),
  );
});

test('an account counts a day after it was verified', () => {
  expect(holdUntil(sentAt)).toEqual(new Date('2026-11-21T02:00:00Z'));
});
