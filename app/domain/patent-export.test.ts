import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patentPlaces, readPatentRow } from './patent-export.ts';

const heads = [
  '序号',
  '申请号',
  '公开（公告）号',
  '标题',
  '专利类型',
  '申请人',
  '当前专利权人',
  '法律状态',
  '申请日',
  '授权日',
];
const row = [
  '1',
  'CN202319900001.8',
  'CN116000001B',
  '一种薯类淀粉工艺水两级提取蛋白的方法',
  '发明授权',
  '陇原理工大学',
  '陇原理工大学；舒约淀粉有限公司',
  '专利权维持',
  '2023.04.12',
  '2024/11/01',
];
const read = (cells: readonly string[], given = heads) => {
  const places = patentPlaces(given);
  if (places === null) throw new Error('no head');
  return readPatentRow(cells, places);
};

test('a row becomes facts with both numbers; the present owner stands before the applicant', () => {
  const facts = {
    number: 'ZL202319900001.8',
    otherNumber: 'CN116000001B',
    title: row[3],
    type: 'invention',
    owner: row[6],
    status: 'granted',
    filedOn: '2023-04-12',
    grantedOn: '2024-11-01',
    expiresOn: null,
    paidUntilOn: null,
  };
  expect(read(row)).toEqual({ kind: 'row', facts });
});

test('a table without number, title or status is none', () => {
  expect(patentPlaces(['申请号', '标题'])).toBeNull();
  expect(patentPlaces(['标题', '法律状态'])).toBeNull();
  expect(patentPlaces(['检索式：申请人=示例'])).toBeNull();
  expect(patentPlaces([' 专 利 号', '专利名称', '法律状态'])).not.toBeNull();
});

test('what cannot be read is a fault with its reason, an empty row is nothing', () => {
  const change = (at: number, to: string) => row.map((cell, place) => (place === at ? to : cell));
  expect(read(change(7, '某种状态'))).toMatchObject({
    kind: 'fault',
    says: expect.stringContaining('某种状态') as string,
  });
  expect(read(change(3, ''))).toMatchObject({ kind: 'fault' });
  const wrong = change(1, 'CN202319900001.9').map((cell, at) => (at === 2 ? '' : cell));
  expect(read(wrong)).toMatchObject({
    kind: 'fault',
    says: expect.stringContaining('校验位') as string,
  });
  expect(read(heads.map(() => ''))).toEqual({ kind: 'skip' });
});

test('no table makes the reader throw', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...heads, ...row));
  fc.assert(
    fc.property(fc.array(cell), fc.array(cell), (head, cells) => {
      const places = patentPlaces(head);
      if (places !== null) expect(['row', 'skip', 'fault']).toContain(readPatentRow(cells, places).kind);
    }),
  );
});
