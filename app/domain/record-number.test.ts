import { expect, test } from 'vitest';
import { readRecordNumber } from './record-number.ts';

test.each([
  ['HT-2026-00042', 'contract', 'HT-2026-00042'],
  [' cg-2026-00001 ', 'achievement', 'CG-2026-00001'],
  ['ＸＱ－２０２６－００００７', 'demand', 'XQ-2026-00007'],
  ['dj—2026—12', 'deal', 'DJ-2026-00012'],
  ['SK-2026-123456', 'receipt', 'SK-2026-123456'],
])('%s names a record', (typed, series, no) => {
  expect(readRecordNumber(typed)).toEqual({ series, no });
});

test.each(['马铃薯', 'HT-2026', 'ZZ-2026-00001', 'HT-2026-00042 合同', 'GB/T 44731-2024', `HT-2026-${'1'.repeat(60)}`])(
  '%s is an ordinary question',
  (typed) => {
    expect(readRecordNumber(typed)).toBeNull();
  },
);
