import { expect, test } from 'vitest';
import { readChange } from './amendment-input.ts';

test('a change says from which day it counts, not before today, and why', () => {
  const sound = { effectiveOn: '2026-12-01', reason: '设备到货推迟' };
  expect(readChange(sound, '2026-11-21')).toEqual({ ...sound, errors: {} });
  expect(readChange({ ...sound, effectiveOn: '2026-11-20' }, '2026-11-21').errors).toHaveProperty([
    'change.effectiveOn',
  ]);
  // Whether a day is asked for at all hangs on what is changed.
  expect(readChange({ ...sound, effectiveOn: '' }, '2026-11-21')).toEqual({ ...sound, effectiveOn: null, errors: {} });
  expect(Object.keys(readChange({ effectiveOn: '明天', reason: '' }, '2026-11-21').errors)).toEqual([
    'change.effectiveOn',
    'change.reason',
  ]);
});
