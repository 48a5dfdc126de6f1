import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { rowChecker } from '#app/domain/check-rows.ts';
import { isMerged, textsOfCell, unmerged } from '#app/domain/merged-cell.ts';
import type { CheckedRow } from '#app/domain/row-check.ts';
import { markMerged } from './mark-merged.ts';
import type { OpenZip } from './open-zip.ts';
import { type Merge, readMerges } from './read-merges.ts';

const merge = (fromRow: number, toRow: number, fromColumn: number, toColumn = fromColumn): Merge => ({
  fromRow,
  toRow,
  fromColumn,
  toColumn,
});

function marked(merges: readonly Merge[], rows: readonly (readonly string[])[]): string[][] {
  const found: string[][] = [];
  const take = markMerged(merges, (_rowNo, cells) => void found.push(cells));
  rows.forEach((cells, at) => void take(at + 1, [...cells]));
  return found;
}

test('every cell of a merge is marked but the first; down a column with what is shown there', () => {
  const rows = marked([merge(1, 3, 0), merge(2, 2, 1, 2)], [['甲', 'a'], ['', '乙', ''], ['丙'], ['丁']]);
  expect(rows.map((cells) => cells.map(isMerged))).toEqual([[false, false], [true, false, true], [true], [false]]);
  expect(rows.map(([first = '']) => textsOfCell(first))).toEqual([['甲'], ['甲'], ['丙', '甲'], ['丁']]);
  expect(rows.map(([first = '']) => unmerged(first))).toEqual(['甲', '甲', '丙', '丁']);
  expect(textsOfCell(rows[1]?.[2] ?? '')).toEqual([]);
});

test('more merges at one place than there are columns are no sheet', () => {
  const many = Array.from({ length: 300 }, () => merge(1, 9, 0, 1));
  expect(() => marked(many, [['甲']])).toThrow('broken');
});

test.each([
  ['a secret over several rows', '秘密', '', merge(2, 3, 1), [2, 3]],
  ['nothing over several rows', '', '', merge(2, 3, 1), [2, 3]],
  ['公开 above what lies hidden beneath', '公开', '秘密', merge(2, 3, 1), [3]],
  ['a secret above a hidden 公开', '秘密', '公开', merge(2, 3, 1), [2, 3]],
  ['a word from the column beside', '公开', '', merge(3, 3, 0, 1), [3]],
  ['公开 with more behind it', `公开${' '.repeat(30)}秘密`, '', merge(2, 3, 1), [2, 3]],
  ['公开 over both', '公开', '', merge(2, 3, 1), []],
])('the gate: %s', (_, first, second, merged, stopped) => {
  const checker = rowChecker({ orgName: null, regionCode: '620000', lists: {}, today: '2026-11-22' });
  const rows = marked(
    [merged],
    [
      ['成果名称', '密级', '完成单位', '成果类别', '技术领域', '成果简介'],
      ['甲', first],
      ['公开', second],
    ],
  );
  const checked = rows.map((cells, at) => checker.take({ kind: 'cells', rowNo: at + 1, cells }) as CheckedRow | null);
  expect(checked.flatMap((row) => (row?.isSecret ? row.rowNo : []))).toEqual(stopped);
});

test('what only begins like a merge costs no more the longer it is', async () => {
  const hostile = Buffer.from('<mergeCell '.repeat(400_000));
  const pieces = Array.from({ length: 16 }, (_, at) =>
    hostile.subarray((at * hostile.length) / 16, ((at + 1) * hostile.length) / 16),
  );
  const end = Buffer.from('<mergeCell count="2" ref="B2:B3"/>');
  const zip = { stream: async () => Readable.from([...pieces, end]) } as unknown as OpenZip;
  const from = performance.now();
  expect(await readMerges(zip, 'sheet')).toEqual([merge(2, 3, 1)]);
  expect(performance.now() - from).toBeLessThan(5_000);
});
