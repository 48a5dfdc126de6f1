import { expect, test } from 'vitest';
import { compilePattern } from './safe-pattern.ts';
import { heldWords, isHeldForGood, meets, screen, type SecrecyRule } from './secrecy-screen.ts';

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

test('characters that nobody sees hide no word, in a text or in the rule; two texts make none together', () => {
  const unseen = [
    '\u00AD',
    '\u034F',
    '\u180E',
    '\u200B',
    '\u200D',
    '\u2060',
    '\uFE0F',
    '\uFEFF',
    '\u{E0100}',
    '\u0001',
  ];
  for (const mark of unseen) {
    expect(screen([rule({})], record(`机${mark}密`)).refusedBy, JSON.stringify(mark)).not.toBeNull();
    expect(meets(rule({ text: `机${mark}密` }), '机密')).toBe(true);
    expect(meets(rule({ kind: 'pattern', text: '机密[级件]' }), `机${mark}密${mark}件`)).toBe(true);
  }
  expect(screen([rule({})], { texts: ['随机', '密封'], fields: [] }).refusedBy).toBeNull();
});

test('a rule of nothing that is seen cannot be run: it stops nobody, and a person looks', () => {
  expect(meets(rule({ text: '\u200B' }), '成果')).toBe(false);
  expect(screen([rule({ text: '\u200B' })], record('成果')).flags).toEqual(['规则无法运行：密级标志']);
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
