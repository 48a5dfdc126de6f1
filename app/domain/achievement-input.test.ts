import { expect, test } from 'vitest';
import { AchievementForm } from './achievement-input.ts';
import { formKeys } from './record-groups.ts';

test('lines of a list that were left empty are none, as the reader of forms gives them and as they are sent', () => {
  const read = (disciplines: unknown) => AchievementForm.parse({ disciplines }).disciplines;
  expect(read([undefined, undefined, undefined])).toEqual([]);
  expect(read(['210', undefined, ''])).toEqual(['210']);
  expect(read([undefined, '农学', '210'])).toEqual(['农学', '210']);
  expect(read('210')).toEqual(['210']);
  expect(read(undefined)).toEqual([]);
});

test('a form may ask for one more row of a list it has, and of no other', () => {
  expect(AchievementForm.parse({ next: 'more-use' }).next).toBe('more-use');
  expect(AchievementForm.safeParse({ next: 'more-name' }).success).toBe(false);
});

test('every field that the form shows is read: none is dropped on its way', () => {
  const read = new Set(Object.keys(AchievementForm.shape));
  expect(formKeys.filter((key) => !read.has(key))).toEqual([]);
  expect(formKeys.length).toBeGreaterThan(50);
});
