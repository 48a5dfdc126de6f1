import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allocate,
  capitalFen,
  divideHalfUp,
  fenFromJson,
  fenToJson,
  formatBySize,
  formatFen,
  formatPpm,
  formatWan,
  formatYi,
  formatYuan,
  mulPpm,
  parseFen,
  parsePpm,
  isFinerThanFen,
} from './money.ts';

const anyFen = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
const someFen = fc.bigInt({ min: 0n, max: 10n ** 17n });
const sum = (parts: readonly bigint[]) => parts.reduce((a, b) => a + b, 0n);

describe('writing amounts', () => {
  test.each([
    [0n, '0.00'],
    [5n, '0.05'],
    [-5n, '-0.05'],
    [99_999n, '999.99'],
    [100_000n, '1,000.00'],
    [123_456_789n, '1,234,567.89'],
    [-123_456_789n, '-1,234,567.89'],
  ])('%s fen in a table is %s', (fen, text) => expect(formatFen(fen)).toBe(text));

  test('the currency sign follows the minus', () => {
    expect(formatYuan(123_456_789n)).toBe('¥1,234,567.89');
    expect(formatYuan(-5n)).toBe('-¥0.05');
  });

  test.each([
    [123_456_789n, '123.456789 万元'],
    [50_000_000n, '50 万元'],
    [123_450_000n, '123.45 万元'],
    [123_400n, '0.1234 万元'],
    [120_000_001n, '120.000001 万元'],
    [2_000_000_000_000n, '2,000,000 万元'],
    [-150_000_000n, '-150 万元'],
    [0n, '0 万元'],
    [1n, '0.000001 万元'],
    [-1n, '-0.000001 万元'],
  ])('%s fen in prose is %s', (fen, text) => expect(formatWan(fen)).toBe(text));

  test.each([
    [4_362_800_000_000n, '436.28 亿元'],
    [5_000_000_000_000n, '500 亿元'],
    [4_362_849_999_999n, '436.28 亿元'],
    [4_362_850_000_000n, '436.29 亿元'],
  ])('%s fen as a large total is %s', (fen, text) => expect(formatYi(fen)).toBe(text));

  test.each([
    [0n, '0 元'],
    [5n, '0.05 元'],
    [120_000n, '1,200 元'],
    [999_999n, '9,999.99 元'],
    [1_000_000n, '1 万元'],
    [127_500_000n, '127.5 万元'],
    [9_999_999_999n, '10,000 万元'],
    [10_000_000_000n, '1 亿元'],
    [4_362_849_999_999n, '436.28 亿元'],
    [-83_500_000n, '-83.5 万元'],
  ])('%s fen in the unit of its size is %s', (fen, text) => expect(formatBySize(fen)).toBe(text));
});

describe('reading what people type', () => {
  test.each([
    ['1200000', 'yuan', 120_000_000n],
    ['1,200,000.00', 'yuan', 120_000_000n],
    ['１，２００．５', 'yuan', 120_050n],
    [' ¥1,234,567.89 ', 'yuan', 123_456_789n],
    ['￥ 0.05', 'yuan', 5n],
    ['300 元', 'yuan', 30_000n],
    ['50', 'wan', 50_000_000n],
    ['50万元', 'wan', 50_000_000n],
    ['50 万', 'wan', 50_000_000n],
    ['0.000001', 'wan', 1n],
    ['123.4567', 'wan', 123_456_700n],
  ] as const)('%s in %s is %s fen', (text, unit, fen) => expect(parseFen(text, unit)).toBe(fen));

  test.each([
    '',
    ' ',
    '.',
    '.5',
    '1.',
    '1.234',
    '1,2345',
    '12,34.00',
    '1e3',
    '五十',
    '1 000',
    '-1',
    '50万元',
    '99999999999999999999',
  ])('%j is not an amount in yuan', (text) => expect(parseFen(text, 'yuan')).toBeNull());

  test('finer than a fen is refused in 万元 too', () => expect(parseFen('0.0000001', 'wan')).toBeNull());

  test('a negative amount only where it is allowed', () => {
    expect(parseFen('−3.50', 'yuan', { negative: true })).toBe(-350n);
    expect(parseFen('-¥3.50', 'yuan', { negative: true })).toBe(-350n);
  });

  test('what was written can be read back', () => {
    fc.assert(fc.property(anyFen, (fen) => parseFen(formatFen(fen), 'yuan', { negative: true }) === fen));
    fc.assert(fc.property(anyFen, (fen) => parseFen(formatYuan(fen), 'yuan', { negative: true }) === fen));
  });
});

describe('exact arithmetic', () => {
  test('rounds half up, half away from zero below zero', () => {
    expect([5n, 4n, -5n, -4n].map((n) => divideHalfUp(n, 10n))).toEqual([1n, 0n, -1n, 0n]);
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError);
  });

  test.each([
    [100_000_000n, 30_000, 3_000_000n],
    [17_620_602n, 20_000, 352_412n],
    [17_268_190n, 700_000, 12_087_733n],
    [50n, 10_000, 1n],
    [49n, 10_000, 0n],
    [-50n, 10_000, -1n],
  ])('%s fen × %s ppm = %s fen', (fen, ppm, result) => expect(mulPpm(fen, ppm, 'half-up')).toBe(result));

  test('a rate is a whole number of ppm', () => expect(() => mulPpm(1n, 0.5, 'half-up')).toThrow(RangeError));

  test('a negative amount mirrors the positive one and 100 % is the whole', () => {
    fc.assert(
      fc.property(anyFen, fc.integer({ min: 0, max: 1_000_000 }), (fen, ppm) => {
        expect(mulPpm(-fen, ppm, 'half-up')).toBe(-mulPpm(fen, ppm, 'half-up'));
        expect(mulPpm(fen, 1_000_000, 'half-up')).toBe(fen);
      }),
    );
  });
});

