import { expect, test } from 'vitest';
import { regionCovers } from './access.ts';
import { regionPrefix } from './talent-access.ts';

test('the prefix of a region finds what the authority covers', () => {
  expect([regionPrefix('620000'), regionPrefix('620100'), regionPrefix('620102')]).toEqual(['62', '6201', '620102']);
  for (const authority of ['620000', '620100', '621102'])
    for (const unit of ['620000', '620100', '620102', '621102', '621100', '610100'])
      expect(unit.startsWith(regionPrefix(authority)), `${authority} ${unit}`).toBe(regionCovers(authority, unit));
});
