import { expect, test } from 'vitest';
import { faultWords, readAttendees } from './attendee-list.ts';

const table = (...rows: string[][]) => rows.map((cells, at) => ({ rowNo: at + 1, cells }));

test('a list is read by its heads, wherever they stand, over a title and empty rows', () => {
  const read = readAttendees(
    table(
      ['对接沙龙邀请名单'],
      ['序号', '工作单位', '姓 名*', '参会身份', '联系电话'],
      ['1', '定西薯业', '甲', '企业', '13800000001'],
      ['', '', '', '', ''],
      ['2', '', '乙', '', '+86 138 0000 0002'],
    ),
  );
  expect(read?.faults).toEqual([]);
  expect(read?.people).toEqual([
    { rowNo: 3, name: '甲', phone: '+8613800000001', unit: '定西薯业', post: '', kind: 'company' },
    { rowNo: 5, name: '乙', phone: '+8613800000002', unit: '', post: '', kind: null },
  ]);
});

test('each wrong row is named with all that is wrong in it', () => {
  const read = readAttendees(
    table(
      ['姓名', '手机号', '参会身份'],
      ['甲', '13800000001', '企业'],
      ['', '1380000', '董事'],
      ['丙', '13800000001', '观众'],
    ),
  );
  expect(read?.people).toHaveLength(1);
  expect(read?.faults).toEqual([
    { rowNo: 3, says: '没有姓名，手机号不对：1380000，没有“董事”这种参会身份' },
    { rowNo: 4, says: '手机号和第 2 行相同' },
  ]);
  expect(faultWords(read?.faults ?? [])).toContain('第 4 行：手机号和第 2 行相同。一行也没有录入');
});

test('a table without names or numbers is no list', () => {
  expect(readAttendees(table(['编号', '名称'], ['1', '成果']))).toBeNull();
  expect(readAttendees([])).toBeNull();
});