describe('parts of a whole', () => {
  test('120,877.33 to 50/30/20 %: the fen too many is taken from the largest share', () => {
    expect(allocate(12_087_733n, [500_000, 300_000, 200_000])).toEqual([6_043_866n, 3_626_320n, 2_417_547n]);
  });

  test('a fen left over goes to the largest weight, the first among equals', () => {
    expect(allocate(100n, [1, 1, 1])).toEqual([34n, 33n, 33n]);
    expect(allocate(100n, [1n, 4n, 1n])).toEqual([17n, 66n, 17n]);
  });

  test('a negative total mirrors the positive one', () =>
    expect(allocate(-100n, [1, 1, 1])).toEqual([-34n, -33n, -33n]));

  test('half a fen each does not push the first below zero', () => {
    expect(
      allocate(
        5n,
        Array.from({ length: 10 }, () => 1),
      ),
    ).toEqual([0n, 0n, 0n, 0n, 0n, 1n, 1n, 1n, 1n, 1n]);
  });

  test('no weights, zero weights and negative weights are faults', () => {
    expect(() => allocate(1n, [])).toThrow(RangeError);
    expect(() => allocate(1n, [0, 0])).toThrow(RangeError);
    expect(() => allocate(1n, [2, -1])).toThrow(RangeError);
  });

  test('parts always sum to the whole, keep its sign, and zero weight gets nothing', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
      .filter((w) => w.some((x) => x > 0));
    fc.assert(
      fc.property(anyFen, weights, (total, w) => {
        const parts = allocate(total, w);
        expect(sum(parts)).toBe(total);
        expect(parts.every((part) => (total < 0n ? part <= 0n : part >= 0n))).toBe(true);
        expect(parts.every((part, i) => w[i] !== 0 || part === 0n)).toBe(true);
        expect(allocate(-total, w)).toEqual(parts.map((part) => -part));
      }),
    );
  });
});

describe('rates', () => {
  test.each([
    [30_000, '3%'],
    [25_000, '2.5%'],
    [500, '0.05%'],
    [1, '0.0001%'],
    [0, '0%'],
    [1_000_000, '100%'],
    [-25_000, '-2.5%'],
  ])('%s ppm is written %s', (ppm, text) => expect(formatPpm(ppm)).toBe(text));

  test.each([
    ['3.5', 35_000],
    ['3', 30_000],
    ['３．５％', 35_000],
    [' 0.05 % ', 500],
    ['100', 1_000_000],
  ])('%s is %s ppm', (text, ppm) => expect(parsePpm(text)).toBe(ppm));

  test.each(['', '-1', '100.0001', '3.55555', 'abc', '1,5'])('%j is not a percentage', (text) =>
    expect(parsePpm(text)).toBeNull(),
  );

  test('what was written can be read back', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (ppm) => parsePpm(formatPpm(ppm)) === ppm));
  });
});

describe('stored JSON', () => {
  test('fen survive the way through JSON', () => {
    fc.assert(fc.property(anyFen, (fen) => fenFromJson(JSON.parse(JSON.stringify(fenToJson(fen))) as string) === fen));
  });

  test.each(['', '1.5', '01', '-0', '1e3', ' 1', '0x10'])('%j is not stored fen', (text) => {
    expect(() => fenFromJson(text)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

describe('Chinese capitals (支付结算办法, annex 1)', () => {
  test.each([
    [10_000_000n, '壹拾万元整'],
    [140_950n, '壹仟肆佰零玖元伍角'],
    [600_714n, '陆仟零柒元壹角肆分'],
    [168_032n, '壹仟陆佰捌拾元叁角贰分'],
    [1_640_902n, '壹万陆仟肆佰零玖元零贰分'],
    [32_504n, '叁佰贰拾伍元零肆分'],
    [10_700_053n, '壹拾万柒仟元伍角叁分'],
    [1_000_100n, '壹万零壹元整'],
    [10_001_000_000n, '壹亿零壹万元整'],
    [10_000_000_100n, '壹亿零壹元整'],
    [1_000_000_000_000n, '壹佰亿元整'],
    [100_000_000_000_000n, '壹万亿元整'],
    [0n, '零元整'],
    [50n, '伍角'],
    [5n, '伍分'],
    [-10_000n, '负壹佰元整'],
  ])('%s fen is %s', (fen, text) => expect(capitalFen(fen)).toBe(text));

  test('never two 零 in a row, never 零 before a unit of size', () => {
    fc.assert(fc.property(someFen, (fen) => !/零零|零[拾佰仟万亿角分]/.test(capitalFen(fen))));
  });

  test('two amounts never share their capitals', () => {
    fc.assert(fc.property(someFen, someFen, (a, b) => (a === b) === (capitalFen(a) === capitalFen(b))));
  });
});

test('parts of a fen are told apart from what is no amount', () => {
  for (const text of ['5.1234567', '１．１２３４５６７ 万元']) expect(isFinerThanFen(text)).toBe(true);
  for (const text of ['5.123456', '八十', '', '-1.1234567', '1.2.3']) expect(isFinerThanFen(text)).toBe(false);
});
