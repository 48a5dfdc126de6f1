import { expect, test } from 'vitest';
import { DismissInput } from './match-input.ts';

const matchId = '01920000-0000-7000-8000-000000000001';

test('其他原因 says in words what it is; a reason of the list needs none', () => {
  expect(DismissInput.safeParse({ matchId, reason: 'other', note: '  ' }).error?.issues).toMatchObject([
    { path: ['note'] },
  ]);
  expect(DismissInput.parse({ matchId, reason: 'other', note: ' 设备接口对不上 ' }).note).toBe('设备接口对不上');
  expect(DismissInput.parse({ matchId, reason: 'too_early' }).note).toBe('');
  expect(DismissInput.safeParse({ matchId, reason: 'other', note: '长'.repeat(121) }).success).toBe(false);
});
