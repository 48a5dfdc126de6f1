import { expect, test } from 'vitest';
import { replyRecord, replyWords } from './reply-record.ts';

const askedAt = new Date('2026-11-02T01:00:00Z');
const after = (hours: number | null) => ({
  askedAt,
  repliedAt: hours === null ? null : new Date(askedAt.getTime() + hours * 3_600_000),
});

test('rate and median of those that were answered', () => {
  expect(replyRecord([after(5), after(null), after(2), after(30)])).toEqual({
    asked: 4,
    answered: 3,
    ratePpm: 750_000,
    medianHours: 5,
  });
  expect(replyRecord([after(2), after(4), after(10), after(20)]).medianHours).toBe(7);
});

test('too few requests say nothing', () => {
  const record = replyRecord([after(2), after(2)]);
  expect(record).toMatchObject({ asked: 2, ratePpm: null, medianHours: null });
  expect(replyWords(record)).toContain('满 3 次后');
  expect(replyWords(replyRecord([]))).toBe('还没有收到过对接申请');
});

test('the words name days and hours', () => {
  expect(replyWords(replyRecord([after(50), after(50), after(50)]))).toBe(
    '近一年收到 3 次申请，答复 100%，一般 2 天内答复',
  );
  expect(replyWords(replyRecord([after(3), after(3), after(null)]))).toBe(
    '近一年收到 3 次申请，答复 67%，一般 3 小时内答复',
  );
  expect(replyWords(replyRecord([after(null), after(null), after(null)]))).toBe('近一年收到 3 次申请，答复 0%');
});
