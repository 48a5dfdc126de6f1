import { expect, test } from 'vitest';
import { guessColumns } from './import-guess.ts';
import { mappingOf } from './import-mapping.ts';

test('heads of other systems are known by what they are usually called, brackets and stars aside', () => {
  const heads = ['题目', '作者（按贡献排序）', '摘要*', '专利情况', '项目经费', '密级', '转让价格（万元）', '审核人'];
  expect(guessColumns(heads)).toEqual(['name', 'people', 'abstract', 'ip', 'projects', 'secrecy', 'priceMin', null]);
});

test('no column of ours is guessed twice; our own name wins over one that only sounds like it', () => {
  expect(guessColumns(['名称', '标题', '成果名称'])).toEqual([null, null, 'name']);
  expect(guessColumns(['名称', '标题'])).toEqual(['name', null]);
});

test('what was said of each column becomes one mapping; what is wrong with it is said at its column', () => {
  const heads = ['题目', '单位', '类', '域', '摘要', '备注'];
  const keys = ['name', 'unit', 'type', 'fields', 'abstract', ''];
  expect(mappingOf({ heads, keys, whole: { secrecy: '公开' } })).toEqual({
    faults: [],
    mapping: { name: '题目', unit: '单位', type: '类', fields: '域', abstract: '摘要', secrecy: '=公开' },
  });
  const wrong = mappingOf({ heads, keys: ['name', 'unit', '', 'name', 'nonsense', ''], whole: { type: '论文' } });
  expect(wrong.faults).toEqual([
    { field: 'col_3', says: '“成果名称”已经由“题目”这一列对应。' },
    { field: 'col_4', says: '没有这一列可选。' },
    { field: 'all_type', says: '没有这个词可选。' },
    { field: 'all_secrecy', says: '还没有对应必填的“密级”。' },
    { field: '', says: '还没有对应必填的“技术领域”。' },
    { field: '', says: '还没有对应必填的“成果简介”。' },
  ]);
});
