import { expect, test } from 'vitest';
import { compilePattern } from './safe-pattern.ts';
import { heldWords, isHeldForGood, screen, type SecrecyRule } from './secrecy-screen.ts';

const rule = (given: Partial<SecrecyRule>): SecrecyRule => ({
  id: 'r',
  name: '密级标志',
  kind: 'word',
  text: '机密',
  action: 'refuse',
  ...given,
});
const record = (text: string, fields: string[] = []) => ({ texts: [text], fields });

test('a rule stops a record, however the word is spaced or widened', () => {
  expect(screen([rule({})], record('本项目密级：机\u3000密')).refusedBy?.name).toBe('密级标志');
  expect(screen([rule({ kind: 'pattern', text: '国密字[0-9]+号' })], record('国密字１２号')).refusedBy).not.toBeNull();
  expect(screen([rule({})], record('机械密封')).refusedBy).toBeNull();
});

test('other rules and sensitive fields send it to a reviewer', () => {
  const soft = rule({ text: '惯性导航', action: 'review', name: '军民两用' });
  expect(screen([soft], record('惯性导航器件', ['18.5'])).flags).toEqual(['领域：核能', '军民两用']);
});

test('patterns that are none, or could run for ever, are refused', () => {
  expect(compilePattern('(')).toBeNull();
  expect(compilePattern('(a+)+$')).toBeNull();
  expect(compilePattern('绝密|机密★')).not.toBeNull();
});

test('a record held back says by which rule; only one that a rule lets nobody publish is held for good', () => {
  const rule = { id: '1', name: '雪豹', kind: 'word', text: '雪豹', action: 'refuse' } as const;
  const refused = heldWords({ refusedBy: rule, flags: [] });
  expect(refused).toEqual(['规则不许公开：雪豹']);
  expect(isHeldForGood(refused)).toBe(true);
  const pointedAt = heldWords({ refusedBy: null, flags: ['领域：核能', '雪豹'] });
  expect(pointedAt).toEqual(['领域：核能', '雪豹']);
  expect(isHeldForGood(pointedAt)).toBe(false);
});
