import { expect, test } from 'vitest';
import { courseResult } from './training.ts';

test('who attended four fifths and passed the exam, where there was one, has passed', () => {
  const course = { hours: 40 };
  expect(courseResult(course, { hours: 40, mark: 72 })).toBe('passed');
  expect(courseResult(course, { hours: 40, mark: 60 })).toBe('passed');
  expect(courseResult(course, { hours: 40, mark: 59 })).toBe('failed');
  expect(courseResult(course, { hours: 32, mark: null })).toBe('passed');
  expect(courseResult(course, { hours: 31, mark: 99 })).toBe('absent');
  expect(courseResult({ hours: 1 }, { hours: 0, mark: null })).toBe('absent');
});
