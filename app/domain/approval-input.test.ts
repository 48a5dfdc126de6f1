import { parseWithZod } from '@conform-to/zod/v4';
import { expect, test } from 'vitest';
import { DecideStepInput, SetChainInput, StartApprovalInput } from './approval-input.ts';

type Schema = Parameters<typeof parseWithZod>[1]['schema'];

/** As the browser sends it: fields left empty come as empty text. */
function read(schema: Schema, fields: Readonly<Record<string, string>>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const submission = parseWithZod(form, { schema });
  return submission.status === 'success' ? submission.value : submission.error;
}

test('a chain is read row by row; rows without a name are none; 线下 is a step on paper', () => {
  const typed = {
    from: '100',
    'steps[0].name': '部门负责人',
    'steps[0].by': 'approver',
    'steps[1].name': '',
    'steps[1].by': 'legal',
    'steps[2].name': '校长办公会',
    'steps[2].by': 'paper',
  };
  expect(read(SetChainInput, typed)).toEqual({
    contractKind: 'all',
    from: 100_000_000n,
    steps: [
      { name: '部门负责人', way: 'page', role: 'approver' },
      { name: '校长办公会', way: 'paper', role: 'approver' },
    ],
  });
  expect(read(SetChainInput, { ...typed, contractKind: 'service' })).toMatchObject({ contractKind: 'service' });
  expect(read(SetChainInput, { ...typed, contractKind: 'gift' })).toEqual({ contractKind: ['请选一项'] });
  expect(read(SetChainInput, { from: '', 'steps[0].name': '', 'steps[0].by': 'legal' })).toEqual({
    steps: ['请至少写一个环节'],
  });
  expect(read(SetChainInput, { ...typed, from: '-1' })).toMatchObject({ from: [expect.stringContaining('万元')] });
});

test('an approval begins with its grounds; notes may be left empty, a relation must be explained', () => {
  const typed = {
    versionN: '2',
    valuation: 'none',
    valuationNote: '参照同类许可',
    relation: 'none',
    relationNote: '',
    note: '',
  };
  expect(read(StartApprovalInput, typed)).toEqual({ ...typed, versionN: 2 });
  expect(read(StartApprovalInput, { ...typed, valuationNote: '', relation: 'related' })).toEqual({
    valuationNote: ['请写明定价依据'],
    relationNote: ['请写明关系和回避情况'],
  });
});

test('who does not agree says why', () => {
  const typed = { approvalId: '0197a000-0000-7000-8000-000000000000', position: '0', outcome: 'returned', note: '' };
  expect(read(DecideStepInput, typed)).toEqual({ note: ['不同意要写明意见'] });
  expect(read(DecideStepInput, { ...typed, outcome: 'passed' })).toMatchObject({ note: '', position: 0 });
});
