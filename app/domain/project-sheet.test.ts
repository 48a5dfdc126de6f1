import { describe, expect, test } from 'vitest';
import { projectSheetReader } from './project-sheet.ts';

const read = (...rows: string[][]) => {
  const reader = projectSheetReader();
  rows.forEach((cells, at) => reader.take(at + 1, cells));
  return reader.end();
};
const head = ['序号', '立项编号', '项目名称 *', '承担单位', '验收时间', '经费（万元）'];

describe('a list of provincial projects', () => {
  test('is read below its head, in any order of columns, with days and amounts as people type them', () => {
    const sheet = read(
      ['甘肃省重点研发计划验收项目'],
      head,
      ['1', '22YF7NA001', '旱区节水', '陇原理工大学', '２０２６年３月３１日', '80.5'],
      ['2', '22YF7NA002', '种子加工', '河西研究院', '20260401', ''],
    );
    expect(sheet.faults).toEqual([]);
    expect(sheet.rows).toEqual([
      {
        no: '22YF7NA001',
        name: '旱区节水',
        unitName: '陇原理工大学',
        acceptedOn: '2026-03-31',
        fundingFen: 80_500_000n,
      },
      { no: '22YF7NA002', name: '种子加工', unitName: '河西研究院', acceptedOn: '2026-04-01', fundingFen: null },
    ]);
  });

  test('names every wrong row at once', () => {
    const { faults } = read(
      head,
      ['1', '', '', '陇原理工大学', '2026-03-31', ''],
      ['2', 'A', '名称', '某院', '去年', '很多'],
      ['3', 'A', '名称', '某院', '2026-03-31', ''],
    );
    expect(faults.map(({ says }) => says)).toEqual([
      '第 2 行缺少项目编号、项目名称。',
      '第 3 行的验收日期“去年”不是日期，如 2026-03-31。',
      '第 3 行的经费不是金额，单位万元。',
      '第 4 行的项目编号与第 3 行相同。',
    ]);
    expect(read(['甲', '乙']).faults[0]?.says).toContain('项目编号、项目名称、承担单位、验收日期');
    expect(read(head).faults[0]?.says).toContain('没有数据行');
  });
});
