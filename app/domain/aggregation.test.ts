import { expect, test } from 'vitest';
import { gatheredFrom, gatherer, gatheringWords } from './aggregation.ts';

const found = (records: readonly { fields: string[]; projectNo: string | null }[]) => {
  const all = gatherer();
  for (const each of records) all.take(each);
  return all.found();
};
const many = (count: number, fields: string[], projectNo: string | null) =>
  Array.from({ length: count }, () => ({ fields, projectNo }));

test('records of a sensitive field, and those of one project, are looked at together from a number on', () => {
  expect(found(many(gatheredFrom.field - 1, ['18.5'], null))).toEqual([]);
  expect(found(many(gatheredFrom.project - 1, ['24.1'], 'P1'))).toEqual([]);
  expect(found(many(500, ['24.1'], null))).toEqual([]);
  expect(
    found([...many(gatheredFrom.field, ['18.5', '24.1'], null), ...many(gatheredFrom.project, ['24.1'], 'P1')]),
  ).toEqual([
    { kind: 'project', what: 'P1', rows: gatheredFrom.project },
    { kind: 'field', what: '核能', rows: gatheredFrom.field },
  ]);
});

test('a gathering is said in words', () => {
  expect(gatheringWords({ kind: 'field', what: '核能', rows: 12 })).toBe('敏感领域“核能”的成果 12 项');
  expect(gatheringWords({ kind: 'project', what: 'P1', rows: 24 })).toBe('同一项目 P1 的成果 24 项');
});
