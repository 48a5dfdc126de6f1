import { expect, test } from 'vitest';
import { type ApprovalFormFacts, approvalFormPaper } from './approval-form-paper.ts';

const step = { name: '法务', doer: '法务', outcome: null, by: null, at: null, note: '', scan: null } as const;
const facts: ApprovalFormFacts = {
  contract: { no: 'HT-2026-00001', title: '示例合同', versionN: 2, sha256: 'ab' },
  unit: '示例大学',
  sides: { licensor: '转让方', licensee: '受让方' },
  licensor: '示例大学',
  licensee: '示例公司',
  kind: '技术转让',
  priceTerms: ['一次总付 100 万元'],
  sumFen: 100_000_000n,
  grounds: null,
  steps: [step],
  printedOn: '2026-11-22',
  isSample: true,
};
const rowsOf = (given: Partial<ApprovalFormFacts>) => {
  const block = approvalFormPaper({ ...facts, ...given }).blocks.find(({ kind }) => kind === 'table');
  return block?.kind === 'table' ? block.rows : [];
};
const textOf = (given: Partial<ApprovalFormFacts>) => JSON.stringify(approvalFormPaper({ ...facts, ...given }).blocks);

test('a step that nobody decided leaves room for opinion, signature and date', () => {
  expect(rowsOf({})).toEqual([['法务\n法务', '\n\n\n', '', '']]);
  expect(rowsOf({ steps: [] })).toHaveLength(4);
});

test('a step that was decided on the page stands filled in, whatever the answer', () => {
  const at = new Date('2026-11-20T02:00:00Z');
  const decided = { ...step, outcome: 'returned', by: '马法务', at, note: '封顶过低' } as const;
  const [row] = rowsOf({ steps: [decided] });
  expect(row).toEqual([
    '法务\n法务',
    '不同意：封顶过低',
    '马法务\n（在平台上决定）',
    expect.stringContaining('2026-11-20'),
  ]);
});

test('who records a meeting is not named as the one who decided', () => {
  const at = new Date('2026-11-20T02:00:00Z');
  const meeting = { ...step, name: '校长办公会', outcome: 'passed', by: '经办人甲', at, scan: '会议纪要.pdf' } as const;
  const [row = []] = rowsOf({ steps: [meeting] });
  expect(row[1]).toBe('同意\n线下决定，见扫描件“会议纪要.pdf”');
  expect(row[2]).toBe('经办人甲登记');
});

test('price, its ground and the declaration of relations stand in it', () => {
  const grounds = {
    starter: '经办人甲',
    startedAt: new Date('2026-11-19T02:00:00Z'),
    valuation: 'valued',
    valuationNote: '评估值 98 万元',
    relation: 'related',
    relationNote: '李某回避',
    note: '',
  } as const;
  const text = textOf({ grounds });
  expect(text).toContain('已作资产评估：评估值 98 万元');
  expect(text).toContain('涉及关联交易，已披露并按规定回避：李某回避');
  expect(text).toContain('¥1,000,000.00');
  expect(text).toContain('["转让方","示例大学"],["受让方","示例公司"]');
  expect(textOf({ sumFen: null })).toContain('金额不定（提成不封顶）');
});
