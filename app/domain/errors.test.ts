import { expect, test, vi } from 'vitest';
import { AppError, isAppError } from './errors.ts';

test('a refusal thrown by another copy of this module is a refusal, and nothing else is one', async () => {
  vi.resetModules();
  const other = await import('./errors.ts');
  expect(other.AppError).not.toBe(AppError);
  const thrown: unknown = new other.AppError('not_found');
  expect(thrown).toBeInstanceOf(AppError);
  expect(isAppError(thrown) && thrown.code).toBe('not_found');
  for (const fault of [new Error('not_found'), { code: 'not_found', name: 'AppError' }, null, 'not_found']) {
    expect(isAppError(fault)).toBe(false);
  }
});
