import { expect, test } from 'vitest';
import { changeAgainst } from './advantage.ts';

test.each([
  ['5.20', '14.00', '−62.9%'],
  ['480', '420', '+14.3%'],
  ['2', '35', '−94.3%'],
  ['1,200', '1000', '+20.0%'],
  ['5.60', '0.00', '新增'],
  ['7', '7', '相同'],
  ['三天', '35', '—'],
  ['', '35', '—'],
])('%s against %s is %s', (ours, baseline, says) => expect(changeAgainst(ours, baseline)).toBe(says));
