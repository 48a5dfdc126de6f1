import { expect, test } from 'vitest';
import { postingFault } from './publicity-posting.ts';

const notice = { startedOn: '2026-11-02', lastOn: '2026-11-17' };
const fieldOf = (given: Partial<Parameters<typeof postingFault>[0]>, today = '2026-11-20') =>
  postingFault({ place: 'oa', url: 'https://oa.example.edu.cn/1', postedOn: '2026-11-03', ...given }, notice, today)
    ?.field;

test('a notice elsewhere stood in its days, at an address unless on a board', () => {
  expect(fieldOf({})).toBeUndefined();
  expect(fieldOf({ url: '' })).toBe('url');
  expect(fieldOf({ url: '', place: 'board' })).toBeUndefined();
  expect(fieldOf({ postedOn: '2026-11-01' })).toBe('postedOn');
  expect(fieldOf({ postedOn: '2026-11-02' })).toBeUndefined();
  expect(fieldOf({ postedOn: '2026-11-18' })).toBe('postedOn');
  expect(fieldOf({ postedOn: '2026-11-10' }, '2026-11-09')).toBe('postedOn');
});
