import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinEntries, joinParts, splitEntries, splitParts } from './import-lists.ts';
import { numberKey, patentCheckDigit, readPatentNumber } from './patent-number.ts';
import { readDay, readMonth } from './typed-day.ts';

describe('a patent number', () => {
  test.each([
    ['ZL201010114411.5', 'ZL201010114411.5', 'invention'],
    [' zl 2023 2 9900014．0 ', 'ZL202329900014.0', 'utility_model'],
    ['ＣＮ202319900047.Ｘ', 'ZL202319900047.X', 'invention'],
    ['2010101144115', 'ZL201010114411.5', 'invention'],
    ['CN114105382A', 'CN114105382A', 'invention'],
    ['CN 215123456 U', 'CN215123456U', 'utility_model'],
  ])('%s is read', (typed, number, type) => expect(readPatentNumber(typed)).toMatchObject({ number, type }));

  test('with a wrong digit anywhere is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 11 }), (serial, at) => {
        const digits = `20231${String(serial).padStart(7, '0')}`;
        const check = patentCheckDigit(digits);
        expect(readPatentNumber(`ZL${digits}.${check}`)).toMatchObject({ kind: 'application' });
        const other = digits.slice(0, at) + String((Number(digits[at]) + 1) % 10) + digits.slice(at + 1);
        expect(typeof readPatentNumber(`ZL${other}.${check}`)).toBe('string');
      }),
    );
  });

  test.each(['', 'ZL', '12345', 'US20230012345A1', 'ZL202359900014.8', '<b>ZL</b>'])('“%s” has not its shape', (text) =>
    expect(readPatentNumber(text)).toBe('shape'),
  );
});

test('days and months in the ways people type them; what is no day is none', () => {
  for (const text of ['2024-03-14', '2024/3/14', '2024.3.14', '2024年3月14日', '20240314', '２０２４－０３－１４'])
    expect(readDay(text)).toBe('2024-03-14');
  for (const text of ['2024-02-30', '14.3.2024', '2024', '', '45365']) expect(readDay(text)).toBeNull();
  for (const text of ['2024-03', '2024年3月', '202403', '2024/3', '2024-03-14'])
    expect(readMonth(text)).toBe('2024-03');
  for (const text of ['2024-13', '2024', '三月']) expect(readMonth(text)).toBeNull();
});

test('lists within a cell come back as they were, separators in their texts included', () => {
  const word = fc
    .string({ unit: fc.constantFrom('甲', 'a', '/', '／', '；', ';'), minLength: 1, maxLength: 6 })
    .map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (lists) => {
      const cell = joinEntries(lists.map((parts) => joinParts(parts)));
      expect(splitEntries(cell).map(splitParts)).toEqual(lists);
    }),
  );
});

test('one right is one key, however its number is typed', () => {
  const typed = [
    'ZL202319900014.0',
    ' ｚｌ 2023 1 9900014．0',
    'CN202319900014',
    '2023199000140',
    '专利号：ZL2023-19900014.0',
  ];
  expect(new Set(typed.map(numberKey))).toEqual(new Set(['202319900014']));
  expect(numberKey('CN 114105382 B')).toBe(numberKey('CN114105382A'));
  expect(numberKey('85100001.X')).toBe(numberKey('CN85100001'));
  expect(numberKey('2020 SR 0123456')).toBe('2020SR0123456');
  expect(numberKey('甘品审 2020001 号')).not.toBe(numberKey('2020001'));
  expect(numberKey('ZL202319900014.0')).not.toBe(numberKey('ZL202319900015.9'));
});
