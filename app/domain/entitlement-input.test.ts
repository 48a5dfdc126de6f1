import { expect, test } from 'vitest';
import { EntitlementInput } from './entitlement-input.ts';

const typed = {
  kind: 'ownership',
  share: '70',
  termYears: '',
  holders: '鲁松砚 60%\n党菽禾，40',
  agreedOn: '2026-03-01',
  noticeFrom: '2026-02-01',
  noticeTo: '2026-02-20',
};

test('holders are read one a line, each with his part', () => {
  expect(EntitlementInput.parse(typed)).toMatchObject({
    sharePpm: 700_000,
    termYears: null,
    holders: [
      { name: '鲁松砚', sharePpm: 600_000 },
      { name: '党菽禾', sharePpm: 400_000 },
    ],
  });
  expect(EntitlementInput.safeParse({ ...typed, holders: '鲁松砚' }).success).toBe(false);
  expect(EntitlementInput.safeParse({ ...typed, share: 'x' }).success).toBe(false);
});
