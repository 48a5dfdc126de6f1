import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from './safe-pattern.ts';

describe('a pattern', () => {
  test.each([
    ['机密.*级', '机密文件十级', true],
    ['机密.*级', `机密${'长'.repeat(61)}级`, false],
    ['^(?:绝密|机密)[★*]\\s?\\d{1,2}年$', '绝密★20年', true],
    ['密级[:：](?!公开)', '密级：', null],
    ['jg-?\\d{4}', 'JG-1024', true],
    ['\\p{Script=Han}{3}所', '第九研所', true],
    ['(某|该)部队', '该部队', true],
    ['a{2}', 'xaax', true],
  ])('%s on %s: %s', (text, searched, found) => {
    const pattern = compilePattern(text);
    expect(pattern === null ? null : pattern.test(searched)).toBe(found);
  });

  test.each([
    ['a repeated repetition', '(a+)+$'],
    ['one hidden in a group', '((a*)b?)*$'],
    ['alternatives repeated', '(a|a)*$'],
    ['three open ends', '.*.*.*x'],
    ['a reference back', '(a)\\1'],
    ['a look behind', '(?<=机)密'],
    ['an open bracket', '(a'],
    ['a closing one too many', 'a)'],
    ['a repetition of nothing', '*a'],
    ['a repetition the wrong way round', 'a{3,1}'],
    ['an open class', '[a'],
    ['too long', 'a'.repeat(201)],
  ])('is refused: %s', (_, text) => expect(compilePattern(text)).toBeNull());

  test('whatever is let in answers on a long text in an instant', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '(a|b)',
      '(a|ab)',
      '[ab]',
      '(a*b)',
      '*',
      '+',
      '?',
      '{2,9}',
      '|',
      '(',
      ')',
    );
    const hostile = 'ab'.repeat(1_000);
    let run = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const pattern = compilePattern(`${pieces.join('')}!`);
        if (pattern === null) return;
        run += 1;
        const from = performance.now();
        pattern.test(hostile);
        expect(performance.now() - from).toBeLessThan(2_000);
      }),
      { numRuns: 400 },
    );
    expect(run).toBeGreaterThan(20);
  });
});
