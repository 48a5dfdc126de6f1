import { expect, test } from 'vitest';
import { textDifference } from './text-difference.server.ts';

const article = (title: string, ...paragraphs: string[]) => ({ no: 1, title, paragraphs });

test('equal texts have no difference', () => {
  expect(textDifference([article('试用', '试用期 12 个月。')], [article('试用', '试用期 12 个月。')])).toEqual([]);
});

test('a changed number is the only part that is marked', () => {
  const [change] = textDifference(
    [article('试用', '甲。', '试用期 12 个月。')],
    [article('试用', '甲。', '试用期 18 个月。')],
  );
  expect(change?.paragraphs).toHaveLength(1);
  expect(change?.paragraphs[0]).toEqual([
    { kind: 'same', text: '试用期 ' },
    { kind: 'removed', text: '12' },
    { kind: 'added', text: '18' },
    { kind: 'same', text: ' 个月。' },
  ]);
});

test('an amount in capitals is marked as a whole, so that old and new can each be read', () => {
  const sum = (words: string) => [article('价款', `里程碑一的金额为${words}，验收后付。`)];
  const [change] = textDifference(sum('捌拾伍万元整'), sum('壹佰万元整'));
  expect(change?.paragraphs[0]?.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: '捌拾伍万元整' },
    { kind: 'added', text: '壹佰万元整' },
  ]);
  const [cents] = textDifference(sum('陆仟零柒元壹角肆分'), sum('陆仟零柒元贰角肆分'));
  expect(cents?.paragraphs[0]?.map(({ text }) => text)).toContain('陆仟零柒元贰角肆分');
});

const wholeOf = (change: ReturnType<typeof textDifference>[number] | undefined) =>
  change?.paragraphs.map((parts) => parts.map(({ kind, text }) => `${kind[0]} ${text}`).join('|'));

test('a new clause before one that was changed is new as a whole, and the changed one stands beside what it was', () => {
  const cap = (sum: string, words: string) =>
    `里程碑款与提成累计以人民币 ¥${sum}（大写：${words}）封顶，达到后不再支付，许可在期限内继续有效。`;
  const rate = '自 2027 年第 1 季度（2027-01-01）起的各期改为：比例为 2%。';
  const [change] = textDifference(
    [article('收入提成', '甲。', cap('1,900,000.00', '壹佰玖拾万元整'))],
    [article('收入提成', '甲。', rate, cap('1,800,000.00', '壹佰捌拾万元整'))],
  );
  expect(wholeOf(change)).toEqual([
    `a ${rate}`,
    's 里程碑款与提成累计以人民币 ¥|r 1,900,000.00|a 1,800,000.00|s （大写：|r 壹佰玖拾万元整|a 壹佰捌拾万元整|s ）封顶，达到后不再支付，许可在期限内继续有效。',
  ]);
});

test('sentences of one paragraph are compared with their own: what was put between is new, and takes no word of its neighbours', () => {
  const [change] = textDifference(
    [article('试用', '试用期 12 个月，自交付之日起。验收由双方共同进行。')],
    [article('试用', '试用期 18 个月，自交付之日起。试用费由许可方承担，不另收取。验收由双方共同进行。')],
  );
  expect(wholeOf(change)).toEqual([
    's 试用期 |r 12|a 18|s  个月，自交付之日起。|a 试用费由许可方承担，不另收取。|s 验收由双方共同进行。',
  ]);
  const [other] = textDifference([article('担保', '由银行出具保函，金额为十万元。')], [article('担保', '不设担保。')]);
  expect(wholeOf(other)).toEqual(['r 由银行出具保函，金额为十万元。', 'a 不设担保。']);
});

test('a new paragraph and a dropped article are told', () => {
  const changes = textDifference(
    [article('担保', '保险。'), article('试用', '甲。')],
    [article('试用', '甲。', '乙。')],
  );
  expect(changes.map(({ title }) => title)).toEqual(['试用', '担保']);
  expect(changes[0]?.paragraphs).toEqual([[{ kind: 'added', text: '乙。' }]]);
  expect(changes[1]?.paragraphs).toEqual([[{ kind: 'removed', text: '保险。' }]]);
});

test('long clauses that were all written anew are told whole, and quickly, the same each time', () => {
  const noise = (seed: number): string => {
    let x = seed;
    return Array.from({ length: 900 }, () => {
      x = (x * 1_103_515_245 + 12_345) & 0x7fffffff;
      return String.fromCharCode(0x4e00 + (x % 5000));
    }).join('');
  };
  const own = (seed: number) => [article('其他约定', ...Array.from({ length: 120 }, (_, i) => noise(seed + i)))];
  const startedAt = performance.now();
  const [change] = textDifference(own(1), own(7777));
  // Two cores, loaded: by words it was half a minute.
  expect(performance.now() - startedAt).toBeLessThan(5000);
  expect(change?.paragraphs).toHaveLength(120);
  expect(change?.paragraphs.at(-1)?.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  expect(textDifference(own(1), own(7777))).toEqual([change]);
});

test('thousands of paragraphs are no other question than a few', () => {
  const many = (word: string) => [article('其他约定', ...Array.from({ length: 5000 }, (_, i) => `${word}${i}。`))];
  const startedAt = performance.now();
  const [change] = textDifference(many('甲'), many('乙'));
  expect(performance.now() - startedAt).toBeLessThan(5000);
  expect(change?.paragraphs).toHaveLength(5000);
});
