import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainLine, plainText } from './plain-text.ts';

test('a line cannot be broken, turned round or filled with what nobody sees', () => {
  expect(plainLine('甲方不付款。\u2028第 18 条\u2029里程碑款')).toBe('甲方不付款。 第 18 条 里程碑款');
  expect(plainLine('违约金\u202E元万百一\u202C、\u2067x\u2069')).toBe('违约金元万百一、x');
  expect(plainLine('甲\u200B方\uFEFF')).toBe('甲方');
  expect(plainLine('a\u0001b\u000Bc\0d\u007Fe\u0085f\tg\r\nh\uFFFE')).toBe('a b c d e f g h ');
});

test('whatever is typed, a plain text has no control but its line breaks, and plain words stay as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = plainText(text);
      expect(plain).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|[\u2028\u2029\uFFFE\uFFFF]|\p{Cs}/u);
      expect(plainText(plain)).toBe(plain);
      expect(plainLine(text)).not.toContain('\n');
    }),
    { numRuns: 40 },
  );
  expect(plainText('第一段。\r\n第二段：①≥75%，😀“𠀀”·〔2026〕')).toBe('第一段。\n第二段：①≥75%，😀“𠀀”·〔2026〕');
});
