import { expect, test } from 'vitest';
import { isWebAddress, postingFault } from './publicity-posting.ts';

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

test('an address is one that opens, says openly where it leads and carries no account', () => {
  for (const url of [
    'https://oa.example.edu.cn/notice/1?id=2#a',
    'http://10.0.0.8:8080/通知',
    'https://兰州大学.cn/公示',
  ])
    expect([url, isWebAddress(url)]).toEqual([url, true]);
  const hidden = String.fromCodePoint(0x202e);
  for (const url of [
    'https://][',
    'https://',
    'https://user:secret@example.cn',
    'https://user@example.cn/',
    `https://example.cn/${hidden}gpj`,
    'https://example.cn/\u0000',
    'https://example.cn/a b',
    'javascript:alert(1)',
    'ftp://example.cn',
  ])
    expect([url, isWebAddress(url)]).toEqual([url, false]);
});
