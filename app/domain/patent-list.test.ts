import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPatentList } from './patent-list.ts';
import { patentCheckDigit } from './patent-number.ts';

const numbersIn = (text: string) => readPatentList(text).map(({ number }) => number);

test('one number a line, with or without ZL, points, blanks and full-width digits', () => {
  const list = 'ZL202319900001.8\n\n 2022 1 9900002.8 \r\nＺＬ２０２４１９９００００３．１\nCN114105382A';
  expect(numbersIn(list)).toEqual(['ZL202319900001.8', 'ZL202219900002.8', 'ZL202419900003.1', 'CN114105382A']);
});

test('lines of a sheet are asked for the cell that is a number; days and titles are none', () => {
  const list = '1\tZL202319900001.8\t一种薯类淀粉的方法\t2023-04-12\n2,202219900002.8,膜浓缩装置,2022/03/08';
  expect(numbersIn(list)).toEqual(['ZL202319900001.8', 'ZL202219900002.8']);
});

test('each fault stands with its line, and the right check digit is told', () => {
  const [wrong, other, again] = readPatentList('ZL202319900001.9\n马铃薯\nZL202319900001.8\nZL202319900001.8').filter(
    ({ fault }) => fault !== null,
  );
  expect(wrong).toMatchObject({ at: 1, fault: 'check_digit', number: null });
  expect(wrong?.says).toContain('应是 8');
  expect(other).toMatchObject({ at: 2, fault: 'shape', typed: '马铃薯' });
  expect(again).toMatchObject({ at: 4, fault: 'repeated', says: '和第 3 行是同一件。' });
});

test('whatever is pasted, nothing is lost and nothing throws; a right number is always found', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const { at, number, fault } of readPatentList(text)) {
        expect(at).toBeGreaterThan(0);
        expect(number === null).toBe(fault === 'shape' || fault === 'check_digit');
      }
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1986, max: 2030 }), fc.constantFrom(1, 2, 3), fc.nat(9_999_999), (year, kind, n) => {
      const digits = `${year}${kind}${String(n).padStart(7, '0')}`;
      const number = `ZL${digits}.${patentCheckDigit(digits)}`;
      expect(numbersIn(`一种方法\t${number.slice(2)}`)).toEqual([number]);
    }),
  );
});

test('a software copyright among patents is told where it belongs', () => {
  expect(readPatentList('2021SR0001234').map(({ fault, says }) => [fault, says.slice(0, 10)])).toEqual([
    ['shape', '这是软件著作权登记号'],
  ]);
});
