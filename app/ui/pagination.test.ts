import { describe, expect, test } from 'vitest';
import { pageWindow } from './pagination.tsx';

describe('pages worth a link', () => {
  test('all of a few', () => {
    expect(pageWindow(1, 1)).toEqual([1]);
    expect(pageWindow(2, 4)).toEqual([1, 2, 3, 4]);
  });

  test('a gap stands for two or more pages, never for one', () => {
    expect(pageWindow(1, 9)).toEqual([1, 2, 0, 9]);
    expect(pageWindow(4, 9)).toEqual([1, 2, 3, 4, 5, 0, 9]);
    expect(pageWindow(5, 9)).toEqual([1, 0, 4, 5, 6, 0, 9]);
    expect(pageWindow(9, 9)).toEqual([1, 0, 8, 9]);
  });
});
